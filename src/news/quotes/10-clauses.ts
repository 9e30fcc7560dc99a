import type { Span } from "../article.ts";
import { ALL_CAPS, at, LOWER, NUMERAL, PUNCTUATION, WORD } from "../text/tokens.ts";
import {
  ADVERB,
  AUXILIARY,
  CALENDAR,
  COMMONVERB,
  CONJUNCTION,
  DETERMINER,
  PREPOSITION,
  PRONOUN_FIRST,
  PRONOUN_HE,
  PRONOUN_IT,
  PRONOUN_SECOND,
  PRONOUN_SHE,
  PRONOUN_THEY,
  RELATIVE,
} from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { CLAUSAL, PARTICIPLES, REPORTING } from "./reporting-words.ts";

export const PRONOUNS: number = PRONOUN_HE | PRONOUN_SHE | PRONOUN_THEY | PRONOUN_IT | PRONOUN_FIRST | PRONOUN_SECOND;
const SHORTEST = 3;
const LONGEST = 150;
/** Forms that are never a subject: "reiterated them on the radio". */
const OBJECTS = new Set("them him me us himself herself themselves itself".split(" "));
/** "…, but the governor disagreed": from here on it may be the reporter's again. */
const TURNS = new Set(["but", "and", "while", "although", "though", "whereas"]);

/** "…, but only in a lighthearted manner", "…, but he would think about it". */
const QUALIFIES = new Set("not only still that also just he she they it there this these in on at for by with if when would".split(" "));
const SUBJECTS = new Set(["he", "she", "they", "i", "we"]);
const SPEAKS = new Set(
  "said added asked vowed declined refused noted argued called urged insisted warned pledged promised told".split(" "),
);
/** Owners are no subjects: "stated their interest". */
const OWNED = new Set("his her their its my our your".split(" "));

export type Clauses = {
  /** The token after the last of the sentence of token i; `quoted` where a quotation mark stands before its end. */
  readonly sentenceEnd: (i: number) => { readonly end: number; readonly quoted: boolean };
  readonly sentenceStart: (i: number) => number;
  /** Tokens [from, to) without punctuation around them; undefined where that is no clause that can stand alone. */
  readonly clause: (from: number, to: number, fragment?: boolean) => Span | undefined;
  /** Pronoun, determiner or name, and its verb soon after. `strict` after a verb that may also have a thing as its object. */
  readonly beginsClause: (from: number, end: number, strict: boolean) => boolean;
  /** "The number of countries that have had female leaders" has none: its verb belongs to the relative clause. */
  readonly hasVerb: (from: number, to: number) => boolean;
  /** Whether "that" at a token belongs to the noun before it: "a group that calls itself …". */
  readonly isRelative: (that: number, verb: number) => boolean;
  /** Where in [from, end) what is reported stops and the reporter goes on; -1 where that cannot be told. `aside`: in a relative clause, to its comma. */
  readonly stop: (from: number, end: number, aside: boolean) => number;
};

