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
  /** Tells the likeness (cosine, 0 to 1) to every indexed subject that is alike at all; then the subject is added. */
  add(subject: Subject, meets: (other: number, likeness: number) => void): void;
};

/** Who has a term, and with what weight; in arrays that grow, because ten thousand articles are gone through in them many million times. */
type Posting = { count: number; at: Int32Array; weight: Float64Array };

function extend(posting: Posting, who: number, weight: number): void {
  if (posting.count === posting.at.length) {
    const { at, weight: weights } = posting;
    posting.at = new Int32Array(2 * at.length);
    posting.at.set(at);
    posting.weight = new Float64Array(2 * weights.length);
    posting.weight.set(weights);
  }
  posting.at[posting.count] = who;
  posting.weight[posting.count++] = weight;
}

/** Below this two articles have nothing to do with each other. */
const FAINT = 0.05;

export function subjectIndex(): SubjectIndex {
  const postings = new Map<number, Posting>();
  let sums = new Float64Array(256);
  let size = 0;
  return {
    add(subject, meets) {
      if (size >= sums.length) {
        sums = new Float64Array(2 * sums.length);
      }
      for (let i = 0; i < subject.terms.length; i++) {
        const term = subject.terms[i] as number;
        const weight = subject.weights[i] as number;
        const posting = postings.get(term) ?? { count: 0, at: new Int32Array(2), weight: new Float64Array(2) };
        postings.set(term, posting);
        const { count, at, weight: its } = posting;
        for (let k = 0; k < count; k++) {
          const other = at[k] as number;
          sums[other] = (sums[other] as number) + weight * (its[k] as number);
        }
        extend(posting, size, weight);
      }
      // Most have a term in common: to look at all of them costs less than to note which.
      for (let other = 0; other < size; other++) {
        const likeness = sums[other] as number;
        sums[other] = 0;
        if (likeness > FAINT) meets(other, likeness);
      }
      size++;
    },
  };
}
