import type { Span } from "../article.ts";
import { isLineBreak, isSpace } from "../text/paragraphs.ts";
import { RULER } from "../text/tokens.ts";

/** A stretch of text between quotation marks, its marks included. */
export type Marked = Span & {
  /** Without the marks and the white space inside them. */
  readonly inner: Span;
  readonly closed: boolean;
  /** Left open at the end of its paragraph, and the next paragraph opens with a mark: one quote goes on. */
  readonly continues: boolean;
};

type Mark = { readonly at: number; readonly width: number; readonly family: number; readonly role: Role };
/** What a mark may do, by its glyph and the white space around it. Never by counting: one missing mark would turn the article inside out. */
type Role = "open" | "close" | "either";

const STRAIGHT = 0;
const CURLY = 1;
const ANGLE = 2;
const CORNER = 3;
const SINGLE = 4;

const GLYPHS: ReadonlyMap<number, readonly [family: number, side: Role]> = new Map([
  [0x22, [STRAIGHT, "either"]],
  [0xff02, [STRAIGHT, "either"]],
  [0x2033, [STRAIGHT, "either"]],
  [0x201c, [CURLY, "open"]],
  [0x201d, [CURLY, "close"]],
  [0x201e, [CURLY, "open"]],
  [0x201f, [CURLY, "open"]],
  [0xab, [ANGLE, "open"]],
  [0xbb, [ANGLE, "close"]],
  [0x300c, [CORNER, "open"]],
  [0x300d, [CORNER, "close"]],
  [0x300e, [CORNER, "open"]],
  [0x300f, [CORNER, "close"]],
]);
const SINGLES: ReadonlyMap<number, readonly [family: number, side: Role]> = new Map([
  [0x27, [SINGLE, "either"]],
  [0x2018, [SINGLE, "open"]],
  [0x2019, [SINGLE, "close"]],
  [0x201a, [SINGLE, "open"]],
  [0x201b, [SINGLE, "open"]],
  [0x2039, [SINGLE, "open"]],
  [0x203a, [SINGLE, "close"]],
]);

const OPENING_PUNCTUATION = new Set([..."([{—–―-/:;,=…¿¡|>*"].map((c) => c.charCodeAt(0)));
const CLOSING_PUNCTUATION = new Set([...".,;:!?)]}—–―-/…<|*"].map((c) => c.charCodeAt(0)));

/** Everything between quotation marks, in order, without overlap; nested marks stay inside the outer ones. Linear in the text. */
export function marked(text: string): Marked[] {
  const doubles = pairAll(text, GLYPHS, true);
  const singles = () => pairAll(text, SINGLES, false).filter((m) => m.closed && m.inner.end - m.inner.start > 1);
  if (doubles.length === 0) return singles();
  return text.includes("‘") || text.includes(" '") || text.startsWith("'") ? outermost(text, singles(), doubles) : doubles;
}

/** British order, ‘She told me “never again” and meant it,’ : where a whole sentence in single marks holds double ones, it is the quote. */
function outermost(text: string, singles: readonly Marked[], doubles: readonly Marked[]): Marked[] {
  const whole = singles.filter((s) => /[,.?!…]$/u.test(text.slice(s.inner.start, s.inner.end)) && s.inner.end - s.inner.start > 15);
  const found: Marked[] = [];
  let d = 0;
  let holds = false;
  for (const single of whole) {
    while (d < doubles.length && (doubles[d]?.end ?? 0) <= single.start) found.push(doubles[d++] as Marked);
    const next = doubles[d];
    // Inside a double one it is the inner mark, or an apostrophe.
    if (next !== undefined && next.start < single.start) continue;
    const inside: number = d;
    let end = d;
    while (end < doubles.length && (doubles[end]?.start ?? 0) < single.end) end++;
    const last = doubles[end - 1];
    if (end > inside && last !== undefined && last.end > single.end) continue;
    if (end > inside) holds = true;
    found.push(single);
    d = end;
  }
  while (d < doubles.length) found.push(doubles[d++] as Marked);
  return holds ? found : [...doubles];
}

function pairAll(text: string, glyphs: typeof GLYPHS, pairs: boolean): Marked[] {
  const found: Marked[] = [];
  const marks = markList();
  let from = 0;
  while (from < text.length) {
    let to = from;
    marks.clear();
    let html = false;
    while (to < text.length) {
      const code = text.charCodeAt(to);
      if (isLineBreak(code)) break;
      const isPair = pairs && (code === 0x27 || code === 0x60 || code === 0x2019 || code === 0x2018) && text.charCodeAt(to + 1) === code;
      const glyph = isPair ? ([STRAIGHT, code === 0x60 || code === 0x2018 ? "open" : "either"] as const) : glyphs.get(code);
      if (glyph === undefined) {
        to++;
        continue;
      }
      let run = to + 1;
      while (text.charCodeAt(run) === code) run++;
      if (run - to > RULER) {
        to = run;
        continue;
      }
      const width = isPair ? 2 : 1;
      const before = to > from ? text.charCodeAt(to - 1) : 32;
      // <a href="…">: neither this mark nor the one that ends the value is a quotation mark.
      if (html) html = false;
      else if (before === 61 && code === 0x22 && to - from > 1 && isNameCode(text.charCodeAt(to - 2))) html = true;
      else {
        const role = roleOf(text, from, to, width, glyph[1], glyph[0]);
        if (role !== null) marks.push(to, width, glyph[0], role);
      }
      to += width;
    }
    pairLine(text, from, to, marks, found);
    from = to + 1;
  }
  return found;
}

