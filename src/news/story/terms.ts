import { rarity } from "../cluster/rarity.ts";
import { termOf, wordsOf } from "../summary/terms.ts";

/** What a text says: its terms, each with its weight, and their vector's length. */
export type Terms = { readonly weights: ReadonlyMap<string, number>; readonly length: number; readonly words: number };

export function termsOf(text: string): Terms {
  const words = wordsOf(text);
  const weights = new Map<string, number>();
  for (const word of words) {
    const term = termOf(word);
    if (term !== null) weights.set(term, (weights.get(term) ?? 0) + Math.max(0, rarity(term)));
  }
  let square = 0;
  for (const weight of weights.values()) square += weight * weight;
  return { weights, length: Math.sqrt(square), words: words.length };
}

/** Several texts as one. */
export function joined(all: readonly Terms[]): Terms {
  const weights = new Map<string, number>();
  for (const one of all) for (const [term, weight] of one.weights) weights.set(term, (weights.get(term) ?? 0) + weight);
  let square = 0;
  for (const weight of weights.values()) square += weight * weight;
  return { weights, length: Math.sqrt(square), words: all.reduce((sum, one) => sum + one.words, 0) };
}

/** Cosine, 0 to 1. */
export function likeness(a: Terms, b: Terms): number {
  const [few, many] = a.weights.size < b.weights.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of few.weights) sum += weight * (many.weights.get(term) ?? 0);
  return sum === 0 ? 0 : sum / (a.length * b.length);
}

/** The share of `a`'s distinct terms that stand in `b` too. */
export function shared(a: Terms, b: Terms): number {
  let both = 0;
  for (const term of a.weights.keys()) if (b.weights.has(term)) both++;
  return a.weights.size === 0 ? 0 : both / a.weights.size;
}

/** By how many of these texts each term is told. */
export function support(texts: readonly Terms[]): ReadonlyMap<string, number> {
  const told = new Map<string, number>();
  for (const { weights } of texts) for (const term of weights.keys()) told.set(term, (told.get(term) ?? 0) + 1);
  return told;
}

/** Of a text's terms, how many are told by one, two and more texts, and which share of those told by more than one there are; each in tens. */
export function covered(terms: Terms, told: ReadonlyMap<string, number>): number[] {
  const by = [0, 0, 0, 0];
  for (const term of terms.weights.keys()) {
    const times = Math.min(3, told.get(term) ?? 0);
    by[times] = (by[times] ?? 0) + 0.1;
  }
  let common = 0;
  for (const times of told.values()) if (times > 1) common += 0.1;
  return [...by, common === 0 ? 0 : ((by[2] ?? 0) + (by[3] ?? 0)) / common];
}
