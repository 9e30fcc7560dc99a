import { foldWords } from "../text/fold.ts";

/** A piece of a wording; joined they are the wording again. */
export type Piece = { readonly text: string; readonly differs: boolean };

/** Longer texts are not compared: the table of their words would be too large. */
const MOST_WORDS = 2000;

type Word = { readonly start: number; readonly end: number; readonly folded: string };

function wordsIn(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*/gu)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    folded: foldWords(word).join(" "),
  }));
}

/** What each of these wordings says otherwise than the first; of the first, what not all others say like it. Case, accents and punctuation make no difference. */
export function comparedWordings(wordings: readonly string[]): Piece[][] {
  const [first = [], ...others] = wordings.map(wordsIn);
  const alone = new Set<number>();
  const pairs = others.map((other) => {
    const { one, two } = apart(first, other);
    for (const at of one) alone.add(at);
    return two;
  });
  return wordings.map((text, n) => pieces(text, n === 0 ? first : (others[n - 1] ?? []), n === 0 ? alone : (pairs[n - 1] ?? new Set())));
}

/** The words, by place, that are in no longest common order of both. */
function apart(a: readonly Word[], b: readonly Word[]): { one: Set<number>; two: Set<number> } {
  const one = new Set(a.keys());
  const two = new Set(b.keys());
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) return { one: new Set(), two: new Set() };
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i]?.folded === b[j]?.folded ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i]?.folded === b[j]?.folded) {
      one.delete(i++);
      two.delete(j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return { one, two };
}

/** Words that differ, with what stands between two of them, are one piece. */
function pieces(text: string, words: readonly Word[], differing: ReadonlySet<number>): Piece[] {
  const made: Piece[] = [];
  let done = 0;
  const put = (end: number, differs: boolean) => {
    if (end > done) made.push({ text: text.slice(done, end), differs });
    done = Math.max(done, end);
  };
  for (const [n, { start, end }] of words.entries()) {
    if (!differing.has(n) || differing.has(n - 1)) continue;
    let last = n;
    while (differing.has(last + 1)) last++;
    put(start, false);
    put(words[last]?.end ?? end, true);
  }
  put(text.length, false);
  return made;
}
