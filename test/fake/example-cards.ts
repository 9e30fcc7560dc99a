import type { Instant } from "../../src/news/article.ts";
import type { Card, QuoteItem, StoryItem } from "../../src/news/card.ts";
import type { QuoteId } from "../../src/news/quote.ts";
import type { StoryId } from "../../src/news/story.ts";

const published = "2026-11-03T08:00:00.000Z" as Instant;

export const source = {
  title: "Harbour tolls divide the coast",
  outlet: "The Lighthouse",
  url: "https://lighthouse.example/tolls?a=1&b=2",
};

export function quote(more: Partial<QuoteItem> = {}): QuoteItem {
  return {
    kind: "quote",
    id: "a1.10" as QuoteId,
    how: "direct",
    parts: ["Nobody asked the fishermen."],
    speaker: { name: "Ines Okafor", kind: "person", role: "harbour master" },
    source: { ...source, published },
    ...more,
  };
}

export function story(more: Partial<StoryItem> = {}): StoryItem {
  return {
    kind: "story",
    id: "s1" as StoryId,
    source: { ...source, published },
    summary: ["The council raised the tolls.", "Boats stayed at sea."],
    quotes: [quote()],
    people: ["Ines Okafor", "Jonas Weir"],
    ...more,
  };
}

export const digest: Card = {
  title: "News digest",
  note: "1 story · 1 quote",
  items: [story()],
  actions: [{ label: "More", question: { kind: "search", words: "tolls", offset: 5 } }],
};

/** A card that takes several messages. */
export function longCard(stories: number): Card {
  return {
    title: "A long digest",
    items: Array.from({ length: stories }, (_, n) =>
      story({
        source: { title: `Story number ${n}` },
        quotes: [quote({ parts: [`Number ${n}. ${"This goes on for a while. ".repeat(30)}`] })],
      }),
    ),
    actions: [],
  };
}
