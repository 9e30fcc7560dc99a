/**
 * B³ of the stories that articles are put into, and ROUGE-1 of how they are retold, against ../shared/data/stories: `npx tsx bench/quality/stories.ts`.
 * Exit code 1 when one slides by more than .1 from stories-scores.json; `--keep` writes the new scores there.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Instant } from "../../src/news/article.ts";
import { storyDesk } from "../../src/news/cluster/desk.ts";
import { cluster, leadOf, type Telling } from "../../src/news/cluster.ts";
import { chooseHeadline } from "../../src/news/story/headline.ts";
import { retell } from "../../src/news/story/retell.ts";
import { reference, rouge, stemsOf } from "../../train/summaries-rouge.ts";

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
  for (const i of order) {
    const [story = i] = desk.place([{ ...(tellings[i] ?? { title: "", lead: "", published: null }), id: String(i) }]);
    given[i] = Number(story);
  }
  return given;
}

/** ROUGE-1 of the headline and of the two sentences that a story of three outlets gets, against an editor's. */
function retold(file: string): { readonly headline: number; readonly text: number; readonly words: number } {
  type Told = { articles: { title: string; lead: string }[]; ref_title: string; ref: string };
  const stories = lines(file).map((l) => JSON.parse(l) as Told);
  const sum = { headline: 0, text: 0, words: 0 };
  for (const { articles, ref_title, ref } of stories) {
    const title = articles[chooseHeadline(articles)]?.title ?? "";
    const told = retell(articles.map(({ title, lead }, i) => ({ title, text: lead, outlet: String(i) })));
    const words = stemsOf(told.map(({ article, span }) => articles[article]?.lead.slice(span.start, span.end)).join(" "));
    sum.headline += (100 * rouge(stemsOf(title), [reference(ref_title)]).one) / stories.length;
    sum.text += (100 * rouge(words, [reference(ref)]).one) / stories.length;
    sum.words += words.length / stories.length;
  }
  return sum;
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
  const { headline, text, words } = retold("allsides-dev.jsonl");
  scores["allsides-dev headline"] = Number(headline.toFixed(2));
  scores["allsides-dev text"] = Number(text.toFixed(2));
  process.stdout.write(`allsides-dev   ROUGE-1 headline ${headline.toFixed(2)}  text ${text.toFixed(2)} (${words.toFixed(0)} words)\n`);
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
