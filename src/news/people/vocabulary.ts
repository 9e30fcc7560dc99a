import { forgiven, LONGEST_COMPARED, spelledLike } from "./typing-errors.ts";

/** Which things, by number, carry a word: whole, by its beginning, or with typing errors. Only grows. */
export interface Vocabulary {
  put(word: string, thing: number): void;
  /** Sorts what came in, so that the next question need not. */
  settle(): void;
  having(word: string): readonly number[];
  /** The words that begin so. `size`: how often things carry one, about. */
  beginning(start: string): { readonly size: number; each(visit: (thing: number) => void): void };
  /** Words at most the forgiven number of typing errors away, with that number. */
  like(word: string): ReadonlyMap<string, number>;
}

/** A new word is sorted in among so many others, not among all, and with more among a share of all. */
const FEW = 256;
const SHARE = 1 / 32;

export function vocabulary(): Vocabulary {
  const things = new Map<string, number[]>();
  let sorted: readonly string[] = [];
  /** Of the sorted words before each one: how often things carry them. As it was when they were sorted. */
  let before: Uint32Array = new Uint32Array(1);
  /** Words that came since, sorted too when they are looked at. */
  let late: string[] = [];
  let lateSorted = true;

  function settle(): void {
    if (late.length > FEW + sorted.length * SHARE) {
      // By code unit, as startsWith compares.
      sorted = [...sorted, ...late.sort()].sort();
      before = new Uint32Array(sorted.length + 1);
      for (const [i, word] of sorted.entries()) before[i + 1] = (before[i] ?? 0) + (things.get(word)?.length ?? 0);
      late = [];
    } else if (!lateSorted) late.sort();
    lateSorted = true;
  }

  return {
    put(word, thing) {
      const there = things.get(word);
      if (there) {
        if (there.at(-1) !== thing) there.push(thing);
        return;
      }
      things.set(word, [thing]);
      late.push(word);
      lateSorted = false;
    },
    settle,
    having: (word) => things.get(word) ?? [],
    beginning(start) {
      settle();
      const [from, to] = [lowest(sorted, start), lowest(sorted, `${start}\uffff`)];
      const [first, last] = [lowest(late, start), lowest(late, `${start}\uffff`)];
      return {
        size: (before[to] ?? 0) - (before[from] ?? 0) + last - first,
        each(visit) {
          for (let i = from; i < to; i++) for (const thing of things.get(sorted[i] ?? "") ?? []) visit(thing);
          for (let i = first; i < last; i++) for (const thing of things.get(late[i] ?? "") ?? []) visit(thing);
        },
      };
    },
    like(word) {
      settle();
      const found = new Map<string, number>();
      const most = forgiven(word.length);
      if (word.length <= LONGEST_COMPARED)
        for (const words of [sorted, late]) spelledLike(word, words, most, (other, errors) => found.set(other, errors));
      return found;
    },
  };
}

/** The first of the sorted words, from `low` on, that is not before `word`. */
export function lowest(words: readonly string[], word: string, low = 0): number {
  let high = words.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((words[mid] ?? "") < word) low = mid + 1;
    else high = mid;
  }
  return low;
}
