import type { ReadArticle, ReadSentence } from "./read.ts";
import { DAYS, SECOND_PERSON, SPEECH_VERBS } from "./summary-words.ts";

/** A sentence that may be chosen, as numbers. */
export type Weighed = {
  readonly sentence: ReadSentence;
  /** Its place among the sentences of the article's body, from 0. */
  readonly place: number;
  readonly features: readonly number[];
};

export type WeighedArticle = {
  readonly candidates: readonly Weighed[];
  /** How much each term matters in this article: sum 1 over all terms. By its id. */
  readonly weight: Float64Array;
  /** The same, with what is said early counted for more. */
  readonly early: Float64Array;
  readonly title: ReadonlySet<number>;
};

export const SENTENCE_FEATURES = [
  "bias",
  "first",
  "second",
  "third",
  "early",
  "place",
  "depth",
  "length",
  "short",
  "long",
  "title",
  "titleCovered",
  "central",
  "early terms",
  "lead",
  "names",
  "numbers",
  "quoted",
  "says",
  "hard",
  "noun",
  "caption",
  "day",
  "you",
  "I",
  "opensLine",
  "label",
  "repeats",
  "unended",
  "pronouns",
  // Where there is a title it says what the article is about; these say it where there is none.
  "like the others",
  "named often",
  "passive",
  "ends in who said it",
  "to come",
  "he inside",
] as const;

/** Every candidate with its features. Linear in the length of the article. */
export function weigh(article: ReadArticle): WeighedArticle {
  const body = article.sentences.filter((s) => s.kind === "body" || s.kind === "caption");
  const size = article.vocabulary.size();
  const weight = new Float64Array(size);
  const early = new Float64Array(size);
  let total = 0;
  let totalEarly = 0;
  body.forEach((s, place) => {
    const worth = s.kind === "caption" ? 0.3 : 1;
    const sooner = worth / Math.sqrt(1 + place);
    for (const t of s.terms) {
      weight[t] = (weight[t] ?? 0) + worth;
      early[t] = (early[t] ?? 0) + sooner;
    }
  });
  // A term said once says little about the whole; one said in every sentence is not twice as good as one in half of them.
  for (let t = 0; t < size; t++) {
    weight[t] = Math.max(0, (weight[t] ?? 0) - 0.5) ** 0.7;
    total += weight[t] ?? 0;
    totalEarly += early[t] ?? 0;
  }
  for (let t = 0; t < size; t++) {
    weight[t] = (weight[t] ?? 0) / Math.max(1, total);
    early[t] = (early[t] ?? 0) / Math.max(1, totalEarly);
  }
  const title = new Set(article.title);
  const lead = new Set(body[0]?.terms ?? []);
  const seen = new Map<number, number>();
  const untitled = title.size === 0 ? untitledFeatures(body, size) : null;
  const candidates = body.map((sentence, place): Weighed => {
    const repeats = repeated(sentence, seen, place);
    for (const t of sentence.terms) seen.set(t, place);
    const features = featuresOf(sentence, place, body.length, { title, weight, early, lead, repeats });
    return { sentence, place, features: [...features, ...(untitled?.(sentence) ?? NONE)] };
  });
  return { candidates, weight, early, title };
}

type Around = {
  readonly title: ReadonlySet<number>;
  readonly weight: Float64Array;
  readonly early: Float64Array;
  readonly lead: ReadonlySet<number>;
  readonly repeats: number;
};

function featuresOf(s: ReadSentence, place: number, count: number, around: Around): number[] {
  const { words, terms } = s;
  const n = words.length;
  const low = words.map((w) => w.toLowerCase());
  const shared = (set: ReadonlySet<number>) => terms.reduce((sum, t) => sum + (set.has(t) ? 1 : 0), 0);
  const inTitle = shared(around.title);
  const root = Math.sqrt(Math.max(4, terms.length));
  const names = words.reduce((sum, w, i) => sum + (i > 0 && /^\p{Lu}/u.test(w) ? 1 : 0), 0);
  return [
    1,
    Number(place === 0),
    Number(place === 1),
    Number(place === 2),
    1 / (1 + place),
    Math.log(1 + place) / 4,
    place / Math.max(1, count),
    Math.min(n, 50) / 25,
    Math.max(0, 12 - n) / 12,
    Math.max(0, n - 40) / 20,
    around.title.size ? inTitle / Math.max(4, terms.length) : 0,
    around.title.size ? inTitle / around.title.size : 0,
    (10 * terms.reduce((sum, t) => sum + (around.weight[t] ?? 0), 0)) / root,
    (10 * terms.reduce((sum, t) => sum + (around.early[t] ?? 0), 0)) / root,
    place > 0 ? shared(around.lead) / Math.max(4, terms.length) : 0,
    Math.min(1, names / 8),
    Math.min(1, words.filter((w) => /^\d/.test(w)).length / 3),
    s.quoted,
    Number(low.some((w) => SPEECH_VERBS.has(w))),
    Number(s.leaning.how === "hard"),
    Number(s.leaning.how === "noun"),
    Number(s.kind === "caption"),
    Number(low.some((w) => DAYS.has(w))),
    Number(low.some((w) => SECOND_PERSON.has(w))),
    Number(s.spoken > 0),
    Number(s.firstOfLine && s.index > 0),
    Number(s.labelled),
    around.repeats,
    Number(!s.ended),
    Math.min(1, low.filter((w) => /^(?:he|she|it|they|him|her|them|his|their|its|this|that|these|those)$/.test(w)).length / 4),
  ];
}

const NONE = [0, 0, 0, 0, 0, 0];

function untitledFeatures(body: readonly ReadSentence[], size: number): (s: ReadSentence) => number[] {
  // The sum of all sentences as vectors of length 1: one product with it is the mean likeness to them all.
  const sum = new Float64Array(size);
  const named = new Map<string, number>();
  for (const { terms, words } of body) {
    for (const t of terms) sum[t] = (sum[t] ?? 0) + 1 / Math.sqrt(terms.length);
    for (let i = 1; i < words.length; i++) {
      const word = words[i] ?? "";
      if (CAPITAL.test(word)) named.set(word, (named.get(word) ?? 0) + 1);
    }
  }
  return ({ terms, words }) => {
    const low = words.map((w) => w.toLowerCase());
    const likeness = terms.reduce((total, t) => total + (sum[t] ?? 0), 0) / Math.sqrt(Math.max(1, terms.length)) - 1;
    const names = new Set(words.filter((w, i) => i > 0 && CAPITAL.test(w)));
    const last = low.slice(-3);
    return [
      Math.min(1, (3 * Math.max(0, likeness)) / Math.max(1, body.length - 1)),
      Math.min(2, [...names].reduce((total, w) => total + Math.log(named.get(w) ?? 1), 0) / 5),
      Number(low.some((w, i) => /^(?:was|were|been|being|is|are)$/.test(w) && /..(?:ed|en)$/.test(low[i + 1] ?? ""))),
      Number(last.some((w) => w === "said" || w === "says") || low.slice(-6).includes("according")),
      Number(low.includes("will")),
      Number(low.slice(3).some((w) => w === "he" || w === "she" || w === "they")),
    ];
  };
}

const CAPITAL = /^\p{Lu}/u;

/** How much of it stood in the ten sentences before: captions and second tellings. */
function repeated(s: ReadSentence, seen: ReadonlyMap<number, number>, place: number): number {
  return s.terms.reduce((sum, t) => sum + (place - (seen.get(t) ?? -99) <= 10 ? 1 : 0), 0) / Math.max(4, s.terms.length);
}
