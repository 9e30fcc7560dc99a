import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { marked } from "../../../src/news/quotes/01-marks.ts";
import { extract } from "../../../src/news/quotes/extract.ts";
import { tokenise } from "../../../src/news/text/tokens.ts";
import { spent } from "../../spent.ts";

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ..."\" “ ” '' ‘ ’ ' « » „ 「 」 … . , : ; ? ! ( ) — \n\n \n he she said told Mr. Dr. Jane Roe Roe's according to that who the spokesman officials A: Q: I Karzai's van der".split(
        " ",
      ),
      " ",
      " ",
      " said ",
      '." ',
      ",” ",
    ),
  },
);
const text = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(""));

describe("for any text", () => {
  test("every span of every quote lies in the text, parts are in order and do not meet, confidence is a probability", () => {
    fc.assert(
      fc.property(text, fc.option(fc.constant("Ann Writer"), { nil: undefined }), (t, byline) => {
        const { quotes, people } = extract(t, byline === undefined ? {} : { byline });
        for (const quote of quotes) {
          let last = 0;
          for (const part of quote.parts) {
            expect(part.start).toBeGreaterThanOrEqual(last);
            expect(part.end).toBeGreaterThan(part.start);
            expect(part.end).toBeLessThanOrEqual(t.length);
            expect(t.slice(part.start, part.end).trim()).toBe(t.slice(part.start, part.end));
            last = part.end;
          }
          for (const span of [quote.cue, quote.speaker?.mention, quote.announcement])
            if (span) expect(t.slice(span.start, span.end).length).toBe(span.end - span.start);
          expect(quote.confidence).toBeGreaterThanOrEqual(0);
          expect(quote.confidence).toBeLessThanOrEqual(1);
          if (quote.speaker?.kind === "person" && quote.speaker.name !== byline)
            expect(people.map((p) => p.name)).toContain(quote.speaker.name);
        }
        for (const person of people) {
          expect(person.mentions.length).toBeGreaterThan(0);
          for (const m of person.mentions) expect(t.slice(m.start, m.end)).toContain(t.slice(m.start, m.end).trim());
        }
      }),
      { numRuns: 400 },
    );
  });

  test("no two quotes share a character", () => {
    fc.assert(
      fc.property(text, (t) => {
        const parts = extract(t)
          .quotes.flatMap((q) => q.parts)
          .sort((a, b) => a.start - b.start);
        for (let i = 1; i < parts.length; i++) expect(parts[i]?.start ?? 0).toBeGreaterThanOrEqual(parts[i - 1]?.end ?? 0);
      }),
      { numRuns: 400 },
    );
  });

  test("the same text gives the same answer", () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(extract(t)).toEqual(extract(t));
      }),
      { numRuns: 50 },
    );
  });

  test("tokens cover every character that is no white space, once and in order", () => {
    fc.assert(
      fc.property(text, (t) => {
        const tokens = tokenise(t);
        let at = 0;
        for (let i = 0; i < tokens.count; i++) {
          expect(t.slice(at, tokens.start[i]).replace(/[\s\u200b\ufeff]/gu, "")).toBe("");
          at = tokens.end[i] ?? 0;
        }
        expect(t.slice(at).replace(/[\s\u200b\ufeff]/gu, "")).toBe("");
      }),
      { numRuns: 300 },
    );
  });
});

describe("marks make the round trip", () => {
  const word = fc.constantFrom("we", "will", "not", "leave", "today", "it’s", "don't", "six");
  const said = fc.array(word, { minLength: 1, maxLength: 8 }).map((list) => list.join(" "));
  test.each([
    ['"', '"'],
    ["“", "”"],
    ["''", "''"],
    ["``", "''"],
    ["«", "»"],
    ["„", "“"],
    ["「", "」"],
  ])("%s…%s", (open, close) => {
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 5 }), (quotes) => {
        const t = quotes.map((q) => `Then Roe said ${open}${q},${close} and left.`).join(" ");
        expect(marked(t).map((m) => t.slice(m.inner.start, m.inner.end))).toEqual(quotes.map((q) => `${q},`));
      }),
      { numRuns: 60 },
    );
  });

  test("an unclosed mark costs its own paragraph and no other", () => {
    fc.assert(
      fc.property(said, said, (a, b) => {
        const t = `He said "${a}.\n\nThen came the rain.\n\n"${b}," she said.`;
        const found = marked(t).map((m) => t.slice(m.inner.start, m.inner.end));
        expect(found.at(-1)).toBe(`${b},`);
        expect(found.some((f) => f.includes("rain"))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe("time grows with the length of the text", () => {
  const hostile: readonly (readonly [string, string])[] = [
    ["opening marks", "“"],
    ["straight marks", '"'],
    ["marks and letters", " “a"],
    ["apostrophes", "'"],
    ["no white space", "saidRoe"],
    ["one long paragraph", 'Roe said "yes," Doe told him that he was right. '],
    ["commas", "Roe, "],
    ["initials", "A. "],
    ["brackets", "(["],
  ];
  test.each(hostile)("%s", (_, unit) => {
    const time = (length: number) => {
      const t = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
      let best = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 2; i++) {
        const start = spent();
        extract(t);
        best = Math.min(best, spent() - start);
      }
      return best;
    };
    time(4_000);
    const small = time(6_000);
    const large = time(48_000);
    // Eight times the length is eight times the time, and somewhat more on a busy machine; a square would be sixty-four.
    expect(large).toBeLessThan(Math.max(400, 40 * small));
  });
});
