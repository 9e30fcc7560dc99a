/**
 * ROUGE of the summaries by ../shared/eval/score-summaries.mjs, beside the first sentences by the same scorer: `npx tsx bench/quality/summaries.ts`.
 * Exit code 1 when a score slides by more than .1 from summaries-scores.json; `--keep` writes the new scores there.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { summarise } from "../../src/news/summary/summarise.ts";

const shared = join(import.meta.dirname, "..", "..", "..", "shared");
const scorer = join(shared, "eval", "score-summaries.mjs");
const scoresFile = join(import.meta.dirname, "summaries-scores.json");
const SETS = ["summeval-dev", "inshorts-dev"];
const SLIDE = 0.1;

type Score = { readonly rouge1: number; readonly rouge2: number; readonly rougeL: number; readonly words: number };

function score(...args: string[]): Score {
  const done = spawnSync(process.execPath, [scorer, ...args, "--json"], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as Score;
}

function row(name: string, s: Score): void {
  const figures = [s.rouge1, s.rouge2, s.rougeL].map((x) => x.toFixed(2)).join(" / ");
  process.stdout.write(`  ${name.padEnd(16)} ${figures}  ${s.words.toFixed(0)} words\n`);
}

if (!existsSync(scorer)) {
  process.stdout.write("summaries: skipped, ../shared is not here\n");
} else {
  const folder = mkdtempSync(join(tmpdir(), "pullquote-summaries-"));
  const scores: Record<string, number> = {};
  try {
    for (const set of SETS) {
      const gold = join(shared, "data", "summaries", `${set}.jsonl`);
      const lines = readFileSync(gold, "utf8").split("\n").filter(Boolean);
      const articles = lines.map((line) => JSON.parse(line) as { id: string; text: string; title?: string });
      process.stdout.write(`${set}, ${articles.length} articles, ROUGE-1 / 2 / L\n`);
      for (const lead of [1, 2, 3]) row(`first ${lead}`, score(gold, "--lead", String(lead)));
      for (const max of [1, 3]) {
        const predicted = join(folder, `${set}-${max}.jsonl`);
        const answers = articles.map(({ id, text, title }) => {
          const spans = summarise(text, { max, ...(title ? { title } : {}) });
          return JSON.stringify({ id, sentences: spans.map((s) => ({ ...s, text: text.slice(s.start, s.end) })) });
        });
        writeFileSync(predicted, answers.join("\n"));
        const ours = score(gold, predicted);
        row(max === 1 ? "ours, one" : "ours, at most 3", ours);
        scores[`${set} ${max}`] = Number(ours.rouge1.toFixed(2));
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (process.argv.includes("--keep")) writeFileSync(scoresFile, `${JSON.stringify(scores, null, 2)}\n`);
  const kept = JSON.parse(readFileSync(scoresFile, "utf8")) as Record<string, number>;
  const slid = Object.entries(scores).filter(([name, value]) => value < (kept[name] ?? 0) - SLIDE);
  for (const [name, value] of slid) process.stdout.write(`slid: ${name} ${kept[name]} → ${value}\n`);
  process.exitCode = slid.length > 0 ? 1 : 0;
}
