import { at, PUNCTUATION, WORD } from "../text/tokens.ts";
import { ANONYMOUS, AUXILIARY, COMMONVERB, CONJUNCTION, DETERMINER, PREPOSITION, ROLE, TITLE } from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME, NOMINAL, PRONOUN } from "./03-mentions.ts";

const LINKS = new Set(["close", "familiar", "involved", "briefed", "working"]);
const OWNERS = new Set(["his", "her", "its", "their"]);
const TOLD = new Set(["told", "asked", "informed", "advised", "warned", "assured", "reminded"]);

/** The mention that speaks where the ranker took one inside its phrase: "an aide to Howard Lunt said" is the aide; "he was told by Dr. Storm" is Dr. Storm. */
export function headOf(reading: Reading, mentions: readonly Mention[], index: number): number {
  const { tokens } = reading;
  const mention = mentions[index];
  if (mention === undefined) return index;
  const told =
    at(tokens.classes, mention.to) & AUXILIARY && TOLD.has(tokens.lower[mention.to + 1] ?? "") && tokens.lower[mention.to + 2] === "by";
  if (told)
    for (let m = index + 1; m < index + 4; m++) {
      const other = mentions[m];
      if (other?.type === PRONOUN && OWNERS.has(tokens.lower[other.head] ?? "")) continue;
      if (other !== undefined && other.from >= mention.to + 3 && other.from <= mention.to + 6 && !other.possessive) return m;
    }
  if (mention.type !== NAME && mention.type !== NOMINAL) return index;
  const follows = at(reading.cue, mention.to) >= 2 || at(tokens.classes, mention.to) & AUXILIARY;
  for (let m = index - 1; m >= index - 2 && m >= 0; m--) {
    const other = mentions[m];
    if (other === undefined || other.type !== NOMINAL || at(tokens.paragraph, other.head) !== at(tokens.paragraph, mention.head)) continue;
    // "Governor of Washington Chris Gregoire" is one person, "an aide to the governor" another.
    if (!(at(tokens.classes, other.from) & DETERMINER)) continue;
    if (!(other.classes & (ROLE | TITLE | ANONYMOUS)) || other.to >= mention.from || mention.from - other.to > 5) continue;
    if (!(at(tokens.classes, other.to) & PREPOSITION) && !LINKS.has(tokens.lower[other.to] ?? "")) continue;
    if (!follows && !(at(reading.cue, other.from - 1) >= 2) && at(reading.inQuote, other.from - 1) === 0) continue;
    let broken = false;
    for (let i = other.to; i < mention.from; i++)
      if (
        at(tokens.kind, i) === PUNCTUATION ||
        at(tokens.classes, i) & (AUXILIARY | COMMONVERB) ||
        (at(reading.cue, i) >= 2 && !LINKS.has(tokens.lower[i] ?? ""))
      )
        broken = true;
    if (!broken) return m;
  }
  return index;
}

/** "Agnes Holt and Emil Novotny said": the other of the two, -1 where one speaks alone. */
export function partnerOf(reading: Reading, mentions: readonly Mention[], index: number, isPerson: (cluster: number) => boolean): number {
  const { tokens } = reading;
  const mention = mentions[index];
  if (mention === undefined || mention.type !== NAME || !isPerson(mention.cluster)) return -1;
  for (const [a, b] of [
    [index, index + 1],
    [index - 1, index],
  ] as const) {
    const [first, second] = [mentions[a], mentions[b]];
    if (
      first === undefined ||
      second === undefined ||
      first.type !== NAME ||
      second.type !== NAME ||
      !isPerson(first.cluster) ||
      !isPerson(second.cluster)
    )
      continue;
    if (first.cluster === second.cluster || second.from !== first.to + 1 || tokens.lower[first.to] !== "and") continue;
    // "said Joan Webb and Paul Reed nodded": only one of them speaks.
    const ends = at(tokens.kind, second.to) !== WORD || at(tokens.classes, second.to) & (PREPOSITION | CONJUNCTION);
    if (at(reading.cue, second.to) >= 2 || (ends && at(reading.cue, first.from - 1) >= 3 && at(reading.inQuote, first.from - 2) !== 0))
      return a === index ? b : a;
  }
  return -1;
}
