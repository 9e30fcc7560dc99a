/**
 * Makes the weights of the quote engine from the training articles and prints figures.
 *
 *   npx tsx train/quotes.ts [--cv] [--rounds N]
 *
 * The same input gives the same weights, byte for byte.
 */
import { writeFileSync } from "node:fs";
import { best, FIRST_WIDTH, SF, secondFeatures, shares, WIDTH } from "../src/news/quotes/06-rank.ts";
import { DETECT_FIRST, DETECT_WIDTH, detectAround, detectRow } from "../src/news/quotes/07-detect.ts";
import type { Mention } from "../src/news/quotes/03-mentions.ts";
import { lexicalFeatures } from "../src/news/quotes/05-lexical.ts";
import { quoteWords, unpackWords, wordHashes } from "../src/news/quotes/lexical.ts";
import { at } from "../src/news/text/tokens.ts";
import { common, fitLinear, type Group, packWords, printWords } from "./linear.ts";
import { type Binned, type BoostOptions, bin, boost, listwise, logistic, predict, type Tree } from "./boost.ts";
import { packForest, printForest } from "./pack.ts";
import { loadGold, type Prepared, prepare } from "./quotes-data.ts";

const arg = (name: string, fallback: number) => {
  const i = process.argv.indexOf(name);
  return i < 0 ? fallback : Number(process.argv[i + 1]);
};
const FOLDS = 5;
const RANK: BoostOptions = { rounds: arg("--rounds", 300), leaves: 16, rate: 0.06, lambda: 5, minChild: 3, columns: 0.5, rowShare: 0.7, seed: 7 };
const SECOND: BoostOptions = { ...RANK, rounds: arg("--second", 60), leaves: 8, lambda: 10, seed: 11 };
const DETECT: BoostOptions = { rounds: arg("--detect", 220), leaves: 10, rate: 0.05, lambda: 4, minChild: 3, columns: 0.4, rowShare: 0.7, seed: 13 };
const AGAIN: BoostOptions = { ...DETECT, rounds: 60, leaves: 6, seed: 17 };
const SURE: BoostOptions = { ...DETECT, rounds: 160, leaves: 8, seed: 19 };

const clock = performance.now();
const log = (...parts: unknown[]) => process.stderr.write(`${((performance.now() - clock) / 1000).toFixed(0).padStart(5)} s  ${parts.join(" ")}\n`);

/** Scores of candidates by a forest, for every quote of some articles. */
const score = (trees: readonly Tree[], article: Prepared): Float64Array[] =>
  article.candidates.map((c) => Float64Array.from(c.mentions, (_, i) => predict(trees, c.features, i * c.width)));

function rankMatrix(articles: readonly Prepared[], columns: number, base?: readonly Float64Array[][]): { data: Binned; groups: Int32Array; target: Int8Array; start: Float64Array | undefined } {
  const groups = [0];
  const target: number[] = [];
  const chosen: { features: Float64Array; width: number; n: number }[] = [];
  const start: number[] = [];
  articles.forEach((a, i) => {
    a.candidates.forEach((c, q) => {
      const label = a.labels[q];
      if (!label?.attributed || !label.target.includes(1)) return;
      chosen.push({ features: c.features, width: c.width, n: c.mentions.length });
      target.push(...label.target);
      groups.push(target.length);
      start.push(...(base?.[i]?.[q] ?? []));
    });
  });
  const data = new Float64Array(target.length * columns);
  let row = 0;
  for (const { features, width, n } of chosen)
    for (let i = 0; i < n; i++, row++) data.set(features.subarray(i * width, i * width + columns), row * columns);
  return { data: bin({ rows: target.length, columns, data }), groups: Int32Array.from(groups), target: Int8Array.from(target), start: base === undefined ? undefined : Float64Array.from(start) };
}

function trainRank(articles: readonly Prepared[], columns: number, options: BoostOptions, base?: readonly Float64Array[][]): Tree[] {
  const { data, groups, target, start } = rankMatrix(articles, columns, base);
  return boost(data, groups, listwise(groups, target), options, start);
}

