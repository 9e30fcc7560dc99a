import type { Span } from "../article.ts";
import { readArticle } from "../summary/read.ts";
import { covered, joined, likeness, shared, support, type Terms, termsOf } from "./terms.ts";
import { RETELLING } from "./weights-table.ts";

/** An article of a story; `outlet` tells whose it is. */
export type Teller = { readonly title: string; readonly text: string; readonly outlet: string };
/** A sentence of the article at a position in the list. */
export type Retold = { readonly article: number; readonly span: Span };

/** So many sentences of each beginning are looked at, of so many articles. */
const SENTENCES = 6;
const REACH = 4000;
const ARTICLES = 8;
/** Two sentences that share more than this say the same. */
const SAME = 0.6;

export type Candidate = Retold & {
  readonly terms: Terms;
  readonly features: readonly number[];
  readonly outlet: string;
};
export type Retelling = {
  readonly candidates: readonly Candidate[];
  readonly whole: Terms;
  readonly titles: Terms;
  readonly told: ReadonlyMap<string, number>;
  readonly headed: ReadonlyMap<string, number>;
  readonly main: Terms;
};

const SENTENCE_FEATURES = [
  ...["first", "second", "third", "whole", "titles", "headline", "shared", "words", "words squared", "short", "long"],
  ...["quoted", "leans", "digits", "rarity"],
] as const;
export const RETELLING_FEATURES = [
  ...SENTENCE_FEATURES.map((name) => `one: ${name}`),
  ...SENTENCE_FEATURES.map((name) => `other: ${name}`),
  ...["two", "alike", "covers", "words together", "too long", "too short", "w2"],
  ...["s0", "s1", "s2", "s3", "sr", "h0", "h1", "h2", "h3", "hr", "covers titles", "covers headline"],
] as const;

/** @param avoid stretches of the articles, by position, that are shown beside it */
export function readStory(
  tellers: readonly Teller[],
  headline: string,
  avoid: (article: number, span: Span) => boolean = () => false,
): Retelling {
  const read = tellers.slice(0, ARTICLES).map(({ title, text }) => readArticle(text.slice(0, REACH), title));
  const sentences = read.flatMap((article, at) =>
    article.sentences
      .filter((s) => s.kind === "body")
      .slice(0, SENTENCES)
      .map((s, position) => ({ at, s, position, text: tellers[at]?.text.slice(s.span.start, s.span.end) ?? "" })),
  );
  const terms = sentences.map(({ text }) => termsOf(text));
  const titles = joined(tellers.map(({ title }) => termsOf(title)));
  const whole = joined([...terms, titles]);
  const main = termsOf(headline);
  const candidates = sentences.flatMap(({ at, s, position, text }, i): Candidate[] => {
    const mine = terms[i] ?? termsOf("");
    // "He" and "The plan" of one article cannot be read behind a sentence of another; an article's first sentence is read as it is.
    if ((s.leaning.how !== "free" && position > 0) || avoid(at, s.span) || mine.weights.size < 3) return [];
    const rest = joined(terms.filter((_, k) => sentences[k]?.at !== at).concat(titles));
    const count = mine.words / 25;
    const features = [
      Number(position === 0),
      Number(position === 1),
      Number(position === 2),
      likeness(mine, whole),
      likeness(mine, titles),
      likeness(mine, main),
      shared(mine, rest),
      count,
      count * count,
      Math.max(0, 0.5 - count),
      Math.max(0, count - 1.6),
      s.quoted,
      Number(s.leaning.how !== "free"),
      Number(/\d/.test(text)),
      [...mine.weights.values()].reduce((a, b) => a + b, 0) / mine.weights.size / 8,
    ];
    return [{ article: at, span: s.span, terms: mine, features, outlet: tellers[at]?.outlet ?? "" }];
  });
  const byArticle = tellers.map((t, at) => joined([termsOf(t.title), ...terms.filter((_, k) => sentences[k]?.at === at)]));
  return { candidates, whole, titles, main, told: support(byArticle), headed: support(tellers.map((t) => termsOf(t.title))) };
}

const NONE = SENTENCE_FEATURES.map(() => 0);

export function retellingFeatures({ whole, told, headed, titles, main }: Retelling, one: Candidate, other: Candidate | null): number[] {
  const both = other ? joined([one.terms, other.terms]) : one.terms;
  const words = both.words / 50;
  return [
    ...one.features,
    ...(other?.features ?? NONE),
    other ? 1 : 0,
    other ? likeness(one.terms, other.terms) : 0,
    likeness(both, whole),
    words,
    Math.max(0, words - 1.2),
    Math.max(0, 0.7 - words),
    words * words,
    ...covered(both, told),
    ...covered(both, headed),
    likeness(both, titles),
    shared(main, both),
  ];
}

/** Every pair of sentences of different outlets that say different things, and every sentence alone. */
export function candidatePairs({ candidates }: Retelling): (readonly [Candidate, Candidate | null])[] {
  const found: (readonly [Candidate, Candidate | null])[] = [];
  for (const one of candidates) {
    found.push([one, null]);
    for (const other of candidates) {
      if (one.outlet === other.outlet || one.article === other.article) continue;
      if (shared(one.terms, other.terms) > SAME || shared(other.terms, one.terms) > SAME) continue;
      found.push([one, other]);
    }
  }
  return found;
}

/** Two sentences from different outlets that tell the story together, the first to be read first; one where they all say the same; none where nobody says anything. */
export function retell(tellers: readonly Teller[], headline: string, avoid?: (article: number, span: Span) => boolean): Retold[] {
  const story = readStory(tellers, headline, avoid);
  let best: readonly [Candidate, Candidate | null] | null = null;
  let highest = Number.NEGATIVE_INFINITY;
  const pairs = candidatePairs(story);
  const several = pairs.some(([, other]) => other !== null);
  for (const pair of pairs) {
    if (several && pair[1] === null) continue;
    const score = retellingFeatures(story, ...pair).reduce((sum, x, i) => sum + x * (RETELLING[i] ?? 0), 0);
    if (score <= highest + 1e-9) continue;
    best = pair;
    highest = score;
  }
  return best === null ? [] : best.flatMap((c) => (c ? [{ article: c.article, span: c.span }] : []));
}
