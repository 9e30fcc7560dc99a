import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeQuestion, encodeQuestion, parseQuestion, type Question, typedQuestion } from "../../src/news/question.ts";
import type { QuoteId } from "../../src/news/quote.ts";

describe("what stands after /news", () => {
  it.each<[string, Question]>([
    ["", { kind: "latest" }],
    ["   ", { kind: "latest" }],
    ["karzai", { kind: "search", words: "karzai", offset: 0 }],
    ["  Hamid   Karzai ", { kind: "search", words: "Hamid Karzai", offset: 0 }],
    ["karzai about:taliban", { kind: "search", words: "karzai", about: "taliban", offset: 0 }],
    ['karzai about:"peace talks"', { kind: "search", words: "karzai", about: "peace talks", offset: 0 }],
    ["about:taliban", { kind: "search", words: "taliban", offset: 0 }],
    ["كرزاي", { kind: "search", words: "كرزاي", offset: 0 }],
  ])("%j", (typed, question) => {
    expect(parseQuestion(typed)).toEqual(question);
  });

  it("can be typed again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) => {
        const question = parseQuestion(typed);
        const again = typedQuestion(question);
        expect(again).not.toBeNull();
        if (!/about:/iu.test(typed)) expect(parseQuestion(again?.slice("/news".length) ?? "")).toEqual(question);
      }),
    );
  });
});

describe("a question on a button", () => {
  it("comes back as it was and fits 100 code units, whatever was typed", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.string({ unit: "grapheme", maxLength: 60 }),
        fc.nat(9999),
        (typed, about, offset) => {
          const asked = parseQuestion(`${typed} about:"${about}"`);
          const question = asked.kind === "search" ? { ...asked, offset } : asked;
          const code = encodeQuestion(question);
          expect(code.length).toBeLessThanOrEqual(100);
          expect(decodeQuestion(code)).toEqual(question);
        },
      ),
    );
  });

  it("asks for a person too long for a button by the beginning of the name", () => {
    const code = encodeQuestion({ kind: "person", person: "x".repeat(200), offset: 5 });
    expect(code.length).toBeLessThanOrEqual(100);
    expect(decodeQuestion(code)).toEqual({ kind: "search", words: "x".repeat(60), offset: 0 });
  });

  it("names a person and a quote", () => {
    const person: Question = { kind: "person", person: "hamid karzai", about: "taliban", offset: 5 };
    expect(decodeQuestion(encodeQuestion(person))).toEqual(person);
    const context: Question = { kind: "context", quote: "0123456789abcdef0123.1402" as QuoteId };
    expect(decodeQuestion(encodeQuestion(context))).toEqual(context);
  });

  it.each(["", "x", "s", "s|a|b", "p|1", "c|", "constructor"])("is refused when it is not ours: %j", (code) => {
    expect(decodeQuestion(code)).toBeNull();
  });
});
