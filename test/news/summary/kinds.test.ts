import { describe, expect, it } from "vitest";
import { datelineLength } from "../../../src/news/summary/dateline.ts";
import { quotedSpans } from "../../../src/news/summary/quoted.ts";
import { readArticle } from "../../../src/news/summary/read.ts";

/** The kind of one sentence among others that are plainly an article's body. */
function kindIn(sentence: string): string {
  const text = `The council of Marsh voted on Monday to close the old bridge.\nEngineers had warned in May that it would not last the winter.\n${sentence}\nMayor Ada Lind signed the order on Tuesday in the town hall.`;
  return readArticle(text, "").sentences.find((s) => s.line === 2)?.kind ?? "nothing";
}

describe("kinds of sentences", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["The bridge was built in 1931 and carries four thousand cars a day.", "body"],
    ["By 2030 the company wants to have built three of them.", "body"],
    ["Published in 1931, the plan had shown a second bridge.", "body"],
    ["Updated figures show that four thousand cars use it.", "body"],
    ["By Jane Roe and John Doe", "furniture"],
    ["By Jane Roe for The Daily Planet", "furniture"],
    ["By . Daily Planet Reporter .", "furniture"],
    ["PUBLISHED: 14:11 EST, 25 October 2031", "furniture"],
    ["Updated 3 November 2031 at 9:14 a.m.", "furniture"],
    ["Monday, November 3, 2031", "furniture"],
    ["Read more: Why the bridge had to go.", "furniture"],
    ["READ | Why the bridge had to go and what comes after it", "furniture"],
    ["Scroll down for video", "furniture"],
    ["Sign up for our newsletter to get the news of Marsh every day.", "furniture"],
    ["Photo: The old bridge in winter, seen from the north.", "furniture"],
    ["Jane Roe of The Associated Press contributed to this report.", "furniture"],
    ["© 2031 The Daily Planet. All rights reserved.", "furniture"],
    ["Follow @dailyplanet for more news of the day", "furniture"],
    ["Why the Old Bridge Has to Go", "heading"],
    ["What comes next", "furniture"],
    ["What comes next for the bridge", "heading"],
    ["Here is what the council decided on Monday:", "heading"],
    ["Who will pay for the new one that is to come?", "question"],
    ["“It should have been closed ten years ago, and everybody knew it.”", "speech"],
    ["I have crossed it every day of my life.", "speech"],
    ["Ada Lind (pictured) signed the order in front of cameras.", "caption"],
  ];
  for (const [sentence, kind] of cases) it(`${kind}: ${sentence}`, () => expect(kindIn(sentence)).toBe(kind));

  it("takes a paragraph full of I and we for somebody's words, even its sentences without them", () => {
    const text =
      "The council of Marsh voted on Monday to close the bridge.\nEngineers had warned in May that it would not last.\nThe mayor spoke in the hall.\nAs I said in May, we had no choice. Money was short. I asked for help and we got none. Nothing came of it.";
    const last = readArticle(text, "").sentences.filter((s) => s.line === 3);
    expect(last.map((s) => s.kind)).not.toContain("body");
    expect(last.length).toBe(4);
  });

  it("leaves a column as it is, where the writer says I all along", () => {
    const text = "I went to Marsh on Monday to see the bridge.\nI had crossed it as a child of six.\nNow I could not cross it any more.";
    expect(readArticle(text, "").sentences.map((s) => s.kind)).toEqual(["body", "body", "body"]);
  });
});

describe("datelines", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["KABUL, Afghanistan (AP) — The talks began on Monday.", "The talks began on Monday."],
    ["(CNN) -- The talks began on Monday in the capital.", "The talks began on Monday in the capital."],
    ["LONDON (Reuters) - Shares fell on Monday for a third day.", "Shares fell on Monday for a third day."],
    ["New Delhi, Jul 30 (PTI) Three men have been arrested.", "Three men have been arrested."],
    ["WASHINGTON — Sen. Ada Brandt left the chamber.", "Sen. Ada Brandt left the chamber."],
    ["AMHERST, N.H. — Gov. Tor Haas spoke on Tuesday.", "Gov. Tor Haas spoke on Tuesday."],
    ["MARSH: The council voted on Monday to close the bridge.", "The council voted on Monday to close the bridge."],
    ["ATLANTA , Georgia -LRB- CNN -RRB- -- The storm has passed the coast .", "The storm has passed the coast ."],
    ["Ada Brandt (R) said no to all of it on Monday.", "Ada Brandt (R) said no to all of it on Monday."],
    ["Gov. Tor Haas — a Republican — said no to it.", "Gov. Tor Haas — a Republican — said no to it."],
    ["The council (which met on Monday) - said no to it.", "The council (which met on Monday) - said no to it."],
  ];
  for (const [sentence, rest] of cases) it(sentence, () => expect(sentence.slice(datelineLength(sentence))).toBe(rest));
});

describe("what is quoted", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["He said “no” and “never”.", ["“no”", "“never”"]],
    ['"We won," she said. "Nobody lost."', ['"We won,"', '"Nobody lost."']],
    ["'We won,' she said, though the voters' choice was Lind's.", ["'We won,'"]],
    ["`` We won , '' she said .", ["`` We won , ''"]],
    ["The club 's board met and Wales ' coach did n't .", []],
    ["He said: “We won and", ["“We won and"]],
    ["She doesn't know the '90s.", []],
  ];
  for (const [text, quotes] of cases)
    it(text, () => expect(quotedSpans(text, 0, text.length).map((q) => text.slice(q.start, q.end))).toEqual(quotes));
});
