/**
 * Makes the weights of the quote engine from the training articles and prints figures.
 *
 *   npx tsx train/quotes.ts [--cv] [--rounds N]
 *
 * The same input gives the same weights, byte for byte.
 */
import { writeFileSync } from "node:fs";
import { best, FIRST_WIDTH, SF, secondFeatures, shares, WIDTH } from "../src/news/quotes/06-rank.ts";
import { DETECT_WIDTH, detectFeatures } from "../src/news/quotes/07-detect.ts";
import type { Mention } from "../src/news/quotes/03-mentions.ts";
import { at } from "../src/news/text/tokens.ts";
import { type Binned, type BoostOptions, bin, boost, listwise, logistic, predict, type Tree } from "./boost.ts";
import { packForest, printForest } from "./pack.ts";
import { loadGold, type Prepared, prepare } from "./quotes-data.ts";

const arg = (name: string, fallback: number) => {
  const i = process.argv.indexOf(name);
  return i < 0 ? fallback : Number(process.argv[i + 1]);
};
const FOLDS = 5;
const RANK: BoostOptions = { rounds: arg("--rounds", 150), leaves: 24, rate: 0.1, lambda: 2, minChild: 1, columns: 0.5, rowShare: 0.7, seed: 7 };
const SECOND: BoostOptions = { ...RANK, rounds: arg("--second", 100), seed: 11 };
const DETECT: BoostOptions = { rounds: arg("--detect", 150), leaves: 10, rate: 0.06, lambda: 3, minChild: 3, columns: 0.4, rowShare: 0.7, seed: 13 };

const clock = performance.now();
const log = (...parts: unknown[]) => process.stderr.write(`${((performance.now() - clock) / 1000).toFixed(0).padStart(5)} s  ${parts.join(" ")}\n`);

/** Scores of candidates by a forest, for every quote of some articles. */
const score = (trees: readonly Tree[], article: Prepared): Float64Array[] =>
  article.candidates.map((c) => Float64Array.from(c.mentions, (_, i) => predict(trees, c.features, i * c.width)));

function rankMatrix(articles: readonly Prepared[], columns: number): { data: Binned; groups: Int32Array; target: Int8Array } {
  const groups = [0];
  const target: number[] = [];
  const chosen: { features: Float64Array; width: number; n: number }[] = [];
  for (const a of articles)
    a.candidates.forEach((c, q) => {
      const label = a.labels[q];
      if (!label?.attributed || !label.target.includes(1)) return;
      chosen.push({ features: c.features, width: c.width, n: c.mentions.length });
      target.push(...label.target);
      groups.push(target.length);
    });
  const data = new Float64Array(target.length * columns);
  let row = 0;
  for (const { features, width, n } of chosen)
    for (let i = 0; i < n; i++, row++) data.set(features.subarray(i * width, i * width + columns), row * columns);
  return { data: bin({ rows: target.length, columns, data }), groups: Int32Array.from(groups), target: Int8Array.from(target) };
}

function trainRank(articles: readonly Prepared[], columns: number, options: BoostOptions): Tree[] {
  const { data, groups, target } = rankMatrix(articles, columns);
  return boost(data, groups, listwise(groups, target), options);
}

