import { at } from "../text/tokens.ts";
import { AUXILIARY, COMMONVERB, FEMALE, MALE, PREPOSITION } from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import type { Mention } from "./03-mentions.ts";
import type { Known } from "./08-people.ts";
import { FEMALE_ROLES, MALE_ROLES } from "./role-words.ts";

/** MALE, FEMALE or 0 where nothing says. */
export function genderIn(reading: Reading, known: readonly Known[], mention: Mention): number {
  const { tokens } = reading;
  if (mention.cluster >= 0) return known[mention.cluster]?.gender ?? 0;
  const word = tokens.lower[mention.head] ?? "";
  return FEMALE_ROLES.has(word) ? FEMALE : MALE_ROLES.has(word) ? MALE : 0;
}
/** Whether a verb follows, or the sentence begins with it. */
export function subjectIn(reading: Reading, mention: Mention): boolean {
  const { tokens } = reading;
  for (let i = mention.to, step = 0; step < 3; i++, step++) {
    if (at(reading.inQuote, i) !== 0) break;
    if (at(tokens.classes, i) & (AUXILIARY | COMMONVERB) || at(reading.cue, i) >= 2)
      return !(at(tokens.classes, mention.from - 1) & PREPOSITION);
  }
  return at(reading.starts, mention.from) === 1;
}
