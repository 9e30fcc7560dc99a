import type { Span } from "../article.ts";
import { at, LOWER, NUMERAL, PUNCTUATION, WORD } from "../text/tokens.ts";
import {
  ADVERB,
  AUXILIARY,
  CALENDAR,
  COMMONVERB,
  DETERMINER,
  PREPOSITION,
  PRONOUN_FIRST,
  PRONOUN_HE,
  PRONOUN_IT,
  PRONOUN_SECOND,
  PRONOUN_SHE,
  PRONOUN_THEY,
} from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME, PRONOUN, RELATIVE_PRONOUN } from "./03-mentions.ts";
import { headOf } from "./09-heads.ts";
import { BE, HAVE, INNER, INVERTING, NEGATIVE, REPORTING } from "./reporting-words.ts";

/** What somebody is reported to have said, in the reporter's words. */
export type Reported = { readonly mention: number; readonly cue: Span; readonly part: Span };

const PRONOUNS = PRONOUN_HE | PRONOUN_SHE | PRONOUN_THEY | PRONOUN_IT | PRONOUN_FIRST | PRONOUN_SECOND;
const SHORTEST = 3;

/** Finds "X said that …", "according to X, …", "…, according to X" and "…, X said", outside quotation marks. Every token is looked at a bounded number of times. */
export function findReported(reading: Reading, mentions: readonly Mention[]): Reported[] {
  const { tokens, inQuote, starts } = reading;
  const line = (i: number) => at(tokens.paragraph, i);
  const found: Reported[] = [];
  const mentionFrom = new Map<number, number>();
  mentions.forEach((m, i) => {
    mentionFrom.set(m.from, i);
  });
  let taken = -1;
  for (let i = 0; i < tokens.count; i++) {
    if (at(inQuote, i) !== 0 || i <= taken) continue;
    const word = tokens.lower[i] ?? "";
    if (word === "according" && tokens.lower[i + 1] === "to") {
      const made = accordingTo(i);
      if (made !== undefined) {
        found.push(made);
        taken = i + 1;
      }
      continue;
    }
    if (at(tokens.kind, i) !== WORD || !REPORTING.has(word)) continue;
    const made = saidThat(i, word) ?? trailing(i);
    if (made !== undefined) {
      found.push(made);
      taken = i;
    }
  }
  return found;

  /** The token after the last of the sentence that token i lies in, or the first quoted token before that. */
  function sentenceEnd(i: number): number {
    let e = i + 1;
    while (e < tokens.count && e - i < 150 && line(e) === line(i) && !starts[e] && at(inQuote, e) === 0) e++;
    return e;
  }

  function sentenceStart(i: number): number {
    let s = i;
    while (s > 0 && i - s < 150 && !starts[s] && line(s - 1) === line(i) && at(inQuote, s - 1) === 0) s--;
    return s;
  }

  /** Tokens [from, to) as a clause without the full stop; undefined where it is too short or has no verb. */
  function clause(from: number, to: number): Span | undefined {
    let a = from;
    let b = to;
    while (b > a && at(tokens.kind, b - 1) === PUNCTUATION && !")]%".includes(tokens.lower[b - 1] ?? "")) b--;
    while (a < b && at(tokens.kind, a) === PUNCTUATION && !"([$".includes(tokens.lower[a] ?? "")) a++;
    let words = 0;
    let verb = false;
    for (let i = a; i < b; i++) {
      if (at(inQuote, i) !== 0) return undefined;
      if (at(tokens.kind, i) === WORD || at(tokens.kind, i) === NUMERAL) words++;
      const bits = at(tokens.classes, i);
      const low = tokens.lower[i] ?? "";
      if (bits & (AUXILIARY | COMMONVERB) || (i > a && (low.endsWith("ed") || (low.endsWith("s") && at(tokens.shape, i) === LOWER))))
        verb = true;
    }
    // Nothing may hang in the air: a clause cut off at an opening mark is no clause when its last word wants more.
    const last = at(tokens.classes, b - 1);
    if (
      words < SHORTEST ||
      !verb ||
      last & (PREPOSITION | DETERMINER | AUXILIARY) ||
      (b < tokens.count && at(inQuote, b) !== 0 && words < 8)
    )
      return undefined;
    return { start: at(tokens.start, a), end: at(tokens.end, b - 1) };
  }

  /** The mention that is the subject of the verb at i: directly before, over adverbs and "has", or over an apposition between commas. */
  function subjectOf(i: number): number | undefined {
    let j = i - 1;
    for (let step = 0; step < 4 && j >= 0; step++, j--) {
      const low = tokens.lower[j] ?? "";
      if (NEGATIVE.has(low)) return undefined;
      const helps = HAVE.has(low) || (BE.has(low) && (tokens.lower[i] ?? "").endsWith("ing"));
      if (!helps && !(at(tokens.classes, j) & ADVERB && mentionEnding(j) === undefined)) break;
    }
    if (j < 0 || at(inQuote, j) !== 0 || line(j) !== line(i)) return undefined;
    const direct = mentionEnding(j);
    if (direct !== undefined) return usable(direct);
    if (tokens.lower[j] !== ",") return undefined;
    // "Jane Roe, a spokeswoman for the party, said"
    for (let k = j - 1; k > 0 && j - k < 26 && line(k) === line(i) && at(inQuote, k) === 0 && !starts[k]; k--) {
      if (tokens.lower[k] === ",") {
        const m = mentionEnding(k - 1);
        if (m !== undefined && usable(m) !== undefined && mentions[m]?.type === NAME) return m;
      }
    }
    return undefined;
  }

  function mentionEnding(j: number): number | undefined {
    for (let k = j; k >= 0 && j - k < 10; k--) {
      const m = mentionFrom.get(k);
      if (m !== undefined) return (mentions[m]?.to ?? 0) - 1 >= j && (mentions[m]?.from ?? 0) <= j ? m : undefined;
    }
    return undefined;
  }

  function usable(m: number): number | undefined {
    const mention = mentions[m];
    if (mention === undefined || mention.possessive) return undefined;
    if (INNER.has(tokens.lower[mention.from - 1] ?? "") && headOf(reading, mentions, m) === m) return undefined;
    if (
      mention.type === PRONOUN &&
      (mention.classes & PRONOUN_FIRST || ["his", "her", "him", "them", "their", "its"].includes(tokens.lower[mention.head] ?? ""))
    )
      return undefined;
    if (mention.type === RELATIVE_PRONOUN && tokens.lower[mention.head] !== "who") return undefined;
    return m;
  }

  function saidThat(i: number, word: string): Reported | undefined {
    const participle = word.endsWith("ing");
    const subject = participle && !BE.has(tokens.lower[i - 1] ?? "") ? undefined : subjectOf(i);
    if (subject === undefined) return undefined;
    const end = sentenceEnd(i);
    let from = i + 1;
    // "told reporters on Tuesday that", "said in a statement that"
    let that = -1;
    const told = word.startsWith("tell") || word === "told";
    for (let k = i + 1; (told || !beginsClause(i + 1, end)) && k < end && k < i + 14; k++) {
      const low = tokens.lower[k];
      if (low === "that" && !(at(tokens.classes, k - 1) & PREPOSITION)) {
        that = k;
        break;
      }
      if (low === "," || low === ":" || low === "who" || low === "which") break;
    }
    if (that > 0 && isRelative(that, i)) return undefined;
    if (that > 0) from = that;
    else if (told) {
      const m = mentionFrom.get(i + 1);
      if (m === undefined) return undefined;
      from = mentions[m]?.to ?? end;
      if (!beginsClause(from, end)) return undefined;
    } else if (!beginsClause(from, end)) return undefined;
    const part = clause(from, end);
    return part === undefined ? undefined : { mention: subject, cue: { start: at(tokens.start, i), end: at(tokens.end, i) }, part };
  }

  /** "a group that calls itself …": there "that" belongs to the noun before it, and a verb follows. */
  function isRelative(that: number, verb: number): boolean {
    const next = that + 1;
    if (at(tokens.classes, next) & (AUXILIARY | COMMONVERB)) return true;
    const bare = at(tokens.shape, next) === LOWER && at(tokens.kind, next + 1) === WORD && !(at(tokens.classes, next + 1) & AUXILIARY);
    return that > verb + 1 && bare && /[^s]s$/.test(tokens.lower[next] ?? "");
  }

  /** Pronoun, determiner or name, and a verb soon after. */
  function beginsClause(from: number, end: number): boolean {
    const bits = at(tokens.classes, from);
    if (bits & CALENDAR) return false;
    const subject =
      bits & (PRONOUNS | DETERMINER) ||
      mentionFrom.has(from) ||
      (at(tokens.kind, from) === WORD && at(tokens.shape, from) !== LOWER) ||
      at(tokens.kind, from) === NUMERAL;
    if (!subject || at(inQuote, from) !== 0) return false;
    for (let k = from + 1; k < Math.min(end, from + 9); k++) {
      if (at(tokens.kind, k) === PUNCTUATION && tokens.lower[k] !== ",") return false;
      if (at(tokens.classes, k) & (AUXILIARY | COMMONVERB)) return true;
      const low = tokens.lower[k] ?? "";
      if (at(tokens.shape, k) === LOWER && low.endsWith("ed")) return true;
    }
    return false;
  }

  /** "The bridge will reopen in May, she said." */
  function trailing(i: number): Reported | undefined {
    const start = sentenceStart(i);
    const end = sentenceEnd(i);
    if (at(inQuote, start - 1) !== 0 && line(start - 1) === line(i) && !starts[start]) return undefined;
    const subject = subjectOf(i) ?? inverted(i);
    if (subject === undefined) return undefined;
    const mention = mentions[subject];
    if (mention === undefined) return undefined;
    let first = Math.min(mention.from, i);
    // "…, central bank governor Jane Roe said"
    for (let step = 0; step < 6 && tokens.lower[first - 1] !== "," && first - 1 > start && at(tokens.kind, first - 1) === WORD; step++) {
      if (at(tokens.classes, first - 1) & (AUXILIARY | PREPOSITION | PRONOUNS) || at(reading.cue, first - 1) >= 2) break;
      first--;
    }
    if (tokens.lower[first - 1] !== "," || first - 1 <= start || end - i > 14) return undefined;
    const part = clause(start, first - 1);
    return part === undefined ? undefined : { mention: subject, cue: { start: at(tokens.start, i), end: at(tokens.end, i) }, part };
  }

  function inverted(i: number): number | undefined {
    if (!INVERTING.has(tokens.lower[i] ?? "")) return undefined;
    const m = mentionFrom.get(i + 1);
    return m === undefined ? undefined : usable(m);
  }

  function accordingTo(i: number): Reported | undefined {
    const m = mentionFrom.get(i + 2) ?? mentionFrom.get(i + 3);
    if (m === undefined) return undefined;
    const start = sentenceStart(i);
    const end = sentenceEnd(i);
    const cue = { start: at(tokens.start, i), end: at(tokens.end, i + 1) };
    if (start >= i - 1) {
      let k = mentions[m]?.to ?? end;
      while (k < end && k - i < 30 && tokens.lower[k] !== ",") k++;
      if (tokens.lower[k] !== ",") return undefined;
      // Over an apposition to the comma that closes it.
      if (at(tokens.classes, k + 1) & DETERMINER) {
        let next = k + 1;
        while (next < end && next - k < 20 && tokens.lower[next] !== "," && !(at(tokens.classes, next) & AUXILIARY)) next++;
        if (tokens.lower[next] === "," && beginsClause(next + 1, end)) k = next;
      }
      const part = clause(k + 1, end);
      return part === undefined ? undefined : { mention: m, cue, part };
    }
    const stop = tokens.lower[i - 1] === "," ? i - 1 : i;
    if (at(inQuote, start - 1) !== 0 && line(start - 1) === line(i) && !starts[start]) return undefined;
    const part = clause(start, stop);
    return part === undefined ? undefined : { mention: m, cue, part };
  }
}
