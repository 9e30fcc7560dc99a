import { at } from "../text/tokens.ts";
import { AUXILIARY, COMMONVERB, FEMALE, GROUP, MALE, PREPOSITION, RELATIVE, ROLE, TITLE } from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME } from "./03-mentions.ts";
import type { Known } from "./08-people.ts";
import type { Referent } from "./09-referent.ts";
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

/** "an Anthropic spokeswoman, Sally Aldous, said": the name behind the comma. */
export function introduced(
  reading: Reading,
  mentions: readonly Mention[],
  isPerson: (cluster: number) => boolean,
  index: number,
): Referent | undefined {
  const { tokens } = reading;
  const mention = mentions[index];
  if (mention === undefined || !(mention.classes & (ROLE | TITLE)) || mention.classes & GROUP) return undefined;
  for (let m = index + 1; m < mentions.length && m < index + 4; m++) {
    const other = mentions[m];
    if (other === undefined || at(tokens.paragraph, other.head) !== at(tokens.paragraph, mention.head) || other.from - mention.to > 12)
      return undefined;
    if (other.type === NAME && isPerson(other.cluster) && tokens.lower[other.from - 1] === "," && !at(reading.starts, other.from)) {
      for (let i = mention.to; i < other.from - 1; i++)
        if (
          at(tokens.classes, i) & (AUXILIARY | COMMONVERB | RELATIVE) ||
          at(reading.cue, i) >= 2 ||
          tokens.lower[i] === "," ||
          at(reading.inQuote, i) !== 0
        )
          return undefined;
      return { cluster: other.cluster, nominal: -1, sure: 0.95 };
    }
  }
  return undefined;
}
