import { describe, expect, it } from "vitest";
import { tell } from "../../../src/ingest/tell.ts";
import type { Article, ArticleId, Instant } from "../../../src/news/article.ts";
import { extract, SPEAKER_MARGIN } from "../../../src/news/quotes/extract.ts";

const HIDDEN = 'Joan Webb\'s answer to Paul Reed was "We will rebuild the pier before the summer".';
const SHOWN = '"We will rebuild the pier before the summer," said Joan Webb.';
const stored = (text: string, confidence?: number) => {
  const article: Article = { id: "a" as ArticleId, origin: "test", title: "t", text, readAt: "2026-11-03T08:00:00.000Z" as Instant };
  const found = extract(text);
  const quotes = found.quotes.map((quote) => (confidence === undefined ? quote : { ...quote, confidence }));
  return tell({ extract: () => ({ ...found, quotes }) } as unknown as Parameters<typeof tell>[0], article).quotes.map(
    ({ speaker }) => speaker?.name ?? null,
  );
};

describe("the margin from which a speaker is shown", () => {
  it("is .91: one more hundredth shows, one less does not", () => {
    expect(SPEAKER_MARGIN).toBe(0.91);
    expect(stored(SHOWN, 0.91)).toEqual(["Joan Webb"]);
    expect(stored(SHOWN, 0.9)).toEqual([null]);
  });

  it("leaves a speaker out who is only likely, and the words stay", () => {
    expect(extract(HIDDEN).quotes[0]?.speaker?.name).toBe("Joan Webb");
    expect(stored(HIDDEN)).toEqual([null]);
    expect(stored(SHOWN)).toEqual(["Joan Webb"]);
  });
});
