import { at } from "../text/tokens.ts";
import { type Candidates, WIDTH } from "./05-candidates.ts";
import { best, shares } from "./06-rank.ts";
import { QUOTE_FEATURES } from "./feature-table.ts";

export const DETECT_FEATURES = ["topShare", "topMargin", "topScore", "secondShare"] as const;
export const DETECT_WIDTH = WIDTH + DETECT_FEATURES.length;

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

const column = (name: (typeof QUOTE_FEATURES)[number]) => QUOTE_FEATURES.indexOf(name);
const [WORDS, BEFORE, AFTER, BACK, ON, CITED, OPENS] = (
  ["words", "codeBefore", "codeAfter", "cueBack", "cueOn", "cited", "paragraphStart"] as const
).map(column) as [number, number, number, number, number, number, number];

/** Two forms that the training articles hardly have: `the "interesting if true" category`, and a line of a bibliography, `"…" — Daily Example, 15 August 2008`. */
export function isLabel(own: Float64Array): boolean {
  if (at(own, CITED) === 1 && at(own, OPENS) === 1 && at(own, AFTER) === 6) return true;
  const article = at(own, BEFORE) === 25 || at(own, BEFORE) === 26;
  const noun = [28, 32, 36, 37, 38].includes(at(own, AFTER));
  return article && noun && at(own, BACK) < 0 && at(own, ON) < 0 && at(own, WORDS) <= 6;
}
