import type { Mention } from "../src/news/quotes/03-mentions.ts";
import { DETECTED, DOUBTFUL, HARDLY } from "../src/news/quotes/13-confidence.ts";
import { at } from "../src/news/text/tokens.ts";
import type { Prepared } from "./quotes-data.ts";

const clock = performance.now();
export const log = (...parts: unknown[]) =>
  process.stderr.write(`${((performance.now() - clock) / 1000).toFixed(0).padStart(5)} s  ${parts.join(" ")}\n`);

export type Decision = { p: number; sure: number; mention: Mention | undefined; right: boolean; share: number };

/** When a decision is kept, as in `extract.ts`. */
export type Rule = { readonly from: number; readonly doubtful: number; readonly hardly: number };
export const KEEP: Rule = { from: DETECTED, doubtful: DOUBTFUL, hardly: HARDLY };
const kept = (d: Decision, rule: Rule) => d.p >= rule.from && (d.p >= rule.doubtful || d.sure >= rule.hardly);

/** How often the confident are right, in tenths. */
export function reliability(decisions: readonly Decision[]): void {
  for (let b = 0; b < 10; b++) {
    const list = decisions.filter((d) => Math.min(9, Math.floor(d.sure * 10)) === b);
    if (list.length > 0)
      log(
        `said ${(list.reduce((s, d) => s + d.sure, 0) / list.length).toFixed(3)}  were right ${(list.filter((d) => d.right).length / list.length).toFixed(3)}  of ${list.length}`,
      );
  }
  const sorted = [...decisions].sort((x, y) => y.sure - x.sure);
  let right = 0;
  let margin = 1;
  sorted.forEach((d, i) => {
    if (d.right) right++;
    if (right / (i + 1) >= 0.97) margin = d.sure;
  });
  log("97 % right from", margin.toFixed(3));
}

/** End-to-end figures as `score-quotes.mjs` counts them, at mention level. */
function figures(articles: readonly Prepared[], decisions: readonly (readonly Decision[])[], rule: Rule, minWords: number) {
  let tp = 0,
    fp = 0,
    fn = 0,
    right = 0;
  articles.forEach((a, k) => {
    for (const span of a.gold.spans) {
      if (a.gold.text.slice(span.start, span.end).trim().split(/\s+/).length < minWords) continue;
      let hit: Decision | undefined;
      let covered = 0;
      a.candidates.forEach((c, q) => {
        const d = decisions[k]?.[q];
        if (d === undefined || !kept(d, rule)) return;
        const inner = a.reading.quotes[c.quote]?.inner ?? { start: 0, end: 0 };
        const o = Math.min(span.end, inner.end) - Math.max(span.start, inner.start);
        if (o > covered) [covered, hit] = [o, d];
      });
      const ok = covered >= 0.5 * Math.max(1, span.end - span.start - 2);
      if (!ok) hit = undefined;
      if (span.attributed && hit) {
        tp++;
        const m = (hit as Decision).mention;
        if (
          span.sources.length
            ? m !== undefined &&
              span.sources.some(([s, e]) => at(a.reading.tokens.start, m.from) < e && at(a.reading.tokens.end, m.to - 1) > s)
            : m === undefined
        )
          right++;
      } else if (span.attributed) fn++;
      else if (hit) fp++;
    }
  });
  const f = (x: number) => (2 * x) / (2 * tp + fp + fn);
  return { detection: f(tp), speaker: right / tp, endToEnd: f(right), tp, fp, fn };
}
/** Precision of the speaker over the most confident 50, 80 and 90 % of what is attributed. */
function coverage(articles: readonly Prepared[], decisions: readonly (readonly Decision[])[], rule: Rule): string {
  const all: { sure: number; right: boolean }[] = [];
  let total = 0;
  articles.forEach((a, k) => {
    a.labels.forEach((l, q) => {
      if (l.attributed) total++;
      const d = decisions[k]?.[q];
      if (d !== undefined && kept(d, rule) && l.gold) all.push({ sure: d.sure, right: d.right });
    });
  });
  all.sort((x, y) => y.sure - x.sure);
  return `${[50, 80, 90]
    .map((c) => {
      const top = all.slice(0, Math.round((total * c) / 100));
      return `${c} % ${(top.filter((t) => t.right).length / top.length).toFixed(3)}`;
    })
    .join("  ")}  `;
}
export const show = (name: string, articles: readonly Prepared[], decisions: readonly (readonly Decision[])[], rule: Rule) => {
  for (const min of [1, 4]) {
    const r = figures(articles, decisions, rule, min);
    const ranked = min === 1 ? coverage(articles, decisions, rule) : "";
    log(
      `${ranked}${name} ${min}+ words: detection ${r.detection.toFixed(4)}  speaker ${r.speaker.toFixed(4)}  end to end ${r.endToEnd.toFixed(4)}`,
    );
  }
};
