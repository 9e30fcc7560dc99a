import { expect, it } from "vitest";
import { articleOf, tell } from "../../src/ingest/tell.ts";
import type { ArticleId } from "../../src/news/article.ts";
import { extract, SPEAKER_MARGIN } from "../../src/news/quotes/extract.ts";
import { extractiveSummariser } from "../../src/summarisers/extractive.ts";

it("stores no speaker below the margin, so that no answer can show one", () => {
  const text =
    '"The harbour stays open," said Ada Moreno in Oberlauchau on Monday.\n\n"Sit down. Nobody leaves before this is settled."\n\nOlga Brandt had come with Jonas Feld, and Feld had brought his lawyer, Petra King. She was not amused. "This is a farce," and he left.';
  const article = articleOf({ origin: "test", text }, "a" as ArticleId, new Date("2026-11-23T07:00:00Z"));
  const found = extract(text).quotes;
  const doubtful = found.filter(({ speaker, confidence }) => speaker !== null && confidence < SPEAKER_MARGIN);
  expect(doubtful.length, "the text must hold a quote whose speaker is doubtful").toBeGreaterThan(0);
  const { quotes } = tell({ summariser: extractiveSummariser() } as never, article);
  expect(quotes.map(({ speaker }) => speaker?.name ?? null)).toEqual(
    found.map(({ speaker, confidence }) => (confidence < SPEAKER_MARGIN ? null : (speaker?.name ?? null))),
  );
  expect(quotes[0]?.speaker?.name).toBe("Ada Moreno");
});
