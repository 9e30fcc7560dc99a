import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { describe, expect, it } from "vitest";

/** The house of docs/architecture.md, as rules over the imports and names in src/. */
const root = join(import.meta.dirname, "..", "src");
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => posix.join(entry.parentPath.slice(root.length + 1), entry.name))
  .sort();

type Import = { readonly from: string; readonly what: string; readonly typeOnly: boolean };

function importsOf(file: string): Import[] {
  const code = readFileSync(join(root, file), "utf8");
  const found: Import[] = [];
  for (const m of code.matchAll(/^\s*(?:import|export)\s+(type\s)?[^;'"]*?\sfrom\s+"([^"]+)"/gm))
    found.push({ from: file, what: m[2] ?? "", typeOnly: Boolean(m[1]) });
  for (const m of code.matchAll(/(?:^\s*import\s+|\bimport\()"([^"]+)"/gm)) found.push({ from: file, what: m[1] ?? "", typeOnly: false });
  return found;
}

/** The room of a file: its top folder, or for files directly in src what they are. */
function room(file: string): string {
  const top = file.includes("/") ? (file.split("/")[0] ?? "") : basename(file, ".ts");
  if (["ingest", "in-turn", "prune", "publish", "answer", "schedule", "manage", "export"].includes(top)) return "flow";
  return top === "config-table" ? "config" : top;
}

const flowOf = (file: string) => (file.split("/")[0] ?? "").replace(/\.ts$/, "");

const ADAPTERS = ["sources", "summarisers", "stores", "platforms"];
/** Who may import whom, by room; a room may always import itself unless it is made of adapters or flows. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  main: ["app", "cli", "config", "errors", "log", "ports"],
  cli: [
    "cli",
    "app",
    "clock",
    "config",
    "errors",
    "health",
    "log",
    "ports",
    "news",
    "sources",
    "summarisers",
    "stores",
    "platforms",
    "flow",
  ],
  app: ["app", "config", "errors", "log", "ports", "news", "flow", "clock", "health", "trace", ...ADAPTERS],
  flow: ["errors", "ports", "news"],
  sources: ["sources", "errors", "ports", "news"],
  summarisers: ["summarisers", "errors", "ports", "news"],
  stores: ["stores", "errors", "ports", "news"],
  platforms: ["calls", "errors", "ports", "news"],
  calls: ["calls", "errors", "ports"],
  ports: ["ports", "news"],
  // How the bot is, and what it counts: asks and is told, and knows nobody.
  health: ["health", "ports", "news"],
  trace: [],
  log: ["ports", "trace"],
  clock: ["ports"],
  config: ["config", "news"],
  errors: [],
  news: ["news"],
};

const target = (i: Import) => (i.what.startsWith(".") ? posix.join(dirname(i.from), i.what) : null);

describe("the house", () => {
  it("has no room that the rules do not know", () => {
    expect([...new Set(files.map(room))].filter((r) => !(r in MAY_IMPORT))).toEqual([]);
  });

  it("imports in one direction only", () => {
    const wrong = files.flatMap(importsOf).flatMap((i) => {
      const to = target(i);
      if (to === null) return [];
      if (room(i.from) === "platforms" && room(to) === "platforms") {
        // A platform never imports another one; what all share is in news/ or ports.ts.
        return i.from.split("/")[1] === to.split("/")[1] ? [] : [`${i.from} → ${to}`];
      }
      // A flow that has grown keeps its parts in a folder of its own.
      if (room(i.from) === "flow" && room(to) === "flow" && flowOf(i.from) === flowOf(to)) return [];
      return MAY_IMPORT[room(i.from)]?.includes(room(to)) ? [] : [`${i.from} → ${to}`];
    });
    expect(wrong).toEqual([]);
  });

  it("keeps news/ pure: no package, no node:, no clock, no environment, no randomness", () => {
    const news = files.filter((f) => f.startsWith("news/"));
    expect(news.flatMap(importsOf).filter((i) => target(i) === null)).toEqual([]);
    const impure = news.filter((f) =>
      /\bDate\.now\(|new Date\(\)|Math\.random|\bprocess\.|\bconsole\.|\bfetch\(|setTimeout|setInterval/.test(
        readFileSync(join(root, f), "utf8"),
      ),
    );
    expect(impure).toEqual([]);
  });

  it("lets render and limits take only types from packages, and config nothing from outside", () => {
    const wrong = files
      .filter((f) => /\/(render|limits)(-[a-z-]+)?\.ts$/.test(f) || f === "config.ts" || f === "errors.ts")
      .flatMap(importsOf)
      .filter((i) => target(i) === null && !i.typeOnly);
    expect(wrong).toEqual([]);
  });

  it("keeps files under 250 lines, tables of words, weights, phrases and migrations excepted", () => {
    const long = files
      .filter((f) => !/(words|weights|table|phrases|migrations)[^/]*\.ts$/.test(f))
      .map((f) => [f, readFileSync(join(root, f), "utf8").split("\n").length - 1] as const)
      .filter(([, lines]) => lines > 250);
    expect(long).toEqual([]);
  });

  it("has no drawers: utils, helpers, common, manager, service, index", () => {
    expect(files.filter((f) => /(^|\/)(utils?|helpers?|common|managers?|services?|index|misc)(\/|\.ts$|-)/.test(f))).toEqual([]);
    expect(files.filter((f) => !/^[a-z0-9/.-]+\.ts$/.test(f))).toEqual([]);
  });

  it("exports by name and declares no class but errors", () => {
    const code = files.map((f) => [f, readFileSync(join(root, f), "utf8")] as const);
    expect(code.filter(([, c]) => /^export default/m.test(c)).map(([f]) => f)).toEqual([]);
    expect(code.filter(([, c]) => /^\s*(?:export )?class (?!\w+Error extends Error)/m.test(c)).map(([f]) => f)).toEqual([]);
  });
});
