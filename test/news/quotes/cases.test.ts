import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { extract } from "../../../src/news/quotes/extract.ts";
import { isSpeakerKind, problems, type QuoteCase, readCase, speakerKindsOf } from "./case-file.ts";

const folder = join(import.meta.dirname, "..", "..", "cases", "quotes");
const cases = readdirSync(folder)
  .filter((file) => file.endsWith(".txt"))
  .sort()
  .map((file) => readCase(file.slice(0, -".txt".length), readFileSync(join(folder, file), "utf8")));
const known: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(folder, "known-failures.json"), "utf8"));

const problemsOf = (test: QuoteCase) =>
  problems(
    test,
    extract(test.text, {
      ...(test.byline === undefined ? {} : { byline: test.byline }),
      ...(test.blockQuotes ? { blockQuotes: test.blockQuotes } : {}),
    }),
  );

describe("the cases in test/cases/quotes", () => {
  it("are at least 140, each with a reason of its own and kinds that exist", () => {
    expect(cases.length).toBeGreaterThanOrEqual(140);
    expect(new Set(cases.map((test) => test.reason)).size).toBe(cases.length);
    expect(new Set(cases.map((test) => test.text)).size).toBe(cases.length);
    expect(cases.filter((test) => test.expected.length === 0)).toEqual([]);
    expect(cases.flatMap(speakerKindsOf).filter((kind) => !isSpeakerKind(kind))).toEqual([]);
  });

  it("lists as known failures only cases that there are, each with its reason", () => {
    expect(Object.keys(known).filter((name) => !cases.some((test) => test.name === name))).toEqual([]);
    expect(Object.values(known).filter((reason) => reason.length < 10)).toEqual([]);
  });

  it.each(cases.filter((test) => !(test.name in known)).map((test) => [test.name, test] as const))("%s", (_, test) => {
    expect(problemsOf(test), test.reason).toEqual([]);
  });

  it.each(cases.filter((test) => test.name in known).map((test) => [test.name, test] as const))("still fails: %s", (name, test) => {
    expect(problemsOf(test).length, `${name} passes now: take it off known-failures.json`).toBeGreaterThan(0);
  });
});
