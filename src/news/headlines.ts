import type { Instant } from "./article.ts";
import type { StoryId } from "./story.ts";
import { foldWords } from "./text/fold.ts";

/** The title of one article. A story has as many as it has articles. */
export type Headline = {
  /** Grows as articles are stored: what comes later has a higher one. */
  readonly number: number;
  readonly story: StoryId;
  readonly title: string;
  readonly at: Instant;
};

export interface HeadlineIndex {
  /** Takes them in any order; one that is there already is left as it is. */
  add(headlines: readonly Headline[]): void;
  /** In which every word typed begins a word, wherever it stands; the newest first, each story once. The newest of all where nothing was typed. */
  complete(typed: string, limit: number): readonly Headline[];
  /** The highest number that came in; 0 before the first. */
  last(): number;
  size(): number;
}

/** A few days of many sources. */
const MOST = 20_000;
/** Headlines are looked up by the first letters of a word, so many of them where so many were typed, and looked through from there. */
const LETTERS = 3;
/** Longer headlines are not searched to their end. */
const LONGEST = 300;
const MOST_WORDS = 12;

type Kept = { readonly headline: Headline; readonly words: string };
/** By time, the newest last, once it is `sorted`. */
type Start = { readonly list: Kept[]; sorted: boolean };

/** The latest headlines in memory. The oldest leave as new ones come. */
export function headlineIndex(most = MOST): HeadlineIndex {
  /** By time, the newest last; `words`: folded, each with a space before it. */
  let kept: Kept[] = [];
  /** Those that have a word with such a beginning; some may have left. */
  let byStart = new Map<string, Start>();
  let left = 0;
  const numbers = new Set<number>();
  let last = 0;

  function file(one: Kept): void {
    const starts = new Set<string>();
    for (const word of one.words.slice(1).split(" "))
      for (let letters = 1; letters <= LETTERS; letters += 1) starts.add(word.slice(0, letters));
    for (const start of starts) {
      const there = byStart.get(start);
      if (there) {
        there.list.push(one);
        there.sorted = false;
      } else byStart.set(start, { list: [one], sorted: true });
    }
  }

  /** Those among which is whatever has words with these beginnings, by time. */
  function among(beginnings: readonly string[]): readonly Kept[] {
    if (beginnings.length === 0) return kept;
    const starts = beginnings.map((word) => byStart.get(word.slice(0, LETTERS)) ?? { list: [], sorted: true });
    const least = starts.reduce((one, other) => (other.list.length < one.list.length ? other : one));
    if (!least.sorted) least.list.sort(byAge);
    least.sorted = true;
    return least.list;
  }

  return {
    add(headlines) {
      const oldest = kept.length < most ? undefined : kept[0]?.headline;
      const fresh = headlines.filter((one) => !numbers.has(one.number) && !(oldest && older(one, oldest) < 0));
      for (const { number } of headlines) last = Math.max(last, number);
      if (fresh.length === 0) return;
      for (const headline of fresh) {
        numbers.add(headline.number);
        const one = { headline, words: ` ${foldWords(headline.title.slice(0, LONGEST)).join(" ")}` };
        kept.push(one);
        file(one);
      }
      kept.sort(byAge);
      for (const { headline } of kept.slice(0, -most)) {
        numbers.delete(headline.number);
        left += 1;
      }
      kept = kept.slice(-most);
      if (left <= most) return;
      left = 0;
      byStart = new Map();
      for (const one of kept) file(one);
    },
    complete(typed, limit) {
      const wanted = foldWords(typed).slice(0, MOST_WORDS);
      // Marks alone are no word of a headline.
      if (wanted.length === 0 && typed.trim() !== "") return [];
      const some = among(wanted);
      const fits = ({ words }: Kept) => wanted.every((word) => words.includes(` ${word}`));
      const found = new Map<StoryId, Headline>();
      for (let at = some.length - 1; at >= 0 && found.size < limit; at -= 1) {
        const one = some[at];
        if (one && numbers.has(one.headline.number) && !found.has(one.headline.story) && fits(one))
          found.set(one.headline.story, one.headline);
      }
      return [...found.values()];
    },
    last: () => last,
    size: () => kept.length,
  };
}

const older = (a: Headline, b: Headline): number => (a.at === b.at ? a.number - b.number : a.at < b.at ? -1 : 1);
const byAge = (a: Kept, b: Kept): number => older(a.headline, b.headline);
