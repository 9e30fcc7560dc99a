import type { Span } from "../article.ts";
import type { ReadSentence } from "./read.ts";
import { FEATURES, scorer } from "./score.ts";
import type { Weighed, WeighedArticle } from "./weigh.ts";
import * as table from "./weights-table.ts";

const inOrder = (weights: Readonly<Record<string, number>>) => FEATURES.map((name) => weights[name] ?? 0);
const ONE = inOrder(table.ONE);
const SEVERAL = inOrder(table.SEVERAL);

/** So many sentences are put together in all ways; the first of the article are always among them. */
const SHORTLIST = 12;
const OPENING = 6;
/** A sentence that is to this share a quotation which the card shows is not said twice. */
const SHOWN = 0.4;
/** A sentence of whose terms this share stands in the headline says nothing new. */
const IN_HEADLINE = 0.85;

/** Longer ones are mostly two that grew together, and no reader's key sentence. */
const LONGEST = 70;
const LONGEST_ALONE = 60;

/** Set by hand; cross-validation sees no difference between these and none, and readers get ten words less. */
const ENOUGH_WORDS = 55;
const TEN_WORDS = 1.5;
const LEAD = 0.6;

/** The candidates that may be chosen at all, in the article's order. */
export function eligible(article: WeighedArticle, avoid: readonly Span[]): Weighed[] {
  return article.candidates.filter(
    (c) => c.sentence.words.length <= LONGEST && !isShown(c.sentence, avoid) && !saysTitle(c.sentence, article.title),
  );
}

/** The best set of at most `max` sentences that can be read on its own; of two or three where `max` allows. In the article's order. */
export function choose(article: WeighedArticle, avoid: readonly Span[], max: number): Weighed[] {
  const candidates = eligible(article, avoid);
  const sets = candidateSets(shortlist(candidates, article), Math.min(3, max));
  let best: Weighed[] = [];
  let bestScore = Number.NEGATIVE_INFINITY;
  const scoreOf = scorer(article, max === 1 ? ONE : SEVERAL);
  for (const set of sets) {
    const score = scoreOf(set) + (max === 1 ? 0 : preference(set));
    if (score <= bestScore) continue;
    best = set;
    bestScore = score;
  }
  return max > 3 ? lengthen(best, candidates, article, max) : best;
}

/** Readers' time, and the writer's own order where little speaks against it. Scores of one article's sets lie about 5 apart. */
function preference(set: readonly Weighed[]): number {
  const words = set.reduce((sum, c) => sum + c.sentence.words.length, 0);
  const lead = set.every((c, i) => c.place === i) ? LEAD : 0;
  return lead - (TEN_WORDS * Math.max(0, words - ENOUGH_WORDS)) / 10;
}

/** The opening sentences and the best of the rest, each judged alone. */
export function shortlist(candidates: readonly Weighed[], article: WeighedArticle, one: readonly number[] = ONE): Weighed[] {
  const scoreOf = scorer(article, one);
  const rest = candidates.slice(OPENING).map((c) => ({ c, score: scoreOf([c]) }));
  rest.sort((a, b) => b.score - a.score || a.c.place - b.c.place);
  const chosen = rest.slice(0, SHORTLIST - OPENING).map(({ c }) => c);
  return [...candidates.slice(0, OPENING), ...chosen].sort((a, b) => a.place - b.place);
}

/** All readable sets of two and of three, or of one where only one is wanted or nothing else can be read. */
export function candidateSets(list: readonly Weighed[], max: number): Weighed[][] {
  const found: Weighed[][] = [];
  const add = (set: Weighed[]) => {
    if (isReadable(set.map((c) => c.sentence))) found.push(set);
  };
  for (let i = 0; max >= 2 && i < list.length; i++)
    for (let j = i + 1; j < list.length; j++) {
      const a = list[i];
      const b = list[j];
      if (!a || !b) continue;
      add([a, b]);
      for (let k = j + 1; max >= 3 && k < list.length; k++) {
        const c = list[k];
        if (c) add([a, b, c]);
      }
    }
  if (found.length === 0) for (const c of list) if (c.sentence.words.length <= LONGEST_ALONE) add([c]);
  return found;
}

/** Whether every sentence stands on its own or right behind the one it leans on. */
export function isReadable(set: readonly ReadSentence[]): boolean {
  return set.every((s, i) => {
    const before = set[i - 1];
    if (s.leaning.how === "free" || (before && before.index === s.index - 1)) return true;
    if (s.leaning.how === "hard") return false;
    const noun = s.leaning.noun.replace(/s$/, "");
    return set.slice(0, i).some((other) => other.words.some((w) => w.toLowerCase().startsWith(noun)));
  });
}

/** More than three: the best next one, again and again. */
function lengthen(best: readonly Weighed[], candidates: readonly Weighed[], article: WeighedArticle, max: number): Weighed[] {
  const scoreOf = scorer(article, ONE);
  const ranked = candidates.map((c) => ({ c, score: scoreOf([c]) })).sort((a, b) => b.score - a.score || a.c.place - b.c.place);
  let set = [...best];
  // A sentence that leans on another can only come after it, so the list is gone through until nothing is added.
  for (let size = -1; size !== set.length && set.length < max; ) {
    size = set.length;
    for (const { c } of ranked) {
      if (set.length >= max) break;
      if (set.includes(c)) continue;
      const longer = [...set, c].sort((a, b) => a.place - b.place);
      if (isReadable(longer.map((x) => x.sentence))) set = longer;
    }
  }
  return set;
}

function isShown(s: ReadSentence, avoid: readonly Span[]): boolean {
  let covered = 0;
  for (const a of avoid) covered += Math.max(0, Math.min(a.end, s.span.end) - Math.max(a.start, s.span.start));
  return covered > SHOWN * (s.span.end - s.span.start);
}

function saysTitle(s: ReadSentence, title: ReadonlySet<number>): boolean {
  return s.terms.length > 0 && title.size > 0 && s.terms.filter((t) => title.has(t)).length >= IN_HEADLINE * s.terms.length;
}