type DetectRow = { features: Float64Array; attributed: boolean };
function trainDetect(rows: readonly DetectRow[], options: BoostOptions): Tree[] {
  const data = new Float64Array(rows.length * DETECT_WIDTH);
  rows.forEach((r, i) => data.set(r.features, i * DETECT_WIDTH));
  return boost(
    bin({ rows: rows.length, columns: DETECT_WIDTH, data }),
    Int32Array.from({ length: rows.length + 1 }, (_, i) => i),
    logistic(Int8Array.from(rows, (r) => (r.attributed ? 1 : 0))),
    options,
  );
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
type Decision = { p: number; mention: Mention | undefined; right: boolean; share: number };

/** End-to-end figures as `score-quotes.mjs` counts them, at mention level. */
function figures(articles: readonly Prepared[], decisions: readonly (readonly Decision[])[], threshold: number, minWords: number) {
  let tp = 0, fp = 0, fn = 0, right = 0;
  articles.forEach((a, k) => {
    for (const span of a.gold.spans) {
      if (a.gold.text.slice(span.start, span.end).trim().split(/\s+/).length < minWords) continue;
      let hit: Decision | undefined;
      let covered = 0;
      a.candidates.forEach((c, q) => {
        const d = decisions[k]?.[q];
        if (d === undefined || d.p < threshold) return;
        const inner = a.reading.quotes[c.quote]?.inner ?? { start: 0, end: 0 };
        const o = Math.min(span.end, inner.end) - Math.max(span.start, inner.start);
        if (o > covered) [covered, hit] = [o, d];
      });
      const ok = covered >= 0.5 * Math.max(1, span.end - span.start - 2);
      if (!ok) hit = undefined;
      if (span.attributed && hit) {
        tp++;
        const m = (hit as Decision).mention;
        if (span.sources.length ? m !== undefined && span.sources.some(([s, e]) => at(a.reading.tokens.start, m.from) < e && at(a.reading.tokens.end, m.to - 1) > s) : m === undefined) right++;
      } else if (span.attributed) fn++;
      else if (hit) fp++;
    }
  });
  const f = (x: number) => (2 * x) / (2 * tp + fp + fn);
  return { detection: f(tp), speaker: right / tp, endToEnd: f(right), tp, fp, fn };
}
const show = (name: string, articles: readonly Prepared[], decisions: readonly (readonly Decision[])[], threshold: number) => {
  for (const min of [1, 4]) {
    const r = figures(articles, decisions, threshold, min);
    log(`${name} ${min}+ words: detection ${r.detection.toFixed(4)}  speaker ${r.speaker.toFixed(4)}  end to end ${r.endToEnd.toFixed(4)}`);
  }
};

const articles = loadGold("../shared/data/quotes/polnear-train.jsonl").map((g) => prepare(g, SF));
const dev = loadGold("../shared/data/quotes/polnear-dev.jsonl").map((g) => prepare(g, SF));
log("prepared", articles.length, "articles,", articles.reduce((n, a) => n + a.candidates.length, 0), "quotes");

const fold = articles.map((_, i) => i % FOLDS);
const others = (k: number) => articles.filter((_, i) => fold[i] !== k);
const cross = <T>(fit: (k: number) => T, use: (model: T, a: Prepared, i: number) => void) => {
  for (let k = 0; k < FOLDS; k++) {
    const model = fit(k);
    articles.forEach((a, i) => {
      if (fold[i] === k) use(model, a, i);
    });
  }
};

// First look: out-of-fold scores, so that the second look learns from what it will really see.
const first: Float64Array[][] = [];
cross((k) => trainRank(others(k), FIRST_WIDTH, RANK), (trees, a, i) => {
  first[i] = score(trees, a);
});
log("first look, cross-fitted");
articles.forEach((a, i) => secondFeatures(a.reading, a.mentions, a.candidates, first[i] ?? []));
const second: Float64Array[][] = [];
cross((k) => trainRank(others(k), WIDTH, SECOND), (trees, a, i) => {
  second[i] = score(trees, a);
});
log("second look, cross-fitted");
const rowsOf = (a: Prepared, scores: Float64Array[]) => a.candidates.map((c, q) => ({ features: detectFeatures(c, scores[q] ?? new Float64Array(0), 0, 0), attributed: a.labels[q]?.attributed ?? false, known: a.labels[q]?.gold !== undefined }));
const rows = articles.map((a, i) => rowsOf(a, second[i] ?? []));
const detected: number[][] = [];
cross((k) => trainDetect(rows.filter((_, i) => fold[i] !== k).flat().filter((r) => r.known), DETECT), (trees, _, i) => {
  detected[i] = (rows[i] ?? []).map((r) => sigmoid(predict(trees, r.features, 0)));
});
log("detector, cross-fitted");
const decide = (a: Prepared, scores: Float64Array[], ps: number[]): Decision[] =>
  a.candidates.map((c, q) => {
    const s = scores[q] ?? new Float64Array(0);
    const top = best(s);
    return { p: ps[q] ?? 0, mention: a.mentions[c.mentions[top] ?? -1], right: a.labels[q]?.right[top] === 1, share: at(shares(s), Math.max(0, top)) };
  });
for (const [name, scores] of [["first", first], ["second", second]] as const)
  show(`cv ${name}`, articles, articles.map((a, i) => decide(a, scores[i] ?? [], detected[i] ?? [])), 0.5);

const rank1 = trainRank(articles, FIRST_WIDTH, RANK);
const rank2 = trainRank(articles, WIDTH, SECOND);
const detect = trainDetect(rows.flat().filter((r) => r.known), DETECT);
{
  const decisions = dev.map((a) => {
    secondFeatures(a.reading, a.mentions, a.candidates, score(rank1, a));
    const s = score(rank2, a);
    return decide(a, s, rowsOf(a, s).map((r) => sigmoid(predict(detect, r.features, 0))));
  });
  show("dev", dev, decisions, 0.5);
}
if (!process.argv.includes("--cv")) {
  const code = `import type { PackedForest } from "./forest.ts";\n\n/** Made by train/quotes.ts; do not edit. */\n${printForest("firstLook", packForest(rank1, FIRST_WIDTH))}\n${printForest("secondLook", packForest(rank2, WIDTH))}\n${printForest("detector", packForest(detect, DETECT_WIDTH))}`;
  writeFileSync(new URL("../src/news/quotes/weights-table.ts", import.meta.url), code);
  log("weights:", code.length, "characters");
}
