import { at, LOWER, NUMERAL, POSSESSIVE, WORD } from "../text/tokens.ts";
import {
  ADVERB,
  AUXILIARY,
  CALENDAR,
  COMMONVERB,
  CONJUNCTION,
  DETERMINER,
  DOCUMENT,
  FUNCTION,
  GROUP,
  ORGANISATION,
  PLACE,
  PREPOSITION,
  PRONOUN_FIRST,
  PRONOUN_HE,
  PRONOUN_IT,
  PRONOUN_SHE,
  PRONOUN_THEY,
  RELATIVE,
  ROLE,
  TITLE,
} from "../text/words.ts";
import type { Reading } from "./02-reading.ts";

export type MentionType = 0 | 1 | 2 | 3;
export const NAME: MentionType = 0;
export const PRONOUN: MentionType = 1;
export const NOMINAL: MentionType = 2;
/** "who said": stands for the name before it. */
export const RELATIVE_PRONOUN: MentionType = 3;

/** Words outside quotes that may be whose a quote is, as a range of tokens. */
export type Mention = {
  readonly from: number;
  readonly to: number;
  readonly head: number;
  readonly type: MentionType;
  /** Index into the reading's names; -1 for all but names. */
  readonly name: number;
  /** The cluster of a name; -1 without. */
  readonly cluster: number;
  readonly classes: number;
  readonly possessive: boolean;
};

const SPEAKING_PRONOUNS = PRONOUN_HE | PRONOUN_SHE | PRONOUN_THEY | PRONOUN_IT | PRONOUN_FIRST;
const NOMINAL_CLASSES = ROLE | GROUP | ORGANISATION | DOCUMENT;
const STOPS = FUNCTION | CALENDAR | AUXILIARY | PREPOSITION | CONJUNCTION;
const BARE = new Set(["one", "another", "others", "some", "many", "both", "most", "several", "none", "few"]);

/** Every mention outside quotes, in order: recall first, the ranker chooses. */
export function findMentions(reading: Reading): Mention[] {
  const { tokens, inQuote, names, clusterOf } = reading;
  const { count, kind, lower, classes, shape } = tokens;
  const nameAt = new Int32Array(count + 1).fill(-1);
  names.forEach((name, index) => {
    for (let i = name.lead; i < name.to; i++) nameAt[i] = index;
  });
  const found: Mention[] = [];
  for (let i = 0; i < count; i++) {
    if (kind[i] !== WORD) continue;
    const bits = at(classes, i);
    const index = at(nameAt, i);
    // A transcript inside one pair of marks: "WALLACE: Governor, …"
    if (
      at(inQuote, i) !== 0 &&
      !(index >= 0 && at(reading.starts, i) + at(inQuote, i) - at(inQuote, i - 2) > 0 && lower[names[index]?.to ?? 0] === ":")
    )
      continue;
    if (index >= 0) {
      const name = names[index];
      if (name === undefined) continue;
      const end = Math.max(name.to, i + 1);
      found.push({
        from: name.lead,
        to: name.to,
        head: name.to - 1,
        type: NAME,
        name: index,
        cluster: at(clusterOf, index),
        classes: at(classes, name.to - 1),
        possessive: name.possessive,
      });
      i = end - 1;
      continue;
    }
    if (bits & RELATIVE) {
      const word = lower[i];
      if (word === "who" || word === "which" || word === "that" || word === "whose") push(i, i + 1, RELATIVE_PRONOUN);
      continue;
    }
    if (bits & SPEAKING_PRONOUNS) {
      push(i, i + 1, PRONOUN);
      continue;
    }
    const word = lower[i] ?? "";
    if (BARE.has(word) && !nounFollows(i)) {
      push(i, i + 1, NOMINAL);
      continue;
    }
    if (bits & STOPS) continue;
    if (bits & (NOMINAL_CLASSES | TITLE)) {
      if (!nounFollows(i)) push(nominalStart(i), i + 1, NOMINAL);
      continue;
    }
    // Any other noun with a determiner, where it ends its phrase beside a cue.
    if (shape[i] === LOWER && !(bits & (ADVERB | COMMONVERB)) && word.length > 2 && at(reading.cue, i) === 0) {
      const next = at(reading.cue, i + 1);
      const before = nominalStart(i);
      if (before < i && (at(classes, before) & DETERMINER) !== 0 && !nounFollows(i) && (next > 0 || at(reading.cue, before - 1) > 0))
        push(before, i + 1, NOMINAL);
    }
  }
  for (const mention of found) reading.mentionCount[mention.from + 1] = 1;
  for (let i = 1; i <= count; i++) reading.mentionCount[i] = at(reading.mentionCount, i) + at(reading.mentionCount, i - 1);
  return found;

  function push(from: number, to: number, type: MentionType) {
    const head = to - 1;
    found.push({ from, to, head, type, name: -1, cluster: -1, classes: at(classes, head), possessive: kind[to] === POSSESSIVE });
  }

  /** A noun or a name directly after: then this word is no head ("campaign manager", "pollster Daron Shaw"). */
  function nounFollows(i: number): boolean {
    const next = i + 1;
    if (next >= count || at(tokens.paragraph, next) !== at(tokens.paragraph, i) || at(inQuote, next) !== 0) return false;
    if (kind[next] !== WORD) return false;
    if (at(nameAt, next) >= 0 && at(tokens.shape, i) === LOWER) {
      const name = names[at(nameAt, next)];
      return name !== undefined && name.lead === next && name.person > 0;
    }
    const bits = at(classes, next);
    if (at(reading.cue, next) >= 2 || bits & (STOPS | PREPOSITION | ADVERB)) return false;
    return (bits & (NOMINAL_CLASSES | TITLE)) !== 0 && at(reading.cue, next) === 0;
  }

  /** Back over adjectives and names to the determiner: "a White House official", at most six words. */
  function nominalStart(i: number): number {
    let from = i;
    for (let j = i - 1; j >= 0 && i - j <= 6; j--) {
      if (at(tokens.paragraph, j) !== at(tokens.paragraph, i) || at(inQuote, j) !== 0) break;
      if (kind[j] === POSSESSIVE) {
        from = j;
        continue;
      }
      if (kind[j] !== WORD && kind[j] !== NUMERAL) break;
      const bits = at(classes, j);
      if (bits & DETERMINER) return j;
      if (bits & (STOPS | RELATIVE) && !(bits & PLACE)) break;
      if (at(reading.cue, j) >= 2) break;
      from = j;
    }
    return kind[from] === POSSESSIVE ? from + 1 : from;
  }
}
