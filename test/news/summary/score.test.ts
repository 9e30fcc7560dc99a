import { expect, it } from "vitest";
import { candidateSets, eligible, isReadable, shortlist } from "../../../src/news/summary/choose.ts";
import { readArticle } from "../../../src/news/summary/read.ts";
import { FEATURES, scorer, setFeatures } from "../../../src/news/summary/score.ts";
import { weigh } from "../../../src/news/summary/weigh.ts";
import { ONE, SEVERAL } from "../../../src/news/summary/weights-table.ts";

const text = [
  "The council of Marsh voted on Monday to close the town's only bridge, which engineers say may fall this winter.",
  "Mayor Ada Lind signed the order at noon and asked the state for $4 million to build a new bridge by 2033.",
  "She said a ferry would run twice an hour until then.",
  "Engineers had warned in May that the bridge would not last another winter of frost and salt.",
  "Tor Haas, who owns the ferry, said nobody had asked him.",
].join("\n");

it.each(["", "Marsh closes its bridge"])("scores a set by the weighted sum of its features (title: %j)", (title) => {
  const article = weigh(readArticle(text, title));
  const sets = candidateSets(shortlist(eligible(article, []), article), 3);
  expect(sets.length).toBeGreaterThan(5);
  const weights = FEATURES.map((_, i) => Math.sin(i + 1));
  const score = scorer(article, weights);
  for (const set of sets) {
    const values = setFeatures(set, article);
    expect(values.length).toBe(FEATURES.length);
    expect(score(set)).toBeCloseTo(
      values.reduce((sum, v, i) => sum + v * (weights[i] ?? 0), 0),
      9,
    );
    expect(isReadable(set.map((c) => c.sentence))).toBe(true);
  }
});

it("has a weight for every feature and no other", () => {
  for (const table of [ONE, SEVERAL]) expect(Object.keys(table)).toEqual([...FEATURES]);
});
