/**
 * How well pages and flattened pages are read, measured on the collections in ../shared/data/ingest.
 *
 *   npx tsx bench/quality/pages.ts            compares with pages-scores.json, exit code 1 where a figure slid
 *   npx tsx bench/quality/pages.ts --write    writes pages-scores.json
 *   npx tsx bench/quality/pages.ts --worst    shows the ten worst pages of each set
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeText } from "../../src/sources/charset.ts";
import { wordsOf } from "../../src/sources/lines.ts";
import { declaredCharset } from "../../src/sources/page/charset.ts";
import { parsePage } from "../../src/sources/page/parse.ts";
import { parseSeed } from "../../src/sources/seeds/parse.ts";
import { meanOf, type Score, scoreOf, scoreText } from "./_pages-score.ts";
import { flattenPage, shownLines } from "./_pages-text.ts";

type Figures = Record<string, number>;
type Judged = { readonly page: string; readonly score: Score };
type Metadata = { readonly title: string | null; readonly siteName: string | null };

const DATA = join(import.meta.dirname, "../../../shared/data/ingest");
const SCORES = join(import.meta.dirname, "pages-scores.json");
/** What a figure may lose before the bench says so: below it is the rounding of the mean. */
const SLACK = 0.0005;
const say = (line: string) => process.stdout.write(`${line}\n`);
const round = (value: number) => Math.round(value * 10_000) / 10_000;

