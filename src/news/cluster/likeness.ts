import { termOf, wordsOf } from "../summary/terms.ts";
import { rarity } from "./rarity.ts";

/** What an article is about, as a vector of length 1: terms by number, and their weights. */
export type Subject = { readonly terms: Int32Array; readonly weights: Float64Array };

/** So many words of an article's beginning are read beside its title. */
const LEAD_WORDS = 90;
/** A term of the title counts as often. */
const TITLE = 2;

/** @param numberOf gives each term a number of its own */
export function subjectOf(title: string, lead: string, numberOf: (term: string) => number): Subject {
  const counts = new Map<string, number>();
  const count = (words: readonly string[], times: number) => {
    for (const word of words) {
      const term = termOf(word);
      if (term !== null) counts.set(term, (counts.get(term) ?? 0) + times);
    }
  };
  count(wordsOf(title), TITLE);
  count(wordsOf(lead).slice(0, LEAD_WORDS), 1);
  const terms = new Int32Array(counts.size);
  const weights = new Float64Array(counts.size);
  let square = 0;
  let i = 0;
  for (const [term, times] of counts) {
    const weight = (1 + Math.log(times)) * Math.max(0, rarity(term));
    terms[i] = numberOf(term);
    weights[i] = weight;
    square += weight * weight;
    i++;
  }
  const length = Math.sqrt(square) || 1;
  return { terms, weights: weights.map((w) => w / length) };
}

/** Postings of many subjects: finds those that share terms with another one without looking at the rest. */
export type SubjectIndex = {
  /** Likeness (cosine, 0 to 1) to every indexed subject that is admitted and alike at all; then the subject is added. */
  add(subject: Subject, admits: (other: number) => boolean): [other: number, likeness: number][];
};

/** Below this two articles have nothing to do with each other. */
const FAINT = 0.05;

export function subjectIndex(): SubjectIndex {
  const postings = new Map<number, { at: number[]; weight: number[] }>();
  let sums = new Float64Array(256);
  let size = 0;
  return {
    add(subject, admits) {
      if (size >= sums.length) {
        const larger = new Float64Array(2 * sums.length);
        larger.set(sums);
        sums = larger;
      }
      const touched: number[] = [];
      for (let i = 0; i < subject.terms.length; i++) {
        const term = subject.terms[i] ?? 0;
        const weight = subject.weights[i] ?? 0;
        const posting = postings.get(term);
        if (!posting) {
          postings.set(term, { at: [size], weight: [weight] });
          continue;
        }
        for (let k = 0; k < posting.at.length; k++) {
          const other = posting.at[k] ?? 0;
          if (sums[other] === 0) touched.push(other);
          sums[other] = (sums[other] ?? 0) + weight * (posting.weight[k] ?? 0);
        }
        posting.at.push(size);
        posting.weight.push(weight);
      }
      const found: [number, number][] = [];
      for (const other of touched) {
        const likeness = sums[other] ?? 0;
        sums[other] = 0;
        if (likeness > FAINT && admits(other)) found.push([other, likeness]);
      }
      size++;
      return found;
    },
  };
}
