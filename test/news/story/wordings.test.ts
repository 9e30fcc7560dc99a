import fc from "fast-check";
import { expect, it } from "vitest";
import { comparedWordings } from "../../../src/news/story/wordings.ts";

const differing = (...texts: string[]) =>
  comparedWordings(texts).map((pieces) => pieces.filter(({ differs }) => differs).map(({ text }) => text));

it("finds the words that differ, and what not all say like the first", () => {
  expect(differing("It should have been closed ten years ago.", "It ought to have been closed ten years ago")).toEqual([
    ["should"],
    ["ought to"],
  ]);
  expect(differing("We will go.", "We WILL gó!")).toEqual([[], []]);
  expect(differing("We will go home now", "We will go now", "They will go home now")).toEqual([["We", "home"], [], ["They"]]);
});

it("loses and adds nothing", () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom(..."ab é.“” 水\u0301") }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(texts, (wordings) => {
      expect(comparedWordings(wordings).map((pieces) => pieces.map(({ text }) => text).join(""))).toEqual(wordings);
    }),
  );
});
