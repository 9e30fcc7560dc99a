import { at } from "../text/tokens.ts";
import type { Reading } from "./02-reading.ts";
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
const [WORDS, BEFORE, AFTER, BACK, ON, CITED, OPENS, AFTER2, OUTER, CAPITALS, CLOSES] = (
  [
    "words",
    "codeBefore",
    "codeAfter",
    "cueBack",
    "cueOn",
    "cited",
    "paragraphStart",
    "codeAfter2",
    "outerInParagraph",
    "capitals",
    "paragraphEnd",
  ] as const
).map(column) as [number, number, number, number, number, number, number, number, number, number, number];

/** Two forms that the training articles hardly have: `the "interesting if true" category`, and a line of a bibliography, `"…" — Daily Example, 15 August 2008`. */
export function isLabel(own: Float64Array): boolean {
  if (at(own, CITED) === 1 && at(own, OPENS) === 1 && at(own, AFTER) === 6) return true;
  // Anthony "Big Tony" Marchetti
  if (at(own, BEFORE) === 33 && at(own, AFTER) === 33 && at(own, WORDS) <= 3) return true;
  const article = at(own, BEFORE) === 25 || at(own, BEFORE) === 26;
  const noun = [28, 32, 36, 37, 38].includes(at(own, AFTER));
  return article && noun && at(own, BACK) < 0 && at(own, ON) < 0 && at(own, WORDS) <= 6;
}

/** "Bring back the number 9 bus." – Winifred Cope: a paragraph that is a quote, a dash and hardly more. */
export function isSigned(own: Float64Array): boolean {
  return (
    at(own, OPENS) === 1 &&
    at(own, CITED) === 0 &&
    at(own, AFTER) === 6 &&
    at(own, AFTER2) === 33 &&
    at(own, OUTER) <= 8 &&
    at(own, WORDS) >= 4
  );
}

/** "X wrote:" and then a paragraph that is a quote and nothing else: 29 of 32 in the training articles are somebody's words. */
export function isAnnounced(reading: Reading, q: number, own: Float64Array): boolean {
  if (at(own, OPENS) !== 1 || (at(own, CLOSES) !== 1 && at(own, OUTER) > 6) || at(own, WORDS) < 4) return false;
  const before = at(reading.quoteFrom, q) - 1;
  return before >= 0 && reading.tokens.lower[before] === ":" && at(reading.inQuote, before) === 0;
}

const WORKS = new Set("titled entitled headlined novel memoir book album song film movie podcast series documentary play poem".split(" "));
const SHOWS = new Set("show program programme series podcast magazine film movie album column blog newsletter".split(" "));
const SAYINGS = new Set(["saying", "proverb", "adage", "joke", "song"]);

/** As the saying goes, "a rising tide lifts all boats"; a memoir titled "Low Water": nobody in the article says these. */
export function isSaying(reading: Reading, q: number, own: Float64Array): boolean {
  const { lower } = reading.tokens;
  const from = at(reading.quoteFrom, q);
  if (at(own, WORDS) <= 6 && at(own, CAPITALS) >= 7 && WORKS.has(lower[from - 1] ?? "")) return true;
  // on the "Today" show
  if (at(own, WORDS) <= 5 && at(own, CAPITALS) >= 7 && SHOWS.has(lower[at(reading.quoteTo, q)] ?? "")) return true;
  for (let i = from - 1; i > from - 4; i--) if (lower[i] === "goes" && SAYINGS.has(lower[i - 1] ?? "")) return true;
  return false;
}
