import { at, LOWER, PUNCTUATION, WORD } from "../text/tokens.ts";
import {
  ADVERB,
  AUXILIARY,
  COMMONVERB,
  CONJUNCTION,
  DETERMINER,
  DOCUMENT,
  FEMALE,
  FUNCTION,
  GROUP,
  MALE,
  ORGANISATION,
  PREPOSITION,
  PRONOUN_FIRST,
  PRONOUN_HE,
  PRONOUN_IT,
  PRONOUN_SHE,
  PRONOUN_THEY,
  RELATIVE,
  ROLE,
  THING,
  TITLE,
} from "../text/words.ts";
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
/** Whether a verb follows (over an apposition, too), or the sentence begins with it. */
export function subjectIn(reading: Reading, mention: Mention): boolean {
  const { tokens, inQuote } = reading;
  const governed = at(tokens.classes, mention.from - 1) & PREPOSITION;
  const line = at(tokens.paragraph, mention.head);
  let i = behind(reading, mention);
  // "Raynard Jackson, a consultant and host, is …"
  const mark = tokens.lower[i] ?? "";
  if (ASIDE.has(mark) && mention.type === NAME) {
    let close = i + 1;
    while (close < i + 24 && tokens.lower[close] !== mark && at(tokens.paragraph, close) === line && at(inQuote, close) === 0) close++;
    if (tokens.lower[close] === mark) i = close + 1;
    else if (tokens.lower[mention.from - 1] === mark) i++;
  }
  // "the Clinton approach", "a Trump rally": only says which.
  const modifier =
    mention.type === NAME && at(tokens.classes, mention.from - 1) & DETERMINER && i === mention.to && at(tokens.shape, i) === LOWER;
  if (modifier && !(at(tokens.classes, i) & AUXILIARY) && at(reading.cue, i) < 2) return false;
  if (attributedBefore(reading, mention)) return true;
  let direct = true;
  for (let step = 0; step < 3; i++, step++) {
    if (at(inQuote, i) !== 0 || at(tokens.paragraph, i) !== line) break;
    const verb = at(tokens.classes, i) & (AUXILIARY | COMMONVERB) || at(reading.cue, i) >= 2;
    if (verb || (direct && verbAt(reading, mention, i))) return !governed;
    direct &&= /ly$/u.test(tokens.lower[i] ?? "") || (at(tokens.classes, i) & ADVERB) !== 0;
    if (at(tokens.kind, i) === PUNCTUATION) break;
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
    if (
      other.type === NAME &&
      isPerson(other.cluster) &&
      tokens.lower[other.from - 1] === "," &&
      CLOSES.has(tokens.lower[other.to] ?? "") &&
      !at(reading.starts, other.from)
    ) {
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

/** "a spokeswoman, Sally Aldous, said"; but "punching a protester, Mr. Roe said". */
export const CLOSES: ReadonlySet<string> = new Set([",", ")", ".", "—", "–", ";"]);

/** Whether a mention stands before every verb of its sentence, or opens a clause of its own ("…, Kunin said", "but Goff said"): what is spoken of. */
export function leadsIn(reading: Reading, mention: Mention): boolean {
  const { tokens, starts, inQuote } = reading;
  const { from } = mention;
  if (at(tokens.classes, from - 1) & PREPOSITION || mention.possessive) return false;
  const before = tokens.lower[from - 1] ?? "";
  if (attributedBefore(reading, mention)) return true;
  const verb = verbAt(reading, mention, behind(reading, mention));
  if (verb && (at(inQuote, from - 1) !== 0 || before === "but" || (before === "," && at(reading.cue, mention.to) === 3))) return true;
  for (let i = from - 1, step = 0; i >= 0 && step < 30; i--, step++) {
    if (starts[i + 1] || at(inQuote, i) !== 0) return true;
    const bits = at(tokens.classes, i);
    const word = tokens.lower[i] ?? "";
    if (bits & (RELATIVE | AUXILIARY | COMMONVERB) || SUBORDINATE.has(word) || (at(reading.cue, i) >= 2 && at(inQuote, i - 1) === 0))
      return verb && before === "," && opensWithout(reading, i);
    if (at(reading.cue, i) >= 2) return true;
  }
  return true;
}

/** "…," said Katie Harbath, and: …, said Katie Harbath. */
function attributedBefore(reading: Reading, mention: Mention): boolean {
  const verb = mention.from - 1;
  return at(reading.cue, verb) === 3 && (at(reading.inQuote, verb - 1) !== 0 || reading.tokens.lower[verb - 1] === ",");
}

/** Whether the sentence of token i opens with a phrase that is no subject: "When she had left, Roe …", "In May, Roe …". */
function opensWithout(reading: Reading, i: number): boolean {
  const { tokens, starts } = reading;
  let from = i;
  while (from > 0 && i - from < 30 && !starts[from] && at(reading.inQuote, from - 1) === 0) from--;
  const bits = at(tokens.classes, from);
  return (bits & (DETERMINER | PRONOUNS)) === 0 && at(reading.mentionCount, from + 1) === at(reading.mentionCount, from);
}

/** The token behind a mention and a bracket: "Hank Johnson (D-Ga.) said". */
function behind(reading: Reading, mention: Mention): number {
  const { tokens } = reading;
  if (tokens.lower[mention.to] !== "(") return mention.to;
  for (let i = mention.to + 1; i < mention.to + 8; i++) if (tokens.lower[i] === ")") return i + 1;
  return mention.to;
}
const PRONOUNS = PRONOUN_HE | PRONOUN_SHE | PRONOUN_THEY | PRONOUN_IT | PRONOUN_FIRST;

/** Whether token i, directly behind a mention, is its verb. */
function verbAt(reading: Reading, mention: Mention, i: number): boolean {
  const { tokens, inQuote } = reading;
  if (at(inQuote, i) !== 0 || at(tokens.paragraph, i) !== at(tokens.paragraph, mention.head)) return false;
  const bits = at(tokens.classes, i);
  if (bits & (AUXILIARY | COMMONVERB) || at(reading.cue, i) >= 2) return true;
  if (at(tokens.kind, i) !== WORD || at(tokens.shape, i) !== LOWER) return false;
  // "chuckled", "struck a measured tone": behind a name every small word that is no noun of ours.
  const other = PREPOSITION | CONJUNCTION | DETERMINER | FUNCTION | ADVERB | ROLE | GROUP | ORGANISATION | DOCUMENT | THING | TITLE;
  return /[^e]ed$/u.test(tokens.lower[i] ?? "") || (mention.type === NAME && (bits & other) === 0);
}

const ASIDE = new Set([",", "—", "–", "-"]);
const SUBORDINATE = new Set("that when while because although though if as since until whether whose he she they".split(" "));
