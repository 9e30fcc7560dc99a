import { foldWords } from "../text/fold.ts";
import { classOf, FUNCTION } from "../text/words.ts";

/** A page must have this share of the words by which an item announces it. */
const SHARE = 0.25;
const FEWEST = 2;
/** Of fewer words nothing can be told. */
const ENOUGH = 4;
/** "bridges" and "bridge" are one. */
const STEM = 5;

/**
 * Whether a page's text is that of the article which this title and teaser announce. A consent dialog, a payment box, a bot check or a
 * "not found" that comes with status 200 has hardly a word of them.
 */
export function isAbout(text: string, { title = "", teaser = "" }: { readonly title?: string; readonly teaser?: string }): boolean {
  const wanted = stems(`${title} ${teaser}`);
  if (wanted.size < ENOUGH) return true;
  const there = stems(text);
  let both = 0;
  for (const word of wanted) if (there.has(word)) both++;
  return both >= Math.max(FEWEST, SHARE * wanted.size);
}

const stems = (text: string): ReadonlySet<string> =>
  new Set(
    foldWords(text)
      .filter((word) => word.length >= 4 && !(classOf(word) & FUNCTION))
      .map((word) => word.slice(0, STEM)),
  );
