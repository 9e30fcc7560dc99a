import { expect, it } from "vitest";
import { summarise } from "../src/news/summary/summarise.ts";
import { splitSentences } from "../src/news/text/sentences.ts";
import { parseSeed } from "../src/sources/seeds/parse.ts";
import { spent } from "./spent.ts";

// Linear is a fraction of these seconds; quadratic is a minute and more.

it.each(["a", ".", "?", '"', "U.S. ", "Mr.", "A.", ". . ", '!" Mr ', " ", "1.", "(", "' ", "\n"])(
  "sentences of 250,000 characters of %j are split in a time that grows with the length only",
  (unit) => {
    const text = unit.repeat(250_000 / unit.length);
    const start = spent();
    splitSentences(text);
    expect(spent() - start).toBeLessThan(2_000);
  },
);

const sentences = [
  "a",
  ". ",
  "By A ",
  "1",
  "Mon ",
  "A, b ",
  "Kabul, (",
  "“a ",
  "‘a. ",
  "He said. ",
  "U.S. ",
  "\n",
  "By Jane and ",
  "The plan ? ",
];
it.each(sentences)("a summary of 200,000 characters of %j takes no longer than that of news", (unit) => {
  const text = unit.repeat(200_000 / unit.length);
  const start = spent();
  summarise(text, { title: text.slice(0, 300) });
  expect(spent() - start).toBeLessThan(2_000);
});

it.each(["*", "[", "![", "a.)", "> a\n", "[x]: a\n", "a\n", "By A B, ", "© ", "中"])(
  "a seed file of 300,000 characters of %j is read in time",
  (unit) => {
    const text = unit.repeat(300_000 / unit.length);
    const start = spent();
    parseSeed(text);
    parseSeed(text, { markdown: true });
    expect(spent() - start).toBeLessThan(5_000);
  },
);
