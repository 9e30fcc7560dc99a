import { at } from "../text/tokens.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, PRONOUN } from "./03-mentions.ts";
import { PF, QF } from "./04-features.ts";
import type { Candidates } from "./05-candidates.ts";

/** Columns that only the second look has: what the first said about this quote and its neighbours. */
export const SECOND_FEATURES = [
  "share", "rank", "margin", "previousShare", "previousCluster", "previousTop", "nextShare", "nextCluster", "nextTop", "quotedBefore", "quotedAll", "previousTopShare", "sameTopType", "previousAway", "nextAway", "pronounOfPrevious",
] as const;
export const SF = SECOND_FEATURES.length;
export const WIDTH = QF + PF + SF;
export const FIRST_WIDTH = QF + PF;

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

export function best(values: Float64Array): number {
  let top = -1;
  for (let i = 0; i < values.length; i++) if (top < 0 || at(values, i) > at(values, top)) top = i;
  return top;
}

/** Fills the second look's columns from the first look's scores. */
export function secondFeatures(reading: Reading, mentions: readonly Mention[], all: readonly Candidates[], scores: readonly Float64Array[]): void {
  const share = scores.map(shares);
  const tops = share.map(best);
  const place = all.map((c) => new Map(c.mentions.map((m, i) => [m, i])));
  const topMention = all.map((c, q) => c.mentions[tops[q] ?? -1] ?? -1);
  const quoted = new Map<number, number>();
  for (const m of topMention) {
    const cluster = mentions[m]?.cluster ?? -1;
    if (cluster >= 0) quoted.set(cluster, (quoted.get(cluster) ?? 0) + 1);
  }
  const sofar = new Map<number, number>();
  all.forEach((c, q) => {
    const line = at(reading.tokens.paragraph, at(reading.quoteFrom, q));
    const neighbours = [q - 1, q + 1].map((n) => {
      const other = all[n];
      const away = other === undefined ? 9 : Math.abs(at(reading.tokens.paragraph, at(reading.quoteFrom, n)) - line);
      return { n, away, ok: other !== undefined && away <= 3 };
    });
    const clusterShare = neighbours.map(({ n, ok }) => {
      const sum = new Map<number, number>();
      const other = all[n];
      if (ok && other !== undefined)
        other.mentions.forEach((m, i) => {
          const cluster = mentions[m]?.cluster ?? -1;
          if (cluster >= 0) sum.set(cluster, (sum.get(cluster) ?? 0) + at(share[n] ?? [], i));
        });
      return sum;
    });
    const own = share[q] ?? new Float64Array(0);
    const order = [...own.keys()].sort((a, b) => at(own, b) - at(own, a));
    const rankOf = new Int32Array(own.length);
    order.forEach((i, r) => {
      rankOf[i] = r;
    });
    const topScore = at(scores[q] ?? [], order[0] ?? 0);
    const secondScore = order.length > 1 ? at(scores[q] ?? [], order[1] ?? 0) : topScore - 5;
    c.mentions.forEach((m, i) => {
      const base = i * c.width + FIRST_WIDTH;
      const mention = mentions[m];
      if (mention === undefined) return;
      const f = c.features;
      const score = at(scores[q] ?? [], i);
      f[base] = at(own, i);
      f[base + 1] = at(rankOf, i);
      f[base + 2] = at(rankOf, i) === 0 ? score - secondScore : score - topScore;
      neighbours.forEach(({ n, ok, away }, side) => {
        const b = base + 3 + side * 3;
        const there = ok ? place[n]?.get(m) : undefined;
        f[b] = !ok ? -1 : there === undefined ? 0 : at(share[n] ?? [], there);
        f[b + 1] = !ok || mention.cluster < 0 ? -1 : (clusterShare[side]?.get(mention.cluster) ?? 0);
        f[b + 2] = !ok ? -1 : topMention[n] === m ? 1 : 0;
        f[base + 13 + side] = away > 3 ? 9 : away;
      });
      f[base + 9] = mention.cluster < 0 ? -1 : (sofar.get(mention.cluster) ?? 0);
      f[base + 10] = mention.cluster < 0 ? -1 : (quoted.get(mention.cluster) ?? 0);
      const previous = neighbours[0];
      f[base + 11] = previous?.ok ? at(share[q - 1] ?? [], tops[q - 1] ?? 0) : -1;
      const previousTop = mentions[topMention[q - 1] ?? -1];
      f[base + 12] = previousTop === undefined ? -1 : previousTop.type === mention.type ? 1 : 0;
      f[base + 15] = previousTop === undefined || mention.type !== PRONOUN ? -1 : previousTop.head === mention.head ? 2 : previousTop.type === PRONOUN && previousTop.classes === mention.classes ? 1 : 0;
    });
    const cluster = mentions[topMention[q] ?? -1]?.cluster ?? -1;
    if (cluster >= 0) sofar.set(cluster, (sofar.get(cluster) ?? 0) + 1);
  });
}
