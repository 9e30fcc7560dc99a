import type { ToldWords } from "./told-words.ts";

/** How likely a word is to be used for the `time`th time. */
export type Chance = (form: string, time: number) => number;

export function chances(told: ToldWords, weights: readonly number[]): Chance {
  const known = new Map<string, number[]>();
  return (form, time) => {
    const mine = known.get(form) ?? [];
    known.set(form, mine);
    const before = mine[time];
    if (before !== undefined) return before;
    const sum = told.features(form, time).reduce((total, x, i) => total + x * (weights[i] ?? 0), 0);
    const chance = 1 / (1 + Math.exp(-sum));
    mine[time] = chance;
    return chance;
  };
}

/**
 * How alike to an editor's telling a text is expected to be (ROUGE-1 F): the chance of each of its words, over its own length and the
 * editor's usual one.
 * @param forms the words of the text, each as often as it is used
 */
export function expectedLikeness(forms: readonly string[], chance: Chance, usual: number): number {
  const times = new Map<string, number>();
  let hits = 0;
  for (const form of forms) {
    const time = (times.get(form) ?? 0) + 1;
    times.set(form, time);
    hits += chance(form, time);
  }
  return (2 * hits) / (forms.length + usual);
}
