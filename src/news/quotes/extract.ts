import type { Span } from "../article.ts";
import type { FoundPerson } from "../person.ts";
import type { FoundQuote } from "../quote.ts";
import { isForeign } from "../text/foreign.ts";
import { at, WORD } from "../text/tokens.ts";
import { type Reading, read } from "./02-reading.ts";
import { findMentions } from "./03-mentions.ts";
import { findCandidates } from "./05-candidates.ts";
import { lexicalFeatures } from "./05-lexical.ts";
import { best, rank } from "./06-rank.ts";
import { detectRow, isAnnounced, isLabel, isSaying, isSigned } from "./07-detect.ts";
import { nobodysRule } from "./07-nobody.ts";
import { knowNames, people } from "./08-people.ts";
import { subjectBeside } from "./09-plain.ts";
import { resolver } from "./09-resolve.ts";
import { findReported } from "./10-indirect.ts";
import { findBlocks, findTurns } from "./11-blocks.ts";
import { assemble, type Decision } from "./12-assemble.ts";
import { DETECTED, DOUBTFUL, HARDLY } from "./13-confidence.ts";
import { evaluate, unpackForest } from "./forest.ts";
import { unpackWords } from "./lexical.ts";
import { confidence, detection, quoteWeights, ranking } from "./weights-table.ts";

export type ExtractOptions = { readonly blockQuotes?: readonly Span[]; readonly byline?: string };
export type Extraction = { readonly quotes: readonly FoundQuote[]; readonly people: readonly FoundPerson[] };

/** The confidence from which a speaker is shown (97 % precision, see `bench/quality/quotes.ts`); below it a card shows no speaker. */
export const SPEAKER_MARGIN: number = 0.91;

const words = unpackWords(quoteWeights);
const ranker = unpackForest(ranking);
const detect = unpackForest(detection);
const sure = unpackForest(confidence);
const kept = (p: number, right: number) => p >= DETECTED && (p >= DOUBTFUL || right >= HARDLY);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Every quote of an article with its speaker, and every person it names. Pure, linear in the length of the text. */
export function extract(text: string, options: ExtractOptions = {}): Extraction {
  const reading = read(text);
  const foreign = isForeign(reading.tokens);
  const mentions = findMentions(reading);
  const addLexical = lexicalFeatures(reading, words);
  const count = reading.quotes.length;
  const probability = new Float64Array(count + 1);
  const floor = new Float64Array(count);
  const barred = new Uint8Array(count);
  const right = new Float64Array(count);
  const chosen = new Int32Array(count).fill(-1);
  for (const c of findCandidates(reading, mentions)) {
    addLexical(c);
    const q = c.quote;
    const scores = rank(ranker, c);
    const row = detectRow(c, scores);
    probability[q] = sigmoid(evaluate(detect, row, 0));
    right[q] = sigmoid(evaluate(sure, row, 0));
    // What would be left out, but is announced: by one who stands in the announcement.
    const announced = !kept(at(probability, q), at(right, q)) && isAnnounced(reading, q, c.own);
    const from = at(reading.quoteFrom, q);
    chosen[q] =
      c.mentions[best(announced ? scores.map((s, i) => ((mentions[c.mentions[i] ?? 0]?.from ?? from) < from ? s : s - 50)) : scores)] ?? -1;
    barred[q] = isLabel(c.own) || isSaying(reading, q, c.own) ? 1 : 0;
    floor[q] = isSigned(c.own) || announced ? 0.9 : 0;
  }
  const decisions: Decision[] = [];
  for (let q = 0; q < count; q++) {
    const own = barred[q] ? 0 : Math.max(at(floor, q), at(probability, q));
    // An open quote that the next paragraph goes on with is as much a quote as that.
    const p = Math.max(own, reading.quotes[q]?.continues ? at(probability, q + 1) : 0);
    if (!kept(p, at(right, q)) && !(foreign && isForeignQuote(reading, q))) continue;
    if (nobodysRule(reading, q) !== null) continue;
    const beside = subjectBeside(reading, mentions, q);
    decisions.push({
      quote: q,
      mention: beside >= 0 ? beside : at(chosen, q),
      right: at(right, q),
      ...(beside >= 0 ? { plain: true } : {}),
    });
  }
  const known = knowNames(reading, new Set(decisions.map((d) => mentions[d.mention]?.cluster ?? -1)));
  const resolve = resolver(reading, mentions, known);
  const reported = foreign ? [] : findReported(reading, mentions);
  const blocks = [...findBlocks(reading, mentions, known, options.blockQuotes ?? []), ...findTurns(reading, mentions, known)];
  const quotes = assemble(reading, mentions, resolve, decisions, reported, blocks, options.byline);
  if (!foreign) return { quotes, people: people(reading, known) };
  return { quotes: quotes.map((quote) => ({ ...quote, confidence: Math.min(quote.confidence, FOREIGN_SURE) })), people: [] };
}

/** So many words between marks are hardly ever a title or a word held at arm's length: on German news 93 of 100 are somebody's words. */
const FOREIGN_WORDS = 6;
/** What a speaker in another language gets at most: far below the margin, so that none is shown. */
const FOREIGN_SURE = 0.5;

/**
 * In a language whose names and verbs of saying are not known, length tells what is somebody's words; who said it is a guess that is not
 * shown, reported speech is not looked for, and no list of persons is made. A capital is no name in German, and a wrong name is worse than
 * none.
 */
function isForeignQuote(reading: Reading, q: number): boolean {
  const marks = reading.quotes[q];
  if (!marks?.closed && !marks?.continues) return false;
  let words = 0;
  for (let i = at(reading.quoteFrom, q); i < at(reading.quoteTo, q); i++) if (reading.tokens.kind[i] === WORD) words++;
  return words >= FOREIGN_WORDS;
}
