import {
  AFTER_HOURS,
  AFTER_ORDINAL,
  BEFORE_NAME,
  BEFORE_NUMBER,
  BEGINS,
  HOURS,
  MAY_BE_LAST,
  NAMES_WITH_MARK,
  NEVER_LAST,
  OFFICES,
  OPEN_ENDED,
  SAYS,
} from "./abbreviations-table.ts";
import { isSpace } from "./paragraphs.ts";

/** A run of stops and the marks that close after it: "?", ". . . .", ".”)". Offsets into the text; `lineEnd` is not read past. */
export type Stop = {
  readonly text: string;
  readonly lineEnd: number;
  readonly sentenceStart: number;
  /** The first stop. */
  readonly at: number;
  /** After the last stop. */
  readonly stopped: number;
  /** After the closing marks. */
  readonly closed: number;
  readonly dots: number;
  /** Whether a "?" or "!" is among the stops. */
  readonly loud: boolean;
};

/** Nothing is looked at further away than this, so that the whole stays linear. */
const WORD_REACH = 24;
const NAME_REACH = 90;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;
const LETTER = /\p{L}/u;
const DOTTED = /^(?:\p{L}\.)+\p{L}{1,2}$/u;
const OPENS = new Set(`"'“‘«([{¿¡„‚*?`);
const MARK_FOR_SPACE = new Set(["the", "a", "an", "and", "or", "of", "his", "their", "its"]);
const FULL_WIDTH = new Set("。！？।");
const DASHES = new Set("-–—");

/** Whether the sentence ends at this stop, judged by the word before it and what comes after. */
export function endsSentence(stop: Stop): boolean {
  const { text, lineEnd, closed, loud } = stop;
  let next = closed;
  while (next < lineEnd && isSpace(text.charCodeAt(next))) next++;
  if (next >= lineEnd) return true;
  let first = next;
  while (first < lineEnd && first < next + 4 && OPENS.has(text.charAt(first))) first++;
  const char = text.charAt(first);
  const before = wordBefore(text, stop.at, stop.sentenceStart);
  const after = wordAt(text, first, lineEnd);
  if (next === closed) return endsWithoutSpace(stop, before, char, after, first > next);
  if (",;:".includes(char)) return false;
  const spaced = stop.at > stop.sentenceStart && isSpace(text.charCodeAt(stop.at - 1));
  if (DASHES.has(char)) return !isShort(before) && !spaced && UPPER.test(afterDash(text, first, lineEnd));
  // Tokenised text and old line ends: "a casual . navy shirt", "Mr . Cameron".
  if (spaced && !loud && stop.dots === 1 && unfinished(stop)) return false;
  if (LOWER.test(char)) return startsSmall(after);
  if (loud) return endsLoud(stop, before, after, first);
  if (stop.dots >= 3 || text.charAt(stop.at) === "…") return stop.dots > 3 || !spaced || BEGINS.has(after);
  if (spaced) return true;
  return endsAfter(before, after, char, stop, first > next && text.charAt(next) !== "(" && text.charAt(next) !== "[");
}

/** "Representative C. A. Dutch Ruppersberger": an "A" with a stop of its own. */
function isInitial(stop: Stop, after: string): boolean {
  return (
    after.length === 1 &&
    stop.text
      .slice(stop.closed, stop.closed + 5)
      .trimStart()
      .charAt(1) === "."
  );
}

/** A single full stop with white space after it. */
function endsAfter(before: string, after: string, char: string, stop: Stop, opened: boolean): boolean {
  if (before === "") return true;
  const digit = char >= "0" && char <= "9";
  // "1. The plan": the number of a list item, not a sentence.
  if (stop.at - before.length === stop.sentenceStart && stop.closed === stop.stopped && /^(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})$/.test(before))
    return false;
  // "am 12. Juni": an English sentence hardly ever ends in such a number before one of these words.
  if (/^\d{1,2}$/.test(before) && AFTER_ORDINAL.has(after)) return false;
  const word = known(before);
  if (NEVER_LAST.has(word)) return false;
  // A bracket or an apostrophe after a short form closes no speech: "[George W.] Bush", "the U.S.' allies".
  const quoted = /["”»“]/.test(stop.text.slice(stop.stopped, stop.closed));
  const begins = (BEGINS.has(after) && !isInitial(stop, after)) || quoted || opened;
  if (BEFORE_NAME.has(word)) return quoted;
  if (BEFORE_NUMBER.has(word)) return !digit && !(AFTER_HOURS.has(after) && AFTER_HOURS.has(word));
  if (HOURS.has(word)) return !digit && !AFTER_HOURS.has(after);
  if (MAY_BE_LAST.has(word)) return begins || (afterComma(stop, before) && !BEFORE_NAME.has(after) && !OFFICES.has(after));
  if (DOTTED.test(before)) return begins || (afterComma(stop, before) && !BEFORE_NAME.has(after) && !OFFICES.has(after));
  if (before.length === 1 && UPPER.test(before)) return begins || (before === "I" && !capitalBefore(stop));
  return true;
}

