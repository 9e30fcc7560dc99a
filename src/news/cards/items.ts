import type { Article } from "../article.ts";
import type { Attribution, QuoteItem, StoryItem } from "../card.ts";
import { type Quote, quoteId } from "../quote.ts";
import { leadArticle } from "../story/headline.ts";
import { isReworded, outletOf, quoteWords, type SharedQuote } from "../story/same-quote.ts";
import type { Story } from "../story.ts";
import { wordsOf } from "../summary/terms.ts";
import { foldName } from "../text/fold.ts";
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

/** Beside others a quote is shown to so many words, and to the end of that sentence. */
const MOST_WORDS = 120;
const MOST_WORDING = 300;

/** The same, cut where it is long: whole sentences, of the first parts. The whole one is what its context shows. */
export function shortQuoteItem(quote: Quote, article: Article): QuoteItem {
  const item = quoteItem(quote, article);
  const short = shortened(item.parts, MOST_WORDS);
  return short === item.parts ? item : { ...item, parts: short, cut: true };
}

function shortened(parts: QuoteItem["parts"], most: number): QuoteItem["parts"] {
  let room = most;
  const kept: string[] = [];
  for (const part of parts) {
    const words = wordCount(part);
    if (words > room) {
      const end = sentencesWithin(part, kept.length > 0 ? room : Math.max(room, 1));
      if (end > 0) kept.push(part.slice(0, end));
      break;
    }
    kept.push(part);
    room -= words;
  }
  const [first, ...rest] = kept;
  if (first === undefined || (kept.length === parts.length && kept.at(-1) === parts.at(-1))) return parts;
  return [first, ...rest];
}

/** Where the last sentence ends that is within so many words; the first one is kept however long it is, for half a sentence may say the opposite. */
function sentencesWithin(text: string, most: number): number {
  let end = 0;
  let words = 0;
  for (const sentence of splitSentences(text)) {
    words += wordCount(text.slice(sentence.start, sentence.end));
    if (words > most && end > 0) break;
    end = sentence.end;
  }
  return end;
}

const wordCount = (text: string): number => wordsOf(text).length;

/** Who else carries a quote, and in what other words. */
export function carriedIn(quote: SharedQuote, { articles }: Pick<Story, "articles">): Pick<QuoteItem, "carried"> {
  const articleOf = ({ articleId }: Quote) => articles.find(({ id }) => id === articleId) ?? articles[0];
  const all = [quote, ...(quote.others ?? [])];
  const outlets = new Set(all.map((each) => outletOf(articleOf(each)))).size;
  if (outlets < 2) return {};
  const mine = quoteWords(quote, articleOf(quote).text);
  const other = quote.others?.find((each) => isReworded(mine, quoteWords(each, articleOf(each).text)));
  if (other === undefined) return { carried: { outlets } };
  const article = articleOf(other);
  const { parts } = quoteItem(other, article);
  const wording = { id: quoteId(other), parts, ...(article.outlet === undefined ? {} : { outlet: article.outlet }) };
  const short = parts.join(" ").length > MOST_WORDING ? shortened(parts, MOST_WORDING / 8) : parts;
  return { carried: { outlets, wording: short === parts ? wording : { ...wording, parts: short, cut: true } } };
}

const OPENING_MARKS = /[\s"“„«‹「『‘'`]+$/u;
/** More than the stop behind a quote that ends its article. */
const SAYS = /[\p{L}\p{N}]/u;
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
  return { ...item, ...(SAYS.test(before) ? { before } : {}), ...(SAYS.test(after) ? { after } : {}) };
}

/** A story with the quotes chosen for it, under the headline of one of its outlets; people who speak in it are named first. */
export function storyItem(
  story: Story,
  quotes: readonly SharedQuote[],
  more: { readonly update?: boolean; readonly known?: number } = {},
): StoryItem {
  const article = (quote: Quote) => story.articles.find((a) => a.id === quote.articleId) ?? story.articles[0];
  const lead = leadArticle(story.articles);
  const others = new Map(story.articles.map((a) => [outletOf(a), a] as const));
  others.delete(outletOf(lead));
  return {
    kind: "story",
    id: story.id,
    source: attribution(lead),
    summary: story.summary.sentences.map((s) => s.text),
    ...toldIn(story),
    quotes: quotes.map((quote) => ({ ...shortQuoteItem(quote, article(quote)), ...carriedIn(quote, story) })),
    people: peopleOf(story),
    articles: story.articles.map(({ id }) => id),
    ...(others.size > 0 ? { also: [...others.values()].map(attribution) } : {}),
    ...(more.update ? { update: true } : {}),
    ...(more.update && more.known !== undefined ? { known: more.known } : {}),
  };
}

/** Whose each sentence of the text is, where more than one outlet has a part in it. */
function toldIn({ articles, summary: { sentences } }: Story): Pick<StoryItem, "told"> {
  const told = sentences.map(({ articleId }) => articles.find(({ id }) => id === articleId) ?? articles[0]);
  return new Set(told.map(outletOf)).size > 1 ? { told: told.map(attribution) } : {};
}

/** Folded names without those that are another one's in short: "Lind" of one article is "Ada Lind" of another where nobody else is called so. */
export function namesInFull(names: Iterable<string>): Set<string> {
  const all = new Set(names);
  return new Set([...all].filter((name) => [...all].filter((other) => other !== name && other.endsWith(` ${name}`)).length !== 1));
}

/** Each name once, however many articles have it. */
function peopleOf(story: Story): string[] {
  const speaking = new Set(story.quotes.flatMap((q) => (q.speaker?.kind === "person" ? [foldName(q.speaker.name)] : [])));
  const people = new Map<string, { name: string; mentions: number }>();
  for (const { name, mentions } of story.people) {
    const key = foldName(name);
    people.set(key, { name: people.get(key)?.name ?? name, mentions: (people.get(key)?.mentions ?? 0) + mentions.length });
  }
  const full = namesInFull(people.keys());
  return [...people]
    .filter(([key]) => full.has(key))
    .sort(([a, one], [b, other]) => Number(speaking.has(b)) - Number(speaking.has(a)) || other.mentions - one.mentions)
    .map(([, { name }]) => name);
}
