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

/** A few days of many sources. To look through all of them takes a millisecond or two: nothing cleverer is needed. */
const MOST = 20_000;
/** Longer headlines are not searched to their end. */
const LONGEST = 300;
const MOST_WORDS = 12;

/** The latest headlines in memory. The oldest leave as new ones come. */
export function headlineIndex(most = MOST): HeadlineIndex {
  /** By time, the newest last; `words`: folded, each with a space before it. */
  let kept: { readonly headline: Headline; readonly words: string }[] = [];
  const numbers = new Set<number>();
  let last = 0;

  return {
    add(headlines) {
      const oldest = kept.length < most ? undefined : kept[0]?.headline;
      const fresh = headlines.filter((one) => !numbers.has(one.number) && !(oldest && older(one, oldest) < 0));
      for (const { number } of headlines) last = Math.max(last, number);
      if (fresh.length === 0) return;
      for (const headline of fresh) {
        numbers.add(headline.number);
        kept.push({ headline, words: ` ${foldWords(headline.title.slice(0, LONGEST)).join(" ")}` });
      }
      kept.sort((a, b) => older(a.headline, b.headline));
      for (const { headline } of kept.slice(0, -most)) numbers.delete(headline.number);
      kept = kept.slice(-most);
    },
    complete(typed, limit) {
      const wanted = foldWords(typed)
        .slice(0, MOST_WORDS)
        .map((word) => ` ${word}`);
      // Marks alone are no word of a headline.
      if (wanted.length === 0 && typed.trim() !== "") return [];
      const found = new Map<StoryId, Headline>();
      for (let at = kept.length - 1; at >= 0 && found.size < limit; at -= 1) {
        const one = kept[at];
        if (one && !found.has(one.headline.story) && wanted.every((word) => one.words.includes(word)))
          found.set(one.headline.story, one.headline);
      }
      return [...found.values()];
    },
    last: () => last,
    size: () => kept.length,
  };
}

const older = (a: Headline, b: Headline): number => (a.at === b.at ? a.number - b.number : a.at < b.at ? -1 : 1);
