import { at } from "../text/tokens.ts";
import type { Candidates } from "./05-candidates.ts";
import { best, shares, WIDTH } from "./06-rank.ts";

export const DETECT_FEATURES = ["topShare", "topMargin", "topScore", "secondShare", "detectedAround", "previousWasLikely"] as const;
export const DF = DETECT_FEATURES.length;
export const DETECT_WIDTH = WIDTH + DF;

/** One row a quote: its own features, those of its best candidate, and how sure the ranker is. */
export function detectFeatures(candidates: Candidates, scores: Float64Array, around: number, previous: number): Float64Array {
  const row = new Float64Array(DETECT_WIDTH);
  const share = shares(scores);
  const top = best(share);
  if (top >= 0) row.set(candidates.features.subarray(top * candidates.width, top * candidates.width + WIDTH));
  let second = -Infinity;
  for (let i = 0; i < scores.length; i++) if (i !== top && at(scores, i) > second) second = at(scores, i);
  row[WIDTH] = top < 0 ? 0 : at(share, top);
  row[WIDTH + 1] = top < 0 ? -9 : Math.min(20, at(scores, top) - second);
  row[WIDTH + 2] = top < 0 ? -20 : at(scores, top);
  row[WIDTH + 3] = scores.length < 2 ? 0 : Math.exp(Math.max(-30, second - at(scores, Math.max(0, top)))) * at(share, Math.max(0, top));
  row[WIDTH + 4] = around;
  row[WIDTH + 5] = previous;
  return row;
}
