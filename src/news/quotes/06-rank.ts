import { at } from "../text/tokens.ts";
import type { Candidates } from "./05-candidates.ts";
import { evaluate, type Forest } from "./forest.ts";

/** After so many trees a candidate this far behind has lost: the rest of the trees would not turn it. */
const LOOK = 100;
const BEHIND = 4.5;

/** How well each candidate of a quote fits; only the differences between them mean anything. */
export function rank(forest: Forest, c: Candidates): Float64Array {
  const trees = forest.roots.length;
  const scores = Float64Array.from(c.mentions, (_, i) => evaluate(forest, c.features, i * c.width, 0, LOOK));
  let top = -Infinity;
  for (const s of scores) if (s > top) top = s;
  return scores.map((s, i) => (s < top - BEHIND ? s - BEHIND : s + evaluate(forest, c.features, i * c.width, LOOK, trees)));
}

/** The scores of one quote's candidates as shares of one. */
export function shares(scores: Float64Array): Float64Array {
  const out = new Float64Array(scores.length);
  let max = -Infinity;
  for (const s of scores) if (s > max) max = s;
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += out[i] = Math.exp(at(scores, i) - max);
  for (let i = 0; i < scores.length; i++) out[i] = at(out, i) / sum;
  return out;
}

/** The index of the largest value; -1 of none. */
export function best(values: Float64Array): number {
  let top = -1;
  for (let i = 0; i < values.length; i++) if (top < 0 || at(values, i) > at(values, top)) top = i;
  return top;
}
