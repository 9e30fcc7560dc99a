/**
 * Reported speech ("X said that …") against 296 passages that one reader judged: right in speaker and in extent, or not. quotes-reported.json
 * holds their places in the training articles, which are not in the repository; without ../shared there is nothing to measure.
 * What has changed its extent or speaker since is not counted, right or wrong. Exit code 1 when a score is more than .01 below quotes-scores.json.
 *
 *   npx tsx bench/quality/quotes-reported.ts [--write]
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extract } from "../../src/news/quotes/extract.ts";

type Judged = { id: string; parts: [number, number][]; by: [number, number]; right: boolean };

const here = import.meta.dirname;
const file = join(here, "..", "..", "..", "shared", "data", "quotes", "polnear-train.jsonl");
const kept = join(here, "quotes-scores.json");
const judged: Judged[] = JSON.parse(readFileSync(join(here, "quotes-reported.json"), "utf8"));
const say = (line: string) => process.stdout.write(`${line}\n`);

if (!existsSync(file)) say("the training articles are not here: nothing measured");
else {
  const ids = new Set(judged.map((j) => j.id));
  const made = new Map<string, number>();
  for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
    const article = JSON.parse(line) as { id: string; text: string };
    if (!ids.has(article.id)) continue;
    for (const quote of extract(article.text).quotes)
      if (quote.kind === "indirect" && quote.speaker?.mention)
        made.set(
          key(article.id, quote.parts.map((p) => [p.start, p.end]) as [number, number][], quote.speaker.mention.start),
          quote.confidence,
        );
  }
  const found = judged.flatMap((j) => {
    const confidence = made.get(key(j.id, j.parts, j.by[0]));
    return confidence === undefined ? [] : [{ ...j, confidence }];
  });
  const share = (list: readonly Judged[]) => list.filter((j) => j.right).length / Math.max(1, list.length);
  const now = { precision: share(found), found: found.filter((j) => j.right).length / judged.filter((j) => j.right).length };
  say(
    `${found.length} of ${judged.length} judged passages are still found; right: ${now.precision.toFixed(3)}; of the right ones found: ${now.found.toFixed(3)}`,
  );
  say("confidence   passages   said   were right");
  for (const [from, to] of [
    [0, 0.7],
    [0.7, 0.85],
    [0.85, 1],
  ] as const) {
    const list = found.filter((j) => j.confidence >= from && j.confidence < to);
    if (list.length === 0) continue;
    const said = list.reduce((sum, j) => sum + j.confidence, 0) / list.length;
    say(
      `${from.toFixed(2)} – ${to.toFixed(2)}${String(list.length).padStart(9)}${said.toFixed(2).padStart(9)}${share(list).toFixed(2).padStart(10)}`,
    );
  }
  const all = JSON.parse(readFileSync(kept, "utf8")) as Record<string, Record<string, number>>;
  const before = all.reported ?? {};
  if (process.argv.includes("--write"))
    writeFileSync(
      kept,
      `${JSON.stringify({ ...all, reported: { precision: Number(now.precision.toFixed(4)), found: Number(now.found.toFixed(4)) } }, null, 2)}\n`,
    );
  for (const name of ["precision", "found"] as const)
    if (now[name] < (before[name] ?? 0) - 0.01) {
      say(`slid: reported ${name}: ${before[name]} before, ${now[name].toFixed(3)} now`);
      process.exitCode = 1;
    }
}

function key(id: string, parts: readonly (readonly [number, number])[], by: number): string {
  return `${id} ${parts.map((p) => p.join("-")).join(" ")} ${by}`;
}
