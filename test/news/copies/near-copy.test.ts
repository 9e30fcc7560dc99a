import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyIndex, isNearCopy, type Print, printOf } from "../../../src/news/copies/near-copy.ts";
import { spent } from "../../spent.ts";

/** Texts of words that are made up, the same for the same seed. */
function words(seed: number, count: number): string[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return `w${state % 900}`;
  });
}
const print = (text: readonly string[]): Print => {
  const made = printOf(text.join(" "));
  if (made === undefined) throw new Error("too short");
  return made;
};

describe("near copies", () => {
  const article = words(1, 400);

  it.each<[string, readonly string[]]>([
    ["itself in other punctuation and case", article.map((word, i) => (i % 9 === 0 ? `${word.toUpperCase()}.` : word))],
    ["a shortened one", article.slice(0, 150)],
    ["one with a paragraph more", [...article, ...words(2, 120)]],
    ["one with a word changed here and there", article.map((word, i) => (i % 25 === 0 ? "changed" : word))],
    ["one within a round-up", [...words(3, 900), ...article, ...words(4, 500)]],
  ])("knows %s", (_what, other) => {
    expect(isNearCopy(print(article), print(other))).toBe(true);
  });

  it.each<[string, readonly string[]]>([
    ["another text", words(5, 400)],
    ["one that shares a quote of sixty words", [...words(6, 300), ...article.slice(100, 160)]],
  ])("does not take %s for a copy", (_what, other) => {
    expect(isNearCopy(print(article), print(other))).toBe(false);
  });

  it("says nothing of texts under sixty words", () => {
    expect(printOf(words(1, 59).join(" "))).toBeUndefined();
    expect(printOf(words(1, 60).join(" "))).toBeDefined();
    expect(printOf("北京消息".repeat(20))).toBeDefined();
  });

  it("finds the first of many, as comparing with each would", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 60, max: 300 })), { maxLength: 12 }), (made) => {
        const index = copyIndex<number>();
        const prints = made.map(([seed, count]) => print(words(seed, count)));
        for (const [i, one] of prints.entries()) {
          const expected = prints.slice(0, i).findIndex((other) => isNearCopy(other, one));
          expect(index.find(one) ?? -1).toBe(expected);
          index.add(i, one);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("takes milliseconds for a long text and for a thousand texts", () => {
    const index = copyIndex<number>();
    const started = spent();
    for (let i = 0; i < 1_000; i++) index.add(i, print(words(i + 10, 200)));
    expect(index.find(print(words(500, 180)))).toBe(490);
    expect(printOf("word ".repeat(1_000_000))).toHaveLength(1);
    expect(spent() - started).toBeLessThan(5_000);
  });
});
