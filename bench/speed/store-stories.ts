import type { Article, ArticleId, Instant } from "../../src/news/article.ts";
import type { FoundPerson } from "../../src/news/person.ts";
import type { Quote } from "../../src/news/quote.ts";
import type { Story, StoryId } from "../../src/news/story.ts";

/** Park and Miller's generator: the same stories in every run. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const QUOTES_A_STORY = 5;
const WORDS_A_STORY = 380;
const WORDS = 30_000;
const MINUTE = 60_000;
const START = Date.UTC(2024, 0, 1);

export const quotesOf = (stories: number): number => stories * QUOTES_A_STORY;
export const storiesOf = (quotes: number): number => Math.ceil(quotes / QUOTES_A_STORY);
/** As many different speakers as one in ten quotes. */
export const personsOf = (quotes: number): number => Math.max(10, Math.round(quotes / 10));
export const personName = (i: number): string => `${GIVEN[i % GIVEN.length]} Person${i} O’Név${i % 977}`;
export const wordOf = (i: number): string => `wörd${i}`;
const GIVEN = "Ann Bob Carla Dmitri Elif Farid Ginevra Hamid".split(" ");

/** As in life: few are in the news every day, most once. The exponent puts a fifth of all draws on one in a thousand. */
export const drawn = (from: number, at: number): number => Math.min(from - 1, Math.floor(from ** at - 1));

/** A story of 2,600 characters, five quotes by persons that are drawn unevenly, two others named. */
export function synthetic(i: number, persons: number): Story {
  const next = random(i + 1);
  for (let warm = 0; warm < 3; warm += 1) next();
  const words = Array.from({ length: WORDS_A_STORY }, () => wordOf(drawn(WORDS, next())));
  const text = words.join(" ");
  const id = `${(i * 2_654_435_761 + 97).toString(16)}-${i}` as ArticleId;
  const named = [...new Set(Array.from({ length: 5 }, () => drawn(persons, next())))];
  const people: FoundPerson[] = named.map((person) => ({
    name: personName(person),
    aliases: [`O’Név${person % 977}`, `Mr. O’Név${person % 977}`],
    role: ["president", "minister", "analyst"][person % 3] ?? "",
    mentions: [{ start: person % 100, end: (person % 100) + 9 }],
  }));
  const quotes: Quote[] = Array.from({ length: QUOTES_A_STORY }, (_, n): Quote => {
    const start = n * 400 + Math.floor(next() * 200);
    const speaker = personName(named[n % Math.max(1, named.length - 1)] ?? 0);
    return {
      articleId: id,
      parts: [{ start, end: start + 120 }],
      kind: next() < 0.2 ? "indirect" : "direct",
      speaker: { name: speaker, kind: "person", mention: { start: start + 130, end: start + 140 } },
      cue: { start: start + 124, end: start + 128 },
      confidence: next(),
    };
  });
  const readAt = new Date(START + i * MINUTE).toISOString() as Instant;
  const article: Article = {
    id,
    origin: `https://example.org/feed/${i % 40}`,
    title: words.slice(0, 8).join(" "),
    outlet: "Example",
    text,
    readAt,
  };
  return {
    id: id as string as StoryId,
    articles: [article],
    summary: {
      sentences: [0, 1, 2].map((n) => ({
        text: text.slice(n * 200, n * 200 + 150),
        articleId: id,
        span: { start: n * 200, end: n * 200 + 150 },
      })),
    },
    quotes,
    people,
  };
}
