import { type Draft, LONGEST_READ, type Span } from "../../news/article.ts";
import { keyQuotes } from "../../news/digest.ts";
import type { FoundQuote, Quote } from "../../news/quote.ts";
import { explain, type Reason } from "../../news/quotes/explain.ts";
import { extract } from "../../news/quotes/extract.ts";
import type { Story } from "../../news/story.ts";
import { summarise } from "../../news/summary/summarise.ts";

/** What is pasted into the page, or an address to read. */
export type Given = { readonly text: string } | { readonly html: string } | { readonly address: string };

/** Reads what was given as a source would. Throws PullquoteError `bad-input` or `source` in words for people. */
export type ReadGiven = (given: Given) => Promise<Omit<Draft, "origin">>;

/** What the engine makes of one article. */
export type Analysis = {
  readonly article: Omit<Draft, "origin">;
  readonly quotes: readonly (FoundQuote & { readonly why: Reason })[];
  readonly summary: readonly Span[];
  /** Whether only the beginning was looked at. */
  readonly cut: boolean;
};

/** Reads quotes and summary off an article as it is done when a source brings one, and says why. */
export function analyse(draft: Omit<Draft, "origin">): Analysis {
  const cut = draft.text.length > LONGEST_READ;
  const text = draft.text.slice(0, LONGEST_READ);
  const { quotes } = extract(text, {
    ...(draft.blockQuotes ? { blockQuotes: draft.blockQuotes } : {}),
    ...(draft.byline ? { byline: draft.byline } : {}),
  });
  const why = explain(text, quotes);
  const avoid = keyQuotes(storyOf(text, quotes)).flatMap(({ parts }) => parts);
  return {
    article: { ...draft, text },
    quotes: quotes.map((quote, n) => ({ ...quote, why: why[n] ?? { rule: "apart", candidates: [] } })),
    summary: summarise(text, { ...(draft.title ? { title: draft.title } : {}), max: 3, avoid }),
    cut,
  };
}

/** Just enough of a story to choose key quotes from. */
function storyOf(text: string, quotes: readonly FoundQuote[]): Story {
  const article = { id: "pasted", origin: "", text, title: "", readAt: "1970-01-01T00:00:00.000Z" } as unknown as Story["articles"][0];
  return {
    id: "pasted" as Story["id"],
    articles: [article],
    summary: { sentences: [] },
    quotes: quotes.map((quote): Quote => ({ ...quote, articleId: article.id })),
    people: [],
  };
}

/** HTML and not a text that happens to hold a "<". */
export function isMarkup(text: string): boolean {
  return /<!doctype html|<\/(?:p|html|body|div|article|section|h[1-6]|blockquote|span|a)\s*>|<br\s*\/?>/i.test(text);
}
