/**
 * Articles in other languages than English (../shared/data): told from English, what stands between marks is found, and nobody is named.
 *
 *   npx tsx bench/quality/languages.ts            compares with languages-scores.json, exit code 1 where a figure slid
 *   npx tsx bench/quality/languages.ts --write    writes languages-scores.json
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extract, SPEAKER_MARGIN } from "../../src/news/quotes/extract.ts";
import { isForeign } from "../../src/news/text/foreign.ts";
import { tokenise } from "../../src/news/text/tokens.ts";
import { judge } from "./_quotes-score.ts";

const DATA = join(import.meta.dirname, "../../../shared/data");
const SCORES = join(import.meta.dirname, "languages-scores.json");
const GERMAN = join(DATA, "languages/german-dev.jsonl");
const PAPERS = join(DATA, "news2026/articles-dev.jsonl");
const ENGLISH = ["quotes/polnear-dev.jsonl", "stories/basil-dev.jsonl", "summaries/inshorts-dev.jsonl"].map((file) => join(DATA, file));

if (!existsSync(GERMAN)) {
  process.stdout.write("skipped: the gold data is not beside this checkout\n");
  process.exit(0);
}

type Article = { readonly text: string; readonly lang?: string };
const read = (file: string) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Article);
const share = (articles: readonly Article[], holds: (article: Article) => boolean) => articles.filter(holds).length / articles.length;
const foreign = ({ text }: Article) => isForeign(tokenise(text));

const papers = read(PAPERS);
const others = [...read(GERMAN), ...papers.filter(({ lang }) => lang !== "en")];
const english = [...ENGLISH.flatMap(read), ...papers.filter(({ lang }) => lang === "en")];
const units = judge(GERMAN);
const found = units.filter(({ hit }) => hit);
const figures: Record<string, number> = {
  "other languages told": share(others, foreign),
  "English told": share(english, (article) => !foreign(article)),
  "German marks: precision": found.filter(({ gold }) => gold).length / found.length,
  "German marks: recall": found.filter(({ gold }) => gold).length / units.filter(({ gold }) => gold).length,
  "other languages: nobody is named": share(others, ({ text }) => {
    const { quotes, people } = extract(text);
    return people.length === 0 && quotes.every(({ speaker, confidence }) => speaker === null || confidence < SPEAKER_MARGIN);
  }),
};
const rounded = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 10_000) / 10_000]));
if (process.argv.includes("--write")) writeFileSync(SCORES, `${JSON.stringify(rounded, null, 2)}\n`);
const before = existsSync(SCORES) ? (JSON.parse(readFileSync(SCORES, "utf8")) as Record<string, number>) : {};
for (const [name, value] of Object.entries(rounded)) {
  const slid = value < (before[name] ?? 0);
  process.stdout.write(`${name.padEnd(40)} ${value.toFixed(4)}  last ${(before[name] ?? 0).toFixed(4)}${slid ? "  slid" : ""}\n`);
  if (slid) process.exitCode = 1;
}
