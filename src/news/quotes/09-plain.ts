import { at, PUNCTUATION, WORD } from "../text/tokens.ts";
import { ADVERB, AUXILIARY } from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME } from "./03-mentions.ts";
import { ownedBy } from "./09-owned.ts";

/** Tokens between a verb of saying and the marks: "told the Gazette on Monday". */
const MOST_BEHIND_VERB = 6;
/** Tokens of an apposition between commas: "Another officer, John Cannon, 41, of Perth, said". */
const MOST_APPOSITION = 14;
const SPOKEN = 3;

/**
 * The name that governs the verb of saying nearest to the marks, in the same sentence: `Ann Cole said: "…"`, `"…," said Ann Cole`. It needs no model:
 * whoever stands there speaks, whatever paper prints it. -1: there is none.
 */
export function subjectBeside(reading: Reading, mentions: readonly Mention[], q: number): number {
  const before = subjectBefore(reading, mentions, q);
  if (before >= 0) return before;
  const after = subjectAfter(reading, mentions, q);
  return after >= 0 ? after : accordingTo(reading, mentions, q);
}

function subjectBefore(reading: Reading, mentions: readonly Mention[], q: number): number {
  const { tokens, cue, starts, inQuote } = reading;
  const open = at(reading.quoteFrom, q);
  const line = at(tokens.paragraph, open);
  const last = tokens.lower[open - 1];
  if (last !== ":" && last !== ",") return -1;
  let verb = -1;
  for (let i = open - 2; i >= 0 && open - 2 - i <= MOST_BEHIND_VERB; i--) {
    if (at(tokens.paragraph, i) !== line || at(inQuote, i) !== 0 || at(tokens.kind, i) === PUNCTUATION) return -1;
    if (at(cue, i) >= SPOKEN) {
      // "Here in Columbia, Sanders stepped up, saying": a participle has its subject elsewhere.
      if (tokens.lower[i]?.endsWith("ing")) return -1;
      verb = i;
      break;
    }
    if (starts[i]) return -1;
  }
  if (verb < 0 || starts[verb]) return -1;
  let end = verb;
  while (end > 0 && !starts[end] && at(tokens.kind, end - 1) === WORD && at(tokens.classes, end - 1) & (ADVERB | AUXILIARY)) end--;
  // "Joan Webb, who said:"
  if (tokens.lower[end - 1] === "who") end -= tokens.lower[end - 2] === "," ? 2 : 1;
  return nameEnding(reading, mentions, end);
}

/** "According to Joan Webb, a lawyer, "…"", and behind the marks. */
function accordingTo(reading: Reading, mentions: readonly Mention[], q: number): number {
  const { tokens } = reading;
  const from = at(reading.quoteTo, q);
  const after = tokens.lower[from] === "," ? from + 1 : from;
  const inLine = at(tokens.paragraph, after) === at(tokens.paragraph, Math.max(0, from - 1));
  if (inLine && tokens.lower[after] === "according" && tokens.lower[after + 1] === "to") return nameBeginning(reading, mentions, after + 2);
  const open = at(reading.quoteFrom, q);
  if (tokens.lower[open - 1] !== ",") return -1;
  const m = nameEnding(reading, mentions, open - 1) >= 0 ? nameEnding(reading, mentions, open - 1) : nameEnding(reading, mentions, open);
  const name = mentions[m];
  return name && tokens.lower[name.from - 1] === "to" && tokens.lower[name.from - 2] === "according" ? m : -1;
}

function subjectAfter(reading: Reading, mentions: readonly Mention[], q: number): number {
  const { tokens, cue, starts } = reading;
  let from = at(reading.quoteTo, q);
  const line = at(tokens.paragraph, Math.max(0, from - 1));
  if (tokens.lower[from] === ",") from++;
  if (from >= tokens.count || at(tokens.paragraph, from) !== line) return -1;
  const closes = reading.text.charAt((reading.quotes[q]?.inner.end ?? 1) - 1);
  if (!",?!—".includes(closes) && tokens.lower[from - 1] !== ",") return -1;
  if (at(cue, from) >= SPOKEN) {
    const name = nameBeginning(reading, mentions, from + 1);
    // "said her chief of staff, Tom Reyes"
    const owned =
      name < 0 && mentions[at(reading.mentionCount, from + 1)]?.from === from + 1
        ? ownedBy(reading, mentions, at(reading.mentionCount, from + 1))
        : null;
    return owned && "mention" in owned && isPerson(reading, mentions[owned.mention]) ? owned.mention : name;
  }
  const m = nameBeginning(reading, mentions, from);
  const name = mentions[m];
  if (name === undefined) return -1;
  let i = name.to;
  if (tokens.lower[i] === ",") {
    const comma = i;
    do i++;
    while (i < tokens.count && i - comma <= MOST_APPOSITION && tokens.lower[i] !== "," && !starts[i] && at(reading.inQuote, i) === 0);
    if (tokens.lower[i] !== ",") return -1;
    i++;
  }
  while (i < tokens.count && at(tokens.classes, i) & (ADVERB | AUXILIARY)) i++;
  return at(cue, i) >= SPOKEN && at(tokens.paragraph, i) === line ? m : -1;
}

/** The name that ends there, or before an apposition that does: "John Cannon, 41, of Perth," */
function nameEnding(reading: Reading, mentions: readonly Mention[], end: number): number {
  const direct = at(reading.mentionCount, end) - 1;
  if (mentions[direct]?.to === end) return isPerson(reading, mentions[direct]) ? direct : -1;
  if (reading.tokens.lower[end - 1] !== ",") return -1;
  // "The prime minister, Dana Kerr, said": the apposition is the name itself.
  const last = mentions[direct];
  if (last?.to === end - 1 && reading.tokens.lower[last.from - 1] === "," && isPerson(reading, last)) return direct;
  for (let m = direct; m >= 0; m--) {
    const mention = mentions[m];
    if (mention === undefined || end - mention.to > MOST_APPOSITION) return -1;
    for (let i = mention.to; i < end; i++) if (reading.starts[i] || at(reading.inQuote, i) !== 0) return -1;
    if (mention.type !== NAME || reading.tokens.lower[mention.to] !== "," || mention.to >= end - 1) continue;
    // "whose deputy, Paul Reed, resigned in May, said": what follows the name is no apposition.
    const inner = reading.tokens.lower.slice(mention.to + 1, end - 1);
    return isPerson(reading, mention) && !inner.includes(",") && !/ed$|^(?:who|which|was|is|had|has)$/.test(inner[0] ?? "") ? m : -1;
  }
  return -1;
}

function nameBeginning(reading: Reading, mentions: readonly Mention[], from: number): number {
  const m = at(reading.mentionCount, from);
  if (mentions[m]?.from !== from) return -1;
  return isPerson(reading, mentions[m]) ? m : -1;
}

function isPerson({ names, clusters }: Reading, mention: Mention | undefined): boolean {
  if (mention?.type !== NAME || mention.possessive) return false;
  return (names[mention.name]?.person ?? 0) > 0 || (clusters[mention.cluster]?.person ?? 0) > 0;
}
