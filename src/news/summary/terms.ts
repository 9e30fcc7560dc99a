import { STOPWORDS } from "./summary-words.ts";

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;

/** Chinese and Japanese put no space between words, most of which have two characters. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const UNSPACED_WORD = new RegExp(`${UNSPACED.source}{1,2}|(?:(?!${UNSPACED.source})[\\p{L}\\p{N}])+`, "gu");

/** What is a word in this text. */
export const wordIn = (text: string): RegExp => (UNSPACED.test(text) ? UNSPACED_WORD : WORD);

/** The words of a stretch of text as written. Without limits on what they are: "4.5" is two. */
export function wordsOf(text: string): string[] {
  return text.match(wordIn(text)) ?? [];
}

/** What two forms of one word share, roughly: "plans", "planned" and "planning" are "plan". Null for words that say nothing. */
export function termOf(word: string): string | null {
  let low = word.toLowerCase();
  if (low.includes("’")) low = low.replaceAll("’", "'");
  if (STOPWORDS.has(low)) return null;
  if (low.endsWith("'s")) low = low.slice(0, -2);
  if (low.length > 4) {
    if (low.endsWith("ies")) low = `${low.slice(0, -3)}y`;
    else if (low.endsWith("es") && /(?:s|x|z|ch|sh)es$/.test(low)) low = low.slice(0, -2);
    else if (low.endsWith("s") && !low.endsWith("ss") && !low.endsWith("us")) low = low.slice(0, -1);
    if (low.length > 5 && low.endsWith("ing")) low = undouble(low.slice(0, -3));
    else if (low.length > 4 && low.endsWith("ed")) low = undouble(low.slice(0, -2));
    if (low.length > 4 && low.endsWith("e")) low = low.slice(0, -1);
  }
  return low;
}

function undouble(word: string): string {
  const last = word.charAt(word.length - 1);
  return last === word.charAt(word.length - 2) && !"lsz".includes(last) ? word.slice(0, -1) : word;
}

/** Terms by number, so that sentences are compared without strings. */
export type Vocabulary = { id(term: string): number; size(): number };

export function vocabulary(): Vocabulary {
  const ids = new Map<string, number>();
  return {
    id(term) {
      const known = ids.get(term);
      if (known !== undefined) return known;
      ids.set(term, ids.size);
      return ids.size - 1;
    },
    size: () => ids.size,
  };
}
