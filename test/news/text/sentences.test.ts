import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knownFailures, sentenceCases } from "../../../bench/quality/_sentence-cases.ts";
import { splitSentences } from "../../../src/news/text/sentences.ts";

const cases = sentenceCases();
const known = knownFailures();
const pieces = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe("sentences", () => {
  for (const { file, line, text, spans } of cases) {
    const name = `${file.replace(".txt", "")}: ${text.slice(0, 70)}`;
    if (known.has(line))
      it(`${name} (known failure: it must be taken off the list when it passes)`, () => {
        expect(splitSentences(text).map((s) => [s.start, s.end])).not.toEqual(spans);
      });
    else
      it(name, () => {
        expect(pieces(text)).toEqual(spans.map(([start, end]) => text.slice(start, end)));
      });
  }

  it("has at least 200 sentences to be held to", () => {
    expect(cases.reduce((sum, c) => sum + c.spans.length, 0)).toBeGreaterThan(200);
  });

  it("never crosses a line break of any kind", () => {
    expect(pieces("The plan is\nnew. It is\r\ngood\u2028and\u2029cheap.")).toEqual([
      "The plan is",
      "new.",
      "It is",
      "good",
      "and",
      "cheap.",
    ]);
  });

  it("ends no sentence at a German ordinal, and one at an English number", () => {
    expect(pieces("Sie kam am 12. Juni. Der 3. Strafsenat tagte. Im 20. Jahrhundert war das anders.")).toHaveLength(3);
    expect(pieces("The score was 12. The crowd went home. He is 40. Nobody knew.")).toHaveLength(4);
  });

  it("splits a stretch of a text by the offsets of the whole", () => {
    const text = "One is here. Two is there. Three is nowhere.";
    expect(splitSentences(text, { start: 13, end: 26 })).toEqual([{ start: 13, end: 26 }]);
    expect(splitSentences(text, { start: 4, end: 99 }).map((s) => text.slice(s.start, s.end))).toEqual([
      "is here.",
      "Two is there.",
      "Three is nowhere.",
    ]);
    expect(splitSentences("")).toEqual([]);
    expect(splitSentences(" \n\t\n ")).toEqual([]);
  });

  it("gives trimmed stretches in order that leave out nothing but white space and bullets, whatever the text", () => {
    const bits = [
      "He",
      "Mr.",
      "U.S.",
      ". ",
      "? ",
      '"',
      "“",
      "”",
      "'",
      " ",
      "\n",
      "...",
      ". . .",
      "the",
      "A",
      "I",
      "3.5",
      "No. 5",
      "?It",
      "• ",
      "a.m.",
      "…",
      "(",
      ")",
      "。",
    ];
    const text = fc
      .array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 4 })), { maxLength: 40 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (t) => {
        let last = 0;
        for (const { start, end } of splitSentences(t)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(t.slice(start, end)).toBe(t.slice(start, end).trim());
          expect(t.slice(last, start)).toMatch(/^[\s\u200B\uFEFF•●▪◦‣∙*·–—-]*$/);
          last = end;
        }
        expect(t.slice(last)).toMatch(/^[\s\u200B\uFEFF•●▪◦‣∙*·–—-]*$/);
      }),
      { numRuns: 2000 },
    );
  });
});
