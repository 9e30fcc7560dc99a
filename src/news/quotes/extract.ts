import type { Span } from "../article.ts";
import type { FoundPerson } from "../person.ts";
import type { FoundQuote } from "../quote.ts";
import { at } from "../text/tokens.ts";
import { read } from "./02-reading.ts";
import { findMentions } from "./03-mentions.ts";
import { findCandidates } from "./05-candidates.ts";
import { best, SF, secondFeatures, shares } from "./06-rank.ts";
import { detectFeatures } from "./07-detect.ts";
import { knowNames, people } from "./08-people.ts";
import { resolver } from "./09-resolve.ts";
import { evaluate, unpackForest } from "./forest.ts";
import { detector, firstLook, secondLook } from "./weights-table.ts";

export type ExtractOptions = { readonly blockQuotes?: readonly Span[]; readonly byline?: string };
export type Extraction = { readonly quotes: readonly FoundQuote[]; readonly people: readonly FoundPerson[] };

/** The confidence from which a speaker is shown (97 % precision); below it a card shows no speaker. */
export const SPEAKER_MARGIN: number = 0.9;

const DETECTED = 0.5;
const rank1 = unpackForest(firstLook);
const rank2 = unpackForest(secondLook);
const detect = unpackForest(detector);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Every quote of an article with its speaker, and every person it names. Pure, linear in the length of the text. */
export function extract(text: string, options: ExtractOptions = {}): Extraction {
  const reading = read(text);
  const mentions = findMentions(reading);
  const candidates = findCandidates(reading, mentions, SF);
  const score = (forest: typeof rank1) => candidates.map((c) => Float64Array.from(c.mentions, (_, i) => evaluate(forest, c.features, i * c.width)));
  secondFeatures(reading, mentions, candidates, score(rank1));
  const scores = score(rank2);
  const known = knowNames(reading);
  const resolve = resolver(reading, mentions, known, options.byline);
  const quotes: FoundQuote[] = [];
  candidates.forEach((c, q) => {
    const own = scores[q] ?? new Float64Array(0);
    const p = sigmoid(evaluate(detect, detectFeatures(c, own, 0, 0), 0));
    if (p < DETECTED) return;
    const quote = reading.quotes[q];
    if (quote === undefined) return;
    const top = best(own);
    const mention = c.mentions[top] ?? -1;
    const share = at(shares(own), Math.max(0, top));
    const referent = resolve.resolve(mention);
    if (referent !== undefined) resolve.spoke(referent, at(reading.quoteFrom, q));
    const speaker = mention < 0 ? null : resolve.speaker(referent ?? { cluster: -1, nominal: -1, sure: 0.3 }, mention);
    const direct = /^\p{Lu}/u.test(text.slice(quote.inner.start, quote.inner.end));
    quotes.push({ parts: [quote.inner], kind: direct ? "direct" : "partial", speaker, cue: null, confidence: p * share * (referent?.sure ?? 0.3) });
  });
  return { quotes, people: people(reading, known) };
}
