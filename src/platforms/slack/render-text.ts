import { phrases } from "../../news/phrases.ts";

const OPENERS = /[\u202A-\u202E\u2066-\u2068]/;
const BIDI = /[\u202A-\u202E\u2066-\u2069]/g;
/** More unclosed direction marks than this are no writing but an attack. */
const MOST_OPEN = 20;

/**
 * Text as it can be sent: line ends as `\n`; half characters and control characters, which JSON or Slack would
 * refuse, shown as U+FFFD; direction marks closed, so that they cannot turn round what stands behind them.
 */
export function clean(text: string): string {
  return closeDirections(
    text
      .replace(/\r\n?/g, "\n")
      .replace(/\p{Surrogate}/gu, "\uFFFD")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
      .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, "\uFFFD"),
  );
}

/** On one line, for headers, labels and notes. */
export function oneLine(text: string): string {
  return clean(text.replace(/\s+/gu, " ").trim());
}

function closeDirections(text: string): string {
  if (!OPENERS.test(text)) return text;
  const open: string[] = [];
  for (const [mark] of text.matchAll(BIDI)) {
    if (mark === "\u202C") {
      if (open.at(-1) === "\u202C") open.pop();
    } else if (mark === "\u2069") {
      const at = open.lastIndexOf("\u2069");
      if (at >= 0) open.length = at;
    } else open.push(mark >= "\u2066" ? "\u2069" : "\u202C");
  }
  if (open.length > MOST_OPEN) return text.replace(BIDI, "");
  return text + open.reverse().join("");
}

/** For the one place where Slack reads markup: the top-level `text`. Only these three can be escaped there. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** How long the text is once it is escaped. */
export function cost(text: string): number {
  return escapeText(text).length;
}

/** Whether anything in it can be seen. */
export function isVisible(text: string): boolean {
  return /[^\s\p{C}\p{M}\u115F\u1160\u3164\uFFA0\u2800]/u.test(text);
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The text in pieces whose escaped length is at most `most`, each ending with a sentence where one ends in its second half. Joined they are the text again. */
export function split(text: string, most: number): [string, ...string[]] {
  const pieces: string[] = [];
  let rest = text;
  for (;;) {
    const reach = reachOf(rest, most);
    if (reach >= rest.length) break;
    const at = placeToCut(rest, reach);
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  const [first = rest, ...others] = [...pieces, rest];
  return [first, ...others];
}

/** The text, or its beginning with a mark that says that we cut it: at most `most` once escaped. */
export function cutTo(text: string, most: number, mark: string = ` ${phrases.cut}`): string {
  if (reachOf(text, most) >= text.length) return text;
  const [kept] = split(text, Math.max(1, most - cost(mark)));
  return kept.trimEnd() + mark;
}

/** How many code units of the text fit into `most` once escaped. */
function reachOf(text: string, most: number): number {
  let room = most;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    room -= unit === "&" ? 5 : unit === "<" || unit === ">" ? 4 : 1;
    if (room < 0) return at;
  }
  return text.length;
}

function placeToCut(text: string, reach: number): number {
  const window = text.slice(0, reach);
  // What follows decides whether the last sentence is over, so it is looked at too.
  let sentence = 0;
  for (const { index } of sentences.segment(text.slice(0, reach + 1))) sentence = index;
  if (sentence > reach / 2) return sentence;
  const space = Math.max(window.lastIndexOf(" "), window.lastIndexOf("\n")) + 1;
  if (space > reach / 2) return space;
  const from = Math.max(0, reach - 100);
  let grapheme = 0;
  for (const { index } of graphemes.segment(text.slice(from, reach + 1))) grapheme = from + index;
  if (grapheme > from) return grapheme;
  return /[\uD800-\uDBFF]$/.test(window) ? Math.max(1, reach - 1) : Math.max(1, reach);
}

/** Lines in groups that cost at most `most` each, in order; a line is never divided. */
export function inGroups(lines: readonly string[], most: number): string[][] {
  const groups: string[][] = [];
  let room = 0;
  for (const line of lines) {
    const needs = cost(line) + 3;
    const group = groups.at(-1);
    if (group && needs <= room) group.push(line);
    else {
      groups.push([line]);
      room = most;
    }
    room -= needs;
  }
  return groups;
}
