import type { Article, ArticleId, Instant, Span } from "../news/article.ts";
import type { FoundPerson } from "../news/person.ts";
import type { Quote, Speaker } from "../news/quote.ts";
import type { Story, StoryId } from "../news/story.ts";
import type { Summary } from "../news/summary.ts";
import { foldName } from "../news/text/fold.ts";
import type { ArchivedName } from "../ports.ts";
import type { Row, Statement, Value } from "./driver.ts";

/** The columns of each table in the order in which the functions below give values for them. */
export const ARTICLE = [
  ...["id", "story", "position", "origin", "body", "title", "outlet", "byline", "url", "guid"],
  ...["published", "description", "block_quotes", "read_at", "sorted", "backlog"],
] as const;
export const QUOTE = [
  ...["article", "ordinal", "begins", "kind", "parts", "speaker", "speaker_kind", "speaker_role", "speaker_mention"],
  ...["cue", "announcement", "confidence", "folded", "reported", "sorted", "withdrawn"],
] as const;
export const PERSON = ["story", "ordinal", "name", "folded", "aliases", "role", "mentions", "sorted", "article"] as const;

const json = (value: unknown): string => JSON.stringify(value);
const orNull = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));
// The store wrote these itself, in this file.
const read = <T>(value: Value | undefined): T => JSON.parse(String(value)) as T;
const text = <T extends string>(value: Value | undefined): T => String(value) as T;
/** A property that is there only when the column holds something. */
const given = <K extends string, T>(key: K, value: Value | undefined, as: (value: Value) => T): { [P in K]?: T } =>
  value === null || value === undefined ? {} : ({ [key]: as(value) } as { [P in K]?: T });

/** PostgreSQL takes no index entry over 2,704 bytes; a name that long is none. */
const LONGEST_NAME = 200;

/** What a name is stored and looked up under. */
export const nameKey = (name: string): string => foldName(name).slice(0, LONGEST_NAME);

export const greater = <T extends string>(a: T, b: T): T => (a > b ? a : b);

/** When an article is listed: its publication, or else its reading. */
export const sortedBy = (article: Article): string => article.published ?? article.readAt;
export const sortedLast = (story: Story): string => story.articles.map(sortedBy).reduce(greater);
export const lastRead = (story: Story): string => story.articles.map(({ readAt }) => readAt).reduce(greater);

export function articleValues(article: Article, story: StoryId, position: number): Value[] {
  const { id, origin, title, outlet, byline, url, guid, published, description, blockQuotes, readAt, backlog } = article;
  const told = [outlet, byline, url, guid, published, description].map((value) => value ?? null);
  const values = [id, story, position, origin, article.text, title, ...told, orNull(blockQuotes), readAt, sortedBy(article)];
  return [...values, backlog ? 1 : null];
}

export function articleOf(row: Row): Article {
  return {
    id: text(row.id),
    origin: text(row.origin),
    text: text(row.body),
    title: text(row.title),
    ...given("outlet", row.outlet, text),
    ...given("byline", row.byline, text),
    ...given("url", row.url, text),
    ...given("guid", row.guid, text),
    ...given("published", row.published, text<Instant>),
    ...given("description", row.description, text),
    ...given("blockQuotes", row.block_quotes, read<Span[]>),
    ...given("backlog", row.backlog, () => true as const),
    readAt: text(row.read_at),
  };
}

/** Comes after the insertion of its article, in one group with it. */
export function quoteValues(quote: Quote, ordinal: number, article: Article): Statement["args"] {
  const { parts, kind, speaker, cue, announcement, confidence } = quote;
  const who = speaker ? [speaker.name, speaker.kind, speaker.role ?? null, orNull(speaker.mention)] : [null, null, null, null];
  const place = [{ returned: "number" }, ordinal, parts[0].start, kind, json(parts)];
  const folded = speaker?.kind === "person" ? nameKey(speaker.name) : null;
  return [
    ...place,
    ...who,
    orNull(cue),
    orNull(announcement),
    confidence,
    folded,
    reported(quote),
    sortedBy(article),
    quote.withdrawn ?? null,
  ];
}

/** 1 for the words of a reporter, which are never shown in quote marks. */
export const reported = (quote: Quote): 0 | 1 => (quote.kind === "indirect" ? 1 : 0);

export function quoteOf(row: Row, articleId: ArticleId): Quote {
  return {
    articleId,
    parts: read(row.parts),
    kind: text(row.kind),
    speaker: row.speaker_kind === null ? null : speakerOf(row),
    cue: row.cue === null ? null : read<Span>(row.cue),
    ...given("announcement", row.announcement, read<Span>),
    confidence: Number(row.confidence),
    ...given("withdrawn", row.withdrawn, text<"gone" | "reworded">),
  };
}

function speakerOf(row: Row): Speaker {
  return {
    name: text(row.speaker),
    kind: text(row.speaker_kind),
    ...given("role", row.speaker_role, text),
    mention: row.speaker_mention === null ? null : read<Span>(row.speaker_mention),
  };
}

/** The values of all columns but `ordinal`. */
export function personValues({ name, aliases, role, mentions, articleId }: FoundPerson, story: Story): Value[] {
  return [story.id, name, nameKey(name), json(aliases), role ?? null, json(mentions), sortedLast(story), articleId ?? null];
}

export function personOf(row: Row): FoundPerson {
  return {
    name: text(row.name),
    aliases: read<string[]>(row.aliases),
    ...given("role", row.role, text),
    mentions: read<Span[]>(row.mentions),
    ...given("articleId", row.article, text<ArticleId>),
  };
}

/** `aliases`: rows with a column `alias`. */
export function archivedName(row: Row, aliases: readonly Row[]): ArchivedName {
  return {
    name: text(row.name),
    aliases: aliases.map(({ alias }) => text(alias)).filter((alias) => alias !== row.name),
    ...given("role", row.role, text),
    articles: Number(row.articles),
    quotes: Number(row.quotes),
    latest: text(row.latest),
  };
}

export const summaryValue = (summary: Summary): string => json(summary.sentences);
export const summaryOf = (value: Value | undefined): Summary => ({ sentences: read(value) });

/** What neither engine can hold (a lone surrogate, a NUL) becomes U+FFFD: one code unit for one, so that every offset stays right. */
export function storable<T>(value: T): T {
  if (typeof value === "string") return value.replace(/\0|\p{Surrogate}/gu, "\uFFFD") as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, storable(inner)])) as T;
  return value;
}
