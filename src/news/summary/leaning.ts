import {
  CONNECTIVES,
  DEFINING,
  HE_SHE,
  PERSON_NOUNS,
  PERSONAL,
  POINTING,
  SECOND_MENTION,
  SOURCES,
  STOPWORDS,
  THINGS,
  TIMES,
} from "./summary-words.ts";

/**
 * How a sentence leans on what was said before it. "hard": it begins with "He" or "But", or has a "he" and no name before it; only right
 * behind its own predecessor can it be read. "noun": it begins with "The plan", which `noun` must have been named before.
 */
export type Leaning = { readonly how: "free" } | { readonly how: "hard" } | { readonly how: "noun"; readonly noun: string };

const FREE: Leaning = { how: "free" };
const HARD: Leaning = { how: "hard" };
/** "It is expected that", "It emerged that": nothing is pointed at. */
const EMPTY_IT =
  /^it(?:'s| is| was| has been| had been| will be| emerged| appears| appeared| seems| seemed| turned out| took)\b(?: (?:now|also|not|still|only|yet|understood|thought|believed|expected|alleged|claimed|reported|estimated|feared|hoped|known|unclear|clear|likely|unlikely|possible|impossible|the first time|the second|the latest|been))/i;
const CAPITAL = /^\p{Lu}/u;
const NAME = /^\p{Lu}[\p{L}'’]+$/u;

/** @param words of the sentence, in order, as written @param opening whether the article begins with it @param outside whether a word stands outside quotation marks */
export function leaningOf(words: readonly string[], sentence: string, outside: (index: number) => boolean, opening: boolean): Leaning {
  const low = (i: number) => (words[i] ?? "").toLowerCase().replaceAll("’", "'");
  const first = low(0);
  if (words.length === 0) return FREE;
  if (introduces(sentence)) return HARD;
  // Nothing was said before it: only somebody it does not name, here or later, is in the way.
  if (opening) {
    if (PERSONAL.has(first) && !namesSomebody(words)) return HARD;
    if (POINTING.has(first) && !/^Th\w+ (?:is|was) the \P{Lu}*\bmoment\b/u.test(sentence)) return HARD;
    if (first === "it" || first === "it's") return EMPTY_IT.test(sentence) || namesSomebody(words) ? FREE : HARD;
    return first === "the" ? definite(words, low) : FREE;
  }
  if (CONNECTIVES.has(first)) return HARD;
  if (first === "it" || first === "it's" || first === "its") return EMPTY_IT.test(sentence) ? FREE : HARD;
  if (PERSONAL.has(first)) return HARD;
  if (POINTING.has(first)) return TIMES.has(low(1)) || (first === "those" && DEFINING.has(low(1))) ? FREE : HARD;
  if (
    /^(?:one|some|others|another|both|neither|either|the)$/.test(first) &&
    /^(?:other|others|latter|former|same|two|pair|trio|duo)$/.test(low(1))
  )
    return HARD;
  if (/^(?:others|another|both|neither)$/.test(first) && !CAPITAL.test(words[1] ?? "")) return HARD;
  if (heWithoutName(words, low, outside)) return HARD;
  if (first === "the") return definite(words, low);
  return FREE;
}

/** "Sourced to people speaking anonymously, they report": whose sentence it is stands in the one before. */
function introduces(sentence: string): boolean {
  const clause = /^([^,]{3,100}), (?:they|it|he|she)\b/.exec(sentence)?.[1] ?? "";
  return (
    clause !== "" &&
    !/\s["“‘'(]?\p{Lu}\p{Ll}/u.test(clause.replace(/\b(?:on|in|since|until|by) \p{Lu}\p{L}+/gu, "")) &&
    !/\b(?:an?|one|two|three|some|many) /.test(clause)
  );
}

function namesSomebody(words: readonly string[]): boolean {
  return words.some((w, i) => i > 0 && NAME.test(w) && NAME.test(words[i + 1] ?? "") && !MONTHS_AND_DAYS.test(w));
}

/** A "he" in the article's own words with nobody named before it in the sentence. */
function heWithoutName(words: readonly string[], low: (i: number) => string, outside: (i: number) => boolean): boolean {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (HE_SHE.has(low(i)) && outside(i)) {
      // "As he left, Mr. Obama said", "With a sweep of his pen President Putin": the name comes at once.
      return !(
        i <= 8 &&
        COMMON_START.test(words[0] ?? "") &&
        words.slice(i + 1, i + 7).some((w) => NAME.test(w) && !MONTHS_AND_DAYS.test(w))
      );
    }
    if (PERSON_NOUNS.has(low(i)) || (/^an?$/.test(low(i)) && !isThing(i + 1, low))) return false;
    if (i === 0) {
      if (NAME.test(words[1] ?? "") && NAME.test(word)) return false;
      if (NAME.test(word) && !COMMON_START.test(word) && !STOPWORDS.has(low(0)) && !SOURCES.has(low(0))) return false;
    } else if (NAME.test(word) && !MONTHS_AND_DAYS.test(word)) return false;
  }
  return false;
}

/** "in a statement", "at a press conference": an "a" that brings in nobody. */
function isThing(from: number, low: (i: number) => string): boolean {
  for (let i = from; i < from + 4; i++) if (THINGS.has(low(i))) return true;
  return false;
}

const MONTHS_AND_DAYS =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec)$/;
const COMMON_START =
  /^(?:In|On|At|As|When|After|Before|While|If|For|From|By|With|During|Since|Until|Although|Though|Because|Asked|According|Earlier|Later|Last|Then|Once|Speaking|Despite|Today|Yesterday)$/;

/** "The plan would", "The 25-year-old was", against "The plan of", "The Senate", "The actor Tom Hanks". */
function definite(words: readonly string[], low: (i: number) => string): Leaning {
  for (let i = 1; i < Math.min(words.length, 5); i++) {
    const word = words[i] ?? "";
    if (CAPITAL.test(word)) return FREE;
    if (/^\d/.test(word) && low(i + 1) === "year" && low(i + 2) === "old") {
      const after = words.slice(i + 3, i + 7);
      return after.some((w) => CAPITAL.test(w)) ? FREE : HARD;
    }
    if (!SECOND_MENTION.has(low(i))) continue;
    const next = words[i + 1] ?? "";
    if (CAPITAL.test(next) || DEFINING.has(low(i + 1))) return FREE;
    // "The plan's critics", "the bus driver": the head noun comes later.
    if (SECOND_MENTION.has(low(i + 1))) continue;
    return { how: "noun", noun: low(i) };
  }
  return FREE;
}
