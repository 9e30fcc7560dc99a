import { at, LOWER, NUMERAL, POSSESSIVE, PUNCTUATION } from "../text/tokens.ts";
import {
  ADVERB,
  AUXILIARY,
  COMMONVERB,
  CONJUNCTION,
  DETERMINER,
  DOCUMENT,
  GROUP,
  ORGANISATION,
  PREPOSITION,
  PRONOUN_FIRST,
  PRONOUN_HE,
  PRONOUN_IT,
  PRONOUN_SECOND,
  PRONOUN_SHE,
  PRONOUN_THEY,
  RELATIVE,
  ROLE,
} from "../text/words.ts";
import type { Reading } from "./02-reading.ts";

/** The word class of a token as one small number, the same for every feature. */
export function tokenCode(reading: Reading, i: number, paragraph: number): number {
  const { tokens } = reading;
  if (i < 0 || i >= tokens.count || at(tokens.paragraph, i) !== paragraph) return 0;
  if (at(reading.inQuote, i) !== 0) return 1;
  return rawCode(reading, i);
}

/** As `tokenCode`, of words inside quotes too. */
export function rawCode(reading: Reading, i: number): number {
  const { tokens } = reading;
  const kind = at(tokens.kind, i);
  const word = tokens.lower[i] ?? "";
  if (kind === PUNCTUATION)
    return word === ","
      ? 2
      : word === "."
        ? 3
        : word === ":"
          ? 4
          : word === ";"
            ? 5
            : word === "—" || word === "–" || word === "-"
              ? 6
              : word === "(" || word === "["
                ? 7
                : word === ")" || word === "]"
                  ? 8
                  : word === "?" || word === "!"
                    ? 9
                    : 10;
  if (kind === POSSESSIVE) return 11;
  if (kind === NUMERAL) return 12;
  const cue = at(reading.cue, i);
  if (cue === 3) return 30;
  const bits = at(tokens.classes, i);
  if (bits & AUXILIARY) return 20;
  if (bits & RELATIVE) return word === "who" ? 21 : word === "that" ? 22 : 23;
  if (bits & PREPOSITION) return word === "of" ? 13 : word === "to" ? 14 : word === "as" ? 15 : word === "in" ? 16 : 17;
  if (bits & CONJUNCTION) return word === "and" ? 18 : 19;
  if (cue === 2) return 29;
  if (bits & (PRONOUN_HE | PRONOUN_SHE | PRONOUN_THEY | PRONOUN_FIRST | PRONOUN_SECOND | PRONOUN_IT)) return 24;
  if (bits & DETERMINER) return word === "the" ? 25 : 26;
  if (bits & ADVERB) return 27;
  if (cue === 1) return 28;
  if (bits & COMMONVERB) return 31;
  if (at(tokens.shape, i) !== LOWER) return 33;
  if (bits & ROLE) return 36;
  if (bits & ORGANISATION) return 37;
  if (bits & (DOCUMENT | GROUP)) return 38;
  if (word.endsWith("ing")) return 34;
  if (word.endsWith("ed")) return 35;
  if (word.endsWith("ly")) return 27;
  return 32;
}

/** The cue nearest before the quote in its sentence or the one before, and the nearest after it; -1 without. Verbs of saying before weaker words. */
export function quoteCues(reading: Reading, q: number): { readonly back: number; readonly on: number } {
  const { tokens, cue, inQuote } = reading;
  const from = at(reading.quoteFrom, q);
  const to = at(reading.quoteTo, q);
  const line = at(tokens.paragraph, from);
  let back = -1;
  for (let i = from - 1, step = 0; i >= 0 && step < 45 && at(tokens.paragraph, i) === line; i--, step++) {
    if (at(inQuote, i) !== 0) continue;
    if (at(cue, i) >= 2 && (back < 0 || (at(cue, i) > at(cue, back) && from - i < 12))) back = i;
    if (back >= 0 && (at(cue, back) === 3 || from - i > 12)) break;
    if (at(reading.starts, i) && from - i > 4) break;
  }
  let on = -1;
  for (let i = to, step = 0; i < tokens.count && step < 30 && at(tokens.paragraph, i) === line; i++, step++) {
    if (at(inQuote, i) !== 0) break;
    if (at(reading.starts, i) && i > to) break;
    if (at(cue, i) >= 2 && (on < 0 || at(cue, i) > at(cue, on))) on = i;
    if (on >= 0 && at(cue, on) === 3) break;
  }
  return { back, on };
}
