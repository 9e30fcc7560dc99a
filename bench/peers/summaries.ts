/**
 * Ours beside the summarisers of the npm registry, same articles, same run: `npx tsx bench/peers/summaries.ts [articles]`.
 * The peers are installed into a folder of their own under the system's temporary one; the project does not depend on them.
 * ROUGE-1 and -2 (F) as ../shared/eval/score-summaries.mjs counts them, three sentences each; milliseconds an article, after ten to warm up.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { summarise } from "../../src/news/summary/summarise.ts";
import { reference, rouge, stemsOf } from "../../train/summaries-rouge.ts";

const VERSIONS = { "node-summarizer": "1.0.7", "ts-textrank": "1.0.3", lexrank: "1.0.5", sum: "0.1.4", "text-summarization": "1.0.4" };
const SENTENCES = 3;
const data = join(import.meta.dirname, "..", "..", "..", "shared", "data", "summaries");
const limit = Number(process.argv[2] ?? Number.POSITIVE_INFINITY);

type Article = { readonly text: string; readonly title?: string; readonly refs: readonly string[] };
type Peer = { readonly name: string; readonly summarise: (article: Article) => Promise<readonly string[]> | readonly string[] };
type Loaded = Record<string, unknown>;

function run(command: string, args: readonly string[], cwd: string): void {
  const done = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`The peers could not be installed into ${cwd}:\n${done.stderr}`);
}

function install(): NodeJS.Require {
  const folder = join(tmpdir(), "pullquote-peers");
  const wanted = JSON.stringify({ private: true, dependencies: VERSIONS });
  const manifest = join(folder, "package.json");
  if (!existsSync(join(folder, "node_modules")) || readFileSync(manifest, "utf8") !== wanted) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(manifest, wanted);
    run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], folder);
    // The one install script that is needed: the index of words that node-summarizer's rank looks up.
    run(
      "node",
      ["tools/stat.js", "--no-stats", "index.adv", "index.adj", "index.verb", "index.noun"],
      join(folder, "node_modules", "wordpos"),
    );
  }
  return createRequire(manifest);
}

function peers(load: NodeJS.Require): Peer[] {
  const { SummarizerManager } = load("node-summarizer") as {
    SummarizerManager: new (
      text: string,
      n: number,
    ) => { getSummaryByFrequency(): { summary: unknown }; getSummaryByRank(): Promise<{ summary: unknown }> };
  };
  const tr = load("ts-textrank") as Record<string, new (...args: unknown[]) => { summarize(text: string, language: string): string[] }>;
  const lexrank = load("lexrank") as {
    summarize(text: string, n: number, done: (error: unknown, lines: { text: string; index: number }[]) => void): void;
  };
  const sum = load("sum") as (options: Loaded) => { sentences: string[] };
  const textSummarization = load("text-summarization") as (options: Loaded) => Promise<{ extractive: string[] }>;
  const made = (name: string, ...args: unknown[]) => {
    const Part = tr[name];
    if (!Part) throw new Error(`ts-textrank has no ${name}`);
    return new Part(...args);
  };
  const textrank = made(
    "Summarizer",
    made("AbsoluteSummarizerConfig", SENTENCES, made("SorensenDiceSimilarity"), made("DefaultTextParser"), 0.85, 2),
    made("NullLogger"),
  );
  return [
    { name: "Pullquote", summarise: ({ text, title }) => summarise(text, title ? { title } : {}).map((s) => text.slice(s.start, s.end)) },
    {
      name: "node-summarizer (frequency)",
      summarise: ({ text }) => [String(new SummarizerManager(text, SENTENCES).getSummaryByFrequency().summary)],
    },
    {
      name: "node-summarizer (rank)",
      summarise: async ({ text }) => [String((await new SummarizerManager(text, SENTENCES).getSummaryByRank()).summary)],
    },
    { name: "ts-textrank", summarise: ({ text }) => textrank.summarize(text, "en") },
    {
      name: "lexrank",
      summarise: ({ text }) =>
        new Promise((resolve, reject) =>
          lexrank.summarize(text, SENTENCES, (error, lines) =>
            error ? reject(error) : resolve([...lines].sort((a, b) => a.index - b.index).map((line) => line.text)),
          ),
        ),
    },
    { name: "sum", summarise: ({ text }) => sum({ corpus: text, nSentences: SENTENCES }).sentences },
    {
      name: "text-summarization",
      summarise: async ({ text, title }) => (await textSummarization({ text, title, numSentences: SENTENCES })).extractive,
    },
  ];
}

async function measure(peer: Peer, articles: readonly Article[]): Promise<{ one: number; two: number; ms: number; failed: number }> {
  for (const article of articles.slice(0, 10)) await attempt(peer, article);
  let one = 0;
  let two = 0;
  let ms = 0;
  let failed = 0;
  for (const article of articles) {
    const started = performance.now();
    const summary = await attempt(peer, article);
    ms += performance.now() - started;
    if (summary === null) failed++;
    const score = rouge(stemsOf((summary ?? []).join(" ")), article.refs.map(reference));
    one += score.one;
    two += score.two;
  }
  const n = articles.length;
  return { one: (100 * one) / n, two: (100 * two) / n, ms: ms / n, failed };
}

async function attempt(peer: Peer, article: Article): Promise<readonly string[] | null> {
  try {
    return await peer.summarise(article);
  } catch {
    return null;
  }
}

if (!existsSync(data)) {
  process.stdout.write("skipped: the articles of ../shared/data/summaries are not here\n");
} else {
  const all = peers(install());
  for (const file of ["summeval-dev.jsonl", "inshorts-dev.jsonl"]) {
    const lines = readFileSync(join(data, file), "utf8").split("\n").filter(Boolean);
    const articles = lines.slice(0, limit).map((line) => JSON.parse(line) as Article);
    process.stdout.write(`${file}, ${articles.length} articles\n`);
    for (const peer of all) {
      const { one, two, ms, failed } = await measure(peer, articles);
      const none = failed > 0 ? `  no answer for ${failed}` : "";
      process.stdout.write(
        `  ${peer.name.padEnd(28)} ROUGE-1 ${one.toFixed(2)}  ROUGE-2 ${two.toFixed(2)}  ${ms.toFixed(2).padStart(8)} ms${none}\n`,
      );
    }
  }
}
