import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/news/quotes/explain.ts";
import { extract } from "../../../src/news/quotes/extract.ts";
import { readCase } from "./case-file.ts";

const cases = join(import.meta.dirname, "../../cases/quotes");
const texts = readdirSync(cases)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readCase(name, readFileSync(join(cases, name), "utf8")).text);

const why = (text: string) => {
  const { quotes } = extract(text);
  return explain(text, quotes).map((reason, n) => ({ ...reason, quote: quotes[n] }));
};

describe("why a quote was read as it was", () => {
  it("names the rule, whom a pronoun means, and who was weighed", () => {
    const text =
      'Ada Moreno, the mayor, met Jonas Weir on Monday. "We are ready for the winter," she said.\n\nThe council said that the road would be closed.';
    const [direct, reported] = why(text);
    expect(direct).toMatchObject({ rule: "marks", meant: "she" });
    expect(direct?.quote?.speaker?.name).toBe("Ada Moreno");
    expect(direct?.candidates[0]?.words).toBe("she");
    expect(reported).toMatchObject({ rule: "reporting", candidates: [] });
  });

  it("holds for every case: a reason a quote, shares that are shares, candidates that stand in the text", () => {
    let named = 0;
    let first = 0;
    for (const text of texts)
      for (const { rule, quote, candidates } of why(text)) {
        expect(quote?.kind === "indirect").toBe(rule === "reporting");
        let sum = 0;
        for (const { words, span, share } of candidates) {
          expect(text.slice(span.start, span.end)).toBe(words);
          sum += share;
        }
        expect(sum).toBeLessThanOrEqual(1.000001);
        if (rule !== "marks" || !quote?.speaker?.mention || candidates.length === 0) continue;
        named++;
        const { start, end } = quote.speaker.mention;
        if (candidates.some(({ span }) => span.start < end && start < span.end)) first++;
      }
    expect(named).toBeGreaterThan(80);
    // Where the likeliest mention only introduces another ("a spokesman for X, Y"), the name taken may lie beside it.
    expect(first / named).toBeGreaterThan(0.9);
  });
});
