import { expect, it } from "vitest";
import type { Article, ArticleId, Instant } from "../../src/news/article.ts";
import type { Quote } from "../../src/news/quote.ts";
import { extractiveSummariser } from "../../src/summarisers/extractive.ts";

const text =
  "The council of Marsh voted on Monday to close the town's only bridge. “It should have been closed ten years ago,” said Carl Byrne, the engineer. Mayor Ada Lind signed the order at noon and asked the state for money.";
const article: Article = {
  id: "a1" as ArticleId,
  origin: "seeds",
  title: "Bridge closed",
  text,
  readAt: "2031-11-03T08:00:00.000Z" as Instant,
};

it("gives sentences with their place in the article, none of them a quote that is shown anyway", async () => {
  const part = { start: text.indexOf("“It"), end: text.indexOf(" said Carl") };
  const quote: Quote = { articleId: article.id, parts: [part], kind: "direct", speaker: null, cue: null, confidence: 0.9 };
  const { sentences } = await extractiveSummariser().summarise([article], 3, [quote]);
  expect(sentences.length).toBeGreaterThan(0);
  for (const { text: said, articleId, span } of sentences) {
    expect(articleId).toBe("a1");
    expect(span && text.slice(span.start, span.end)).toBe(said);
    expect(said).not.toContain("ten years ago");
  }
});

const other: Article = {
  ...article,
  id: "a2" as ArticleId,
  title: "Marsh shuts its only bridge",
  outlet: "Coast Herald",
  text: "The bridge over the Sator in Marsh was shut on Monday after engineers warned that it may fall this winter. Farmers on the far bank must now drive sixty miles to the next crossing, the Coast Herald found.",
};

it("tells a story of two outlets by a sentence of each", async () => {
  const { sentences } = await extractiveSummariser().summarise([{ ...article, outlet: "The Lighthouse" }, other], 3, []);
  expect(sentences.map((s) => s.articleId).sort()).toEqual(["a1", "a2"]);
  for (const { text: said, articleId, span } of sentences) {
    const its = articleId === "a1" ? text : other.text;
    expect(span && its.slice(span.start, span.end)).toBe(said);
  }
});

it("takes two editions of one outlet for one voice", async () => {
  const both = [{ ...article, outlet: "Coast Herald" }, other] as const;
  const { sentences } = await extractiveSummariser().summarise(both, 3, []);
  expect(new Set(sentences.map((s) => s.articleId)).size).toBe(1);
});
