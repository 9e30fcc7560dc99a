import { bitsSet, forgiven, LONGEST_COMPARED, lettersOf, typingErrors } from "./typing-errors.ts";

/** Which things, by number, carry a word: whole, by its beginning, or with typing errors. Only grows. */
export interface Vocabulary {
  put(word: string, thing: number): void;
  having(word: string): readonly number[];
  /** The words that begin so, in order. */
  beginning(start: string): { readonly size: number; each(visit: (thing: number) => void): void };
  /** Words at most the forgiven number of typing errors away, with that number. */
  like(word: string): ReadonlyMap<string, number>;
}

type SameLength = { readonly words: string[]; readonly letters: number[] };

export function vocabulary(): Vocabulary {
  const things = new Map<string, number[]>();
  const byLength = new Map<number, SameLength>();
  let sorted: string[] = [];
  let fresh: string[] = [];

  function settle(): void {
    if (fresh.length === 0) return;
    // By code unit, as startsWith compares; two sorted runs are merged in linear time.
    fresh.sort();
    sorted = sorted.concat(fresh).sort();
    fresh = [];
  }

  /** The first of the sorted words that is not before `word`. */
  function lowest(word: string): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((sorted[mid] ?? "") < word) low = mid + 1;
      else high = mid;
    }
    return low;
  }

  return {
    put(word, thing) {
      const there = things.get(word);
      if (there) {
        if (there.at(-1) !== thing) there.push(thing);
        return;
      }
      things.set(word, [thing]);
      fresh.push(word);
      if (word.length > LONGEST_COMPARED) return;
      const same = byLength.get(word.length) ?? { words: [], letters: [] };
      same.words.push(word);
      same.letters.push(lettersOf(word));
      byLength.set(word.length, same);
    },
    having: (word) => things.get(word) ?? [],
    beginning(start) {
      settle();
      const from = lowest(start);
      const to = lowest(`${start}\uffff`);
      return {
        size: to - from,
        each(visit) {
          for (let i = from; i < to; i++) for (const thing of things.get(sorted[i] ?? "") ?? []) visit(thing);
        },
      };
    },
    like(word) {
      const most = forgiven(word.length);
      const found = new Map<string, number>();
      const letters = lettersOf(word);
      for (let length = Math.max(1, word.length - most); length <= word.length + most; length++) {
        const same = byLength.get(length);
        if (!same) continue;
        for (let i = 0; i < same.words.length; i++) {
          const theirs = same.letters[i] ?? 0;
          if (bitsSet(letters & ~theirs) > most || bitsSet(theirs & ~letters) > most) continue;
          const other = same.words[i] ?? "";
          const errors = typingErrors(word, other, most);
          if (errors <= most) found.set(other, errors);
        }
      }
      return found;
    },
  };
}
