import { CAPTION, FIRST_PERSON, FURNITURE, FURNITURE_WITHIN, SECOND_PERSON } from "./summary-words.ts";

/**
 * What a sentence is. Only "body" is chosen; the others stand around the article (heading, byline, date, credit, "Read more"), are somebody's
 * words without saying whose (speech), ask instead of telling (question), or describe a picture (caption, chosen only where nothing else is).
 */
export type Kind = "body" | "furniture" | "heading" | "speech" | "question" | "caption";

const LETTER = /\p{L}/gu;
const ENDED = /[.!?…。！？।]["”’'»)\]\s]*$/u;
const STAMP = /^(?:published|updated|posted|last|created|modified)$/i;
const IN_BYLINES = new Set(["and", "for", "in", "of", "the", "from", "with", "at"]);
const DATE_ONLY =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[ap]\.?m|est|edt|gmt|bst|et|utc|ist|pst|pdt|at|on|updated|published|posted|\d|st|nd|rd|th|[\s,.:|/–-])+$/i;
const HEADLINE_WORDS =
  /^(?:And|For|Of|To|In|On|At|With|Over|After|As|Is|Are|Be|From|By|Into|Says|Amid|Against|But|Or|Not|Will|Can|Has|How|Why|What)$/;
const BROKEN_MARKS = /\p{L}\?\p{Ll}|\s\?\p{L}/gu;

/** Where "?" stands for other marks all over a text, a sentence that ends in one need not ask. */
export function hasBrokenMarks(text: string): boolean {
  return (text.slice(0, 20_000).match(BROKEN_MARKS)?.length ?? 0) >= 2;
}

export type Circumstances = {
  readonly words: readonly string[];
  /** Share of its characters inside quotation marks. */
  readonly quoted: number;
  /** Begins inside a quotation that opened earlier. */
  readonly continues: boolean;
  /** A quotation goes on behind it. */
  readonly unclosed: boolean;
  readonly wholeLine: boolean;
  /** Whether the article's lines mostly end in a stop, so that one without is a heading. */
  readonly stopsUsed: boolean;
  readonly brokenMarks: boolean;
};

export function kindOf(sentence: string, about: Circumstances): Kind {
  const { words } = about;
  const head = sentence.slice(0, 400);
  if (words.length < 4) return about.quoted > 0.6 ? "speech" : "furniture";
  if (FURNITURE.test(head) || (words.length < 40 && FURNITURE_WITHIN.test(head))) return "furniture";
  if (DATE_ONLY.test(head) || (sentence.match(LETTER)?.length ?? 0) < 0.55 * sentence.length) return "furniture";
  if (isByline(words)) return "furniture";
  if (isHeadlineCase(words)) return "heading";
  if (about.wholeLine && about.stopsUsed && !ENDED.test(sentence) && !sentence.endsWith(":")) return "heading";
  if (sentence.endsWith(":")) return "heading";
  if (/\?["”’'»)]*$/.test(sentence) && !/[.,]\?$/.test(sentence) && !about.brokenMarks) return "question";
  if (/^\?\p{L}/u.test(sentence) || hasHalfQuote(sentence)) return "speech";
  if (about.quoted > 0.8 || about.unclosed || (about.continues && about.quoted > 0.2)) return "speech";
  if (CAPTION.test(head)) return "caption";
  return "body";
}

/** A mark that closes what it did not open, or the other way round. */
function hasHalfQuote(sentence: string): boolean {
  let straight = 0;
  let curly = 0;
  for (const char of sentence) {
    if (char === '"') straight++;
    else if (char === "“") curly++;
    else if (char === "”" && --curly < 0) return true;
  }
  return straight % 2 === 1 || curly !== 0;
}

/** "By Jane Roe for The Daily Planet", "By Jane Roe PUBLISHED 12:00": nothing but names, or names and a stamp. */
function isByline(words: readonly string[]): boolean {
  if (!/^by$/i.test(words[0] ?? "")) return false;
  const other = words.findIndex((w, i) => i > 0 && (STAMP.test(w) || !(/^\p{Lu}/u.test(w) || IN_BYLINES.has(w))));
  return other < 0 ? words.length <= 15 : other > 1 && STAMP.test(words[other] ?? "");
}

/** "Karzai And Taliban Looking For Peace Deal": capitals on words that only a headline gives them; also a headline grown together with a sentence. */
function isHeadlineCase(words: readonly string[]): boolean {
  let capitals = 0;
  let telling = 0;
  let small = 0;
  for (let i = 1; i < Math.min(words.length, 12); i++) {
    const word = words[i] ?? "";
    if (HEADLINE_WORDS.test(word)) telling++;
    if (/^[\p{Lu}\d]/u.test(word)) capitals++;
    else if (word.length > 4) break;
    else small++;
  }
  if (small <= 1 && ((telling >= 2 && capitals >= 4) || (telling >= 1 && capitals >= 6))) return true;
  return words.length < 30 && words.every((w) => w === w.toUpperCase()) && words.some((w) => w !== w.toLowerCase());
}

/** Words of the first and second person that stand outside quotation marks: the writer's "I", or a quotation without marks. */
export function spokenWords(words: readonly string[], outside: (index: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    const low = word.toLowerCase().replaceAll("’", "'");
    // "US" is a country, "WE" somebody's short form.
    if ((word.length === 1 || word !== word.toUpperCase()) && (FIRST_PERSON.has(low) || SECOND_PERSON.has(low)) && outside(i)) count++;
  }
  return count;
}
