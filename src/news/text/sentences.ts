import type { Span } from "../article.ts";
import { isLineBreak, isSpace } from "./paragraphs.ts";
import { endsSentence } from "./sentence-end.ts";

const STOPS = new Set(".?!…。！？؟।");
const BULLETS = new Set("•●▪◦‣∙");
const CLOSES = new Set(`”’»)]}`);
const LETTER = /\p{L}/u;
const SMALL = /\p{Ll}/u;
const WORDLIKE = /[\p{L}\p{N}]/u;

/**
 * The sentences of `text` (or of a stretch of it), trimmed, in order: offsets into `text`, UTF-16. A line break always ends a
 * sentence. Closing quotation marks and brackets belong to the sentence they follow; the bullet of a list item does not.
 * Linear in the length of the text, whatever it holds.
 */
export function splitSentences(text: string, within?: Span): Span[] {
  const found: Span[] = [];
  const end = Math.min(within?.end ?? text.length, text.length);
  let from = Math.max(within?.start ?? 0, 0);
  while (from < end) {
    let to = from;
    while (to < end && !isLineBreak(text.charCodeAt(to))) to++;
    splitLine(text, from, to, found);
    from = to + 1;
  }
  return found;
}

function splitLine(text: string, lineStart: number, lineEnd: number, found: Span[]): void {
  const before = found.length;
  let start = skipBullet(text, lineStart, lineEnd);
  const open = { double: false, single: false, mark: -1 };

  const push = (end: number) => {
    while (start < end && isSpace(text.charCodeAt(start))) start++;
    let last = end;
    while (last > start && isSpace(text.charCodeAt(last - 1))) last--;
    if (last <= start) return;
    const previous = found[found.length - 1];
    // Stray marks alone are no sentence: they go with the one before them on their line.
    if (last - start < 8 && !WORDLIKE.test(text.slice(start, last)) && previous && found.length > before)
      found[found.length - 1] = { start: previous.start, end: last };
    else found.push({ start, end: last });
  };

  let i = start;
  while (i < lineEnd) {
    const char = text.charAt(i);
    if (char === '"' || char === "'") {
      readQuote(text, i, lineStart, lineEnd, open);
      i++;
      continue;
    }
    if (BULLETS.has(char) && i > start) {
      push(i);
      start = ++i;
      continue;
    }
    if (!STOPS.has(char) || (char === "?" && isBrokenMark(text, i, start, lineEnd, open))) {
      i++;
      continue;
    }
    const run = readStops(text, i, lineEnd, open);
    const closed = readClosing(text, run.end, lineEnd, open);
    const stop = { text, lineEnd, sentenceStart: start, at: i, stopped: run.end, closed, dots: run.dots, loud: run.loud };
    if (endsSentence(stop)) {
      push(closed);
      start = closed;
      while (start < lineEnd && isSpace(text.charCodeAt(start))) start++;
    }
    i = closed;
  }
  push(lineEnd);
}

type Open = {
  double: boolean;
  single: boolean /** Where a "?" that stands for an opening mark was seen; -1: none is open. */;
  mark: number;
};

/** Straight marks open after white space and close before it; alone between spaces they take turns. */
function readQuote(text: string, at: number, from: number, to: number, open: Open): void {
  const spaceBefore = at === from || isSpace(text.charCodeAt(at - 1)) || "([{-–—".includes(text.charAt(at - 1));
  const spaceAfter = at + 1 >= to || isSpace(text.charCodeAt(at + 1));
  if (text.charAt(at) === '"') open.double = spaceBefore === spaceAfter ? !open.double : spaceBefore;
  else if (spaceBefore) open.single = spaceAfter ? !open.single : true;
  else if (",.!?".includes(text.charAt(at - 1))) open.single = false;
}

/**
 * Some publishers' text holds "?" where a curly mark was: "the territory?s", "?We will", "a ?rich man? Salman", "will go,? he said".
 * True where this one is such a mark and no stop.
 */
function isBrokenMark(text: string, at: number, from: number, to: number, open: Open): boolean {
  const before = at > from ? text.charAt(at - 1) : " ";
  const after = at + 1 < to ? text.charAt(at + 1) : " ";
  const letterAfter = LETTER.test(after);
  if (isSpace(before.charCodeAt(0)) && letterAfter) {
    open.mark = at;
    return true;
  }
  if (SMALL.test(before) && SMALL.test(after)) return true;
  if (before === ",") return true;
  if (open.mark < 0) return false;
  const short = at - open.mark < 40 && SMALL.test(text.charAt(open.mark + 1));
  open.mark = -1;
  return short && LETTER.test(before);
}

/** The run of stops that begins here, ". . ." included. */
function readStops(text: string, at: number, lineEnd: number, open: Open): { end: number; dots: number; loud: boolean } {
  let end = at;
  let dots = 0;
  let loud = false;
  while (end < lineEnd) {
    const char = text.charAt(end);
    if (char === ".") dots++;
    else if (char === "?" && dots > 0) {
      // "on Friday.?Autorickshaws": the "?" stands for a mark, here one that opens.
      if (open.mark < 0 && end + 1 < lineEnd && LETTER.test(text.charAt(end + 1))) break;
      open.mark = -1;
    } else if ("?!！？؟".includes(char)) loud = true;
    else if (STOPS.has(char)) dots += char === "…" ? 3 : 1;
    else if (isSpace(char.charCodeAt(0)) && dots > 0 && !loud && text.charAt(end + 1) === "." && end + 1 < lineEnd) {
      end++;
      continue;
    } else break;
    end++;
  }
  return { end, dots, loud };
}

/** Past the marks that close after a stop: `.”`, `.")`, and in tokenised text `. '`. */
function readClosing(text: string, from: number, lineEnd: number, open: Open): number {
  let end = from;
  for (;;) {
    const char = text.charAt(end);
    if (end >= lineEnd) return lineEnd;
    if (CLOSES.has(char)) {
      end++;
      continue;
    }
    const straight = char === '"' || char === "'";
    const free = end + 1 >= lineEnd || !WORDLIKE.test(text.charAt(end + 1));
    if (straight || char === "“") {
      const isOpen = char === '"' ? open.double : char === "'" && open.single;
      if (!isOpen && !free) return end;
      if (char === '"') open.double = false;
      else open.single = false;
      end++;
      continue;
    }
    // A mark alone between spaces closes what is open; the '' of tokenised text always closes.
    if (!isSpace(char.charCodeAt(0)) || end + 1 >= lineEnd) return end;
    const mark = text.charAt(end + 1);
    const size = mark === "'" && text.charAt(end + 2) === "'" ? 2 : 1;
    if (end + 1 + size < lineEnd && !isSpace(text.charCodeAt(end + 1 + size))) return end;
    if (size === 1 && !((mark === '"' && open.double) || (mark === "'" && open.single) || "”’)".includes(mark))) return end;
    if (mark === '"') open.double = false;
    if (mark === "'" && size === 1) open.single = false;
    end += 1 + size;
  }
}

/** A bullet, or a dash that serves as one, at the beginning of a line. */
function skipBullet(text: string, from: number, to: number): number {
  let start = from;
  while (start < to && isSpace(text.charCodeAt(start))) start++;
  const char = text.charAt(start);
  if (start < to && (BULLETS.has(char) || ("-–—*·".includes(char) && isSpace(text.charCodeAt(start + 1))))) {
    start++;
    while (start < to && isSpace(text.charCodeAt(start))) start++;
  }
  return start;
}
