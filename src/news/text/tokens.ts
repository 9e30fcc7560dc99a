import { isLineBreak, isSpace } from "./paragraphs.ts";
import { classOf } from "./words.ts";

export const WORD = 0;
export const NUMERAL = 1;
export const PUNCTUATION = 2;
/** The possessive ending on its own: "'s", or "'" after s. */
export const POSSESSIVE = 3;

export const LOWER = 0;
export const CAPITAL = 1;
export const ALL_CAPS = 2;

/** An article as parallel arrays: one entry a token, offsets in UTF-16 code units. */
export type Tokens = {
  readonly text: string;
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly kind: Uint8Array;
  /** LOWER, CAPITAL or ALL_CAPS, of words. */
  readonly shape: Uint8Array;
  /** Lower case, straight apostrophes. */
  readonly lower: readonly string[];
  /** The word classes of `words.ts`. */
  readonly classes: Int32Array;
  /** The number of the paragraph (line) the token lies in, from 0. */
  readonly paragraph: Int32Array;
};

/** The same mark more often than this in a row is a ruler ("--------", "......."): one token, and never a quotation mark. */
export const RULER = 6;
/** One string for each mark, however often it stands in a text. */
const MARKS: ReadonlyMap<number, string> = new Map([..."–—‘’“”„«»…•·‹›「」『』"].map((mark) => [mark.charCodeAt(0), mark]));

const LETTER = /[\p{L}\p{M}]/u;
const UPPER = /\p{Lu}/u;
const SHORT_FORMS = new Set(
  "mr mrs ms dr prof sen sens rep reps gov govs gen lt col sgt capt maj cmdr adm rev hon st jr sr inc corp co ltd vs etc no jan feb mar apr aug sept sep oct nov dec d.c u.s u.k u.n p.m a.m ph.d messrs mt ft ark ariz calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont n.c n.d n.h n.j n.m n.y neb nev okla ore pa r.i s.c s.d tenn tex vt va wash wis wyo atty det supt pres cllr ald dep asst amb insp adv assoc msgr engr brig cpl pvt fr".split(
    " ",
  ),
);

/** Codes of letters: ASCII by comparison, the rest by Unicode property (surrogates count as letters, so pairs stay whole). */
function isLetter(code: number, text: string, at: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  if (code >= 0xc0 && code <= 0x24f) return code !== 0xd7 && code !== 0xf7;
  if (code >= 0xd800 && code <= 0xdfff) return true;
  if (code >= 0x2000 && code <= 0x206f) return false;
  return LETTER.test(text.charAt(at));
}

const isDigit = (code: number) => code >= 48 && code <= 57;
const isApostrophe = (code: number) => code === 39 || code === 0x2019 || code === 0x2bc;
const isHyphen = (code: number) => code === 45 || code === 0x2010 || code === 0x2011 || code === 0xad;