function unpacked(archive: string, read: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  try {
    execFileSync("tar", ["-xJf", archive, "-C", folder]);
    read(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function worst(judged: readonly Judged[]): void {
  if (!process.argv.includes("--worst")) return;
  for (const { page, score } of judged.toSorted((a, b) => a.score.f1 - b.score.f1).slice(0, 10)) {
    say(`  ${score.f1.toFixed(3)}  precision ${score.precision.toFixed(2)} recall ${score.recall.toFixed(2)}  ${page}`);
  }
}

const same = (a: string, b: string) => wordsOf(a).join(" ") === wordsOf(b).join(" ");

/** The expected title, or what is left of it without the site's name before or behind it. */
function titleIsRight(title: string, expected: string): boolean {
  if (same(title, expected)) return true;
  const parts = expected.split(/\s*(?:\s[-–—:·_]\s|[|»«_@[(（]|::|\s[✩¶]\s)\s*/u);
  // Readability takes a label before a colon for a site ("Outside the web: …").
  if (same(title.split(": ").at(-1) ?? "", parts[0] ?? "")) return true;
  return (
    title.length > 3 && (same(title, parts.slice(0, -1).join(" ")) || same(title, parts.slice(1).join(" ")) || same(title, parts[0] ?? ""))
  );
}

/** Alike up to letter case and spaces, one within the other ("CNN" and "CNN Money"). Wikipedia's pages name its publisher instead. */
function outletIsRight(outlet: string, expected: string): boolean {
  const [ours, theirs] = [outlet, expected].map((name) => wordsOf(name).join("").replace("wikimediafoundation", "wikipedia"));
  return ours !== undefined && theirs !== undefined && (ours.includes(theirs) || theirs.includes(ours));
}

/** 130 pages of Mozilla's Readability and copies of them flattened to text. */
function readabilityPages(folder: string): Figures {
  const root = join(folder, "test/test-pages");
  const pages: Judged[] = [];
  const flat: Judged[] = [];
  const title = { asked: 0, right: 0 };
  const outlet = { asked: 0, right: 0, wrong: 0 };
  for (const page of readdirSync(root)) {
    const read = (file: string) => readFileSync(join(root, page, file), "utf8");
    const html = read("source.html");
    const wanted = shownLines(read("expected.html")).join("\n");
    const expected = JSON.parse(read("expected-metadata.json")) as Metadata;
    pages.push({ page, score: scoreText(parsePage(html).text, wanted) });

    const flattened = flattenPage(html);
    const seed = parseSeed(flattened);
    flat.push({ page, score: scoreText(seed.text, wanted) });
    // A title that the flattened text does not hold cannot be read from it.
    if (expected.title && flattened.includes(expected.title)) {
      title.asked++;
      if (titleIsRight(seed.title ?? "", expected.title)) title.right++;
      else if (process.argv.includes("--worst")) say(`  title ${JSON.stringify(seed.title)} for ${JSON.stringify(expected.title)}`);
    }
    if (expected.siteName) {
      outlet.asked++;
      if (seed.outlet !== undefined && outletIsRight(seed.outlet, expected.siteName)) outlet.right++;
      else if (seed.outlet !== undefined) outlet.wrong++;
    }
  }
  worst(pages);
  worst(flat);
  // Pages without an article (a heading, an advertisement, a list of links): nothing to segment.
  const articles = flat.filter(({ page }) => !NO_ARTICLE.has(page));
  return {
    "readability pages: body F1": meanOf(pages.map((p) => p.score)).f1,
    "flattened pages: title right": title.right / title.asked,
    "flattened pages: outlet right": outlet.right / outlet.asked,
    "flattened pages: outlet not wrong": 1 - outlet.wrong / outlet.asked,
    "flattened pages: body F1": meanOf(flat.map((p) => p.score)).f1,
    "flattened pages with an article: body F1": meanOf(articles.map((p) => p.score)).f1,
  };
}

const NO_ARTICLE = new Set([
  "005-unescape-html-entities",
  "lazy-image-3",
  "ol",
  "js-link-replacement",
  "invalid-attributes",
  "nytimes-5",
  "mozilla-1",
]);

type Segments = { readonly file: string; readonly with: readonly string[]; readonly without: readonly string[] };

/** 290 pages in many languages with segments that must and must not be in the text, as trafilatura's own comparison counts them. */
function trafilaturaPages(folder: string): Figures {
  const data = JSON.parse(readFileSync(join(folder, "evaldata.json"), "utf8")) as Record<string, Segments>;
  const count = { right: 0, missing: 0, extra: 0 };
  const judged: Judged[] = [];
  const flat = (text: string) => text.replace(/\s+/g, " ").trim();
  for (const [url, page] of Object.entries(data)) {
    const bytes = readFileSync(join(folder, "pages", page.file));
    const text = flat(parsePage(decodeText(bytes, declaredCharset(bytes)), { url }).text);
    const [there, left] = [page.with, page.without].map((segments) => segments.filter((segment) => text.includes(flat(segment))).length);
    count.right += there ?? 0;
    count.missing += page.with.length - (there ?? 0);
    count.extra += left ?? 0;
    judged.push({ page: page.file, score: scoreOf(there ?? 0, left ?? 0, page.with.length - (there ?? 0)) });
  }
  worst(judged);
  const { precision, recall, f1 } = scoreOf(count.right, count.extra, count.missing);
  return { "trafilatura pages: precision": precision, "trafilatura pages: recall": recall, "trafilatura pages: F1": f1 };
}

const sets: readonly (readonly [string, (folder: string) => Figures])[] = [
  ["readability/test-pages.tar.xz", readabilityPages],
  ["trafilatura-dev/pages.tar.xz", trafilaturaPages],
];
const figures: Figures = {};
for (const [archive, measure] of sets) {
  const path = join(DATA, archive);
  if (!existsSync(path)) say(`skipped: ${archive} is not in ../shared/data/ingest`);
  else unpacked(path, (folder) => Object.assign(figures, measure(folder)));
}
const last = JSON.parse(readFileSync(SCORES, "utf8")) as Figures;
for (const [name, value] of Object.entries(figures)) {
  const before = last[name];
  const slid = before !== undefined && value < before - SLACK;
  if (slid && !process.argv.includes("--write")) process.exitCode = 1;
  say(`${name.padEnd(44)} ${value.toFixed(4)}${before === undefined ? "" : `  last ${before.toFixed(4)}`}${slid ? "  SLID" : ""}`);
}
if (process.argv.includes("--write")) {
  const rounded = Object.fromEntries(Object.entries({ ...last, ...figures }).map(([name, value]) => [name, round(value)]));
  writeFileSync(SCORES, `${JSON.stringify(rounded, null, 2)}\n`);
}