/** What a clause is, without a parser: enough to refuse whatever might not be one. `beginsMention` says where mentions begin. */
export function clauses(reading: Reading, beginsMention: (token: number) => boolean): Clauses {
  const { tokens, inQuote, starts } = reading;
  const line = (i: number) => at(tokens.paragraph, i);
  const low = (i: number) => tokens.lower[i] ?? "";
  const isVerb = (i: number) =>
    (at(tokens.classes, i) & (AUXILIARY | COMMONVERB)) !== 0 || (at(tokens.shape, i) === LOWER && REPORTING.has(low(i)));

  function sentenceEnd(i: number): { end: number; quoted: boolean } {
    let e = i + 1;
    while (e < tokens.count && e - i < LONGEST && line(e) === line(i) && !starts[e] && at(inQuote, e) === 0) e++;
    return { end: e, quoted: e < tokens.count && line(e) === line(i) && !starts[e] && at(inQuote, e) !== 0 };
  }

  function sentenceStart(i: number): number {
    let s = i;
    while (s > 0 && i - s < LONGEST && !starts[s] && line(s - 1) === line(i) && at(inQuote, s - 1) === 0) s--;
    return s;
  }

  function clause(from: number, to: number, fragment = false): Span | undefined {
    let a = from;
    let b = to;
    while (b > a && at(tokens.kind, b - 1) === PUNCTUATION && !")]%".includes(low(b - 1))) b--;
    // "JERUSALEM - The prime minister will …"
    if (at(tokens.shape, a) === ALL_CAPS)
      for (let k = a + 1; k < a + 14; k++) if ((low(k) === "-" || low(k) === "—" || low(k) === "–") && starts[a]) a = k + 1;
    while (a < b && at(tokens.kind, a) === PUNCTUATION && !"([$".includes(low(a))) a++;
    let words = 0;
    let verb = false;
    for (let i = a; i < b; i++) {
      if (at(inQuote, i) !== 0) return undefined;
      if (at(tokens.kind, i) === WORD || at(tokens.kind, i) === NUMERAL) words++;
      const bits = at(tokens.classes, i);
      if (bits & (AUXILIARY | COMMONVERB) || (i > a && (low(i).endsWith("ed") || (low(i).endsWith("s") && at(tokens.shape, i) === LOWER))))
        verb = true;
    }
    // Nothing may hang in the air.
    const last = at(tokens.classes, b - 1);
    if (last & (PREPOSITION | DETERMINER | AUXILIARY | CONJUNCTION | RELATIVE) || low(b - 1) === "'s" || SUBJECTS.has(low(b - 1)))
      return undefined;
    if (fragment ? words < 2 : words < SHORTEST || !verb) return undefined;
    return { start: at(tokens.start, a), end: at(tokens.end, b - 1) };
  }

  function isRelative(that: number, verb: number): boolean {
    const next = that + 1;
    // "a third said that of Mr. Roe", "told a crowd that spilled onto the street"
    if (low(next) === "of" || (at(tokens.shape, next) === LOWER && /[^e]ed$/u.test(low(next)))) return true;
    if (at(tokens.classes, next) & (AUXILIARY | COMMONVERB)) return true;
    const bare = at(tokens.shape, next) === LOWER && at(tokens.kind, next + 1) === WORD && !(at(tokens.classes, next + 1) & AUXILIARY);
    return that > verb + 1 && bare && /[^s]s$/.test(low(next));
  }

  function beginsClause(from: number, end: number, strict: boolean): boolean {
    const bits = at(tokens.classes, from);
    if (bits & CALENDAR || OBJECTS.has(low(from)) || at(inQuote, from) !== 0) return false;
    const pronoun = ((bits & PRONOUNS) !== 0 && !OWNED.has(low(from))) || low(from) === "there";
    const subject =
      pronoun ||
      (!strict && bits & (DETERMINER | PRONOUNS)) ||
      (!strict && beginsMention(from)) ||
      (at(tokens.kind, from) === WORD && at(tokens.shape, from) !== LOWER) ||
      (!strict && at(tokens.kind, from) === NUMERAL);
    if (!subject) return false;
    for (let k = from + 1; k < Math.min(end, from + (pronoun ? 4 : 9)); k++) {
      // "announced a plan that would …", "added a point, she noted": the verb belongs to something else.
      if (at(tokens.kind, k) === PUNCTUATION || at(tokens.classes, k) & RELATIVE || at(inQuote, k) !== 0) return false;
      if (isVerb(k)) return true;
      if (!strict && at(tokens.shape, k) === LOWER && low(k).endsWith("ed")) return true;
      if (pronoun && at(tokens.shape, k) === LOWER && !(at(tokens.classes, k) & (ADVERB | PREPOSITION | DETERMINER | CONJUNCTION)))
        return true;
    }
    return false;
  }

  function hasVerb(from: number, to: number): boolean {
    let needed = 1;
    for (let k = from; k < to; k++) {
      const bits = at(tokens.classes, k);
      if (bits & RELATIVE && k > from && needed === 1) needed = 2;
      else if (bits & (AUXILIARY | COMMONVERB) || /(?:[^e]ed|s)$/u.test(low(k))) {
        if (--needed === 0) return true;
        while (at(tokens.classes, k + 1) & (AUXILIARY | COMMONVERB | ADVERB)) k++;
      }
    }
    return false;
  }

  function stop(from: number, end: number, aside: boolean): number {
    for (let k = from + 1; k < end; k++) {
      if (low(k) === "according" && low(k + 1) === "to") return k;
      // "… and vowed to stay", "… but declined to say"
      if ((low(k) === "and" || low(k) === "but") && SPEAKS.has(low(k + 1))) return k;
      if (low(k - 1) !== "," && low(k - 1) !== ";") continue;
      // "…, adding that", "…, but the governor said"
      if (PARTICIPLES.has(low(k)) || (aside && isVerb(k))) return k;
      if (!TURNS.has(low(k))) continue;
      for (let j = k + 1; j < Math.min(end, k + (beginsMention(k + 1) ? 14 : 7)); j++)
        if (at(reading.cue, j) === 3 || (CLAUSAL.has(low(j)) && at(tokens.shape, j) === LOWER)) return k;
      if (at(inQuote, end) !== 0 && end - k < 4) return k;
      if (
        low(k) === "and" &&
        !(at(tokens.classes, k + 1) & PRONOUNS) &&
        (at(tokens.classes, k + 1) & AUXILIARY || beginsClause(k + 1, end, false))
      )
        return k;
      // "…, but several findings contradicted her": perhaps the reporter's. To cut it off would be worse than to leave all out.
      if (low(k) !== "and" && low(k) !== "while" && !QUALIFIES.has(low(k + 1))) return -1;
    }
    return end;
  }

  return { sentenceEnd, sentenceStart, clause, beginsClause, hasVerb, isRelative, stop };
}
