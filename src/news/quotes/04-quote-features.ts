import { cueValue } from "../text/cue-words.ts";
import { at, CAPITAL, LOWER, NUMERAL, PUNCTUATION, WORD } from "../text/tokens.ts";
import {
  AUXILIARY,
  COMMONVERB,
  PRONOUN_FIRST,
  PRONOUN_HE,
  PRONOUN_IT,
  PRONOUN_SECOND,
  PRONOUN_SHE,
  PRONOUN_THEY,
  WORKTITLE,
} from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { quoteCues, rawCode, tokenCode } from "./04-codes.ts";
import { QUOTE_FEATURES } from "./feature-table.ts";

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
  out[6] =
    firstWord >= 0
      ? at(tokens.shape, firstWord) === LOWER
        ? at(tokens.kind, firstWord) === NUMERAL
          ? 2
          : 0
        : at(tokens.shape, firstWord) === CAPITAL
          ? 1
          : 3
      : 4;
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
  if (lineTo - to < 16 && cueAfter < 2)
    for (let i = to; i < lineTo; i++) if (at(tokens.kind, i) === NUMERAL && at(tokens.end, i) - at(tokens.start, i) === 4) cited = 1;
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

/** How a verb ends: "saying" goes with the subject of its sentence, "said" with the noun before it. */
function form(word: string): number {
  return word.endsWith("ing")
    ? 3
    : word.endsWith("ed") || word === "said" || word === "told" || word === "wrote"
      ? 1
      : word.endsWith("s")
        ? 2
        : 0;
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