/** "officers.According to", "in 2017.The", "said.“We": news that lost the space after the stop. */
function endsWithoutSpace(stop: Stop, before: string, char: string, after: string, opened: boolean): boolean {
  const { text, closed, stopped } = stop;
  const full = FULL_WIDTH.has(text.charAt(stop.at));
  const short = before.length < 2 || DOTTED.test(before) || MAY_BE_LAST.has(known(before));
  // "he says.2:20 pm": a long small word is no decimal.
  if (!UPPER.test(char))
    return full || !/[\p{L}\p{N}\p{P}\p{S}]/u.test(char) || (/^\d$/.test(char) && /^\p{Ll}{4,}$/u.test(before) && !short);
  if (closed > stopped || opened || full) return true;
  // "St.Anne.They" lost two spaces, "docs.example.Org" none.
  if (/[@/:.]/.test(before) && !DOTTED.test(before) && !/^\p{Lu}\p{Ll}+\.\p{Lu}\p{Ll}+$/u.test(before)) return false;
  const word = known(before);
  if (BEFORE_NAME.has(word) || NEVER_LAST.has(word) || /^(?:Com|Net|NET|Org|JS|Js|Io|TV)$/.test(after)) return false;
  const alone = /^[AI]$/.test(after) && isSpace(text.charCodeAt(closed + 1));
  const small = alone || (after.length > 1 && LOWER.test(after.charAt(1)));
  if (before === "") return small && '")]%”"\'’'.includes(text.charAt(stop.at - 1));
  if (short) return small && BEGINS.has(after) && before.length > 1;
  if (LOWER.test(before.charAt(before.length - 1))) return small || (after.length > 1 && after === after.toUpperCase());
  return small && !alone;
}

/** After "?" or "!": a name that is a brand's, or that is said to have asked. */
function endsLoud(stop: Stop, before: string, after: string, first: number): boolean {
  // "CEO Pawan Agarwal said on? Wednesday": the mark stands for a space.
  if (MARK_FOR_SPACE.has(before) || (OPEN_ENDED.has(before) && AFTER_HOURS.has(after))) return false;
  if (NAMES_WITH_MARK.has(before) && stop.text.charAt(stop.at) === "!") return BEGINS.has(after) && stop.closed === stop.stopped;
  return stop.closed === stop.stopped || !isAttribution(stop.text, first, stop.lineEnd);
}

/** “… ?” Mr. Obama asked. One to five words with capitals and a verb of saying. */
function isAttribution(text: string, from: number, lineEnd: number): boolean {
  const words = text.slice(from, Math.min(lineEnd, from + NAME_REACH)).split(" ", 6);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    // "… right?” Mr. Strzok responds: “No.”" begins anew.
    if (i > 0 && SAYS.has(word.replace(/[.,;]+$/, ""))) return words[i + 1] !== "that";
    if (!UPPER.test(word.charAt(0))) return false;
  }
  return false;
}

/** The word that the stop follows, without opening marks and what a hyphen joins: "R-Fla" is "Fla". Empty where there is none or it is too long to be a short form. */
export function wordBefore(text: string, at: number, from: number): string {
  let start = at;
  const limit = Math.max(from, at - WORD_REACH);
  while (start > limit) {
    const char = text.charAt(start - 1);
    if (isSpace(char.charCodeAt(0)) || OPENS.has(char) || "-–—”’,)]".includes(char)) break;
    start--;
  }
  return start > from && start === at - WORD_REACH ? "" : text.slice(start, at);
}

/** Letters from here on, with inner apostrophes and hyphens, at most as many as a word has. */
function wordAt(text: string, from: number, end: number): string {
  let to = from;
  while (to < end && to < from + WORD_REACH) {
    const char = text.charAt(to);
    if (!LETTER.test(char) && !((char === "'" || char === "’" || char === "-") && to > from && LETTER.test(text.charAt(to + 1)))) break;
    to++;
  }
  return text.slice(from, to).replace("’", "'");
}

/** The short form in the table's spelling: "SEN" is "Sen". */
function known(word: string): string {
  return word.length > 1 && !word.includes(".") && word === word.toUpperCase() ? word.charAt(0) + word.slice(1).toLowerCase() : word;
}

function isShort(word: string): boolean {
  const form = known(word);
  return BEFORE_NAME.has(form) || MAY_BE_LAST.has(form) || BEFORE_NUMBER.has(form) || DOTTED.test(word);
}

/** "in Phoenix, Ariz. Sheriff Joe": a state after a comma mostly ends the sentence where a capital follows. */
function afterComma(stop: Stop, before: string): boolean {
  let at = stop.at - before.length;
  while (at > stop.sentenceStart && isSpace(stop.text.charCodeAt(at - 1))) at--;
  return stop.text.charAt(at - 1) === "," && !/^(?:Jr|Sr|Inc|Ltd|Esq|etc)$/.test(before);
}

/** Whether the word before the last one begins with a capital: "World War I." against "so do I." */
function capitalBefore(stop: Stop): boolean {
  let at = stop.at - 1;
  while (at > stop.sentenceStart && isSpace(stop.text.charCodeAt(at - 1))) at--;
  return UPPER.test(wordBefore(stop.text, at, stop.sentenceStart).charAt(0));
}

/** Whether the word before white space and a stop cannot end a sentence. */
function unfinished(stop: Stop): boolean {
  let at = stop.at;
  while (at > stop.sentenceStart && isSpace(stop.text.charCodeAt(at - 1))) at--;
  const word = wordBefore(stop.text, at, stop.sentenceStart);
  return BEFORE_NAME.has(known(word)) || OPEN_ENDED.has(word.toLowerCase());
}

/** "iPhone", "eBay", "al-Qaida": words that keep their small letter at the beginning of a sentence. */
function startsSmall(word: string): boolean {
  return /^(?:\p{Ll}{1,2}\p{Lu}|(?:al|el|ex)-\p{Lu})/u.test(word);
}

function afterDash(text: string, from: number, lineEnd: number): string {
  let at = from;
  while (at < lineEnd && at < from + 5 && (DASHES.has(text.charAt(at)) || isSpace(text.charCodeAt(at)))) at++;
  return text.charAt(at);
}
