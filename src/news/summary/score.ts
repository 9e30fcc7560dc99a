import type { Weighed, WeighedArticle } from "./weigh.ts";
import { SENTENCE_FEATURES } from "./weigh.ts";

/** What is only seen of several sentences together; words are counted, the rest are shares. */
const TOGETHER = [
  "words",
  "over 40 words",
  "over 60 words",
  "over 80 words",
  "over 100 words",
  "under 30 words",
  "covers",
  "covers early",
  "covers title",
  "redundancy",
  "two",
  "three",
  "begins",
  "in a row",
  "last place",
  "density",
  "early density",
  "spread",
] as const;

/** Counted once more for articles without a title, where position has to do its work. */
const WITHOUT_TITLE: readonly string[] = [
  "first",
  "second",
  "third",
  "early",
  "central",
  "lead",
  "length",
  "words",
  "over 40 words",
  "over 60 words",
  "over 80 words",
  "three",
  "covers",
  "covers early",
  "density",
  "early density",
];
/** Counted once more for short articles, by how much they are under 15 sentences. */
const IN_SHORT: readonly string[] = ["words", "over 60 words", "over 80 words", "three"];

const BASE: readonly string[] = [...SENTENCE_FEATURES, ...TOGETHER];
const again = (names: readonly string[]) => names.map((name) => BASE.indexOf(name));
const NO_TITLE_AT = again(WITHOUT_TITLE);
const SHORT_AT = again(IN_SHORT);

/** The features of a set of sentences, by name, in the order of `setFeatures`. */
export const FEATURES: readonly string[] = [
  ...BASE,
  ...WITHOUT_TITLE.map((name) => `${name}, no title`),
  ...IN_SHORT.map((name) => `${name}, short article`),
];

/** A set as numbers: the sums of its sentences' features, then what is seen of them together. Sentences in the order of the article. */
export function setFeatures(set: readonly Weighed[], article: WeighedArticle): number[] {
  const values: number[] = SENTENCE_FEATURES.map(() => 0);
  for (const { features } of set) for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) + (features[i] ?? 0);
  values.push(...together(set, article, new Set()));
  const { noTitle, short } = circumstances(article);
  for (const at of NO_TITLE_AT) values.push(noTitle * (values[at] ?? 0));
  for (const at of SHORT_AT) values.push(short * (values[at] ?? 0));
  return values;
}

/** How much the features that are counted once more are counted. */
function circumstances(article: WeighedArticle): { noTitle: number; short: number } {
  return { noTitle: article.title.size > 0 ? 0 : 1, short: Math.max(0, 15 - article.candidates.length) / 15 };
}

/** @param terms emptied and used; handed in so that hundreds of sets share one */
function together(set: readonly Weighed[], article: WeighedArticle, terms: Set<number>): number[] {
  terms.clear();
  let words = 0;
  let all = 0;
  let inARow = 0;
  let covered = 0;
  let early = 0;
  let title = 0;
  for (let i = 0; i < set.length; i++) {
    const s = set[i]?.sentence;
    if (!s) continue;
    words += s.words.length;
    all += s.terms.length;
    for (const t of s.terms) {
      if (set.length > 1 && terms.has(t)) continue;
      terms.add(t);
      covered += article.weight[t] ?? 0;
      early += article.early[t] ?? 0;
      if (article.title.has(t)) title++;
    }
    if (i > 0 && s.index === (set[i - 1]?.sentence.index ?? -9) + 1) inARow++;
  }
  const root = Math.sqrt(Math.max(4, terms.size));
  const first = set[0]?.place ?? 0;
  const last = set.at(-1)?.place ?? 0;
  return [
    words / 50,
    Math.max(0, words - 40) / 50,
    Math.max(0, words - 60) / 50,
    Math.max(0, words - 80) / 50,
    Math.max(0, words - 100) / 50,
    Math.max(0, 30 - words) / 30,
    covered,
    early,
    article.title.size > 0 ? title / article.title.size : 0,
    1 - terms.size / Math.max(1, all),
    Number(set.length === 2),
    Number(set.length >= 3),
    Number(first === 0),
    inARow / 2,
    Math.log(1 + last) / 4,
    (5 * covered) / root,
    (5 * early) / root,
    Math.log(1 + last - first) / 4,
  ];
}

/**
 * The score of sets of one article: the weighted sum of `setFeatures`. What belongs to one sentence is summed once for it, not for each
 * of the hundreds of sets it is in.
 * @param weights one for each of FEATURES
 */
export function scorer(article: WeighedArticle, weights: readonly number[]): (set: readonly Weighed[]) => number {
  const { noTitle, short } = circumstances(article);
  const weight = BASE.map((_, i) => weights[i] ?? 0);
  NO_TITLE_AT.forEach((at, i) => {
    weight[at] = (weight[at] ?? 0) + noTitle * (weights[BASE.length + i] ?? 0);
  });
  SHORT_AT.forEach((at, i) => {
    weight[at] = (weight[at] ?? 0) + short * (weights[BASE.length + NO_TITLE_AT.length + i] ?? 0);
  });
  const own = new Map<Weighed, number>();
  const terms = new Set<number>();
  return (set) => {
    let score = 0;
    for (const c of set) {
      let sum = own.get(c);
      if (sum === undefined) {
        sum = c.features.reduce((total, value, i) => total + value * (weight[i] ?? 0), 0);
        own.set(c, sum);
      }
      score += sum;
    }
    const values = together(set, article, terms);
    for (let i = 0; i < values.length; i++) score += (values[i] ?? 0) * (weight[SENTENCE_FEATURES.length + i] ?? 0);
    return score;
  };
}