/** Trees for a yes-or-no question about quotes, on top of `base` (log odds) where there is one. */
function trainBinary(rows: readonly Float64Array[], target: readonly boolean[], columns: number, options: BoostOptions, base?: readonly number[]): Tree[] {
  const data = new Float64Array(rows.length * columns);
  rows.forEach((r, i) => data.set(r.subarray(0, columns), i * columns));
  return boost(
    bin({ rows: rows.length, columns, data }),
    Int32Array.from({ length: rows.length + 1 }, (_, i) => i),
    logistic(Int8Array.from(target, (t) => (t ? 1 : 0))),
    options,
    base === undefined ? undefined : Float64Array.from(base),
  );
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
type Decision = { p: number; sure: number; mention: Mention | undefined; right: boolean; share: number };

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
/** Precision of the speaker over the most confident 50, 80 and 90 % of what is attributed. */
function coverage(articles: readonly Prepared[], decisions: readonly (readonly Decision[])[], threshold: number): string {
  const all: { sure: number; right: boolean }[] = [];
  let total = 0;
  articles.forEach((a, k) => {
    a.labels.forEach((l, q) => {
      if (l.attributed) total++;
      const d = decisions[k]?.[q];
      if (d !== undefined && d.p >= threshold && l.gold) all.push({ sure: d.sure, right: d.right });
    });
  });
  all.sort((x, y) => y.sure - x.sure);
  return `${[50, 80, 90].map((c) => { const top = all.slice(0, Math.round((total * c) / 100)); return `${c} % ${(top.filter((t) => t.right).length / top.length).toFixed(3)}`; }).join("  ")}  `;
}
const show = (name: string, articles: readonly Prepared[], decisions: readonly (readonly Decision[])[], threshold: number) => {
  for (const min of [1, 4]) {
    const r = figures(articles, decisions, threshold, min);
    const ranked = min === 1 ? coverage(articles, decisions, threshold) : "";
    log(`${ranked}${name} ${min}+ words: detection ${r.detection.toFixed(4)}  speaker ${r.speaker.toFixed(4)}  end to end ${r.endToEnd.toFixed(4)}`);
  }
};

const articles = loadGold("../shared/data/quotes/polnear-train.jsonl").map((g) => prepare(g, SF));
const dev = loadGold("../shared/data/quotes/polnear-dev.jsonl").map((g) => prepare(g, SF));
log("prepared", articles.length, "articles,", articles.reduce((n, a) => n + a.candidates.length, 0), "quotes");

const fold = articles.map((_, i) => i % FOLDS);
const inFold = (k: number) => <T>(list: readonly T[]) => list.filter((_, i) => fold[i] !== k);
/** Fits on four fifths, uses on the fifth: what the next step learns from is what it will really see. */
const cross = <T>(fit: (k: number) => T, use: (model: T, a: Prepared, i: number) => void) => {
  for (let k = 0; k < FOLDS; k++) {
    const model = fit(k);
    articles.forEach((a, i) => {
      if (fold[i] === k) use(model, a, i);
    });
  }
};

// What the words around a quote say: a linear model over hashed words.
const buckets = new Int32Array(96);
const wordRows = articles.map((a) => {
  const hashes = wordHashes(a.reading);
  return a.candidates.map((c) => buckets.slice(0, quoteWords(a.reading, hashes, c.quote, buckets)));
});
const allowed = common(wordRows, 5);
const fitWords = (use: (i: number) => boolean) => {
  const groups: Group[] = articles.flatMap((a, i) => (use(i) ? a.labels.flatMap((l, q) => (l.gold ? [{ rows: [wordRows[i]?.[q] ?? new Int32Array(0)], target: Int8Array.of(l.attributed ? 1 : 0) }] : [])) : []));
  return packWords(fitLinear(groups, allowed, 6, 0.05, 1e-3));
};
cross((k) => unpackWords(fitWords((i) => fold[i] !== k)), (words, a) => lexicalFeatures(a.reading, a.candidates, words));
const wordsPacked = fitWords(() => true);
for (const a of dev) lexicalFeatures(a.reading, a.candidates, unpackWords(wordsPacked));

const first: Float64Array[][] = [];
cross((k) => trainRank(inFold(k)(articles), FIRST_WIDTH, RANK), (trees, a, i) => {
  first[i] = score(trees, a);
});
log("first look, cross-fitted");
articles.forEach((a, i) => secondFeatures(a.reading, a.mentions, a.candidates, first[i] ?? []));
const plus = (a: Float64Array[], b: Float64Array[]) => a.map((x, q) => x.map((v, i) => v + at(b[q] ?? [], i)));
const second: Float64Array[][] = [];
cross((k) => trainRank(inFold(k)(articles), WIDTH, SECOND, inFold(k)(first)), (trees, a, i) => {
  second[i] = plus(first[i] ?? [], score(trees, a));
});
log("second look, cross-fitted");

const rows = articles.map((a, i) => a.candidates.map((c, q) => detectRow(c, second[i]?.[q] ?? new Float64Array(0))));
type Answers = (i: number, q: number) => boolean;
const attributed: Answers = (i, q) => articles[i]?.labels[q]?.attributed ?? false;
const rightAt: Answers = (i, q) => {
  const l = articles[i]?.labels[q];
  return (l?.attributed ?? false) && l?.right[best(second[i]?.[q] ?? new Float64Array(0))] === 1;
};
const fitRows = (use: (i: number) => boolean, answers: Answers, columns: number, options: BoostOptions, base?: readonly Float64Array[]) => {
  const chosen: Float64Array[] = [];
  const target: boolean[] = [];
  const start: number[] = [];
  rows.forEach((list, i) => {
    if (!use(i)) return;
    list.forEach((row, q) => {
      if (!articles[i]?.labels[q]?.gold) return;
      chosen.push(row);
      target.push(answers(i, q));
      if (base) start.push(at(base[i] ?? [], q));
    });
  });
  return trainBinary(chosen, target, columns, options, base ? start : undefined);
};
const evaluateRows = (trees: readonly Tree[], list: readonly Float64Array[]) => Float64Array.from(list, (row) => predict(trees, row, 0));
const logit1: Float64Array[] = [];
cross((k) => fitRows((i) => fold[i] !== k, attributed, DETECT_FIRST, DETECT), (trees, _, i) => {
  logit1[i] = evaluateRows(trees, rows[i] ?? []);
});
articles.forEach((a, i) => detectAround(a.reading, rows[i] ?? [], (logit1[i] ?? new Float64Array(0)).map(sigmoid)));
const logit2: Float64Array[] = [];
cross((k) => fitRows((i) => fold[i] !== k, attributed, DETECT_WIDTH, AGAIN, logit1), (trees, _, i) => {
  logit2[i] = evaluateRows(trees, rows[i] ?? []).map((v, q) => v + at(logit1[i] ?? [], q));
});
const sure: Float64Array[] = [];
cross((k) => fitRows((i) => fold[i] !== k, rightAt, DETECT_WIDTH, SURE), (trees, _, i) => {
  sure[i] = evaluateRows(trees, rows[i] ?? []).map(sigmoid);
});
log("detectors, cross-fitted");
const decide = (a: Prepared, scores: Float64Array[], logits: Float64Array, sures: Float64Array): Decision[] =>
  a.candidates.map((c, q) => {
    const s = scores[q] ?? new Float64Array(0);
    const top = best(s);
    return { p: sigmoid(at(logits, q)), sure: at(sures, q), mention: a.mentions[c.mentions[top] ?? -1], right: (a.labels[q]?.attributed ?? false) && a.labels[q]?.right[top] === 1, share: at(shares(s), Math.max(0, top)) };
  });
const none = new Float64Array(0);
for (const [name, scores, logits] of [["first/first", first, logit1], ["second/first", second, logit1], ["second/second", second, logit2]] as const)
  show(`cv ${name}`, articles, articles.map((a, i) => decide(a, scores[i] ?? [], logits[i] ?? none, sure[i] ?? none)), 0.5);
for (const t of [0.4, 0.45, 0.55, 0.6]) show(`cv threshold ${t}`, articles, articles.map((a, i) => decide(a, second[i] ?? [], logit2[i] ?? none, sure[i] ?? none)), t);

const rank1 = trainRank(articles, FIRST_WIDTH, RANK);
const rank2 = trainRank(articles, WIDTH, SECOND, first);
const detect1 = fitRows(() => true, attributed, DETECT_FIRST, DETECT);
const detect2 = fitRows(() => true, attributed, DETECT_WIDTH, AGAIN, logit1);
const sureTrees = fitRows(() => true, rightAt, DETECT_WIDTH, SURE);
show("dev", dev, dev.map((a) => {
  const s1 = score(rank1, a);
  secondFeatures(a.reading, a.mentions, a.candidates, s1);
  const s2 = plus(s1, score(rank2, a));
  const list = a.candidates.map((c, q) => detectRow(c, s2[q] ?? none));
  const l1 = evaluateRows(detect1, list);
  detectAround(a.reading, list, l1.map(sigmoid));
  return decide(a, s2, evaluateRows(detect2, list).map((v, q) => v + at(l1, q)), evaluateRows(sureTrees, list).map(sigmoid));
}), 0.5);
if (!process.argv.includes("--cv")) {
  const forests = [["firstLook", rank1, FIRST_WIDTH], ["secondLook", rank2, WIDTH], ["detector", detect1, DETECT_FIRST], ["secondDetector", detect2, DETECT_WIDTH], ["confidence", sureTrees, DETECT_WIDTH]] as const;
  const code = `import type { PackedForest } from "./forest.ts";\nimport type { PackedWords } from "./lexical.ts";\n\n/** Made by train/quotes.ts; do not edit. */\n${printWords("quoteWeights", wordsPacked)}\n${forests.map(([name, trees, columns]) => printForest(name, packForest(trees, columns))).join("\n")}`;
  writeFileSync(new URL("../src/news/quotes/weights-table.ts", import.meta.url), code);
  log("weights:", code.length, "characters");
}
