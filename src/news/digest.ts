import type { Instant } from "./article.ts";
import type { Card } from "./card.ts";
import type { DigestLength } from "./digest-length.ts";
import { scoreStory, varied } from "./digest-order.ts";
import { everything, type Filter, passes } from "./filter.ts";
import type { Quote } from "./quote.ts";
import { quoteWords, type SharedQuote, sameWords, sharedQuotes } from "./story/same-quote.ts";
import type { Story, StoryId } from "./story.ts";
import { foldWords } from "./text/fold.ts";

/** A story as one edition shows it. */
export type ChosenStory = {
  readonly story: Story;
  readonly quotes: readonly SharedQuote[];
  /** It was shown before, and these quotes are new in it. */
  readonly update: boolean;
  /** So many of its articles had been told then. */
  readonly known?: number;
};
/** The stories chosen for one edition, in the order they are shown; how many there were to choose from, and how many were looked at. */
export type Digest = { readonly stories: readonly ChosenStory[]; readonly of: number; readonly read: number };

/** Of a story that was shown: the articles it was told from then, by id and by address, and the words that were quoted. */
type ShownStory = { readonly articles: ReadonlySet<string>; readonly quoted: readonly (readonly string[])[] };
export type Shown = ReadonlyMap<StoryId, ShownStory>;

/** A quote shorter than this says too little to stand alone. */
const FEWEST_WORDS = 4;
const MOST_QUOTES = 4;
/** Quotes of one story in a digest of each length; headlines name the speaker of one. */
const QUOTES: Readonly<Record<DigestLength, number>> = { headlines: 1, brief: 1, full: MOST_QUOTES };
const IDEAL_WORDS = { least: 8, most: 45 };

/** What these cards showed of each story. */
export function shownOn(cards: readonly Card[]): Shown {
  const shown = new Map<StoryId, { articles: Set<string>; quoted: string[][] }>();
  for (const item of cards.flatMap(({ items }) => items)) {
    if (item.kind !== "story") continue;
    const its = shown.get(item.id) ?? { articles: new Set<string>(), quoted: [] };
    for (const id of item.articles ?? []) its.articles.add(id);
    for (const { url } of [item.source, ...(item.also ?? []), ...item.quotes.map((q) => q.source)]) if (url) its.articles.add(url);
    for (const { parts } of item.quotes) its.quoted.push(foldWords(parts.join(" ")));
    shown.set(item.id, its);
  }
  return shown;
}

/**
 * What one destination is shown of these stories: those that pass its filter and were not shown there before, or in which somebody said
 * something new since. In the order of `digest-order.ts`, at most `max`.
 */
