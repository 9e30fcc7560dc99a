/**
 * Makes src/news/story/weights-table.ts, which title and which sentences tell a story of several outlets, from
 * ../shared/data/stories/allsides-train.jsonl: `npx tsx train/retelling.ts`. Maximises the expected ROUGE-1 of what is drawn by its score.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HEADLINE_FEATURES, headlineFeatures } from "../src/news/story/headline.ts";
import { candidatePairs, RETELLING_FEATURES, readStory, retellingFeatures } from "../src/news/story/retell.ts";
import { reference, rouge, stemsOf } from "./summaries-rouge.ts";

const root = join(import.meta.dirname, "..");
const source = join(root, "..", "shared", "data", "stories", "allsides-train.jsonl");
const target = join(root, "src", "news", "story", "weights-table.ts");

type Told = { readonly articles: readonly { title: string; lead: string }[]; readonly ref_title: string; readonly ref: string };
/** The things to choose from, each with its features and its worth. */
type Choice = { readonly features: readonly Float64Array[]; readonly worth: Float64Array };

const ROUNDS = 300;
const RATE = 0.05;
const SHRINK = 1e-4;
/** The expected worth is smooth in the scores; a score is divided by this. */
const COOL = 0.35;

function learn(choices: readonly Choice[], size: number): number[] {
  const all = choices.flatMap((c) => c.features);
  const mean = Array.from({ length: size }, (_, i) => all.reduce((s, f) => s + (f[i] ?? 0), 0) / all.length);
  const spread = Array.from(
    { length: size },
    (_, i) => Math.sqrt(all.reduce((s, f) => s + ((f[i] ?? 0) - (mean[i] ?? 0)) ** 2, 0) / all.length) || 1,
  );
  const weights = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  for (let round = 1; round <= ROUNDS; round++) {
    const gradient = new Float64Array(size);
    for (const { features, worth } of choices) {
      const scores = features.map((f) =>
        f.reduce((s, x, i) => s + (((x - (mean[i] ?? 0)) / (spread[i] ?? 1)) * (weights[i] ?? 0)) / COOL, 0),
      );
      const most = Math.max(...scores);
      const powers = scores.map((s) => Math.exp(s - most));
      const sum = powers.reduce((a, b) => a + b, 0);
      const expected = powers.reduce((s, p, k) => s + (p / sum) * (worth[k] ?? 0), 0);
      features.forEach((f, k) => {
        const push = ((powers[k] ?? 0) / sum) * ((worth[k] ?? 0) - expected);
        if (Math.abs(push) > 1e-9)
          for (let i = 0; i < size; i++) gradient[i] = (gradient[i] ?? 0) + (push * ((f[i] ?? 0) - (mean[i] ?? 0))) / (spread[i] ?? 1);
      });
    }
    for (let i = 0; i < size; i++) {
      const g = (gradient[i] ?? 0) / choices.length - SHRINK * (weights[i] ?? 0);
      first[i] = 0.9 * (first[i] ?? 0) + 0.1 * g;
      second[i] = 0.999 * (second[i] ?? 0) + 0.001 * g * g;
      const step = (first[i] ?? 0) / (1 - 0.9 ** round) / (Math.sqrt((second[i] ?? 0) / (1 - 0.999 ** round)) + 1e-9);
      weights[i] = (weights[i] ?? 0) + RATE * (1 - round / (ROUNDS + 1)) * step;
    }
  }
  return Array.from(weights, (w, i) => Number((w / (spread[i] ?? 1)).toFixed(4)));
}

function chosen(choices: readonly Choice[], weights: readonly number[]): number {
  let sum = 0;
  for (const { features, worth } of choices) {
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    features.forEach((f, k) => {
      const score = f.reduce((s, x, i) => s + x * (weights[i] ?? 0), 0);
      if (score > highest + 1e-9) {
        highest = score;
        best = k;
      }
    });
    sum += worth[best] ?? 0;
  }
  return (100 * sum) / choices.length;
}

const stories = readFileSync(source, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Told);

const titles = stories.map(({ articles, ref_title }): Choice => {
  const wanted = [reference(ref_title)];
  return {
    features: headlineFeatures(articles).map((f) => Float64Array.from(f)),
    worth: Float64Array.from(articles.map(({ title }) => rouge(stemsOf(title), wanted).one)),
  };
});
const fold = (n: number) => (_: unknown, i: number) => i % 5 === n;
const held = <T>(list: readonly T[], n: number) => list.filter((x, i) => !fold(n)(x, i));
const validate = (choices: readonly Choice[], size: number) =>
  [0, 1].reduce((sum, n) => sum + chosen(choices.filter(fold(n)), learn(held(choices, n), size)) / 2, 0);
process.stdout.write(`headlines, cross-validated: ${validate(titles, HEADLINE_FEATURES.length).toFixed(2)}\n`);
const headline = learn(titles, HEADLINE_FEATURES.length);
process.stdout.write(`headlines, on what was learned from: ${chosen(titles, headline).toFixed(2)}\n`);

const texts = stories.flatMap(({ articles, ref }, n): Choice[] => {
  const best = titles[n]?.features.map((f) => f.reduce((s, x, i) => s + x * (headline[i] ?? 0), 0)) ?? [];
  const main = articles[best.indexOf(Math.max(...best))]?.title ?? "";
  const story = readStory(
    articles.map(({ title, lead }, i) => ({ title, text: lead, outlet: String(i) })),
    main,
  );
  const wanted = [reference(ref)];
  const all = candidatePairs(story);
  const pairs = all.some(([, other]) => other) ? all.filter(([, other]) => other) : all;
  if (pairs.length === 0) return [];
  const text = (c: (typeof pairs)[number][0] | null) => (c ? (articles[c.article]?.lead.slice(c.span.start, c.span.end) ?? "") : "");
  return [
    {
      features: pairs.map(([one, other]) => Float64Array.from(retellingFeatures(story, one, other))),
      worth: Float64Array.from(pairs.map(([one, other]) => rouge(stemsOf(`${text(one)} ${text(other)}`), wanted).one)),
    },
  ];
});
process.stdout.write(`texts, cross-validated: ${validate(texts, RETELLING_FEATURES.length).toFixed(2)} (${texts.length} stories)\n`);
const retelling = learn(texts, RETELLING_FEATURES.length);
process.stdout.write(`texts, on what was learned from: ${chosen(texts, retelling).toFixed(2)}\n`);

const table = (names: readonly string[], weights: readonly number[]) =>
  names.map((name, i) => `  ${weights[i] ?? 0}, // ${name}`).join("\n");
writeFileSync(
  target,
  `// Made by train/retelling.ts from allsides-train.jsonl; not to be edited by hand.\n\nexport const HEADLINE: readonly number[] = [\n${table(HEADLINE_FEATURES, headline)}\n];\n\nexport const RETELLING: readonly number[] = [\n${table(RETELLING_FEATURES, retelling)}\n];\n`,
);
