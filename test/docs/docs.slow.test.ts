import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blocksOf, pages, root } from "./blocks.ts";

/** A clean checkout beside this one, with the packages of this one. */
const checkout = mkdtempSync(join(tmpdir(), "pullquote-docs-"));
const env = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", WEB_PORT: "0", NO_COLOR: "1" };
beforeAll(() => {
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter(Boolean);
  for (const file of files) {
    if (file === "node_modules") continue;
    mkdirSync(dirname(join(checkout, file)), { recursive: true });
    cpSync(join(root, file), join(checkout, file));
  }
  symlinkSync(join(root, "node_modules"), join(checkout, "node_modules"));
}, 60_000);
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

const shell = pages.flatMap(blocksOf).filter(({ language }) => language === "sh");

/** That no other block is forgotten, docs.test.ts looks. */
describe("every command in a block tagged `run`", () => {
  it.each(shell.filter(({ tags }) => tags.includes("run")).map((block) => [`${block.page}:${block.line}`, block] as const))(
    "%s",
    (_, { code }) => {
      const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", code], {
        cwd: checkout,
        env,
        encoding: "utf8",
        input: "",
      });
      expect([status, stderr], stdout).toEqual([0, stderr]);
    },
    120_000,
  );
});

describe("every snippet of JavaScript in the pages", () => {
  const snippets = pages.flatMap(blocksOf).filter(({ language }) => ["js", "ts"].includes(language));

  it.each(snippets.map((block) => [`${block.page}:${block.line}`, block] as const))(
    "%s runs with the package as it is published",
    (_, block) => {
      const { folder } = installed();
      const file = join(folder, `snippet-${block.line}.mjs`);
      writeFileSync(file, block.code);
      const out = execFileSync(process.execPath, [file], { cwd: folder, env, encoding: "utf8" });
      // The block that follows "prints" is what it prints.
      const all = blocksOf(block.page);
      const next = all[all.findIndex(({ line }) => line === block.line) + 1];
      if (next?.language === "") expect(out).toBe(next.code);
      else expect(out.length).toBeGreaterThan(0);
    },
    240_000,
  );
});

let packed: { folder: string; files: string[] } | null = null;

/** The tarball that `npm pack` makes, installed into an empty folder as anybody would. */
function installed(): { folder: string; files: string[] } {
  if (packed) return packed;
  const folder = mkdtempSync(join(tmpdir(), "pullquote-package-"));
  const more = {
    env: { ...process.env, NO_COLOR: "1" },
    encoding: "utf8" as const,
    stdio: ["ignore", "pipe", "pipe"] as ["ignore", "pipe", "pipe"],
  };
  const [{ files }] = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { ...more, cwd: checkout })) as [
    { files: { path: string }[] },
  ];
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  execFileSync("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", join(folder, tarball)], { ...more, cwd: folder });
  packed = { folder, files: files.map(({ path }) => path) };
  return packed;
}

describe("the package", () => {
  afterAll(() => packed && rmSync(packed.folder, { recursive: true, force: true }));

  it("holds what is needed and nothing else", () => {
    const { files } = installed();
    for (const file of ["dist/main.js", "dist/news/quotes/library.d.ts", "README.md", "LICENSE", "slack-manifest.yaml", ".env.example"])
      expect(files).toContain(file);
    expect(files.filter((file) => !/^(dist|seeds|docs)\/|^[^/]+$/.test(file))).toEqual([]);
    expect(files.filter((file) => /\.tsbuildinfo$|\.test\.|^\.env$/.test(file))).toEqual([]);
  }, 240_000);

  it("runs: npx pullquote shows the digest in an empty folder, and every command has its help", () => {
    const { folder } = installed();
    const npx = (...words: string[]) =>
      spawnSync("npx", ["--no-install", "pullquote", ...words], { cwd: folder, env, encoding: "utf8", input: "" });
    const once = npx("--once");
    expect([once.status, once.stdout]).toEqual([0, expect.stringContaining("Report: Karzai And Taliban Looking For Peace Deal")]);
    expect(npx("--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const commands = [...npx("--help").stdout.matchAll(/^ {2}([a-z][\w-]*)(?:\||\s)/gm)]
      .map(([, name = ""]) => name)
      .filter((name) => name !== "help");
    expect(commands.length).toBeGreaterThan(10);
    for (const command of commands) {
      const { status, stdout } = spawnSync(process.execPath, ["node_modules/pullquote/dist/main.js", command, "--help"], {
        cwd: folder,
        env,
        encoding: "utf8",
      });
      expect([command, status]).toEqual([command, 0]);
      expect(stdout).toMatch(/^Usage: pullquote /);
    }
  }, 240_000);
});
