import { phrases } from "../phrases.ts";
import { splitSentences } from "./sentences.ts";

const BREAKS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const CONTROLS = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F]/g;
/** All that `clean` changes: most text has none of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const UNCLEAN = /[\u0000-\u0008\v-\u001F\u007F-\u009F\u2028\u2029\uD800-\uDFFF]/;
const BIDI = /[\u202A-\u202E\u2066-\u2069]/g;
/** More unclosed direction marks than this are no writing but an attack. */
const MOST_OPEN = 20;

/** Text as it can be sent: every line break as `\n`, the only one that all platforms and we see alike; half characters and control characters as U+FFFD. */
export function clean(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return text
    .replace(BREAKS, "\n")
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(CONTROLS, "\uFFFD");
}

/** On one line, for titles, names, labels and notes; direction marks closed. */
export function oneLine(text: string): string {
  return closed(clean(text.replace(/[\s\u0085]+/gu, " ").trim()));
}

/** Whether anything in it can be seen. */
export function isVisible(text: string): boolean {
  return /[^\s\p{C}\p{M}\u115F\u1160\u3164\uFFA0\u2800]/u.test(text);
}

/** Whether it has marks that turn the direction of text, which `closed` may have to close. */
export function turns(text: string): boolean {
  return text.search(BIDI) >= 0;
}

/** Direction marks closed line by line, so that they cannot turn round what stands behind them. */
export function closed(text: string): string {
  return turns(text) ? text.split("\n").map(closedLine).join("\n") : text;
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

/** How much room text takes on a platform, where escaping makes it longer, never shorter. */
export type Measure = {
  /** In UTF-16 code units. */
  cost(text: string): number;
  /** How many code units of the text fit into `most` once escaped, at least one. */
  reach(text: string, most: number): number;
};

export type Fitting = {
  /**
   * The text in pieces of at most `most` once escaped, each ending with a sentence where one ends in its second half, else with a word.
   * Joined they are the text again.
   */
  split(text: string, most: number): [string, ...string[]];
  /** The text, or its beginning with a mark that says that we cut it: at most `most` once escaped. */
  cutTo(text: string, most: number, mark?: string): string;
};

/** Whether a sentence ends shows in what follows it. */
const AHEAD = 200;

/** How text is made to fit where it is measured so. */
export function fitting({ cost, reach }: Measure): Fitting {
  const fits = (text: string, most: number) => text.length <= most && cost(text) <= most;

  function split(text: string, most: number): [string, ...string[]] {
    if (fits(text, most)) return [text];
    const ends = splitSentences(text).map(({ end }) => end);
    const pieces: string[] = [];
    let from = 0;
    for (;;) {
      const to = from + reach(text.slice(from, from + most), most);
      if (to >= text.length) break;
      const at = placeToCut(text, from, to, ends);
      pieces.push(text.slice(from, at));
      from = at;
    }
    const [first = "", ...others] = [...pieces, text.slice(from)];
    return [first, ...others];
  }

  function cutTo(text: string, most: number, mark: string = ` ${phrases.cut}`): string {
    if (fits(text, most)) return text;
    const room = Math.max(1, most - cost(mark));
    const end = reach(text.slice(0, room), room);
    if (end >= text.length) return text.trimEnd() + mark;
    // What comes later is not looked at: of a long text only its beginning is wanted.
    const ends = splitSentences(text.slice(0, room + AHEAD)).map(({ end }) => end);
    return text.slice(0, placeToCut(text, 0, end, ends)).trimEnd() + mark;
  }

  return { split, cutTo };
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

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
