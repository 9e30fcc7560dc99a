import fc from "fast-check";
import { expect, it } from "vitest";
import { beginnings, marksOf } from "../../src/news/people/beginnings.ts";

const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 14 });

it("never denies a beginning that is there, and denies most that are not", () => {
  let denied = 0;
  let asked = 0;
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 40 }), fc.nat(), (things, at) => {
      const index = beginnings();
      for (const thing of things.keys()) index.put(thing * 50, ["was", "before"]);
      for (const [thing, words] of things.entries()) index.put(thing * 50, words);
      for (const [thing, words] of things.entries()) {
        expect(index.mayHave(thing * 50, marksOf(words.map((one) => one.slice(0, 1 + (at % one.length)))))).toBe(true);
        const other = things[(thing + 1) % things.length]?.[0] ?? "";
        if (words.some((one) => one.startsWith(other))) continue;
        asked += 1;
        if (!index.mayHave(thing * 50, marksOf([other]))) denied += 1;
      }
    }),
  );
  expect(denied / asked).toBeGreaterThan(0.6);
});
