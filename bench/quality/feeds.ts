/**
 * How well feeds are read, measured on the collections in ../shared/data/ingest: the share of files of which everything asked is right
 * (how many items there are, title and address of the feed and of each item, and each item's date).
 *
 *   npx tsx bench/quality/feeds.ts            compares with feeds-scores.json, exit code 1 where a figure slid
 *   npx tsx bench/quality/feeds.ts --write    writes feeds-scores.json
 *   npx tsx bench/quality/feeds.ts --worst    names every file that is not all right, and what is wrong in it
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from "parse5";
import type { Feed } from "../../src/sources/feed/feed.ts";
import { parseFeed } from "../../src/sources/feed/parse.ts";

type Figures = Record<string, number>;
type Json = Readonly<Record<string, unknown>>;
/** What is expected, in whatever words its collection has for it. */
type Wanted = { readonly title?: string | undefined; readonly link?: string | undefined; readonly items: readonly WantedItem[] };
type WantedItem = { readonly title?: string | undefined; readonly link?: string | undefined; readonly date?: string | undefined };

const DATA = join(import.meta.dirname, "../../../shared/data/ingest");
const SCORES = join(import.meta.dirname, "feeds-scores.json");
const say = (line: string) => process.stdout.write(`${line}\n`);
const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []);

