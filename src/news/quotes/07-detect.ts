import { at } from "../text/tokens.ts";
import type { Reading } from "./02-reading.ts";
import type { Candidates } from "./05-candidates.ts";
import { best, shares, WIDTH } from "./06-rank.ts";

export const DETECT_FEATURES = ["topShare", "topMargin", "topScore", "secondShare", "likely", "likelyBefore", "likelyAfter", "likelyInParagraph", "likelyInArticle", "quotesInArticle"] as const;
export const DETECT_WIDTH = WIDTH + DETECT_FEATURES.length;
/** What the first of the two detectors sees. */
export const DETECT_FIRST = WIDTH + 4;

/** One row a quote: its own features, those of its best candidate, and how sure the ranker is. */
export function detectRow(candidates: Candidates, scores: Float64Array): Float64Array {
  const row = new Float64Array(DETECT_WIDTH);
  const share = shares(scores);
  const top = best(share);
  if (top >= 0) row.set(candidates.features.subarray(top * candidates.width, top * candidates.width + WIDTH));
  else row.set(candidates.own);
  let second = -Infinity;
  for (let i = 0; i < scores.length; i++) if (i !== top && at(scores, i) > second) second = at(scores, i);
  row[WIDTH] = top < 0 ? 0 : at(share, top);
  row[WIDTH + 1] = top < 0 ? -9 : Math.min(20, at(scores, top) - second);
  row[WIDTH + 2] = top < 0 ? -20 : at(scores, top);
  row[WIDTH + 3] = scores.length < 2 || top < 0 ? 0 : Math.exp(Math.max(-30, second - at(scores, top))) * at(share, top);
  return row;
}

/** Fills in what the first detector thought of this quote and of those around it. */
export function detectAround(reading: Reading, rows: readonly Float64Array[], likely: Float64Array): void {
  const { tokens, quoteFrom } = reading;
  let total = 0;
  const byLine = new Map<number, [sum: number, n: number]>();
  rows.forEach((_, q) => {
    total += at(likely, q);
    const line = at(tokens.paragraph, at(quoteFrom, q));
    const entry = byLine.get(line) ?? [0, 0];
    byLine.set(line, [entry[0] + at(likely, q), entry[1] + 1]);
  });
  rows.forEach((row, q) => {
    const [sum, n] = byLine.get(at(tokens.paragraph, at(quoteFrom, q))) ?? [0, 1];
    row[WIDTH + 4] = at(likely, q);
    row[WIDTH + 5] = q > 0 ? at(likely, q - 1) : -1;
    row[WIDTH + 6] = q + 1 < rows.length ? at(likely, q + 1) : -1;
    row[WIDTH + 7] = n > 1 ? (sum - at(likely, q)) / (n - 1) : -1;
    row[WIDTH + 8] = rows.length > 1 ? (total - at(likely, q)) / (rows.length - 1) : -1;
    row[WIDTH + 9] = Math.min(40, rows.length);
  });
}
