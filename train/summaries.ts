/**
 * Makes src/news/summary/weights-table.ts from ../shared/data/summaries/*-train.jsonl: `npx tsx train/summaries.ts`.
 * Same files, same weights, byte for byte. With `--check` it writes nothing and prints what five-fold cross-validation says.
 *
 * A set of sentences is scored by a weighted sum of its features. The weights are those under which a set drawn from the softmax of the
 * scores has the highest expected ROUGE-1: sets are compared within their article only, and what counts is the summary, not the sentence.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { candidateSets, eligible, shortlist } from "../src/news/summary/choose.ts";
import { readArticle } from "../src/news/summary/read.ts";
import { FEATURES, setFeatures } from "../src/news/summary/score.ts";
import { type Weighed, type WeighedArticle, weigh } from "../src/news/summary/weigh.ts";
import { type Reference, reference, rouge, stemsOf } from "./summaries-rouge.ts";

const root = join(import.meta.dirname, "..");
const data = join(root, "..", "shared", "data", "summaries");
const target = join(root, "src", "news", "summary", "weights-table.ts");
const ROUNDS = 300;
const STEP = 0.05;
const FOLDS = 5;
/** How much large weights cost, for one sentence and for several: chosen by cross-validation. */
const COST = { one: 0.003, several: 0.0004 };

type Item = { readonly features: Float32Array; readonly reward: Float64Array; readonly sets: number };
type Article = {
  readonly file: string;
  /** Which part of the cross-validation it is held back in. */
  readonly fold: number;
  readonly weighed: WeighedArticle;
  readonly text: string;
  readonly references: readonly Reference[];
};

const files = readdirSync(data)
  .filter((f) => f.endsWith("-train.jsonl"))
  .sort();
/** An article with a title is learned from a second time without it: half of what comes in on the command line has none. */
const articles = files.flatMap((file) =>
  readFileSync(join(data, file), "utf8")
    .split("\n")
    .filter(Boolean)
    .flatMap((line, i): Article[] => {
      const { text, title, refs } = JSON.parse(line) as { text: string; title?: string; refs: string[] };
      const whole = { file, fold: i % FOLDS, text, weighed: weigh(readArticle(text, title ?? "")), references: refs.map(reference) };
      return title ? [whole, { ...whole, file: `${file} untitled`, weighed: weigh(readArticle(text, "")) }] : [whole];
    }),
);

/** @param one the weights for one sentence: they make the shortlist */
function setsOf(article: Article, one: readonly number[] | null): Weighed[][] {
  const candidates = eligible(article.weighed, []);
  return one === null ? candidateSets(candidates.slice(0, 60), 1) : candidateSets(shortlist(candidates, article.weighed, one), 3);
}

function itemOf(article: Article, one: readonly number[] | null): Item {
  const stems = new Map<Weighed, string[]>();
  const stemsIn = (c: Weighed) => {
    const known = stems.get(c) ?? stemsOf(article.text.slice(c.sentence.span.start, c.sentence.span.end));
    stems.set(c, known);
    return known;
  };
  const sets = setsOf(article, one);
  const features = new Float32Array(sets.length * FEATURES.length);
  sets.forEach((set, i) => {
    features.set(setFeatures(set, article.weighed), i * FEATURES.length);
  });
  const reward = Float64Array.from(sets, (set) => rouge(set.flatMap(stemsIn), article.references).one);
  return { features, reward, sets: sets.length };
}

