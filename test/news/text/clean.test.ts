import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseLine, normaliseText, unwrapLines } from "../../../src/news/text/clean.ts";
import { spent } from "../../spent.ts";

describe("normaliseText", () => {
  it.each([
    ["\uFEFFa\r\nb\rc\u2028d", "a\nb\nc\nd"],
    ["a\u00A0b\u202Fc\u3000d\te", "a b c d e"],
    ["zero\u200Bwidth\u00AD", "zerowidth"],
    ["Cafe\u0301", "Café"],
    ["  two   spaces  \n  more ", "two spaces\nmore"],
    ["turned \u202Earound\u202C", "turned around"],
    ["bell\u0007 and null\u0000", "bell and null"],
    ["half a pair \uD83D", "half a pair \uFFFD"],
  ])("%j becomes %j", (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it("leaves what scripts are written with: joiners, direction marks, emoji sequences", () => {
    const text = "می\u200Cخواهم \u200Fتست، 👩\u200D🚀";
    expect(normaliseText(text)).toBe(text);
  });

  it("changes nothing a second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const once = normaliseText(text);
        return normaliseText(once) === once;
      }),
    );
  });

  it("is quick on thousands of marks on one letter", () => {
    const start = spent();
    expect(normaliseText(`a${"\u0301\u0323".repeat(500_000)}`).length).toBeLessThan(100);
    expect(spent() - start).toBeLessThan(2_000);
  });
});

describe("normaliseLine", () => {
  it("draws lines together", () => expect(normaliseLine(" a\n\n b\u00A0 c ")).toBe("a b c"));
});

describe("unwrapLines", () => {
  const wrapped = [
    "The mayor said on Monday that the old bridge would be closed for most",
    "of the coming year, and that traffic would have to take the ring road",
    "instead. Shopkeepers near the bridge asked for help with their rents.",
    "",
    '"We were told about it by the newspaper," said the owner of a bakery,',
    "who has had her shop there for thirty years and has never seen it as",
    "empty as it was that morning.",
  ].join("\n");

  it("joins lines wrapped at a margin, so that a sentence is not cut", () => {
    const paragraphs = unwrapLines(wrapped).split("\n\n");
    expect(paragraphs).toHaveLength(2);
    expect(paragraphs[0]).toContain("for most of the coming year");
  });

  it("leaves lines alone that are paragraphs", () => {
    const text = `A headline\nA short line.\n${"A paragraph that is much longer than any margin. ".repeat(4)}\nAnother line.\nAnd one.\nAnd two.`;
    expect(unwrapLines(text)).toBe(text);
  });
});
