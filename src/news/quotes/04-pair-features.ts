import { at, WORD } from "../text/tokens.ts";
import {
  ADDRESSEE,
  ANONYMOUS,
  AUXILIARY,
  COMMONVERB,
  CONJUNCTION,
  DOCUMENT,
  GROUP,
  ORGANISATION,
  PRONOUN_FIRST,
  PRONOUN_THEY,
  ROLE,
} from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME, NOMINAL, PRONOUN } from "./03-mentions.ts";
import { tokenCode } from "./04-codes.ts";
import { PAIR_FEATURES } from "./feature-table.ts";

export const PF = PAIR_FEATURES.length;

/** Words as the numbers the trees know. */
const numbered = (list: string, first: number): Readonly<Record<string, number>> =>
  Object.assign(Object.create(null), Object.fromEntries(list.split(" ").map((word, i) => [word, first + i])));
const PRONOUNS = numbered("he she they it i we his her him", 1);
const SOURCE_PREPOSITIONS = numbered("by from of", 2);
const SPOKEN_TO: Readonly<Record<string, number>> = { told: 2, asked: 2, tells: 2, telling: 2, to: 3 };

/** How a mention stands to a quote. `rank`s count the candidates nearer to the quote on the same side. */
export function pairFeatures(
  reading: Reading,
  mentions: readonly Mention[],
  m: number,
  q: number,
  ranks: {
    rank: number;
    speakers: number;
    paragraph: number;
    total: number;
    inside: ReadonlySet<number>;
    cues: { readonly back: number; readonly on: number };
  },
  out: Float64Array,
  base: number,
): void {
  const mention = mentions[m];
  if (mention === undefined) return;
  const { tokens, quoteFrom, quoteTo, outer, commas, cues, cue, sentence, inQuote, names, clusters, starts } = reading;
  const from = at(quoteFrom, q);
  const to = at(quoteTo, q);
  const line = at(tokens.paragraph, from);
  const own = at(tokens.paragraph, mention.head);
  const inside = at(inQuote, mention.from) === q + 1;
  const before = mention.from < from;
  const a = inside ? mention.to : before ? mention.to : to;
  const b = inside ? mention.to : before ? from : mention.from;
  let o = base;
  out[o++] = inside ? 2 : before ? 0 : 1;
  out[o++] = Math.min(120, at(outer, b) - at(outer, a));
  out[o++] = Math.min(8, Math.abs(at(sentence, before ? from : Math.max(from, to - 1)) - at(sentence, mention.head)));
  out[o++] = Math.max(-3, Math.min(3, own - line));
  let between = 0;
  for (let p = before ? q - 1 : q + 1; p >= 0 && p < reading.quotes.length && between < 6; p += before ? -1 : 1) {
    if (before ? at(quoteFrom, p) < mention.to : at(quoteFrom, p) > mention.from) break;
    between++;
  }
  out[o++] = between;
  out[o++] = Math.min(15, ranks.rank);
  out[o++] = Math.min(10, ranks.speakers);
  out[o++] = Math.min(9, at(commas, b) - at(commas, a));
  out[o++] = Math.min(6, at(cues, b) - at(cues, a));
  let maxCue = 0;
  let verbs = 0;
  let stops = 0;
  for (let i = a; i < b && i < a + 50; i++) {
    if (at(cue, i) > maxCue) maxCue = at(cue, i);
    if (at(inQuote, i) === 0) {
      if (at(tokens.classes, i) & (AUXILIARY | COMMONVERB)) verbs++;
      const word = tokens.lower[i];
      if (word === ":" || word === ";" || word === "—" || word === "(") stops++;
    }
  }
  out[o++] = maxCue;
  // "X, the minister, said": over an apposition and adverbs to the verb.
  let cueAfter = 0;
  let offset = 0;
  let apposition = tokens.lower[mention.to] === "," || tokens.lower[mention.to] === "(";
  for (
    let i = mention.to, step = 0;
    i < tokens.count && step < 30 && at(tokens.paragraph, i) === own && at(inQuote, i) === 0;
    i++, step++
  ) {
    const c = at(cue, i);
    if (c > 0 && (step < 4 || apposition)) {
      if (c > cueAfter) {
        cueAfter = c;
        offset = step + 1;
      }
      if (c === 3) break;
    }
    const word = tokens.lower[i];
    if (word === "." || word === ";" || at(starts, i)) break;
    if (step >= 4 && !apposition) break;
    if (apposition && step > 0 && word === "," && step > 26) apposition = false;
  }
  out[o++] = cueAfter;
  out[o++] = offset;
  let cueBefore = 0;
  let offsetBefore = 0;
  for (let i = mention.from - 1, step = 1; i >= 0 && step <= 3 && at(tokens.paragraph, i) === own && at(inQuote, i) === 0; i--, step++) {
    if (at(cue, i) > 0) {
      cueBefore = at(cue, i);
      offsetBefore = step;
      break;
    }
    if (tokens.lower[i] === "." || tokens.lower[i] === ",") break;
  }
  out[o++] = cueBefore;
  out[o++] = offsetBefore;
  out[o++] = tokenCode(reading, mention.from - 1, own);
  out[o++] = tokenCode(reading, mention.to, own);
  out[o++] = tokenCode(reading, mention.from - 2, own);
  out[o++] = tokenCode(reading, mention.to + 1, own);
  out[o++] = at(starts, mention.from) ? 1 : at(inQuote, mention.from - 1) ? 2 : 0;
  const previousWord = tokens.lower[mention.from - 1] ?? "";
  const previousBits = at(tokens.classes, mention.from - 1);
  out[o++] = previousBits & ADDRESSEE ? (SPOKEN_TO[previousWord] ?? 1) : 0;
  out[o++] = previousWord === "to" && tokens.lower[mention.from - 2] === "according" ? 1 : (SOURCE_PREPOSITIONS[previousWord] ?? 0);
  out[o++] = mention.possessive ? 1 : 0;
  out[o++] = mention.type;
  const bits = mention.classes;
  const word = tokens.lower[mention.head] ?? "";
  out[o++] = mention.type !== PRONOUN ? 0 : (PRONOUNS[word] ?? (bits & PRONOUN_FIRST ? 10 : bits & PRONOUN_THEY ? 11 : 12));
  out[o++] = bits & ROLE ? 1 : 0;
  out[o++] = bits & ORGANISATION ? 1 : 0;
  out[o++] = bits & DOCUMENT ? 1 : 0;
  out[o++] = bits & GROUP ? 1 : 0;
  out[o++] = bits & ANONYMOUS ? 1 : 0;
  const name = names[mention.name];
  const cluster = clusters[mention.cluster];
  out[o++] = name === undefined ? 0 : Math.max(-5, Math.min(6, Math.max(name.person, cluster?.person ?? -5)));
  out[o++] = Math.min(7, mention.to - mention.from);
  out[o++] = name === undefined ? 0 : Math.min(4, name.from - name.lead);
  out[o++] = cluster === undefined ? 0 : Math.min(30, cluster.names.length);
  out[o++] = cluster === undefined || name === undefined ? -1 : cluster.names[0] === name ? 1 : 0;
  out[o++] = 0;
  out[o++] = previousWord === "," ? 1 : 0;
  out[o++] = previousWord === "(" ? 1 : 0;
  out[o++] = ranks.inside.has(mention.cluster) ? 1 : 0;
  // From the cue that goes with the mention to the quote, in outer tokens.
  const cuePlace = offset > 0 ? mention.to + offset - 1 : offsetBefore > 0 ? mention.from - offsetBefore : -1;
  out[o++] =
    cuePlace < 0 ? -1 : Math.min(60, cuePlace < from ? at(outer, from) - at(outer, cuePlace) - 1 : at(outer, cuePlace) - at(outer, to));
  let k = mention.from - 1;
  let firstOf = 1;
  for (; k >= 0 && at(tokens.paragraph, k) === own && mention.from - k < 40; k--)
    if (at(tokens.kind, k) === WORD && at(inQuote, k) === 0) firstOf = 0;
  out[o++] = firstOf;
  let sentenceCue = 0;
  for (let i = mention.head + 1, s = at(sentence, mention.head); i < tokens.count && at(sentence, i) === s && i < mention.head + 40; i++)
    if (at(cue, i) > sentenceCue) sentenceCue = at(cue, i);
  out[o++] = sentenceCue;
  let clause = 0;
  for (let i = mention.to; i < Math.min(tokens.count, mention.to + 3) && at(inQuote, i) === 0; i++)
    if (at(tokens.classes, i) & (AUXILIARY | COMMONVERB) || at(cue, i) >= 2) clause = 1;
  out[o++] = clause;
  out[o++] = before ? 0 : Math.min(9, b - to);
  out[o++] = at(tokens.shape, mention.head);
  out[o++] = 0;
  out[o++] = Math.min(12, ranks.paragraph);
  out[o++] = tokens.lower[mention.to] === ":" ? 1 : 0;
  out[o++] = 0;
  out[o++] = tokenCode(reading, mention.to + 2, own);
  out[o++] = tokenCode(reading, mention.from - 3, own);
  out[o++] = Math.min(30, ranks.total);
  out[o++] =
    ranks.speakers === 0 &&
    (mention.type === NAME || mention.type === PRONOUN || (mention.type === NOMINAL && (bits & (ROLE | GROUP)) !== 0))
      ? 1
      : 0;
  out[o++] = Math.min(8, verbs);
  out[o++] = Math.min(4, stops);
  // To the cue that governs the quote: mentions, verbs and commas between the candidate and it.
  const { back, on } = ranks.cues;
  const relation = (cueAt: number) => {
    if (cueAt < 0 || own !== line) return { mentions: -9, verbs: -1, commas: -1, conjunction: -1 };
    const x = mention.from < cueAt ? mention.to : cueAt + 1;
    const y = Math.max(mention.from, cueAt);
    let verbsThere = 0;
    let conjunction = 0;
    for (let i = x; i < y && i < x + 40; i++) {
      if (at(inQuote, i) !== 0) continue;
      if (at(tokens.classes, i) & (AUXILIARY | COMMONVERB) || at(cue, i) >= 2) verbsThere++;
      if (at(tokens.classes, i) & CONJUNCTION) conjunction++;
    }
    const steps = Math.min(8, at(reading.mentionCount, y) - at(reading.mentionCount, x));
    return {
      mentions: mention.from < cueAt ? -1 - steps : steps,
      verbs: Math.min(6, verbsThere),
      commas: Math.min(5, at(commas, y) - at(commas, x)),
      conjunction: Math.min(3, conjunction),
    };
  };
  const toBack = relation(back);
  const toOn = relation(on);
  out[o++] = toBack.mentions;
  out[o++] = toBack.verbs;
  out[o++] = toOn.mentions;
  out[o++] = toOn.verbs;
  let sentenceFrom = mention.from;
  for (let step = 0; sentenceFrom > 0 && step < 50 && !starts[sentenceFrom] && at(tokens.paragraph, sentenceFrom - 1) === own; step++)
    sentenceFrom--;
  out[o++] = Math.min(9, at(reading.mentionCount, mention.from) - at(reading.mentionCount, sentenceFrom));
  out[o++] = toBack.commas;
  out[o++] = toBack.conjunction;
  out[o++] =
    back >= 0 && toBack.mentions === -1 && toBack.verbs === 0
      ? 1
      : on >= 0 && (toOn.mentions === -1 || toOn.mentions === 0) && toOn.verbs === 0
        ? 2
        : 0;
}
