import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** A Chromium that is installed here; `CHROMIUM` names another one. */
function installed(): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const all = process.env.CHROMIUM ? [process.env.CHROMIUM] : NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return (
    all.find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }) ?? null
  );
}

/** The browser's program; installed from Debian where it is missing and it can be. A sentence: why there is none. */
export function findChromium(): { readonly file: string } | { readonly missing: string } {
  const there = installed();
  if (there) return { file: there };
  if (process.env.CHROMIUM) return { missing: `CHROMIUM is "${process.env.CHROMIUM}", which is no program` };
  if (process.getuid?.() !== 0) return { missing: "there is no Chromium, and only root can install one: apt-get install chromium" };
  if (spawnSync("apt-get", ["--version"]).error) return { missing: "there is no Chromium and no apt-get to install one with" };
  try {
    const options = {
      stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    };
    execFileSync("apt-get", ["update", "-qq"], options);
    execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core"], options);
  } catch (error) {
    return { missing: `Chromium could not be installed: ${error instanceof Error ? error.message.split("\n")[0] : error}` };
  }
  const now = installed();
  return now ? { file: now } : { missing: "apt-get installed no Chromium" };
}

export async function openChromium(file: string): Promise<Browser> {
  return chromium.launch({
    executablePath: file,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}
