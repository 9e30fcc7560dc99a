import { describe, expect, test } from "vitest";
import { extract } from "../../../src/news/quotes/extract.ts";

const names = (text: string) => extract(text).people.map((p) => p.name);
const aliases = (text: string, name: string) => extract(text).people.find((p) => p.name === name)?.aliases;

describe("persons of one article", () => {
  test("surname, title and full name are one person", () => {
    const text = "President Hamid Arvand met reporters. Mr. Arvand smiled. Arvand said he was glad, and Hamid Arvand left.";
    expect(names(text)).toEqual(["Hamid Arvand"]);
    expect(aliases(text, "Hamid Arvand")).toEqual(["President Hamid Arvand", "Mr. Arvand", "Arvand"]);
  });

  test("two people with one surname are never one", () => {
    expect(names("Bill Foster and Hillary Foster spoke. Mrs. Foster said that she was tired.")).toEqual(["Bill Foster", "Hillary Foster"]);
    expect(aliases("Bill Foster and Hillary Foster spoke. Mrs. Foster said that she was tired.", "Hillary Foster")).toEqual([
      "Mrs. Foster",
    ]);
  });

  test("an initial, a short form and a middle name are the same person", () => {
    expect(names("Robert F. Kenning spoke. Robert Kenning left. Bob Kenning returned.")).toEqual(["Robert F. Kenning"]);
  });

  test.each([
    ["Ludwig van der Brink", "Ludwig van der Brink, a carpenter, said that he was glad."],
    ["Ahmed bin Rashid al-Maktoum", "Dr. Ahmed bin Rashid al-Maktoum said that he was glad."],
    ["Maria de la Cruz", "Maria de la Cruz said that she was glad. Ms. de la Cruz left."],
    ["J.K. Sørensen", "J.K. Sørensen said that she was glad."],
    ["Siobhán O'Neill-Łoś", "The minister, Siobhán O'Neill-Łoś, said that she was glad."],
    ["Kim Jong-un", "Kim Jong-un said that he was glad."],
  ])("%s is a whole name", (name, text) => {
    expect(names(text)).toEqual([name]);
  });

  test("places, days and organisations are no persons", () => {
    expect(
      names("The Supreme Court met in New York on Monday. The Department of Justice and the World Bank sued. Congress did not."),
    ).toEqual([]);
  });

  test("a title is kept as the role", () => {
    expect(extract("General David Arlen said that he would go.").people[0]).toMatchObject({ name: "David Arlen", role: "General" });
    expect(extract("Jane Roe, the finance minister, said that she would go.").people[0]).toMatchObject({
      name: "Jane Roe",
      role: "the finance minister",
    });
  });
});