/** Adam on the expected reward; features divided by their spread first, so that one step size fits all. */
function learn(items: readonly Item[], cost: number): number[] {
  const width = FEATURES.length;
  const spread = spreads(items);
  const weights = new Float64Array(width);
  const mean = new Float64Array(width);
  const square = new Float64Array(width);
  const used = items.filter((item) => item.sets > 1);
  for (let round = 1; round <= ROUNDS; round++) {
    const gradient = new Float64Array(width);
    for (const { features, reward, sets } of used) {
      const share = softmax(features, sets, weights, spread);
      let expected = 0;
      for (let i = 0; i < sets; i++) expected += (share[i] ?? 0) * (reward[i] ?? 0);
      for (let i = 0; i < sets; i++) {
        const pull = ((share[i] ?? 0) * ((reward[i] ?? 0) - expected)) / used.length;
        if (Math.abs(pull) < 1e-12) continue;
        for (let f = 0; f < width; f++) gradient[f] = (gradient[f] ?? 0) + (pull * (features[i * width + f] ?? 0)) / (spread[f] ?? 1);
      }
    }
    const rate = round < 0.6 * ROUNDS ? STEP : 0.3 * STEP;
    for (let f = 0; f < width; f++) {
      const g = (gradient[f] ?? 0) - cost * (weights[f] ?? 0);
      mean[f] = 0.9 * (mean[f] ?? 0) + 0.1 * g;
      square[f] = 0.999 * (square[f] ?? 0) + 0.001 * g * g;
      const m = (mean[f] ?? 0) / (1 - 0.9 ** round);
      const s = (square[f] ?? 0) / (1 - 0.999 ** round);
      weights[f] = (weights[f] ?? 0) + (rate * m) / (Math.sqrt(s) + 1e-9);
    }
  }
  return [...weights].map((w, f) => Number((w / (spread[f] ?? 1)).toPrecision(5)));
}

function softmax(features: Float32Array, sets: number, weights: Float64Array, spread: Float64Array): Float64Array {
  const width = FEATURES.length;
  const scores = new Float64Array(sets);
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < sets; i++) {
    let sum = 0;
    for (let f = 0; f < width; f++) sum += ((features[i * width + f] ?? 0) / (spread[f] ?? 1)) * (weights[f] ?? 0);
    scores[i] = sum;
    if (sum > highest) highest = sum;
  }
  let total = 0;
  for (let i = 0; i < sets; i++) total += scores[i] = Math.exp((scores[i] ?? 0) - highest);
  return scores.map((s) => s / total);
}

/** The standard deviation of every feature over all sets. */
function spreads(items: readonly Item[]): Float64Array {
  const width = FEATURES.length;
  const sum = new Float64Array(width);
  const square = new Float64Array(width);
  let n = 0;
  for (const { features, sets } of items) {
    n += sets;
    for (let i = 0; i < sets; i++)
      for (let f = 0; f < width; f++) {
        const v = features[i * width + f] ?? 0;
        sum[f] = (sum[f] ?? 0) + v;
        square[f] = (square[f] ?? 0) + v * v;
      }
  }
  return sum.map((s, f) => Math.sqrt(Math.max(0, (square[f] ?? 0) / n - (s / n) ** 2)) || 1);
}

/** ROUGE-1 of the set with the highest score. */
function rewardOf(item: Item, weights: readonly number[]): number {
  let best = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < item.sets; i++) {
    const score = weights.reduce((sum, w, f) => sum + w * (item.features[i * FEATURES.length + f] ?? 0), 0);
    if (score <= highest) continue;
    highest = score;
    best = item.reward[i] ?? 0;
  }
  return best;
}

function validate(items: readonly Item[], cost: number): string {
  const got = new Map<string, number[]>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = learn(
      items.filter((_, i) => articles[i]?.fold !== fold),
      cost,
    );
    items.forEach((item, i) => {
      const file = articles[i]?.file ?? "";
      if (articles[i]?.fold === fold) got.set(file, [...(got.get(file) ?? []), rewardOf(item, weights)]);
    });
  }
  return [...got].map(([file, r]) => `${file} ${((100 * r.reduce((a, b) => a + b, 0)) / r.length).toFixed(2)}`).join(" · ");
}

const table = (name: string, comment: string, weights: readonly number[]) =>
  `/** ${comment} */\nexport const ${name}: Readonly<Record<string, number>> = {\n${FEATURES.map((f, i) => `  ${JSON.stringify(f)}: ${weights[i]},`).join("\n")}\n};\n`;

const alone = articles.map((a) => itemOf(a, null));
const one = learn(alone, COST.one);
const together = articles.map((a) => itemOf(a, one));
if (process.argv.includes("--check")) {
  process.stdout.write(`one: ${validate(alone, COST.one)}\nseveral: ${validate(together, COST.several)}\n`);
} else {
  const several = learn(together, COST.several);
  writeFileSync(
    target,
    `// Made by train/summaries.ts from ${files.join(" and ")}; not to be edited by hand.\n\n${table("ONE", "For the one key sentence.", one)}\n${table("SEVERAL", "For two or three sentences.", several)}`,
  );
  process.stdout.write(`${articles.length} articles, ${FEATURES.length} features: ${target}\n`);
}
