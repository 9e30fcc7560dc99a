/**
 * Sentence boundaries, F1 of exact spans: our own cases, and 30 BASIL articles whose boundaries were checked by hand (offsets only; the
 * texts are their publishers' and lie in ../shared). Exit code 1 when a score slides by more than .1 from sentences-scores.json;
 * `--keep` writes the new scores there. `--gold` writes the offsets anew, to be checked by hand before they are committed.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { splitSentences } from "../../src/news/text/sentences.ts";
import { sentenceCases } from "./_sentence-cases.ts";

const here = import.meta.dirname;
const articles = join(here, "..", "..", "..", "shared", "data", "stories", "basil-dev.jsonl");
const goldFile = join(here, "sentences-gold.json");
const scoresFile = join(here, "sentences-scores.json");
const SLIDE = 0.1;

type Gold = { readonly text: string; readonly spans: readonly (readonly [number, number])[] };
type Splitter = (text: string) => readonly (readonly [number, number])[];

const ours: Splitter = (text) => splitSentences(text).map((s) => [s.start, s.end] as const);
const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
const builtIn: Splitter = (text) =>
  [...segmenter.segment(text)].flatMap(({ segment, index }) => {
    const start = index + segment.length - segment.trimStart().length;
    return segment.trim() === "" ? [] : [[start, index + segment.trimEnd().length] as const];
  });

function f1(gold: readonly Gold[], split: Splitter): number {
  let right = 0;
  let wanted = 0;
  let given = 0;
  for (const { text, spans } of gold) {
    const want = new Set(spans.map((s) => s.join()));
    const got = split(text);
    wanted += want.size;
    given += got.length;
    right += got.filter((s) => want.has(s.join())).length;
  }
  return Number(((200 * right) / (wanted + given)).toFixed(2));
}

function basil(): Gold[] | null {
  if (!existsSync(articles)) return null;
  const lines = readFileSync(articles, "utf8").split("\n").filter(Boolean);
  const texts = new Map(lines.map((line) => JSON.parse(line) as { id: string; text: string }).map(({ id, text }) => [id, text]));
  if (process.argv.includes("--gold")) {
    const chosen = [...texts].filter((_, i) => i % 10 === 3);
    writeFileSync(
      goldFile,
      `${JSON.stringify(Object.fromEntries(chosen.map(([id, text]) => [id, ours(text).flat()])), null, 0).replaceAll("],", "],\n")}\n`,
    );
  }
  const gold = JSON.parse(readFileSync(goldFile, "utf8")) as Record<string, number[]>;
  return Object.entries(gold).map(([id, flat]) => ({
    text: texts.get(id) ?? "",
    spans: flat.flatMap((start, i) => (i % 2 === 0 ? [[start, flat[i + 1] ?? start] as const] : [])),
  }));
}

const scores: Record<string, number> = {};
const report = (name: string, gold: readonly Gold[]) => {
  const n = gold.reduce((sum, g) => sum + g.spans.length, 0);
  scores[name] = f1(gold, ours);
  process.stdout.write(
    `${name.padEnd(14)} ${String(n).padStart(5)} sentences  F1 ${scores[name]}  (Intl.Segmenter ${f1(gold, builtIn)})\n`,
  );
};
report("own cases", sentenceCases());
const checked = basil();
if (checked) report("basil, by hand", checked);
else process.stdout.write("basil, by hand: skipped, ../shared/data/stories is not here\n");

if (process.argv.includes("--keep")) writeFileSync(scoresFile, `${JSON.stringify(scores, null, 2)}\n`);
const kept = JSON.parse(readFileSync(scoresFile, "utf8")) as Record<string, number>;
const slid = Object.entries(scores).filter(([name, score]) => score < (kept[name] ?? 0) - SLIDE);
for (const [name, score] of slid) process.stdout.write(`slid: ${name} ${kept[name]} → ${score}\n`);
process.exitCode = slid.length > 0 ? 1 : 0;
