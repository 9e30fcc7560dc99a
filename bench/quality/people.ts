/**
 * Who is who over a real archive: 1,224 articles, and surnames judged by hand (../shared/data/people, ../shared/eval). B³ over quotes, how many of
 * those listed are no persons or carry a stray word, and whether asking by surname is answered as a reader would wish.
 *
 *   npx tsx bench/quality/people.ts            compares with people-scores.json, exit code 1 where a figure slid
 *   npx tsx bench/quality/people.ts --write    writes people-scores.json
 *   npx tsx bench/quality/people.ts --worst    names every surname that is not answered right
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDesk } from "../../src/answer.ts";
import { openApp } from "../../src/app.ts";
import { systemClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import { exportQuotes } from "../../src/export.ts";
import { parseQuestion } from "../../src/news/question.ts";
import { openStore } from "../../src/stores/open.ts";

const SHARED = join(import.meta.dirname, "../../../shared");
const SCORES = join(import.meta.dirname, "people-scores.json");
const GOLD = join(SHARED, "data/people/gold-dev.jsonl");
/** Named by how far a figure may slide: none of what one surname decides, a little of what rounding does. */
const SLACK = 0.002;

if (!existsSync(GOLD)) {
  process.stdout.write("skipped: the gold data is not beside this checkout\n");
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), "pullquote-people-"));
const silent = { debug() {}, info() {}, warn() {}, error() {} };
try {
  const articles = join(folder, "articles");
  const data = join(folder, "data");
  execFileSync(process.execPath, [join(SHARED, "eval/people-archive.mjs"), articles], { stdio: "ignore" });
  const config = readConfig({ SOURCES: articles, DATA_FOLDER: data, WEB_PORT: "0" });
  if ("mistakes" in config) throw new Error(config.mistakes.join(" "));
  const app = await openApp({ config, clock: systemClock, log: silent, bot: false });
  await app.read();
  await app.stop();
  const store = await openStore({ folder: data, lock: false, clock: systemClock, log: silent });
  const desk = openDesk({ archive: store.archive, clock: systemClock, log: silent, stories: 5 });
  const lines = (name: string, values: readonly unknown[]) => {
    const file = join(folder, name);
    writeFileSync(file, values.map((value) => JSON.stringify(value)).join("\n"));
    return file;
  };
  const quotes: unknown[] = [];
  for await (const quote of (await exportQuotes({ archive: store.archive, directory: desk }, {})) ?? []) quotes.push(quote);
  const { people } = await desk.people({ offset: 0, limit: 1_000_000 });
  const surnames = readFileSync(GOLD, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { surname: string; persons: unknown[] });
  const asked: unknown[] = [];
  for (const { surname, persons } of surnames)
    if (persons.length > 0)
      asked.push({ asked: surname, card: await desk.answer(parseQuestion(surname), { platform: "terminal", user: "bench" }) });
  await store.close();
  const files = [GOLD, lines("quotes", quotes), lines("people", people), lines("asked", asked)];
  const score = (...more: string[]) =>
    execFileSync(process.execPath, [join(SHARED, "eval/score-people.mjs"), ...files, ...more], { encoding: "utf8" });
  process.stdout.write(score(...(process.argv.includes("--worst") ? ["--show"] : [])));
  const { precision, recall, notPersons, strayWord, personsFound, answeredRight } = JSON.parse(score("--json")) as Record<string, number>;
  const figures: Record<string, number> = {
    "B3 precision": precision ?? 0,
    "B3 recall": recall ?? 0,
    "listed that are persons": 1 - (notPersons ?? 1),
    "listed without a stray word": 1 - (strayWord ?? 1),
    "persons found": personsFound ?? 0,
    "asked by surname, answered right": answeredRight ?? 0,
  };
  const rounded = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 10_000) / 10_000]));
  if (process.argv.includes("--write")) writeFileSync(SCORES, `${JSON.stringify(rounded, null, 2)}\n`);
  const before = existsSync(SCORES) ? (JSON.parse(readFileSync(SCORES, "utf8")) as Record<string, number>) : {};
  for (const [name, value] of Object.entries(before))
    if ((rounded[name] ?? 0) < value - SLACK) {
      process.stdout.write(`slid: ${name} ${value} → ${rounded[name]}\n`);
      process.exitCode = 1;
    }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
