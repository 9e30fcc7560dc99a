/**
 * How well quotes and their speakers are found, over gum-news (here) and, where ../shared is, over the other gold files.
 * Exit code 1 when a score is more than .002 below quotes-scores.json.
 *
 *   npx tsx bench/quality/quotes.ts [--write]
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { judge, type Scores, scores, type Unit } from "./_quotes-score.ts";

const here = import.meta.dirname;
const shared = join(here, "..", "..", "..", "shared", "data", "quotes");
const files = [join(here, "gum-news.jsonl"), join(shared, "polnear-dev.jsonl"), join(shared, "markkula-dev.jsonl")].filter((file) =>
  existsSync(file),
);
const kept = join(here, "quotes-scores.json");
const before: Record<string, Scores> = existsSync(kept) ? JSON.parse(readFileSync(kept, "utf8")) : {};
const now: Record<string, Scores> = { ...before };
const slid: string[] = [];
const say = (line: string) => process.stdout.write(`${line}\n`);

const all: Unit[] = [];
say("file                detection  speaker  end to end  4+ words  speaker at 80 %");
for (const file of files) {
  const name = file.split(/[\\/]/).at(-1)?.replace(".jsonl", "") ?? file;
  const units = judge(file);
  all.push(...units);
  const s = scores(units);
  now[name] = Object.fromEntries(Object.entries(s).map(([key, value]) => [key, Number(value.toFixed(4))])) as Scores;
  say(
    `${name.padEnd(20)}${[s.detection, s.speaker, s.endToEnd, s.endToEndFourWords, s.coveredAt80].map((v) => v.toFixed(3).padStart(8)).join("  ")}`,
  );
  for (const [key, value] of Object.entries(before[name] ?? {}))
    if (s[key as keyof Scores] < value - 0.002)
      slid.push(`${name} ${key}: ${value.toFixed(3)} before, ${s[key as keyof Scores].toFixed(3)} now`);
}

say("\nconfidence   quotes   said   were right");
for (let tenth = 0; tenth < 10; tenth++) {
  const list = all.filter((u) => u.hit && Math.min(9, Math.floor(u.confidence * 10)) === tenth);
  if (list.length === 0) continue;
  const said = list.reduce((sum, u) => sum + u.confidence, 0) / list.length;
  const right = list.filter((u) => u.gold && u.right).length / list.length;
  say(
    `${(tenth / 10).toFixed(1)} – ${((tenth + 1) / 10).toFixed(1)}${String(list.length).padStart(10)}${said.toFixed(2).padStart(9)}${right.toFixed(2).padStart(10)}`,
  );
}
const sorted = all.filter((u) => u.hit && u.answered).sort((a, b) => b.confidence - a.confidence);
let right = 0;
let margin = 1;
let share = 0;
sorted.forEach((u, i) => {
  if (u.gold && u.right) right++;
  if (right / (i + 1) >= 0.97) [margin, share] = [u.confidence, (i + 1) / sorted.length];
});
say(`97 % are right from a confidence of ${margin.toFixed(3)}: ${(100 * share).toFixed(0)} % of the quotes with a speaker`);

if (process.argv.includes("--write")) writeFileSync(kept, `${JSON.stringify(now, null, 2)}\n`);
for (const line of slid) say(`slid: ${line}`);
process.exitCode = slid.length > 0 ? 1 : 0;
