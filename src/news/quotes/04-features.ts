import { at, CAPITAL, LOWER, NUMERAL, POSSESSIVE, PUNCTUATION, WORD } from "../text/tokens.ts";
import {
  ADDRESSEE,
  ADVERB,
  ANONYMOUS,
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
  WORKTITLE,
} from "../text/words.ts";
import { cueValue } from "../text/cue-words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME, NOMINAL, PRONOUN } from "./03-mentions.ts";

/** The word class of a token as one small number, the same for every feature. */
export function tokenCode(reading: Reading, i: number, paragraph: number): number {
  const { tokens } = reading;
  if (i < 0 || i >= tokens.count || at(tokens.paragraph, i) !== paragraph) return 0;
  if (at(reading.inQuote, i) !== 0) return 1;
  return rawCode(reading, i);
}

/** As `tokenCode`, of words inside quotes too. */
function rawCode(reading: Reading, i: number): number {
  const { tokens } = reading;
  const kind = at(tokens.kind, i);
  const word = tokens.lower[i] ?? "";
  if (kind === PUNCTUATION)
    return word === "," ? 2 : word === "." ? 3 : word === ":" ? 4 : word === ";" ? 5 : word === "—" || word === "–" || word === "-" ? 6 : word === "(" || word === "[" ? 7 : word === ")" || word === "]" ? 8 : word === "?" || word === "!" ? 9 : 10;
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

export const QUOTE_FEATURES = [
  "words", "lastInner", "codeBefore", "codeAfter", "codeBefore2", "codeAfter2", "firstCapital", "paragraphStart", "paragraphEnd", "quotesInParagraph", "indexInParagraph",
  "closed", "outerInParagraph", "wordsBeforeInSentence", "wordsAfterInSentence", "cueBefore", "cueAfter", "firstPerson", "secondPerson", "finite", "thirdPerson",
  "gapToPrevious", "gapHasCue", "gapHasStop", "previousLastInner", "previousContinues", "codeBefore3", "codeAfter3", "cueBeforeWord", "capitals", "titleBefore", "repeated", "previousWords", "nextWords", "gapToNext", "lexicalQuote", "cited", "innerFirst", "innerSecond", "innerLast", "cueBack", "cueBackValue", "cueBackForm", "cueOn", "cueOnValue", "mentionsToCueBack", "mentionsToCueOn",
] as const;
export const QF = QUOTE_FEATURES.length;

/** What one quote looks like, apart from who said it. */
export function quoteFeatures(reading: Reading, q: number, repeated: number): Float64Array {
  const { tokens, quotes, quoteFrom, quoteTo, inQuote, outer, cue, cues, sentence } = reading;
  const out = new Float64Array(QF);
  const quote = quotes[q];
  if (quote === undefined) return out;
  const from = at(quoteFrom, q);
  const to = at(quoteTo, q);
  const line = at(tokens.paragraph, from);
  let words = 0;
  let capitals = 0;
  let first = 0;
  let second = 0;
  let third = 0;
  let finite = 0;
  let firstWord = -1;
  for (let i = from; i < to; i++) {
    const kind = at(tokens.kind, i);
    if (kind === WORD || kind === NUMERAL) {
      if (firstWord < 0) firstWord = i;
      words++;
      const bits = at(tokens.classes, i);
      if (at(tokens.shape, i) !== LOWER) capitals++;
      if (bits & PRONOUN_FIRST) first++;
      if (bits & PRONOUN_SECOND) second++;
      if (bits & (PRONOUN_HE | PRONOUN_SHE | PRONOUN_THEY | PRONOUN_IT)) third++;
      if (bits & (AUXILIARY | COMMONVERB)) finite++;
    }
  }
  const innerEnd = quote.inner.end - 1;
  out[0] = words;
  out[1] = endCode(reading.text.charCodeAt(innerEnd), quote.closed && to < tokens.count ? reading.text.charCodeAt(quote.end) : 32);
  out[2] = tokenCode(reading, from - 1, line);
  out[3] = tokenCode(reading, to, line);
  out[4] = tokenCode(reading, from - 2, line);
  out[5] = tokenCode(reading, to + 1, line);
  out[6] = firstWord >= 0 ? (at(tokens.shape, firstWord) === LOWER ? (at(tokens.kind, firstWord) === NUMERAL ? 2 : 0) : at(tokens.shape, firstWord) === CAPITAL ? 1 : 3) : 4;
  out[7] = from === 0 || at(tokens.paragraph, from - 1) !== line ? 1 : 0;
  out[8] = to >= tokens.count || at(tokens.paragraph, to) !== line ? 1 : 0;
  let index = 0;
  for (let p = q - 1; p >= 0 && at(tokens.paragraph, at(quoteFrom, p)) === line && index < 20; p--) index++;
  let after = 0;
  for (let p = q + 1; p < quotes.length && at(tokens.paragraph, at(quoteFrom, p)) === line && after < 20; p++) after++;
  out[9] = index + after + 1;
  out[10] = index;
  out[11] = quote.closed ? 1 : quote.continues ? 2 : 0;
  let lineFrom = from;
  while (lineFrom > 0 && at(tokens.paragraph, lineFrom - 1) === line && from - lineFrom < 60) lineFrom--;
  let lineTo = to;
  while (lineTo < tokens.count && at(tokens.paragraph, lineTo) === line && lineTo - to < 60) lineTo++;
  out[12] = Math.min(80, at(outer, lineTo) - at(outer, lineFrom) - out[9]);
  let s = from - 1;
  let cueBefore = 0;
  let cueBeforeWord = 0;
  while (s >= lineFrom && at(sentence, s) === at(sentence, from - 1) && from - s < 40 && at(inQuote, s) === 0) {
    if (at(cue, s) > cueBefore) cueBefore = at(cue, s);
    if (at(cue, s) > 0 && cueBeforeWord === 0) cueBeforeWord = from - s;
    s--;
  }
  out[13] = from - 1 - s;
  let e = to;
  let cueAfter = 0;
  while (e < lineTo && at(inQuote, e) === 0 && (e === to || !at(reading.starts, e)) && e - to < 40) {
    if (at(cue, e) > cueAfter) cueAfter = at(cue, e);
    e++;
  }
  out[14] = e - to;
  out[15] = cueBefore;
  out[16] = cueAfter;
  out[17] = Math.min(3, first);
  out[18] = Math.min(3, second);
  out[19] = Math.min(4, finite);
  out[20] = Math.min(3, third);
  if (index > 0) {
    const end = at(quoteTo, q - 1);
    out[21] = Math.min(40, from - end);
    out[22] = at(cues, from) - at(cues, end) > 0 ? 1 : 0;
    let stops = 0;
    for (let i = end; i < from && i < end + 60; i++) if (at(reading.starts, i)) stops++;
    out[23] = Math.min(3, stops);
  } else {
    out[21] = -1;
    out[22] = -1;
    out[23] = -1;
  }
  const previous = quotes[q - 1];
  out[24] = previous === undefined ? -1 : endCode(reading.text.charCodeAt(previous.inner.end - 1), 32);
  out[25] = previous?.continues ? 1 : 0;
  out[26] = tokenCode(reading, from - 3, line);
  out[27] = tokenCode(reading, to + 2, line);
  out[28] = cueBeforeWord;
  out[29] = words === 0 ? 0 : Math.round((capitals / words) * 10);
  let title = 0;
  for (let i = Math.max(lineFrom, from - 3); i < from; i++) if (at(tokens.classes, i) & WORKTITLE && at(inQuote, i) === 0) title = from - i;
  out[30] = title;
  out[31] = repeated;
  out[32] = previous === undefined ? -1 : at(quoteTo, q - 1) - at(quoteFrom, q - 1);
  out[33] = q + 1 < quotes.length ? at(quoteTo, q + 1) - at(quoteFrom, q + 1) : -1;
  // "…" — Daily Example, August 15, 2008: a reference.
  let cited = 0;
  if (lineTo - to < 16 && cueAfter === 0) for (let i = to; i < lineTo; i++) if (at(tokens.kind, i) === NUMERAL && at(tokens.end, i) - at(tokens.start, i) === 4) cited = 1;
  out[36] = cited;
  const innerFirst = Math.max(from, firstWord);
  out[37] = firstWord < 0 ? 0 : rawCode(reading, innerFirst);
  out[38] = firstWord < 0 || innerFirst + 1 >= to ? 0 : rawCode(reading, innerFirst + 1);
  let lastWord = to - 1;
  while (lastWord > from && at(tokens.kind, lastWord) === PUNCTUATION) lastWord--;
  out[39] = rawCode(reading, lastWord);
  const cues2 = quoteCues(reading, q);
  out[40] = cues2.back < 0 ? -1 : Math.min(60, at(outer, from) - at(outer, cues2.back) - 1);
  out[41] = cues2.back < 0 ? -1 : cueValue(tokens.lower[cues2.back] ?? "");
  out[42] = cues2.back < 0 ? -1 : form(tokens.lower[cues2.back] ?? "");
  out[43] = cues2.on < 0 ? -1 : Math.min(60, at(outer, cues2.on) - at(outer, to));
  out[44] = cues2.on < 0 ? -1 : cueValue(tokens.lower[cues2.on] ?? "");
  out[45] = cues2.back < 0 ? -1 : Math.min(9, at(reading.mentionCount, from) - at(reading.mentionCount, cues2.back));
  out[46] = cues2.on < 0 ? -1 : Math.min(9, at(reading.mentionCount, cues2.on) - at(reading.mentionCount, to));
  out[34] = after > 0 ? Math.min(40, at(quoteFrom, q + 1) - to) : -1;
  return out;
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

/** How a verb ends: "saying" goes with the subject of its sentence, "said" with the noun before it. */
function form(word: string): number {
  return word.endsWith("ing") ? 3 : word.endsWith("ed") || word === "said" || word === "told" || word === "wrote" ? 1 : word.endsWith("s") ? 2 : 0;
}

function endCode(last: number, next: number): number {
  if (last === 44) return 1;
  if (last === 46) return 2;
  if (last === 63 || last === 33) return 3;
  if (last === 45 || last === 0x2014 || last === 0x2013 || last === 0x2026) return 4;
  if (next === 44) return 5;
  if (next === 46) return 6;
  return 0;
}

export const PAIR_FEATURES = [
  "side", "distance", "sentences", "paragraphs", "quotesBetween", "rank", "rankSpeakers", "commasBetween", "cuesBetween", "maxCueBetween", "cueAfterMention", "cueAfterOffset", "cueBeforeMention", "cueBeforeOffset",
  "codeBefore", "codeAfter", "codeBefore2", "codeAfter2", "sentenceInitial", "addressed", "accordingTo", "possessive", "type", "pronoun", "role", "organisation", "document", "group", "anonymous", "person", "words", "lead",
  "frequency", "firstMention", "sinceLast", "commaBefore", "inBrackets", "namedInside", "cueToQuote", "firstOfParagraph", "sentenceCue", "clauseVerb", "quoteSideOpen", "capitalHead", "previousSpeaker", "rankParagraph", "colonTurn", "genderInside",
  "codeAfter3", "codeBefore3", "candidates", "nearerSpeaker", "verbBetween", "stopPunctuation", "toCueBack", "verbsToCueBack", "toCueOn", "verbsToCueOn", "indexInSentence", "commasToCueBack", "conjunctionToCueBack", "governed",
] as const;
export const PF = PAIR_FEATURES.length;

/** How a mention stands to a quote. `rank`s count the candidates nearer to the quote on the same side. */
export function pairFeatures(
  reading: Reading,
  mentions: readonly Mention[],
  m: number,
  q: number,
  ranks: { rank: number; speakers: number; paragraph: number; total: number; inside: ReadonlySet<number>; cues: { readonly back: number; readonly on: number } },
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
  for (let i = mention.to, step = 0; i < tokens.count && step < 30 && at(tokens.paragraph, i) === own && at(inQuote, i) === 0; i++, step++) {
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
  out[o++] = previousBits & ADDRESSEE ? (previousWord === "told" || previousWord === "asked" || previousWord === "tells" || previousWord === "telling" ? 2 : previousWord === "to" ? 3 : 1) : 0;
  out[o++] = previousWord === "to" && tokens.lower[mention.from - 2] === "according" ? 1 : previousWord === "by" ? 2 : previousWord === "from" ? 3 : previousWord === "of" ? 4 : 0;
  out[o++] = mention.possessive ? 1 : 0;
  out[o++] = mention.type;
  const bits = mention.classes;
  const word = tokens.lower[mention.head] ?? "";
  out[o++] =
    mention.type !== PRONOUN
      ? 0
      : word === "he" ? 1 : word === "she" ? 2 : word === "they" ? 3 : word === "it" ? 4 : word === "i" ? 5 : word === "we" ? 6 : word === "his" ? 7 : word === "her" ? 8 : word === "him" ? 9 : bits & PRONOUN_FIRST ? 10 : bits & PRONOUN_THEY ? 11 : 12;
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
  out[o++] = cuePlace < 0 ? -1 : Math.min(60, cuePlace < from ? at(outer, from) - at(outer, cuePlace) - 1 : at(outer, cuePlace) - at(outer, to));
  let k = mention.from - 1;
  let firstOf = 1;
  for (; k >= 0 && at(tokens.paragraph, k) === own && mention.from - k < 40; k--) if (at(tokens.kind, k) === WORD && at(inQuote, k) === 0) firstOf = 0;
  out[o++] = firstOf;
  let sentenceCue = 0;
  for (let i = mention.head + 1, s = at(sentence, mention.head); i < tokens.count && at(sentence, i) === s && i < mention.head + 40; i++) if (at(cue, i) > sentenceCue) sentenceCue = at(cue, i);
  out[o++] = sentenceCue;
  let clause = 0;
  for (let i = mention.to; i < Math.min(tokens.count, mention.to + 3) && at(inQuote, i) === 0; i++) if (at(tokens.classes, i) & (AUXILIARY | COMMONVERB) || at(cue, i) >= 2) clause = 1;
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
  out[o++] = ranks.speakers === 0 && (mention.type === NAME || mention.type === PRONOUN || (mention.type === NOMINAL && (bits & (ROLE | GROUP)) !== 0)) ? 1 : 0;
  out[o++] = Math.min(8, verbs);
  out[o++] = Math.min(4, stops);
  // To the cue that governs the quote: mentions, verbs and commas between the candidate and it.
  const { back, on } = ranks.cues;
  const relation = (cueAt: number) => {
    if (cueAt < 0 || own !== line) return { mentions: -9, verbs: -1, commas: -1, conjunction: -1 };
    const x = mention.from < cueAt ? mention.to : cueAt + 1;
    const y = mention.from < cueAt ? cueAt : mention.from;
    let verbsThere = 0;
    let conjunction = 0;
    for (let i = x; i < y && i < x + 40; i++) {
      if (at(inQuote, i) !== 0) continue;
      if (at(tokens.classes, i) & (AUXILIARY | COMMONVERB) || at(cue, i) >= 2) verbsThere++;
      if (at(tokens.classes, i) & CONJUNCTION) conjunction++;
    }
    const steps = Math.min(8, at(reading.mentionCount, y) - at(reading.mentionCount, x));
    return { mentions: mention.from < cueAt ? -1 - steps : steps, verbs: Math.min(6, verbsThere), commas: Math.min(5, at(commas, y) - at(commas, x)), conjunction: Math.min(3, conjunction) };
  };
  const toBack = relation(back);
  const toOn = relation(on);
  out[o++] = toBack.mentions;
  out[o++] = toBack.verbs;
  out[o++] = toOn.mentions;
  out[o++] = toOn.verbs;
  let sentenceFrom = mention.from;
  for (let step = 0; sentenceFrom > 0 && step < 50 && !starts[sentenceFrom] && at(tokens.paragraph, sentenceFrom - 1) === own; step++) sentenceFrom--;
  out[o++] = Math.min(9, at(reading.mentionCount, mention.from) - at(reading.mentionCount, sentenceFrom));
  out[o++] = toBack.commas;
  out[o++] = toBack.conjunction;
  out[o++] = back >= 0 && toBack.mentions === -1 && toBack.verbs === 0 ? 1 : on >= 0 && (toOn.mentions === -1 || toOn.mentions === 0) && toOn.verbs === 0 ? 2 : 0;
}
