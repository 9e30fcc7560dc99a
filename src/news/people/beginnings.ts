/** Longer beginnings are told apart by so many letters. */
const LETTERS = 8;
/** So many words of 32 bits. A name of four words sets a quarter of them: three in four that have no such word are known by one look. */
const WORDS = 4;
const FIRST_ROOM = 1_024;

/** FNV-1a over UTF-16 code units (http://www.isthe.com/chongo/tech/comp/fnv/); its upper bits say which of the 128. */
const OFFSET = 0x811c9dc5;
const PRIME = 16_777_619;
const markOf = (hash: number): number => hash >>> 25;

/** Which things, by number, may have a word that begins so: a Bloom filter for each, in one array, for walks past thousands of names. */
export interface Beginnings {
  /** In place of what the thing had. */
  put(thing: number, words: readonly string[]): void;
  /** False: it has no word for one of these. True: look. */
  mayHave(thing: number, marks: Marks): boolean;
}

/** What `mayHave` asks for; of whole words as of their beginnings. */
export type Marks = readonly number[];

export const marksOf = (starts: readonly string[]): Marks => starts.map((start) => each(start, () => {}));

export function beginnings(): Beginnings {
  let bits = new Uint32Array(FIRST_ROOM * WORDS);
  return {
    put(thing, words) {
      const at = thing * WORDS;
      if (at >= bits.length) {
        const more = new Uint32Array(Math.max(bits.length * 2, at + WORDS));
        more.set(bits);
        bits = more;
      }
      bits.fill(0, at, at + WORDS);
      const set = (mark: number) => {
        const word = at + (mark >> 5);
        bits[word] = (bits[word] ?? 0) | (1 << (mark & 31));
      };
      for (const word of words) each(word, set);
    },
    mayHave(thing, marks) {
      for (const mark of marks) if (((bits[thing * WORDS + (mark >> 5)] ?? 0) & (1 << (mark & 31))) === 0) return false;
      return true;
    },
  };
}

/** Each beginning's mark, the shortest first. Gives that of the longest. */
function each(word: string, visit: (mark: number) => void): number {
  let hash = OFFSET;
  for (let i = 0; i < Math.min(word.length, LETTERS); i += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
    visit(markOf(hash));
  }
  return markOf(hash);
}
