/**
 * Makes the weights of the quote engine from the training articles and prints figures.
 *
 *   npx tsx train/quotes.ts [--cv] [--rounds N]
 *
 * The same input gives the same weights, byte for byte.
 */
import { writeFileSync } from "node:fs";
import { WIDTH } from "../src/news/quotes/05-candidates.ts";
import { lexicalFeatures } from "../src/news/quotes/05-lexical.ts";
import { best, shares } from "../src/news/quotes/06-rank.ts";
import { DETECT_WIDTH, detectRow } from "../src/news/quotes/07-detect.ts";
import { quoteWords, unpackWords, wordHashes } from "../src/news/quotes/lexical.ts";
import { at } from "../src/news/text/tokens.ts";
import { type Binned, type BoostOptions, bin, boost, predict, type Tree } from "./boost.ts";
import { common, fitLinear, type Group, packWords, printWords } from "./linear.ts";
import { listwise, logistic } from "./objectives.ts";
import { packForest, printForest } from "./pack.ts";
import { loadGold, type Prepared, prepare } from "./quotes-data.ts";
import { type Decision, KEEP, log, reliability, show } from "./quotes-figures.ts";

const arg = (name: string, fallback: number) => {
  const i = process.argv.indexOf(name);
  return i < 0 ? fallback : Number(process.argv[i + 1]);
};
const FOLDS = 5;
const RANK: BoostOptions = {
  rounds: arg("--rounds", 280),
  leaves: 16,
  rate: 0.06,
  lambda: 5,
  minChild: 3,
  columns: 0.5,
  rowShare: 0.7,
  seed: 7,
};
const DETECT: BoostOptions = {
  rounds: arg("--detect", 220),
  leaves: 10,
  rate: 0.05,
  lambda: 4,
  minChild: 3,
  columns: 0.4,
  rowShare: 0.7,
  seed: 13,
};
const SURE: BoostOptions = { ...DETECT, rounds: 160, leaves: 8, seed: 19 };

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

/** Two forests of different seeds, a tree of each in turn, each at half its weight: their mean is steadier than either. */
function twice(a: readonly Tree[], b: readonly Tree[]): Tree[] {
  return a.flatMap((tree, i) => [tree, b[i] ?? tree]).map((tree) => ({ ...tree, value: tree.value.map((v) => v / 2) }));
}

