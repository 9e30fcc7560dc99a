import type { Reading } from "./02-reading.ts";
import type { Candidates } from "./05-candidates.ts";
import { QUOTE_FEATURES } from "./feature-table.ts";
import { quoteWords, sumWords, type WordWeights, wordHashes } from "./lexical.ts";

const OWN = QUOTE_FEATURES.indexOf("lexicalQuote");

/** Writes what the words themselves say (a linear model over hashed words) into the column kept for it. */
export function lexicalFeatures(reading: Reading, words: WordWeights): (candidates: Candidates) => void {
  const hashes = wordHashes(reading);
  const buckets = new Int32Array(96);
  return (c) => {
    const own = sumWords(words, buckets, quoteWords(reading, hashes, c.quote, buckets));
    for (let i = 0; i < c.mentions.length; i++) c.features[i * c.width + OWN] = own;
    c.own[OWN] = own;
  };
}
