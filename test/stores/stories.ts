import fc from "fast-check";
import type { Article, ArticleId, Instant, Span } from "../../src/news/article.ts";
import type { FoundPerson } from "../../src/news/person.ts";
import type { Quote, Speaker } from "../../src/news/quote.ts";
import type { Story, StoryId } from "../../src/news/story.ts";
import type { Summary } from "../../src/news/summary.ts";
import { storable } from "../../src/stores/rows.ts";

export const at = (time: string): Instant => new Date(time).toISOString() as Instant;

type Told = Partial<Omit<Article, "id">> & {
  readonly quotes?: readonly Partial<Quote>[];
  readonly people?: readonly (string | FoundPerson)[];
};

/** A story of one article, told in short. */
export function story(id: string, { quotes = [], people = [], ...article }: Told = {}): Story {
  const articleId = id as ArticleId;
  return {
    id: id as StoryId,
    articles: [
      { id: articleId, origin: "test", title: `Title of ${id}`, text: `Text of ${id}.`, readAt: at("2026-11-03T08:00Z"), ...article },
    ],
    summary: { sentences: [{ text: `Text of ${id}.`, articleId, span: { start: 0, end: 5 } }] },
    quotes: quotes.map((quote, i) => ({
      articleId,
      parts: [{ start: i, end: i + 4 }],
      kind: "direct",
      speaker: null,
      cue: null,
      confidence: 0.9,
      ...quote,
    })),
    people: people.map((name) => (typeof name === "string" ? { name, aliases: [], mentions: [] } : name)),
  };
}

export const says = (name: string, kind: Speaker["kind"] = "person"): Partial<Quote> => ({ speaker: { name, kind, mention: null } });

const text = fc.string({ unit: "grapheme", maxLength: 60 }).map(storable);
const span: fc.Arbitrary<Span> = fc.record({ start: fc.nat(10_000), end: fc.nat(10_000) });
const time = fc
  .date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString() as Instant);
const spans = fc.array(span, { maxLength: 3 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Leaves out what is undefined: an absent property and one that is undefined are not the same. */
const dense = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;

const speaker = fc
  .record({
    name: text,
    kind: fc.constantFrom<Speaker["kind"]>("person", "organization", "group", "anonymous", "document"),
    role: optional(text),
    mention: fc.option(span),
  })
  .map(dense);

const quoteOf = (articleId: ArticleId) =>
  fc
    .record({
      articleId: fc.constant(articleId),
      parts: fc.tuple(span, spans).map(([first, rest]) => [first, ...rest]),
      kind: fc.constantFrom("direct", "partial", "indirect", "block"),
      speaker: fc.option(speaker),
      cue: fc.option(span),
      announcement: optional(span),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }).map((n) => n + 0),
    })
    .map((quote) => dense(quote) as unknown as Quote);

const articleOf = (id: string) =>
  fc
    .record({
      id: fc.constant(id as ArticleId),
      origin: text,
      text,
      title: text,
      readAt: time,
      outlet: optional(text),
      byline: optional(text),
      url: optional(text),
      guid: optional(text),
      published: optional(time),
      description: optional(text),
      blockQuotes: optional(spans),
    })
    .map((article) => dense(article) as Article);

const person = fc
  .record({ name: text, aliases: fc.array(text, { maxLength: 3 }), role: optional(text), mentions: spans })
  .map((found) => dense(found) as FoundPerson);

/** Any story: one to three articles, its quotes in the order of the articles, whatever the strings. */
export const anyStory = fc.uuid().chain((id) =>
  fc.integer({ min: 1, max: 3 }).chain((count) => {
    const ids = Array.from({ length: count }, (_, i) => `${id}-${i}`);
    return fc
      .record({
        articles: fc.tuple(...ids.map(articleOf)),
        quotes: fc.tuple(...ids.map((each) => fc.array(quoteOf(each as ArticleId), { maxLength: 4 }))),
        sentences: fc.array(fc.record({ text, articleId: fc.constantFrom(...(ids as ArticleId[])), span: fc.option(span) }), {
          maxLength: 3,
        }),
        people: fc.array(person, { maxLength: 4 }),
      })
      .map(({ articles, quotes, sentences, people }): Story => {
        const summary: Summary = { sentences };
        return { id: id as StoryId, articles: articles as unknown as Story["articles"], summary, quotes: quotes.flat(), people };
      });
  }),
);
