import type { Instant, Span } from "./article.ts";
import type { Quote } from "./quote.ts";
import type { Story } from "./story.ts";

/** The stories chosen for one edition, in the order they are shown, and how many there were to choose from. */
export type Digest = { readonly stories: readonly Story[]; readonly of: number };

/** A quote shorter than this says too little to stand alone. */
const FEWEST_WORDS = 4;
const MOST_QUOTES = 4;
const IDEAL_WORDS = { least: 8, most: 45 };

/** Stories with somebody's words first, then the newest; at most `max`. */
export function chooseStories(stories: readonly Story[], max: number): Digest {
  const chosen = [...stories]
    .map((story) => ({ story, quoted: keyQuotes(story).length > 0 ? 1 : 0, at: newest(story) }))
    .sort((a, b) => b.quoted - a.quoted || (a.at < b.at ? 1 : a.at > b.at ? -1 : a.story.id < b.story.id ? -1 : 1))
    .slice(0, max)
    .map(({ story }) => story);
  return { stories: chosen, of: stories.length };
}

/** Whether anything of the story was news when it was read: what came with the first reading of a feed and was old is in the archive only. */
export const isNews = (story: Story): boolean => story.articles.some(({ backlog }) => !backlog);

/** When the story last got an article: publication, or else when it was read. */
export function newest(story: Story): Instant {
  const [lead] = story.articles;
  return (
    story.articles
      .map((a) => a.published ?? a.readAt)
      .sort()
      .at(-1) ?? lead.readAt
  );
}

/**
 * The quotes a card shows of a story, in the order of the article: complete sentences first, speakers that are named, each speaker
 * once before anybody twice, nothing under four words, nothing that is only reported, nothing the summary says already.
 */
export function keyQuotes(story: Story, max = MOST_QUOTES): Quote[] {
  const texts = new Map(story.articles.map((article) => [article.id, article.text]));
  const summary = story.summary.sentences;
  const left = story.quotes
    .filter((quote) => quote.kind !== "indirect")
    .filter((quote) => words(quote, texts.get(quote.articleId) ?? "") >= FEWEST_WORDS)
    .filter((quote) => !summary.some((s) => s.articleId === quote.articleId && s.span && within(quote.parts, s.span)))
    .map((quote) => ({ quote, worth: worth(quote, words(quote, texts.get(quote.articleId) ?? "")) }));
  const chosen: Quote[] = [];
  const heard = new Map<string, number>();
  while (chosen.length < max && left.length > 0) {
    const value = ({ quote, worth }: (typeof left)[number]) => worth - 2 * (heard.get(quote.speaker?.name ?? "") ?? 0);
    const best = left.reduce((a, b) => (value(b) > value(a) ? b : a));
    left.splice(left.indexOf(best), 1);
    chosen.push(best.quote);
    const name = best.quote.speaker?.name ?? "";
    heard.set(name, (heard.get(name) ?? 0) + 1);
  }
  const order = new Map(story.articles.map((article, i) => [article.id, i]));
  return chosen.sort((a, b) => (order.get(a.articleId) ?? 0) - (order.get(b.articleId) ?? 0) || a.parts[0].start - b.parts[0].start);
}

function worth(quote: Quote, length: number): number {
  const kind = { direct: 3, block: 2, partial: 1, indirect: 0 }[quote.kind];
  const speaker = quote.speaker === null ? -2 : quote.speaker.kind === "person" ? 2 : 1;
  const size = length < IDEAL_WORDS.least ? -1 : length > IDEAL_WORDS.most ? -Math.min(2, (length - IDEAL_WORDS.most) / 60) : 0;
  return kind + speaker + size;
}

function words(quote: Quote, text: string): number {
  return quote.parts.reduce(
    (sum, { start, end }) => sum + (text.slice(start, end).match(/[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu)?.length ?? 0),
    0,
  );
}

function within(parts: readonly Span[], span: Span): boolean {
  return parts.every(({ start, end }) => start >= span.start && end <= span.end);
}
