import type { Article } from "../article.ts";
import type { Attribution, QuoteItem, StoryItem } from "../card.ts";
import { type Quote, quoteId } from "../quote.ts";
import type { Story } from "../story.ts";
import { splitSentences } from "../text/sentences.ts";

/** Where an article was read; its address only if it is one that a reader may be sent to. */
export function attribution(article: Article): Attribution {
  return {
    title: article.title,
    ...(article.outlet === undefined ? {} : { outlet: article.outlet }),
    ...(isWebAddress(article.url) ? { url: article.url } : {}),
    ...(article.published === undefined ? {} : { published: article.published }),
  };
}

function isWebAddress(url: string | undefined): url is string {
  return url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** A quote as an item: slices of the article's text, nothing else. */
export function quoteItem(quote: Quote, article: Article): QuoteItem {
  const [first, ...rest] = quote.parts;
  const slice = ({ start, end }: { start: number; end: number }) => article.text.slice(start, end);
  const { speaker } = quote;
  return {
    kind: "quote",
    id: quoteId(quote),
    how: quote.kind,
    parts: [slice(first), ...rest.map(slice)],
    ...(speaker && { speaker: { name: speaker.name, kind: speaker.kind, ...(speaker.role === undefined ? {} : { role: speaker.role }) } }),
    ...(quote.announcement && { before: slice(quote.announcement) }),
    ...(quote.withdrawn && { withdrawn: quote.withdrawn }),
    source: attribution(article),
  };
}

const OPENING_MARKS = /[\s"“„«‹「『‘'`]+$/u;
const CLOSING_MARKS = /^[\s"”»›」』’']+/u;

/** The same with what stands around it: from the sentence before the quote's own to the sentence after it. */
export function quoteInContext(quote: Quote, article: Article): QuoteItem {
  const start = quote.parts[0].start;
  const end = quote.parts.at(-1)?.end ?? start;
  const sentences = splitSentences(article.text);
  const first = Math.max(0, sentences.findIndex((s) => s.end > start) - 1);
  const last = sentences.findLastIndex((s) => s.start < end) + 1;
  const before = article.text.slice(sentences[first]?.start ?? start, start).replace(OPENING_MARKS, "");
  const after = article.text.slice(end, sentences[Math.min(last, sentences.length - 1)]?.end ?? end).replace(CLOSING_MARKS, "");
  const { before: _, ...item } = quoteItem(quote, article);
  return { ...item, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

/** A story with the quotes chosen for it; people who speak in it are named first. */
export function storyItem(story: Story, quotes: readonly Quote[]): StoryItem {
  const article = (quote: Quote) => story.articles.find((a) => a.id === quote.articleId) ?? story.articles[0];
  const speaking = new Set(story.quotes.flatMap((q) => (q.speaker?.kind === "person" ? [q.speaker.name] : [])));
  const people = [...story.people].sort(
    (a, b) => Number(speaking.has(b.name)) - Number(speaking.has(a.name)) || b.mentions.length - a.mentions.length,
  );
  return {
    kind: "story",
    id: story.id,
    source: attribution(story.articles[0]),
    summary: story.summary.sentences.map((s) => s.text),
    quotes: quotes.map((quote) => quoteItem(quote, article(quote))),
    people: people.map((p) => p.name),
  };
}
