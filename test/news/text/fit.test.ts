import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clean, closed, fitting, isVisible, oneLine } from "../../../src/news/text/fit.ts";

describe("text as it can be sent", () => {
  it("has one kind of line break and nothing that JSON or a platform refuses", () => {
    expect(clean("a\r\nb\rc\u2028d\u0085e\vf")).toBe("a\nb\nc\nd\ne\nf");
    expect(clean("\uD83D half \u0000\u001B[31m\u009B 😀")).toBe("\uFFFD half \uFFFD\uFFFD[31m\uFFFD 😀");
    expect(oneLine("  two \n\t lines \u2029 here ")).toBe("two lines here");
  });

  it("closes direction marks on their own line, and takes out those of an attack", () => {
    expect(closed("\u202Eabc\nd")).toBe("\u202Eabc\u202C\nd");
    expect(closed("\u2067a\u202Ab")).toBe("\u2067a\u202Ab\u202C\u2069");
    expect(closed("\u2067a\u2069b")).toBe("\u2067a\u2069b");
    expect(closed("\u202E".repeat(500))).toBe("");
  });

  it("knows what cannot be seen", () => {
    for (const text of ["", " ", "\u200B \u2060", "\u3164", "\u2800\n"]) expect(isVisible(text)).toBe(false);
    for (const text of ["a", "\u200B.", "一", "😀"]) expect(isVisible(text)).toBe(true);
  });
});

describe("text made to fit, where a star costs two", () => {
  const cost = (text: string) => text.replaceAll("*", "**").length;
  const { split, cutTo } = fitting({
    cost,
    reach(text, most) {
      let at = text.length;
      while (at > 1 && cost(text.slice(0, at)) > most) at--;
      return at;
    },
  });

  it("ends pieces with a sentence, else with a word, else between characters", () => {
    expect(split("One is short. Two is as short. Three ends it.", 32)).toEqual(["One is short. Two is as short. ", "Three ends it."]);
    expect(split("no sentence ends in here anywhere", 14)).toEqual(["no sentence ", "ends in here ", "anywhere"]);
    expect(split("😀😀😀", 3)).toEqual(["😀", "😀", "😀"]);
  });

  it("counts what is escaped", () => {
    expect(split("********", 8)).toEqual(["****", "****"]);
    expect(split("****", 8)).toEqual(["****"]);
  });

  it("marks what it cuts, within the room", () => {
    expect(cutTo("short", 10, "…")).toBe("short");
    expect(cutTo("these are too many words", 12, "…")).toBe("these are…");
    expect(cutTo("word ".repeat(100), 80)).toMatch(/word \[shortened by Pullquote; continue at the source\]$/);
  });

  it("loses nothing, and no piece is longer than asked for", () => {
    const text = fc.string({ unit: fc.constantFrom("*", "a", " ", ". ", "B", "\n", "😀", "é"), maxLength: 200 });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 60 }), (text, most) => {
        const pieces = split(text, most);
        expect(pieces.join("")).toBe(text);
        for (const piece of pieces) {
          expect(cost(piece)).toBeLessThanOrEqual(most);
          expect(piece).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });
});