export function chooseStories(
  stories: readonly Story[],
  max: number,
  {
    filter = everything,
    shown = new Map(),
    length = "full",
  }: { readonly filter?: Filter; readonly shown?: Shown; readonly length?: DigestLength } = {},
): Digest {
  const quotesOf = (story: Story, most: number) => {
    const before = shown.get(story.id);
    return before === undefined ? keyQuotes(story, most) : newIn(story, before, most);
  };
  // Of the hundreds that may be chosen from, it is enough to know whether anybody says something.
  const wanted = stories
    .filter((story) => passes(story, filter))
    .map((story) => ({ story, quoted: quotesOf(story, 1), at: newest(story) }))
    .filter(({ story, quoted }) => quoted.length > 0 || !shown.has(story.id));
  const latest = wanted.reduce((last: Instant | null, { at }) => (last === null || at > last ? at : last), null);
  const ordered = wanted
    .map((one) => ({ ...one, points: scoreStory(one.story, one.quoted, one.at, latest ?? one.at).points }))
    .sort((a, b) => b.points - a.points || compare(b.at, a.at) || compare(a.story.id, b.story.id));
  const chosen = varied(ordered, max).map(({ story }): ChosenStory => {
    const before = shown.get(story.id);
    const quotes = quotesOf(story, QUOTES[length]);
    return before ? { story, quotes, update: true, known: knownOf(story, before) } : { story, quotes, update: false };
  });
  return { stories: chosen, of: wanted.length, read: stories.length };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The articles that were told before. */
function toldOf(story: Story, { articles }: Pick<ShownStory, "articles">): ReadonlySet<string> {
  return new Set(story.articles.flatMap(({ id, url }) => (articles.has(id) || (url && articles.has(url)) ? [id] : [])));
}

/** Up to and with the last article that was told; those behind it came since. */
function knownOf(story: Story, before: ShownStory): number {
  const told = toldOf(story, before);
  return story.articles.findLastIndex(({ id }) => told.has(id)) + 1;
}

/** Key quotes that stand only in articles which came since; a story shown by an older version, which did not write them down, has none. */
function newIn(story: Story, { articles, quoted }: ShownStory, most: number): SharedQuote[] {
  const told = toldOf(story, { articles });
  if (told.size === 0) return [];
  const texts = new Map(story.articles.map((article) => [article.id, article.text]));
  const isNew = (quote: SharedQuote) =>
    quote.speaker !== null &&
    [quote, ...(quote.others ?? [])].every(({ articleId }) => !told.has(articleId)) &&
    !quoted.some((words) => sameWords(words, quoteWords(quote, texts.get(quote.articleId) ?? "")));
  return keyQuotes(story, most, isNew);
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
 * once before anybody twice, nothing under four words, nothing that is only reported, nothing the summary says already. What several articles
 * carry is one quote.
 */
export function keyQuotes(story: Story, max = MOST_QUOTES, wanted: (quote: SharedQuote) => boolean = () => true): SharedQuote[] {
  const texts = new Map(story.articles.map((article) => [article.id, article.text]));
  const textOf = ({ articleId }: Quote) => texts.get(articleId) ?? "";
  // Words are folded only of the quotes that come into question: a digest is chosen from hundreds of stories.
  const left = sharedQuotes(story)
    .filter((quote) => quote.kind !== "indirect" && wanted(quote))
    .map((quote) => ({ quote, length: words(quote, textOf(quote)) }))
    .filter(({ length }) => length >= FEWEST_WORDS)
    .map((one) => ({ ...one, worth: worth(one.quote, one.length) + carried(one.quote) }));
  if (left.length === 0) return [];
  const { sentences } = story.summary;
  const isThere = (quote: Quote) =>
    sentences.some(({ text }) => quote.parts.every(({ start, end }) => text.includes(textOf(quote).slice(start, end))));
  // Another outlet may write the same words in other letters; what folding costs is spared where there is none.
  const folded = story.articles.length === 1 ? [] : sentences.map(({ text }) => ` ${foldWords(text).join(" ")} `);
  const isElsewhere = (quote: Quote) => {
    if (folded.length === 0) return false;
    const words = ` ${quoteWords(quote, textOf(quote)).join(" ")} `;
    return folded.some((sentence) => sentence.includes(words));
  };
  const chosen: SharedQuote[] = [];
  const heard = new Map<string, number>();
  while (chosen.length < max && left.length > 0) {
    const value = ({ quote, worth }: (typeof left)[number]) => (heard.size === 0 ? worth : worth - 2 * (heard.get(voiceOf(quote)) ?? 0));
    const best = left.reduce((a, b) => (value(b) > value(a) ? b : a));
    left.splice(left.indexOf(best), 1);
    if ([best.quote, ...(best.quote.others ?? [])].some((quote) => isThere(quote) || isElsewhere(quote))) continue;
    chosen.push(best.quote);
    const voice = voiceOf(best.quote);
    heard.set(voice, (heard.get(voice) ?? 0) + 1);
  }
  const order = new Map(story.articles.map((article, i) => [article.id, i]));
  return chosen.sort((a, b) => (order.get(a.articleId) ?? 0) - (order.get(b.articleId) ?? 0) || a.parts[0].start - b.parts[0].start);
}

/** "Byrne" of one article is "Carl Byrne" of another. */
function voiceOf({ speaker }: Quote): string {
  return (speaker?.kind === "person" ? foldWords(speaker.name).at(-1) : speaker?.name) ?? "";
}

/** What several outlets lift out of a story carries it. */
function carried({ others = [] }: SharedQuote): number {
  return Math.min(2, others.length) / 2;
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
