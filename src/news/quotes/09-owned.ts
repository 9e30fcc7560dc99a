import type { Span } from "../article.ts";
import { at, LOWER, WORD } from "../text/tokens.ts";
import { AUXILIARY, CONJUNCTION, PREPOSITION } from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME, NOMINAL, PRONOUN } from "./03-mentions.ts";
import { OWNED } from "./owned-words.ts";

/** Who speaks where only the owner was found: the one who is named, or the words for somebody who is not. */
export type Owned = { readonly mention: number } | { readonly phrase: Span };

const OWNERS = new Set(["his", "her", "its", "their"]);
/** Words between the owner and what is owned: "Reed's long-time friend and lawyer". */
const MOST_BETWEEN = 6;

/**
 * "said Reed's widow, Ruth": the widow speaks, not Reed. "said its regional secretary, Moira Flynn" is Moira Flynn; "said Reed's brother" stays
 * unnamed. Null: the mention owns nobody.
 */
export function ownedBy(reading: Reading, mentions: readonly Mention[], index: number): Owned | null {
  const { tokens } = reading;
  const owner = mentions[index];
  if (owner === undefined) return null;
  const pronoun = owner.type === PRONOUN && OWNERS.has(tokens.lower[owner.head] ?? "");
  const named = (owner.type === NAME || owner.type === NOMINAL) && tokens.lower[owner.to] === "'s";
  if (!pronoun && !named) return null;
  const from = pronoun ? owner.to : owner.to + 1;
  const line = at(tokens.paragraph, owner.head);
  const inLine = (i: number) => i < tokens.count && at(tokens.paragraph, i) === line && at(reading.inQuote, i) === 0;
  let end = -1;
  for (let i = from; i < from + MOST_BETWEEN && inLine(i) && at(tokens.kind, i) === WORD; i++) {
    if (OWNED.has(tokens.lower[i] ?? "")) {
      end = i + 1;
      continue;
    }
    // "chief of staff", "head of security"
    if (end === i && tokens.lower[i] === "of" && inLine(i + 1) && at(tokens.shape, i + 1) === LOWER) {
      end = i + 2;
      i++;
      continue;
    }
    if (end >= 0 || at(tokens.classes, i) & (AUXILIARY | PREPOSITION | CONJUNCTION) || at(reading.cue, i) >= 3) break;
  }
  if (end < 0) return null;
  const next = tokens.lower[end] === "," ? end + 1 : end;
  for (let m = index + 1; m < mentions.length && (mentions[m]?.from ?? 0) <= next; m++)
    if (mentions[m]?.type === NAME && mentions[m]?.from === next && !mentions[m]?.possessive) return { mention: m };
  return { phrase: { start: at(tokens.start, owner.from), end: at(tokens.end, end - 1) } };
}
