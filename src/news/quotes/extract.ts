import type { Span } from "../article.ts";
import type { FoundPerson } from "../person.ts";
import type { FoundQuote } from "../quote.ts";
import { at } from "../text/tokens.ts";
import { read } from "./02-reading.ts";
import { findMentions } from "./03-mentions.ts";
import { findCandidates } from "./05-candidates.ts";
import { lexicalFeatures } from "./05-lexical.ts";
import { best, SF, secondFeatures } from "./06-rank.ts";
import { detectAround, detectRow } from "./07-detect.ts";
import { knowNames, people } from "./08-people.ts";
import { resolver } from "./09-resolve.ts";
import { findReported } from "./10-indirect.ts";
import { findBlocks, findTurns } from "./11-blocks.ts";
import { assemble, type Decision } from "./12-assemble.ts";
import { evaluate, type Forest, unpackForest } from "./forest.ts";
import { unpackWords } from "./lexical.ts";
import { confidence, detector, firstLook, quoteWeights, secondDetector, secondLook } from "./weights-table.ts";

export type ExtractOptions = { readonly blockQuotes?: readonly Span[]; readonly byline?: string };
export type Extraction = { readonly quotes: readonly FoundQuote[]; readonly people: readonly FoundPerson[] };

/** The confidence from which a speaker is shown (97 % precision); below it a card shows no speaker. */
export const SPEAKER_MARGIN: number = 0.9;

const DETECTED = 0.5;
/** A quote that is none one time in six and whose speaker is mostly wrong helps nobody. */
const DOUBTFUL = 0.85;
const HARDLY = 0.36;
const rank1 = unpackForest(firstLook);
const words = unpackWords(quoteWeights);
const rank2 = unpackForest(secondLook);
const detect1 = unpackForest(detector);
const detect2 = unpackForest(secondDetector);
const sure = unpackForest(confidence);
const NONE = new Float64Array(0);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Every quote of an article with its speaker, and every person it names. Pure, linear in the length of the text. */
export function extract(text: string, options: ExtractOptions = {}): Extraction {
  const reading = read(text);
  const mentions = findMentions(reading);
  const candidates = findCandidates(reading, mentions, SF);
  lexicalFeatures(reading, candidates, words);
  const score = (forest: Forest) => candidates.map((c) => Float64Array.from(c.mentions, (_, i) => evaluate(forest, c.features, i * c.width)));
  const scores = score(rank1);
  secondFeatures(reading, mentions, candidates, scores);
  score(rank2).forEach((more, q) => {
    more.forEach((value, i) => {
      const own = scores[q];
      if (own !== undefined) own[i] = at(own, i) + value;
    });
  });
  const rows = candidates.map((c, q) => detectRow(c, scores[q] ?? NONE));
  const logits = Float64Array.from(rows, (row) => evaluate(detect1, row, 0));
  detectAround(reading, rows, logits.map(sigmoid));
  const known = knowNames(reading);
  const resolve = resolver(reading, mentions, known, options.byline);
  const probability = Float64Array.from(rows, (row, q) => sigmoid(at(logits, q) + evaluate(detect2, row, 0)));
  const decisions: Decision[] = [];
  candidates.forEach((c, q) => {
    const own = scores[q] ?? NONE;
    // An open quote that the next paragraph goes on with is as much a quote as that.
    const p = Math.max(at(probability, q), reading.quotes[q]?.continues ? at(probability, q + 1) : 0);
    const right = sigmoid(evaluate(sure, rows[q] ?? NONE, 0));
    if (p < DETECTED || (p < DOUBTFUL && right < HARDLY)) return;
    decisions.push({ quote: q, mention: c.mentions[best(own)] ?? -1, right });
  });
  const reported = findReported(reading, mentions);
  const blocks = [...findBlocks(reading, mentions, known, options.blockQuotes ?? []), ...findTurns(reading, mentions, known)];
  const quotes = assemble(reading, mentions, resolve, decisions, reported, blocks, options.byline);
  return { quotes, people: people(reading, known) };
}
