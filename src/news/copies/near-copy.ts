/** Fewer words than these say too little: two notices of a few lines may share most of them and be of two events. */
const FEWEST_WORDS = 60;
const RUN = 5;
/** Of the distinct runs of both texts, or of the shorter one's, so many are shared by copies. */
const SHARED = 0.3;
const CONTAINED = 0.6;
/** So much of a text is compared; the rest of a book changes nothing. */
const MOST_WORDS = 5_000;

/** The runs of five words in a text, as numbers, each once, in ascending order. Much smaller than the text; may be stored. */
export type Print = Uint32Array;

const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[\p{L}\p{N}]+/gu;

function numberOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Spreads a number over all 32 bits (murmur3's last step), so that any share of them is a fair sample. */
function mixed(number: number): number {
  let hash = number ^ (number >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Undefined for a text under sixty words. Punctuation, case and layout do not count. */
export function printOf(text: string): Print | undefined {
  const words: number[] = [];
  for (const [word] of text.toLowerCase().normalize("NFKC").matchAll(WORD)) {
    if (words.push(numberOf(word)) >= MOST_WORDS) break;
  }
  if (words.length < FEWEST_WORDS) return undefined;
  const runs = new Set<number>();
  for (let i = 0; i + RUN <= words.length; i++) {
    let run = 0;
    for (let at = i; at < i + RUN; at++) run = Math.imul(run, 31) + (words[at] ?? 0);
    runs.add(mixed(run));
  }
  return Uint32Array.from(runs).sort();
}

/** Whether one text is the other one: edited, shortened, with a paragraph more. Counted exactly, not estimated. */
export function isNearCopy(a: Print, b: Print): boolean {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x = 0, y = 0] = [a[i], b[j]];
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared >= SHARED * (a.length + b.length - shared) || shared >= CONTAINED * Math.min(a.length, b.length);
}

export interface CopyIndex<Key> {
  /** The first text added of which this one is a near copy. */
  find(print: Print): Key | undefined;
  add(key: Key, print: Print): void;
}

/** One run in so many is looked up; a copy shares dozens. */
const SAMPLE = 4;
/** What so many texts have is a publisher's closing line. */
const COMMON = 100;

/** Finds copies among many texts without comparing each with each. */
export function copyIndex<Key>(): CopyIndex<Key> {
  const texts: { readonly key: Key; readonly print: Print }[] = [];
  const byRun = new Map<number, number[]>();
  return {
    find(print) {
      const candidates = new Set<number>();
      for (const run of print) {
        const found = run % SAMPLE === 0 ? byRun.get(run) : undefined;
        if (found !== undefined && found.length < COMMON) for (const one of found) candidates.add(one);
      }
      const first = [...candidates].sort((a, b) => a - b).find((one) => isNearCopy(texts[one]?.print ?? print, print));
      return first === undefined ? undefined : texts[first]?.key;
    },
    add(key, print) {
      const number = texts.push({ key, print }) - 1;
      for (const run of print) {
        if (run % SAMPLE !== 0) continue;
        const found = byRun.get(run);
        if (found === undefined) byRun.set(run, [number]);
        else if (found.length < COMMON) found.push(number);
      }
    },
  };
}
