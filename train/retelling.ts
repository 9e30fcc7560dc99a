/**
 * Makes src/news/story/weights-table.ts, how likely an editor uses each word of a story in its headline and in its text, from
 * ../shared/data/stories/allsides-train.jsonl: `npx tsx train/retelling.ts`. Same file, same weights, byte for byte.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chances, expectedLikeness } from "../src/news/story/expected.ts";
import { candidatePairs, readStory } from "../src/news/story/retell.ts";
import { formsOf, type ToldWords, toldWords, WORD_FEATURES } from "../src/news/story/told-words.ts";
import { fitLogistic } from "./logistic.ts";
import { reference, rouge, stemsOf } from "./summaries-rouge.ts";

const root = join(import.meta.dirname, "..");
const source = join(root, "..", "shared", "data", "stories", "allsides-train.jsonl");
const target = join(root, "src", "news", "story", "weights-table.ts");
const FOLDS = 5;
const COST = 1e-4;

type Told = { readonly articles: readonly { title: string; lead: string }[]; readonly ref_title: string; readonly ref: string };
/** A story with what there is to choose from: words, and what each choice scores in ROUGE-1. */
type Lesson = {
  readonly told: ToldWords;
  readonly choices: readonly { readonly forms: readonly string[]; readonly worth: number }[];
  readonly rows: readonly Float64Array[];
  readonly right: readonly boolean[];
  readonly words: number;
};

function lesson(told: ToldWords, texts: readonly string[], wanted: string): Lesson {
  const wantedRouge = [reference(wanted)];
  const uses = (forms: readonly string[]) => {
    const times = new Map<string, number>();
    for (const form of forms) times.set(form, (times.get(form) ?? 0) + 1);
    return times;
  };
  const used = uses(formsOf(wanted));
  const most = new Map<string, number>();
  const choices = texts.map((text) => {
    const forms = formsOf(text);
    for (const [form, times] of uses(forms)) most.set(form, Math.max(times, most.get(form) ?? 0));
    return { forms, worth: rouge(stemsOf(text), wantedRouge).one };
  });
  const rows: Float64Array[] = [];
  const right: boolean[] = [];
  for (const [form, times] of most)
    for (let time = 1; time <= times; time++) {
      rows.push(told.features(form, time));
      right.push((used.get(form) ?? 0) >= time);
    }
  return { told, choices, rows, right, words: formsOf(wanted).length };
}

const weightsOf = (lessons: readonly Lesson[]) =>
  fitLogistic(
    lessons.flatMap((l) => l.rows),
    Uint8Array.from(lessons.flatMap((l) => l.right.map(Number))),
    COST,
  );
const lengthOf = (lessons: readonly Lesson[]) => Math.round(lessons.reduce((sum, l) => sum + l.words, 0) / lessons.length);

/** Mean ROUGE-1 of what is chosen. */
function chosen(lessons: readonly Lesson[], weights: readonly number[], length: number): number {
  let sum = 0;
  for (const { told, choices } of lessons) {
    const chance = chances(told, weights);
    let best = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (const { forms, worth } of choices) {
      const score = expectedLikeness(forms, chance, length);
      if (score <= highest + 1e-9) continue;
      highest = score;
      best = worth;
    }
    sum += (100 * best) / lessons.length;
  }
  return sum;
}

function learn(name: string, lessons: readonly Lesson[]): { weights: number[]; length: number } {
  const length = lengthOf(lessons);
  let held = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = weightsOf(lessons.filter((_, i) => i % FOLDS !== fold));
    const apart = lessons.filter((_, i) => i % FOLDS === fold);
    held += (chosen(apart, weights, length) * apart.length) / lessons.length;
  }
  const weights = weightsOf(lessons);
  const best = lessons.reduce((sum, { choices }) => sum + 100 * Math.max(0, ...choices.map((c) => c.worth)), 0) / lessons.length;
  process.stdout.write(
    `${name}: cross-validated ${held.toFixed(2)}, on what was learned from ${chosen(lessons, weights, length).toFixed(2)}, best ${best.toFixed(2)} (${lessons.length} stories, ${length} words)\n`,
  );
  return { weights, length };
}

const stories = readFileSync(source, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Told);

const headline = learn(
  "headlines",
  stories.map(({ articles, ref_title }) =>
    lesson(
      toldWords(articles),
      articles.map((a) => a.title),
      ref_title,
    ),
  ),
);
const retelling = learn(
  "texts",
  stories.flatMap(({ articles, ref }) => {
    const story = readStory(articles.map(({ title, lead }, i) => ({ title, text: lead, outlet: String(i) })));
    const text = ({ article, span }: { article: number; span: { start: number; end: number } }) =>
      articles[article]?.lead.slice(span.start, span.end) ?? "";
    const texts = candidatePairs(story).map(([one, other]) => `${text(one)} ${other ? text(other) : ""}`);
    return texts.length > 0 ? [lesson(toldWords(story.beginnings), texts, ref)] : [];
  }),
);

const table = (weights: readonly number[]) => WORD_FEATURES.map((name, i) => `  ${weights[i] ?? 0}, // ${name}`).join("\n");
writeFileSync(
  target,
  `// Made by train/retelling.ts from allsides-train.jsonl; not to be edited by hand.

/** How many words an editor's headline and an editor's text have. */
export const HEADLINE_WORDS = ${headline.length};
export const RETELLING_WORDS = ${retelling.length};

export const HEADLINE: readonly number[] = [
${table(headline.weights)}
];

export const RETELLING: readonly number[] = [
${table(retelling.weights)}
];
`,
);