const isNameCode = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 45;
const isDigit = (code: number) => code >= 48 && code <= 57;

function roleOf(text: string, lineStart: number, at: number, width: number, side: Role, family: number): Role | null {
  const before = at > lineStart ? text.charCodeAt(at - 1) : 32;
  const after = at + width < text.length ? text.charCodeAt(at + width) : 32;
  const spaceBefore = isSpace(before);
  const spaceAfter = isSpace(after) || isLineBreak(after);
  // "6'2"", "a 55" screen": digits before a neutral mark are inches unless something is open (then `either` closes it).
  const looseBefore = spaceBefore || OPENING_PUNCTUATION.has(before);
  const looseAfter = spaceAfter || CLOSING_PUNCTUATION.has(after);
  if (family === SINGLE) {
    if (spaceBefore || before === 40 || before === 91) return spaceAfter ? null : "open";
    return looseAfter && !looseBefore ? "close" : looseAfter && CLOSING_PUNCTUATION.has(before) ? "close" : null;
  }
  if (family === CORNER) return side;
  // "« Nous partirons », dit-il": French keeps a space inside its marks.
  if (family === ANGLE) return spaceBefore && !looseAfter ? "open" : !spaceBefore && looseAfter ? "close" : side;
  if (spaceBefore && !spaceAfter) return side === "close" && CLOSING_PUNCTUATION.has(after) ? "close" : "open";
  if (!spaceBefore && spaceAfter) return "close";
  // German closes with the mark that English opens with: „so“, sagte er.
  if (side === "open" && !looseBefore && looseAfter) return "either";
  if (side !== "either") return side;
  if (looseBefore && !looseAfter) return CLOSING_PUNCTUATION.has(before) ? "either" : "open";
  if (looseAfter && !looseBefore) return isDigit(before) ? "close" : "close";
  return "either";
}

const ROLES: readonly Role[] = ["open", "close", "either"];
type MarkList = {
  readonly clear: () => void;
  readonly push: (at: number, width: number, family: number, role: Role) => void;
  readonly get: (i: number) => Mark | undefined;
};

/** The marks of one line, eight bytes each: a line of a million marks is no million objects. */
function markList(): MarkList {
  let places = new Int32Array(64);
  let codes = new Int32Array(64);
  let count = 0;
  return {
    clear: () => {
      count = 0;
    },
    push: (at, width, family, role) => {
      if (count === places.length) {
        const [p, c] = [new Int32Array(2 * count), new Int32Array(2 * count)];
        p.set(places);
        c.set(codes);
        [places, codes] = [p, c];
      }
      places[count] = at;
      codes[count++] = width | (family << 4) | (ROLES.indexOf(role) << 8);
    },
    get: (i) => {
      if (i >= count) return undefined;
      const code = codes[i] ?? 0;
      return { at: places[i] ?? 0, width: code & 15, family: (code >> 4) & 15, role: ROLES[code >> 8] ?? "either" };
    },
  };
}

function pairLine(text: string, lineStart: number, lineEnd: number, marks: MarkList, found: Marked[]): void {
  let open: Mark | null = null;
  let depth = 0;
  /** `said," They` : the space is on the wrong side of the mark, and another mark closes. */
  const misplaced = (mark: Mark, next: Mark | undefined) =>
    mark.family === STRAIGHT && next?.role === "close" && (text.charAt(mark.at - 1) === "," || text.charAt(mark.at - 1) === ":");
  const close = (end: number, innerEnd: number, closed: boolean) => {
    if (open === null) return;
    const inner = trim(text, open.at + open.width, innerEnd);
    if (inner.end > inner.start) found.push({ start: open.at, end, inner, closed, continues: false });
    open = null;
    depth = 0;
  };
  for (let i = 0; ; i++) {
    const mark = marks.get(i);
    if (mark === undefined) break;
    const current: Mark | null = open;
    if (current === null) {
      // A closing mark with nothing open is a stray one; a neutral mark after a digit is an inch.
      if (mark.role === "open" || (mark.role === "either" && !isDigit(text.charCodeAt(mark.at - 1))) || misplaced(mark, marks.get(i + 1)))
        open = mark;
      continue;
    }
    if (mark.role === "open" && !(mark.at === (current as Mark).at + (current as Mark).width)) {
      const next = marks.get(i + 1);
      const second = marks.get(i + 2);
      const nested: boolean =
        depth > 0 ||
        (next !== undefined && second !== undefined && next.role !== "open" && second.role !== "open" && next.family === mark.family);
      if (nested) depth++;
      else {
        close(mark.at, mark.at, false);
        open = mark;
      }
    } else if (depth > 0) depth--;
    else close(mark.at + mark.width, mark.at, true);
  }
  if (open !== null) {
    const before = found.length;
    const trimmed = trim(text, lineStart, lineEnd);
    close(trimmed.end, trimmed.end, false);
    const last = found[before];
    if (last !== undefined && opensNext(text, lineEnd)) found[before] = { ...last, continues: true };
  }
}

/** Whether the next line that holds something begins with an opening mark. */
function opensNext(text: string, lineEnd: number): boolean {
  let at = lineEnd;
  while (at < text.length && (isSpace(text.charCodeAt(at)) || isLineBreak(text.charCodeAt(at)))) at++;
  const code = text.charCodeAt(at);
  const glyph = GLYPHS.get(code) ?? SINGLES.get(code);
  return glyph !== undefined && glyph[1] !== "close";
}

function trim(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}
