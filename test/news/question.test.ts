import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeQuestion,
  encodeQuestion,
  LONGEST_CODE,
  linksIn,
  parseManaging,
  parseQuestion,
  type Question,
  typedQuestion,
} from "../../src/news/question.ts";
import type { QuoteId } from "../../src/news/quote.ts";
import type { StoryId } from "../../src/news/story.ts";

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

describe("what stands after /news beyond names and words", () => {
  it.each<[string, Question]>([
    ["follow karzai", { kind: "follow", person: "karzai", when: "now" }],
    ["Follow Hamid Karzai daily", { kind: "follow", person: "Hamid Karzai", when: "digest" }],
    ["unfollow karzai", { kind: "unfollow", person: "karzai" }],
    ["following", { kind: "following" }],
    ["help", { kind: "help" }],
    [" ? ", { kind: "help" }],
    ["--help", { kind: "help" }],
    ["Hilfe", { kind: "help" }],
    ["help desk", { kind: "search", words: "help desk", offset: 0 }],
    ["follow", { kind: "following" }],
    ["story:0123456789abcdef0123", { kind: "story", story: "0123456789abcdef0123" as StoryId, page: 0 }],
    ["story: 12", { kind: "search", words: "story: 12", offset: 0 }],
    ["following karzai", { kind: "search", words: "following karzai", offset: 0 }],
  ])("%j", (typed, question) => {
    expect(parseQuestion(typed)).toEqual(question);
  });
});

describe("what stands after /digest", () => {
  it.each<[string, Question]>([
    ["", { kind: "manage", act: "help", words: "" }],
    ["now", { kind: "manage", act: "now", words: "" }],
    ["Schedule  weekdays 8:00 ", { kind: "manage", act: "schedule", words: "weekdays 8:00" }],
    ["filter people: Karzai;\n topics: peace", { kind: "manage", act: "filter", words: "people: Karzai;\n topics: peace" }],
    ["frobnicate it", { kind: "manage", act: "help", words: "frobnicate it" }],
  ])("%j", (typed, question) => {
    expect(parseManaging(typed)).toEqual(question);
  });

  it("that fits no button is asked for again: half an address is another one", () => {
    const long: Question = { kind: "manage", act: "sources", words: `remove https://example.org/${"a".repeat(90)}` };
    expect(decodeQuestion(encodeQuestion(long))).toEqual({ kind: "manage", act: "sources", words: "" });
  });
});

describe("links in a message", () => {
  it("are found without the marks around them, each once, the first five", () => {
    expect(linksIn("see <https://a.example/x?y=1|here>, (https://b.example/z). https://a.example/x?y=1")).toEqual([
      "https://a.example/x?y=1",
      "https://b.example/z",
    ]);
    expect(linksIn("nothing at ftp://x.example")).toEqual([]);
    expect(linksIn(Array.from({ length: 9 }, (_, n) => `https://n${n}.example/`).join(" "))).toHaveLength(5);
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
          expect(code.length).toBeLessThanOrEqual(LONGEST_CODE);
          expect(decodeQuestion(code)).toEqual(question);
        },
      ),
    );
  });

  it("asks for a person too long for a button by the beginning of the name", () => {
    const code = encodeQuestion({ kind: "person", person: "x".repeat(200), offset: 5 });
    expect(code.length).toBeLessThanOrEqual(LONGEST_CODE);
    expect(decodeQuestion(code)).toEqual({ kind: "search", words: "x".repeat(55), offset: 0 });
  });

  it("names a person and a quote", () => {
    const person: Question = { kind: "person", person: "hamid karzai", about: "taliban", offset: 5 };
    expect(decodeQuestion(encodeQuestion(person))).toEqual(person);
    for (const question of [
      { kind: "share", of: person },
      { kind: "story", story: "0123456789abcdef0123" as StoryId, page: 3 },
      { kind: "share", of: { kind: "story", story: "0123456789abcdef0123" as StoryId, page: 0, known: 2 } },
      { kind: "follow", person: "hamid karzai", when: "digest" },
      { kind: "unfollow", person: "hamid karzai" },
      { kind: "following" },
      { kind: "help" },
      { kind: "home" },
      { kind: "manage", act: "pause", words: "" },
      { kind: "manage", act: "pause", words: "", channel: "1040000000000000001" },
      { kind: "manage", act: "quiet", words: "22:00-7:00", channel: "1040000000000000001" },
      { kind: "manage", act: "schedule", words: "weekdays 8:00 Europe/Berlin" },
    ] satisfies Question[])
      expect(decodeQuestion(encodeQuestion(question))).toEqual(question);
    const context: Question = { kind: "context", quote: "0123456789abcdef0123.1402" as QuoteId };
    expect(decodeQuestion(encodeQuestion(context))).toEqual(context);
  });

  it.each(["", "x", "s", "s|a|b", "p|1", "c|", "constructor"])("is refused when it is not ours: %j", (code) => {
    expect(decodeQuestion(code)).toBeNull();
  });
});
