/**
 * B³ of the stories that articles are put into, against ../shared/data/stories: `npx tsx bench/quality/stories.ts`.
 * Exit code 1 when F slides by more than .1 from stories-scores.json; `--keep` writes the new scores there.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "../../src/news/article.ts";
import { cluster, leadOf, storyDesk, type Telling } from "../../src/news/cluster.ts";

const data = join(import.meta.dirname, "..", "..", "..", "shared", "data", "stories");
const scoresFile = join(import.meta.dirname, "stories-scores.json");
const SLIDE = 0.1;

type Labelled = { readonly tellings: readonly Telling[]; readonly gold: readonly string[] };
type B3 = { readonly precision: number; readonly recall: number; readonly f: number };

/** B³ (Bagga and Baldwin 1998): for each article the share of its story that belongs there, and the share of what belongs there that is in it. */
function b3(gold: readonly string[], given: readonly number[]): B3 {
  const count = <T>(items: readonly T[]) => {
    const counts = new Map<T, number>();
    for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
    return counts;
  };
  const inGold = count(gold);
  const inGiven = count(given);
  const inBoth = count(gold.map((g, i) => `${g} ${given[i]}`));
  let precision = 0;
  let recall = 0;
  gold.forEach((g, i) => {
    const both = inBoth.get(`${g} ${given[i]}`) ?? 0;
    precision += both / (inGiven.get(given[i] ?? -1) ?? 1) / gold.length;
    recall += both / (inGold.get(g) ?? 1) / gold.length;
  });
  return { precision: 100 * precision, recall: 100 * recall, f: (200 * precision * recall) / (precision + recall) };
}

const lines = (file: string) => readFileSync(join(data, file), "utf8").split("\n").filter(Boolean);

function basil(): Labelled {
  const articles = lines("basil-dev.jsonl").map((l) => JSON.parse(l) as { title: string; text: string; date: string; cluster: string });
  return {
    tellings: articles.map(({ title, text, date }) => ({
      title,
      lead: leadOf(text, title),
      published: `${date.slice(0, 10)}T00:00:00.000Z` as Instant,
    })),
    gold: articles.map((a) => a.cluster),
  };
}

function allsides(file: string, limit = Number.POSITIVE_INFINITY): Labelled {
  const stories = lines(file)
    .slice(0, limit)
    .map((l) => JSON.parse(l) as { id: string; articles: { title: string; lead: string }[] });
  return {
    tellings: stories.flatMap((s) => s.articles.map(({ title, lead }) => ({ title, lead, published: null }))),
    gold: stories.flatMap((s) => s.articles.map(() => s.id)),
  };
}

function batch({ tellings }: Labelled): number[] {
  const given: number[] = [];
  cluster(tellings).forEach((story, number) => {
    for (const i of story) given[i] = number;
  });
  return given;
}

/** In an order in which no story's articles follow one another, as they come in. */
function oneByOne({ tellings }: Labelled): number[] {
  const order = tellings.map((_, i) => i).sort((a, b) => ((a * 7919) % tellings.length) - ((b * 7919) % tellings.length) || a - b);
  const desk = storyDesk();
  const given: number[] = [];
  for (const i of order) given[i] = desk.place(tellings[i] ?? { title: "", lead: "", published: null });
  return given;
}

if (!existsSync(data)) {
  process.stdout.write("stories: skipped, ../shared is not here\n");
} else {
  const scores: Record<string, number> = {};
  const sets: Record<string, Labelled> = { "basil-dev": basil(), "allsides-dev": allsides("allsides-dev.jsonl") };
  if (process.argv.includes("--train")) sets["allsides-train"] = allsides("allsides-train.jsonl", 307);
  for (const [name, set] of Object.entries(sets))
    for (const [how, group] of [
      ["together", batch],
      ["one by one", oneByOne],
    ] as const) {
      const { precision, recall, f } = b3(set.gold, group(set));
      if (!name.endsWith("train")) scores[`${name} ${how}`] = Number(f.toFixed(2));
      process.stdout.write(
        `${name.padEnd(14)} ${how.padEnd(10)} B³ precision ${precision.toFixed(2)}  recall ${recall.toFixed(2)}  F ${f.toFixed(2)}\n`,
      );
    }
  const many = allsides("allsides-train.jsonl").tellings;
  const tenThousand = Array.from({ length: 10_000 }, (_, i) => many[i % many.length] ?? { title: "", lead: "", published: null });
  for (const [how, group] of [
    ["together", batch],
    ["one by one", oneByOne],
  ] as const) {
    const started = performance.now();
    group({ tellings: tenThousand, gold: [] });
    process.stdout.write(`10,000 undated articles ${how}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  }
  if (process.argv.includes("--keep")) writeFileSync(scoresFile, `${JSON.stringify(scores, null, 2)}\n`);
  const kept = JSON.parse(readFileSync(scoresFile, "utf8")) as Record<string, number>;
  const slid = Object.entries(scores).filter(([name, value]) => value < (kept[name] ?? 0) - SLIDE);
  for (const [name, value] of slid) process.stdout.write(`slid: ${name} ${kept[name]} → ${value}\n`);
  process.exitCode = slid.length > 0 ? 1 : 0;
}
