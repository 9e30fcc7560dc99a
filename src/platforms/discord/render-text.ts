import { phrases } from "../../news/phrases.ts";
import { splitSentences } from "../../news/text/sentences.ts";

const BREAKS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const CONTROLS = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F]/g;
const BIDI = /[\u202A-\u202E\u2066-\u2069]/g;
/** More unclosed direction marks than this are no writing but an attack. */
const MOST_OPEN = 20;

/** Text as it can be sent: every line break as `\n`, the only one that Discord and we both see; half characters and control characters as U+FFFD. */
export function clean(text: string): string {
  return text
    .replace(BREAKS, "\n")
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(CONTROLS, "\uFFFD");
}

/** On one line, for titles, names, labels and notes. */
export function oneLine(text: string): string {
  return closed(clean(text.replace(/[\s\u0085]+/gu, " ").trim()));
}

/** Direction marks closed line by line, so that they cannot turn round what stands behind them. */
function closed(text: string): string {
  return text.search(BIDI) < 0 ? text : text.split("\n").map(closedLine).join("\n");
}

function closedLine(line: string): string {
  const open: string[] = [];
  for (const [mark] of line.matchAll(BIDI)) {
    if (mark === "\u202C") {
      if (open.at(-1) === "\u202C") open.pop();
    } else if (mark === "\u2069") {
      const at = open.lastIndexOf("\u2069");
      if (at >= 0) open.length = at;
    } else open.push(mark >= "\u2066" ? "\u2069" : "\u202C");
  }
  if (open.length > MOST_OPEN) return line.replace(BIDI, "");
  return line + open.reverse().join("");
}

/** Means something to Discord wherever it stands: emphasis, code, spoilers, links, mentions, timestamps, emoji. */
const ANYWHERE = /[\\*_~`|<>[\]@]/;
/** A colon that belongs to an address or an emoji code; "he said: yes" is left alone. */
const COLON = /:(?=\S)/u;
/** The dot of an address without a scheme ("discord.gg/x"), which some clients make into a link or an invitation. */
const DOT = /(?<=[\p{L}\p{N}])\.(?=\p{L})/u;
/** Entities, which Discord leaves alone and other readers of Markdown do not. */
const ENTITY = /&(?=[#\w])/u;
/** What makes a heading, a small line or a list of a line that begins with it. */
const LINE_START = /(?<=^[\s\p{Cf}]*)[#\-+=]/u;
const LIST_NUMBER = /(?<=^[\s\p{Cf}]*\d{1,10})[.)]/u;
const MARKUP = new RegExp([ANYWHERE, COLON, DOT, ENTITY, LINE_START, LIST_NUMBER].map(({ source }) => source).join("|"), "gmu");

/**
 * The same words for a text display. Every character that Discord could read as markup has a backslash before it, which is the one
 * escape all its clients know and which nobody sees: the words stay as they are, and can be copied.
 */
export function escaped(text: string): string {
  return closed(text).replace(MARKUP, "\\$&");
}

/** The longest mark before a line: "-# ". */
const LINE_MARK = 3;

/** How much room the text takes once it is escaped and each of its lines has a mark before it ("> ", "-# "). */
export function cost(text: string): number {
  const shown = escaped(text);
  let lines = 0;
  for (let at = shown.indexOf("\n"); at >= 0; at = shown.indexOf("\n", at + 1)) lines++;
  return shown.length + LINE_MARK * lines;
}

function fits(text: string, most: number): boolean {
  return text.length <= most && cost(text) <= most;
}

/** Whether anything in it can be seen. */
export function isVisible(text: string): boolean {
  return /[^\s\p{C}\p{M}\u115F\u1160\u3164\uFFA0\u2800]/u.test(text);
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * The text in pieces of at most `most` once escaped, each ending with a sentence where one ends in its second half, else with a word.
 * Joined they are the text again.
 */
export function split(text: string, most: number): [string, ...string[]] {
  if (fits(text, most)) return [text];
  const ends = splitSentences(text).map(({ end }) => end);
  const pieces: string[] = [];
  let from = 0;
  for (;;) {
    const reach = reachOf(text, from, most);
    if (reach >= text.length) break;
    const at = placeToCut(text, from, reach, ends);
    pieces.push(text.slice(from, at));
    from = at;
  }
  const [first = "", ...others] = [...pieces, text.slice(from)];
  return [first, ...others];
}

/** The text, or its beginning with a mark that says that we cut it: at most `most` once escaped. */
export function cutTo(text: string, most: number, mark: string = ` ${phrases.cut}`): string {
  if (fits(text, most)) return text;
  const [kept] = split(text, Math.max(1, most - cost(mark)));
  return kept.trimEnd() + mark;
}

/** Where a piece that begins at `from` has to end. */
function reachOf(text: string, from: number, most: number): number {
  // Escaping makes text longer, never shorter.
  const window = text.slice(from, from + most);
  if (window.search(BIDI) >= 0) return from + reachByHalves(window, most);
  const marked = new Set<number>();
  for (const { index } of window.matchAll(MARKUP)) marked.add(index);
  let used = 0;
  for (let at = 0; at < window.length; at++) {
    used += (marked.has(at) ? 2 : 1) + (window.charAt(at) === "\n" ? LINE_MARK : 0);
    if (used > most) return from + Math.max(1, at);
  }
  return from + window.length;
}

/** The same where direction marks have to be closed, which a cut may add. */
function reachByHalves(window: string, most: number): number {
  let fits = 0;
  let reach = window.length;
  while (fits < reach) {
    const middle = Math.ceil((fits + reach) / 2);
    if (cost(window.slice(0, middle)) <= most) fits = middle;
    else reach = middle - 1;
  }
  return Math.max(1, fits);
}

function placeToCut(text: string, from: number, reach: number, ends: readonly number[]): number {
  const half = from + (reach - from) / 2;
  const sentence = ends.findLast((end) => end <= reach && end > half);
  if (sentence !== undefined) return spaceAfter(text, sentence, reach);
  const space = Math.max(text.lastIndexOf(" ", reach - 1), text.lastIndexOf("\n", reach - 1)) + 1;
  if (space > half) return space;
  const start = Math.max(from, reach - 100);
  let grapheme = start;
  for (const { index } of graphemes.segment(text.slice(start, reach + 1))) grapheme = start + index;
  if (grapheme > from && grapheme <= reach) return grapheme;
  return /[\uD800-\uDBFF]/.test(text.charAt(reach - 1)) && reach - 1 > from ? reach - 1 : reach;
}

/** The space between two sentences goes with the first. */
function spaceAfter(text: string, at: number, reach: number): number {
  let end = at;
  while (end < reach && /\s/.test(text.charAt(end))) end++;
  return end;
}
