/** Makes src/news/cluster/term-rarity-table.ts, how common words are in news, from ../shared/data/stories/allsides-train.jsonl: `npx tsx train/stories.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { termOf, wordsOf } from "../src/news/summary/terms.ts";

const root = join(import.meta.dirname, "..");
const source = join(root, "..", "shared", "data", "stories", "allsides-train.jsonl");
const target = join(root, "src", "news", "cluster", "term-rarity-table.ts");
/** Words in fewer articles are as good as unheard of, and may be names of private people. */
const FEWEST = 6;
/** Counts are kept in steps of a quarter, which changes no likeness by more than the second decimal. */
const STEP = 1.25;

type Told = { readonly articles: readonly { readonly title: string; readonly lead: string }[] };
const stories = readFileSync(source, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Told);
const articles = stories.flatMap((s) => s.articles);
/** Words that are no terms, "the" and "says": how rare they are matters where a headline is chosen. */
const idle = (text: string) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => termOf(word) === null);
const counts = new Map<string, number>();
for (const { title, lead } of articles)
  for (const term of new Set([...wordsOf(`${title} ${lead}`).flatMap((word) => termOf(word) ?? []), ...idle(`${title} ${lead}`)]))
    counts.set(term, (counts.get(term) ?? 0) + 1);

const steps = new Map<number, string[]>();
for (const [term, count] of [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
  if (count < FEWEST) continue;
  const step = Math.round(STEP ** Math.round(Math.log(count) / Math.log(STEP)));
  steps.set(step, [...(steps.get(step) ?? []), term]);
}
const rows = [...steps].sort((a, b) => b[0] - a[0]).map(([step, terms]) => `  [${step}, ${JSON.stringify(terms.join(" "))}],`);
writeFileSync(
  target,
  `// Made by train/stories.ts from allsides-train.jsonl; not to be edited by hand.\n\n/** Beginnings of news articles that were counted. */\nexport const STORIES_COUNTED = ${articles.length};\n\n/** In about how many of them each term occurs; terms as \`termOf\` gives them. */\nexport const COMMON_TERMS: readonly (readonly [number, string])[] = [\n${rows.join("\n")}\n];\n`,
);
process.stdout.write(`${articles.length} articles, ${[...steps.values()].flat().length} terms: ${target}\n`);