/** Trees for a yes-or-no question about quotes. */
function trainBinary(rows: readonly Float64Array[], target: readonly boolean[], columns: number, options: BoostOptions): Tree[] {
  const data = new Float64Array(rows.length * columns);
  rows.forEach((r, i) => {
    data.set(r.subarray(0, columns), i * columns);
  });
  return boost(
    bin({ rows: rows.length, columns, data }),
    Int32Array.from({ length: rows.length + 1 }, (_, i) => i),
    logistic(Int8Array.from(target, (t) => (t ? 1 : 0))),
    options,
  );
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const articles = loadGold("../shared/data/quotes/polnear-train.jsonl").map((g) => prepare(g));
const dev = loadGold("../shared/data/quotes/polnear-dev.jsonl").map((g) => prepare(g));
log(
  "prepared",
  articles.length,
  "articles,",
  articles.reduce((n, a) => n + a.candidates.length, 0),
  "quotes",
);

const fold = articles.map((_, i) => i % FOLDS);
const inFold =
  (k: number) =>
  <T>(list: readonly T[]) =>
    list.filter((_, i) => fold[i] !== k);
/** Fits on four fifths, uses on the fifth: what the next step learns from is what it will really see. */
const cross = <T>(learn: (k: number) => T, use: (model: T, a: Prepared, i: number) => void) => {
  for (let k = 0; k < FOLDS; k++) {
    const model = learn(k);
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
  const groups: Group[] = articles.flatMap((a, i) =>
    use(i)
      ? a.labels.flatMap((l, q) =>
          l.gold ? [{ rows: [wordRows[i]?.[q] ?? new Int32Array(0)], target: Int8Array.of(l.attributed ? 1 : 0) }] : [],
        )
      : [],
  );
  return packWords(fitLinear(groups, allowed, 6, 0.05, 1e-3));
};
cross(
  (k) => unpackWords(fitWords((i) => fold[i] !== k)),
  (words, a) => a.candidates.forEach(lexicalFeatures(a.reading, words)),
);
const wordsPacked = fitWords(() => true);
for (const a of dev) a.candidates.forEach(lexicalFeatures(a.reading, unpackWords(wordsPacked)));

const first: Float64Array[][] = [];
cross(
  (k) => trainRank(inFold(k)(articles), WIDTH, RANK),
  (trees, a, i) => {
    first[i] = score(trees, a);
  },
);
log("ranker, cross-fitted");
const rows = articles.map((a, i) => a.candidates.map((c, q) => detectRow(c, first[i]?.[q] ?? new Float64Array(0))));
type Answers = (i: number, q: number) => boolean;
const attributed: Answers = (i, q) => articles[i]?.labels[q]?.attributed ?? false;
const rightAt: Answers = (i, q) => {
  const l = articles[i]?.labels[q];
  return (l?.attributed ?? false) && l?.right[best(first[i]?.[q] ?? new Float64Array(0))] === 1;
};
const fitRows = (use: (i: number) => boolean, answers: Answers, options: BoostOptions) => {
  const chosen: Float64Array[] = [];
  const target: boolean[] = [];
  rows.forEach((list, i) => {
    if (!use(i)) return;
    list.forEach((row, q) => {
      if (!articles[i]?.labels[q]?.gold) return;
      chosen.push(row);
      target.push(answers(i, q));
    });
  });
  return trainBinary(chosen, target, DETECT_WIDTH, options);
};
const evaluateRows = (trees: readonly Tree[], list: readonly Float64Array[]) => Float64Array.from(list, (row) => predict(trees, row, 0));
const logit: Float64Array[] = [];
cross(
  (k) => fitRows((i) => fold[i] !== k, attributed, DETECT),
  (trees, _, i) => {
    logit[i] = evaluateRows(trees, rows[i] ?? []);
  },
);
const sure: Float64Array[] = [];
cross(
  (k) => fitRows((i) => fold[i] !== k, rightAt, SURE),
  (trees, _, i) => {
    sure[i] = evaluateRows(trees, rows[i] ?? []).map(sigmoid);
  },
);
log("detectors, cross-fitted");
const decide = (a: Prepared, scores: Float64Array[], logits: Float64Array, sures: Float64Array): Decision[] =>
  a.candidates.map((c, q) => {
    const s = scores[q] ?? new Float64Array(0);
    const top = best(s);
    return {
      p: sigmoid(at(logits, q)),
      sure: at(sures, q),
      mention: a.mentions[c.mentions[top] ?? -1],
      right: (a.labels[q]?.attributed ?? false) && a.labels[q]?.right[top] === 1,
      share: at(shares(s), Math.max(0, top)),
    };
  });
const none = new Float64Array(0);
const decided = articles.map((a, i) => decide(a, first[i] ?? [], logit[i] ?? none, sure[i] ?? none));
show("cv", articles, decided, KEEP);
for (const t of [0.45, 0.6]) show(`cv, kept from ${t}`, articles, decided, { ...KEEP, from: t });
for (const t of [0.2, 0.3, 0.4, 0.45]) show(`cv, hardly ${t}`, articles, decided, { ...KEEP, hardly: t });
reliability(decided.flat());

const ranking = twice(trainRank(articles, WIDTH, RANK), trainRank(articles, WIDTH, { ...RANK, seed: RANK.seed + 12 }));
const detection = fitRows(() => true, attributed, DETECT);
const confidence = fitRows(() => true, rightAt, SURE);
show(
  "dev",
  dev,
  dev.map((a) => {
    const scores = score(ranking, a);
    const list = a.candidates.map((c, q) => detectRow(c, scores[q] ?? none));
    return decide(a, scores, evaluateRows(detection, list), evaluateRows(confidence, list).map(sigmoid));
  }),
  KEEP,
);
if (!process.argv.includes("--cv")) {
  const forests = [
    ["ranking", ranking, WIDTH],
    ["detection", detection, DETECT_WIDTH],
    ["confidence", confidence, DETECT_WIDTH],
  ] as const;
  const code = `// biome-ignore-all format: written by train/quotes.ts, byte for byte; do not edit.\nimport type { PackedForest } from "./forest.ts";\nimport type { PackedWords } from "./lexical.ts";\n\n${printWords("quoteWeights", wordsPacked)}\n${forests.map(([name, trees, columns]) => printForest(name, packForest(trees, columns))).join("\n")}`;
  writeFileSync(new URL("../src/news/quotes/weights-table.ts", import.meta.url), code);
  log("weights:", code.length, "characters");
}
