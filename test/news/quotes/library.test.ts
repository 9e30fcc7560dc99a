import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..", "..");
const outside = mkdtempSync(join(tmpdir(), "pullquote-library-"));
const read = (file: string) => readFileSync(join(root, file), "utf8");

/** The package as its users get it: built, and found through `node_modules` of a project of theirs. */
beforeAll(() => {
  execFileSync("npm", ["run", "-s", "build"], { cwd: root });
  mkdirSync(join(outside, "node_modules"));
  symlinkSync(root, join(outside, "node_modules", "pullquote"), "junction");
}, 120_000);
afterAll(() => rmSync(outside, { recursive: true, force: true }));

const [example = "", printed = ""] = [/^```js\n([\s\S]*?)^```/m, /^prints\n\n```\n([\s\S]*?)^```/m].map(
  (pattern) => pattern.exec(read("docs/quotes.md"))?.[1],
);

describe("pullquote/quotes", () => {
  test("the example in docs/quotes.md prints what it says there", () => {
    writeFileSync(join(outside, "example.mjs"), example);
    expect(execFileSync(process.execPath, ["example.mjs"], { cwd: outside, encoding: "utf8" })).toBe(printed);
    expect(printed).toContain("Ann Cole");
  });

  test("its types hold in a strict project", () => {
    writeFileSync(
      join(outside, "typed.mts"),
      `import { type ExtractedQuote, extractQuotes, speakerMargin } from "pullquote/quotes";
const quotes: readonly ExtractedQuote[] = extractQuotes("", { byline: "Ann Cole", blockQuotes: [{ start: 0, end: 0 }] });
export const names: readonly string[] = quotes.flatMap((q) => (q.speaker !== null && q.confidence >= speakerMargin ? [q.speaker.name] : []));
// @ts-expect-error: a quote without a speaker has none to name
export const wrong: readonly string[] = quotes.map((q) => q.speaker.name);
`,
    );
    const flags = ["--strict", "--module", "nodenext", "--target", "es2023", "--noEmit", "--types", ""];
    execFileSync(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), ...flags, "typed.mts"], { cwd: outside });
  });

  test("nothing it loads is Node's or another package's, nor knows of a process, a clock or a network", () => {
    const seen = new Set<string>();
    const walk = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      const code = read(file);
      expect(code, file).not.toMatch(/\bprocess\.|\bBuffer\b|\bfetch\(|\brequire\(|\bDate\.now\(|Math\.random/);
      for (const [, still, later] of code.matchAll(/^(?:import|export) (?:[^"=]* from )?"([^"]+)";|\bimport\("([^"]+)"/gm)) {
        const what = still ?? later ?? "";
        expect(what, file).toMatch(/^\.\.?\//);
        walk(join(dirname(file), what));
      }
    };
    walk((JSON.parse(read("package.json")) as { exports: Record<string, { default: string }> }).exports["./quotes"]?.default ?? "");
    expect(seen.size).toBeGreaterThan(20);
  });
});
