import { expect, it } from "vitest";
import type { Article, ArticleId, Instant } from "../../src/news/article.ts";
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
  const start = text.indexOf("“It");
  const { sentences } = await extractiveSummariser().summarise(article, 3, [{ start, end: text.indexOf(" said Carl") }]);
  expect(sentences.length).toBeGreaterThan(0);
  for (const { text: said, articleId, span } of sentences) {
    expect(articleId).toBe("a1");
    expect(span && text.slice(span.start, span.end)).toBe(said);
    expect(said).not.toContain("ten years ago");
  }
});