/** The text of a title that is given as HTML: by a walk of its own, that owes nothing to the code measured. */
function shown(html: string | undefined): string {
  const walk = (node: Tree.Node): string =>
    "value" in node
      ? node.value
      : node.nodeName === "script" || node.nodeName === "style"
        ? ""
        : "childNodes" in node
          ? node.childNodes.map(walk).join(" ")
          : "";
  const once = (value: string) => walk(parseFragment(value));
  let value = html ?? "";
  for (let round = 0; round < 3 && /<\/?[a-z]|&[a-z]+;|&#/i.test(value); round++) value = once(value);
  return value.replace(/\s+/g, "").toLowerCase();
}

/** Two of rss-parser's files expect what it made of another charset: what is lost there may be any letter, or a space. */
const isSame = (got: string, expected: string) =>
  new RegExp(
    `^${expected
      .split("\uFFFD")
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
      .join(".?")}$`,
    "u",
  ).test(got);

/** No address where it is no http address; a relative one counts from the site. */
function address(value: string | undefined, site?: string): string | undefined {
  try {
    const url = new URL(value?.trim() ?? "", value && site);
    return /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function wrongIn(feed: Feed, wanted: Wanted): string[] {
  const wrong: string[] = [];
  const check = (what: string, got: unknown, expected: unknown) => {
    if (got !== expected) wrong.push(`${what}: ${JSON.stringify(got)} for ${JSON.stringify(expected)}`);
  };
  check("items", feed.items.length + feed.skipped.length, wanted.items.length);
  const checkTitle = (what: string, got: string | undefined, expected: string | undefined) => {
    const [ours, theirs] = [shown(got), shown(expected)];
    if (!isSame(ours, theirs)) check(what, ours, theirs);
  };
  checkTitle("title", feed.title, wanted.title);
  check("site", feed.site, address(wanted.link));
  const items = feed.items;
  // An item that says nothing is named as skipped; the others keep their order.
  const asked = wanted.items.length === items.length ? wanted.items : wanted.items.filter((item) => item.title || item.link || item.date);
  for (const [i, item] of asked.entries()) {
    checkTitle(`title ${i}`, items[i]?.title, item.title);
    check(`link ${i}`, items[i]?.url, address(item.link, wanted.link));
    const date = item.date === undefined ? Number.NaN : Date.parse(item.date);
    check(`date ${i}`, items[i]?.published, Number.isNaN(date) ? undefined : new Date(date).toISOString().replace(/\.\d+Z/, ".000Z"));
  }
  return wrong;
}

/** Of Atom's links the one that is the article's. */
const alternate = (links: unknown) =>
  text(
    (
      list(links).find((link) => link.rel === "alternate" && String(link.type ?? "html").includes("html")) ??
      list(links).find((link) => link.rel === "alternate")
    )?.href,
  );

/** The names of gofeed's three models and of rss-parser's one. */
function wantedOf(json: Json): Wanted {
  const feed = (json.feed ?? json) as Json;
  const items = list(feed.items ?? feed.entries);
  return {
    title: text(feed.title),
    link: text(feed.link ?? feed.home_page_url) ?? alternate(feed.links),
    items: items.map((item) => ({
      title: text(item.title),
      link: text(item.link ?? item.url) ?? alternate(item.links),
      date: text(
        item.publishedParsed ?? item.pubDateParsed ?? item.updatedParsed ?? item.isoDate ?? item.date_published ?? dublinCore(item),
      ),
    })),
  };
}

const dublinCore = (item: Json) => (item.dcExt as { date?: readonly string[] } | undefined)?.date?.[0];

type Case = { readonly name: string; readonly feed: Buffer; readonly wanted: Wanted };

function pairs(folder: string, feedEnd: RegExp, wantedOfName: (stem: string) => string): Case[] {
  return readdirSync(folder)
    .filter((name) => feedEnd.test(name) && existsSync(wantedOfName(join(folder, name.replace(feedEnd, "")))))
    .map((name) => ({
      name,
      feed: readFileSync(join(folder, name)),
      wanted: wantedOf(JSON.parse(readFileSync(wantedOfName(join(folder, name.replace(feedEnd, ""))), "utf8")) as Json),
    }));
}

const gofeed = (folder: string) => pairs(join(DATA, "gofeed/testdata", folder), /\.xml$/, (stem) => `${stem}.json`);
const gofeedJson = (folder: string) =>
  pairs(join(DATA, "gofeed/testdata", folder), /(?<!_expected)\.json$/, (stem) => `${stem}_expected.json`);

const sets: readonly (readonly [string, () => readonly Case[]])[] = [
  ["gofeed parser", () => [...gofeed("parser/rss"), ...gofeed("parser/atom"), ...gofeedJson("parser/json")]],
  ["gofeed translator", () => [...gofeed("translator/rss"), ...gofeed("translator/atom"), ...gofeedJson("translator/json")]],
  [
    "rss-parser",
    () => pairs(join(DATA, "rss-parser/test/input"), /\.(?:rss|atom)$/, (stem) => `${stem.replace("/input/", "/output/")}.json`),
  ],
];

const figures: Figures = {};
for (const [name, cases] of sets) {
  if (!existsSync(join(DATA, name.split(" ")[0] ?? ""))) {
    say(`skipped: ${name} is not in ../shared/data/ingest`);
    continue;
  }
  const all = cases();
  let right = 0;
  for (const one of all) {
    let wrong: string[];
    try {
      wrong = wrongIn(parseFeed(one.feed), one.wanted);
    } catch (error) {
      wrong = [error instanceof Error ? error.message : String(error)];
    }
    if (wrong.length === 0) right++;
    else if (process.argv.includes("--worst")) say(`  ${name} ${one.name}: ${wrong.slice(0, 4).join("; ")}`);
  }
  figures[`${name}: files all right`] = right / all.length;
  say(`${name.padEnd(20)} ${right} of ${all.length} files all right`);
}

const last = (existsSync(SCORES) ? JSON.parse(readFileSync(SCORES, "utf8")) : {}) as Figures;
for (const [name, value] of Object.entries(figures)) {
  const before = last[name];
  const slid = before !== undefined && value < before - 0.00005;
  if (slid && !process.argv.includes("--write")) process.exitCode = 1;
  say(`${name.padEnd(44)} ${value.toFixed(4)}${before === undefined ? "" : `  last ${before.toFixed(4)}`}${slid ? "  SLID" : ""}`);
}
if (process.argv.includes("--write")) {
  const rounded = Object.fromEntries(
    Object.entries({ ...last, ...figures }).map(([name, value]) => [name, Math.round(value * 10_000) / 10_000]),
  );
  writeFileSync(SCORES, `${JSON.stringify(rounded, null, 2)}\n`);
}
