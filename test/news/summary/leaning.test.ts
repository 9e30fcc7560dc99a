import { describe, expect, it } from "vitest";
import { leaningOf } from "../../../src/news/summary/leaning.ts";
import { wordsOf } from "../../../src/news/summary/terms.ts";

const leaning = (sentence: string, opening = false) => leaningOf(wordsOf(sentence), sentence, () => true, opening);

describe("what a sentence leans on", () => {
  const free = [
    "The Senate passed the bill on Monday.",
    "The bill of rights was read aloud.",
    "The man who built the bridge died in May.",
    "The actor Tom Byrne left.",
    "Mayor Lind said she would sign it.",
    "As he left the hall, Tor Haas said nothing.",
    "It is not clear who will pay for it.",
    "This week the council votes.",
    "Police arrested a man after he fled.",
    "Two women said they were robbed.",
    "Those who stayed were fed.",
  ];
  for (const sentence of free) it(`stands alone: ${sentence}`, () => expect(leaning(sentence)).toEqual({ how: "free" }));

  const hard = [
    "He left the hall.",
    "They are very serious.",
    "Their plan failed.",
    "But the council said no.",
    "However, the council said no.",
    "This was a mistake.",
    "It failed in May.",
    "In a statement on Monday, she said no.",
    "The 25-year-old left the hall.",
    "The latter was closed in May.",
    "Both were closed in May.",
    "Police said he was armed.",
    "Sourced to people speaking anonymously, they report that talks began.",
  ];
  for (const sentence of hard) it(`needs the one before: ${sentence}`, () => expect(leaning(sentence)).toEqual({ how: "hard" }));

  it("needs the plan to be named", () => {
    expect(leaning("The plan would close the bridge.")).toEqual({ how: "noun", noun: "plan" });
    expect(leaning("The new bus driver was unhurt.")).toEqual({ how: "noun", noun: "driver" });
  });

  it("forgives the first sentence a he that has a name later on, not one that has none", () => {
    expect(leaning("He may be small but Anders Lind is loud.", true)).toEqual({ how: "free" });
    expect(leaning("He studied farming in rural England.", true)).toEqual({ how: "hard" });
    expect(leaning("This is the moment a guard slipped and fell.", true)).toEqual({ how: "free" });
    expect(leaning("The report warns of early talks.", true)).toEqual({ how: "noun", noun: "report" });
  });
});
