import { describe, expect, it } from "vitest";
import { plainLines } from "../../../src/sources/lines.ts";
import { withoutBoxes } from "../../../src/sources/seeds/boxes.ts";
import { parseSeed } from "../../../src/sources/seeds/parse.ts";

const paragraph = (i: number) => `This is paragraph number ${i} of an article, and it says something that nobody else would say here.`;
const paragraphs = Array.from({ length: 6 }, (_, i) => paragraph(i));
const read = (...lines: string[]) => withoutBoxes(plainLines(lines.join("\n"))).map((line) => line.text);

describe("withoutBoxes", () => {
  it("takes out a gallery with its captions, however long it is", () => {
    const gallery = Array.from({ length: 20 }, (_, i) => [`${i + 1}/20 Picture ${i + 1}`, `${paragraph(100 + i)}`]).flat();
    expect(read(...paragraphs.slice(0, 3), ...gallery, ...paragraphs.slice(3))).toEqual(paragraphs);
  });

  it("keeps a gallery that is the article, and fractions", () => {
    const slides = ["1/3 First", paragraph(1), "2/3 Second", paragraph(2), "3/3 Third", paragraph(3)];
    expect(read("Five reasons.", ...slides)).toEqual(["Five reasons.", ...slides]);
    const recipe = ["1/2 cup of flour", "1/2 spoon of salt", "1/2 an onion"];
    expect(read(...paragraphs, ...recipe)).toEqual([...paragraphs, ...recipe]);
  });

  it("takes out a menu, not a subheading or a short list", () => {
    const menu = "World Politics Culture Sports Science Health Travel Food Style Books Arts Video".split(" ");
    expect(read(...paragraphs.slice(0, 3), ...menu, ...paragraphs.slice(3))).toEqual(paragraphs);
    const few = [...paragraphs.slice(0, 3), "What happened next", "Flour", "Salt", ...paragraphs.slice(3)];
    expect(read(...few)).toEqual(few);
  });

  it("takes out a teaser that says its title twice", () => {
    expect(read(...paragraphs, "How to save money How to save money")).toEqual(paragraphs);
  });
});

describe("parseSeed", () => {
  it("reads a text of one line as an article of one line", () => {
    expect(parseSeed("The mayor resigned on Monday")).toMatchObject({
      title: "The mayor resigned on Monday",
      text: "The mayor resigned on Monday",
    });
    expect(parseSeed("Title: The mayor resigned\nDate: 2026-11-03").text).toBe("");
  });
});