/** Splits a text into words, numbers and single marks of punctuation, in one pass. */
export function tokenise(text: string): Tokens {
  const length = text.length;
  let room = (length >> 2) + 16;
  let start = new Int32Array(room);
  let end = new Int32Array(room);
  let kind = new Uint8Array(room);
  let shape = new Uint8Array(room);
  let classes = new Int32Array(room);
  let paragraph = new Int32Array(room);
  const lower: string[] = [];
  let count = 0;
  let line = 0;
  let inLine = false;

  const grow = () => {
    const more = <T extends Int32Array | Uint8Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    room = Math.min(length + 1, room * 2);
    start = more(start, new Int32Array(room));
    end = more(end, new Int32Array(room));
    kind = more(kind, new Uint8Array(room));
    shape = more(shape, new Uint8Array(room));
    classes = more(classes, new Int32Array(room));
    paragraph = more(paragraph, new Int32Array(room));
  };
  const push = (from: number, to: number, type: number) => {
    if (count === room) grow();
    const i = count++;
    start[i] = from;
    end[i] = to;
    kind[i] = type;
    paragraph[i] = line;
    inLine = true;
    if (type === PUNCTUATION) {
      lower.push(MARKS.get(text.charCodeAt(from)) ?? text.charAt(from));
      return;
    }
    const raw = text.slice(from, to);
    if (type !== WORD) {
      lower.push(type === POSSESSIVE ? "'s" : raw);
      return;
    }
    const small = raw.toLowerCase();
    const low = small.includes("’") ? small.replaceAll("’", "'") : small;
    lower.push(low);
    classes[i] = classOf(low);
    const first = raw.charCodeAt(0);
    const upper = first < 128 ? first >= 65 && first <= 90 : UPPER.test(raw.charAt(0));
    shape[i] = !upper
      ? small === raw || raw.length < 3
        ? LOWER
        : innerCapital(raw)
      : raw.length > 1 && raw === raw.toUpperCase()
        ? ALL_CAPS
        : CAPITAL;
  };

  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (isLineBreak(code)) {
      if (inLine) line++;
      inLine = false;
      at++;
      continue;
    }
    if (isSpace(code)) {
      at++;
      continue;
    }
    if (isLetter(code, text, at) || ((code === 64 || code === 35) && at + 1 < length && isLetter(text.charCodeAt(at + 1), text, at + 1))) {
      at = readWord(at);
      continue;
    }
    if (isDigit(code)) {
      let to = at + 1;
      while (to < length) {
        const c = text.charCodeAt(to);
        if (isDigit(c) || isLetter(c, text, to)) to++;
        else if ((c === 44 || c === 46 || c === 58) && to + 1 < length && isDigit(text.charCodeAt(to + 1))) to += 2;
        else break;
      }
      push(at, to, NUMERAL);
      at = to;
      continue;
    }
    let to = at + 1;
    while (to < length && text.charCodeAt(to) === code) to++;
    if (to - at <= RULER) to = at + 1;
    push(at, to, PUNCTUATION);
    at = to;
  }

  function readWord(from: number): number {
    let to = from + 1;
    let dots = false;
    while (to < length) {
      const c = text.charCodeAt(to);
      if (isLetter(c, text, to) || isDigit(c)) {
        to++;
        continue;
      }
      const next = to + 1 < length ? text.charCodeAt(to + 1) : 32;
      if ((isHyphen(c) || c === 38 || c === 95) && (isLetter(next, text, to + 1) || isDigit(next)) && to - from < 60) {
        to += 2;
        continue;
      }
      if (isApostrophe(c) && isLetter(next, text, to + 1)) {
        // "Clinton's" is two tokens, "don't", "O'Brien" and "they're" are one.
        const after = to + 2 < length ? text.charCodeAt(to + 2) : 32;
        if ((next === 115 || next === 83) && !isLetter(after, text, to + 2) && !isDigit(after)) break;
        to += 2;
        continue;
      }
      // "U.S.", "p.m.", "J.K."
      if (c === 46 && isLetter(next, text, to + 1) && (to - from === 1 || dots) && to + 2 <= length) {
        dots = true;
        to += 2;
        continue;
      }
      break;
    }
    // The full stop of an initial or a known short form belongs to the word.
    if (to < length && text.charCodeAt(to) === 46) {
      const size = to - from;
      const first = text.charCodeAt(from);
      if (
        dots ||
        (size === 1 && UPPER.test(text.charAt(from)) && first !== 73) ||
        (size <= 5 && SHORT_FORMS.has(text.slice(from, to).toLowerCase()))
      )
        to++;
    }
    push(from, to, WORD);
    if (to < length && isApostrophe(text.charCodeAt(to))) {
      const next = to + 1 < length ? text.charCodeAt(to + 1) : 32;
      if ((next === 115 || next === 83) && !(to + 2 < length && isLetter(text.charCodeAt(to + 2), text, to + 2))) {
        push(to, to + 2, POSSESSIVE);
        return to + 2;
      }
      const last = text.charCodeAt(to - 1);
      // "Democrats' plan"; a closing mark looks the same, so a space must follow and a letter after it.
      if ((last === 115 || last === 83) && next === 32 && to + 2 < length && isLetter(text.charCodeAt(to + 2), text, to + 2)) {
        push(to, to + 1, POSSESSIVE);
        return to + 1;
      }
    }
    return to;
  }

  return {
    text,
    count,
    start: start.subarray(0, count),
    end: end.subarray(0, count),
    kind: kind.subarray(0, count),
    shape: shape.subarray(0, count),
    lower,
    classes: classes.subarray(0, count),
    paragraph: paragraph.subarray(0, count),
  };
}

/** "iPhone", "al-Qaeda", "deBoer": a capital later in the word makes it a name. */
function innerCapital(raw: string): number {
  const hyphen = raw.indexOf("-");
  return hyphen < 0 || UPPER.test(raw.charAt(hyphen + 1)) ? CAPITAL : LOWER;
}

/** The index of the first token that starts at or after an offset. */
export function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((tokens.start[mid] ?? 0) < offset) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** An element of a typed array that is known to be there. */
export function at(array: ArrayLike<number>, index: number): number {
  return array[index] ?? 0;
}
