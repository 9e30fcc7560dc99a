/**
 * Feeds a second and pages a second beside other libraries, in one run, over the collections in ../shared/data/ingest; then one feed of
 * 10,000 items and one page of 5 MB, with the memory they take.
 *
 *   npm install --no-save feedsmith rss-parser feedparser @extractus/article-extractor
 *   node --expose-gc --import tsx bench/speed/parsing.ts [seconds for each]
 *
 * A library that is not installed is left out by name. They do different things: none but this one makes text of a feed's HTML.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Readable } from "node:stream";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { parseFeed } from "../../src/sources/feed/parse.ts";
import { parsePage } from "../../src/sources/page/parse.ts";

type Parse = (text: string) => unknown;
const DATA = join(import.meta.dirname, "../../../shared/data/ingest");
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
/** How long each library runs; the first argument. */
const SECONDS = Number(process.argv[2] ?? 3);

/** The names are not written as imports: nobody who does not measure needs these packages. */
async function peer(name: string, use: (module: never) => Parse): Promise<readonly [string, Parse] | undefined> {
  try {
    return [name, use((await import(name)) as never)];
  } catch {
    say(`left out: ${name} is not installed`);
    return undefined;
  }
}

async function measure(what: string, name: string, parse: Parse, texts: readonly string[]): Promise<void> {
  let failed = 0;
  const round = async () => {
    failed = 0;
    for (const text of texts) {
      try {
        await parse(text);
      } catch {
        failed++;
      }
    }
  };
  await round();
  const started = performance.now();
  let rounds = 0;
  while (performance.now() - started < SECONDS * 1000) {
    await round();
    rounds++;
  }
  const perSecond = (rounds * texts.length * 1000) / (performance.now() - started);
  say(
    `${what}  ${name.padEnd(34)} ${perSecond.toFixed(0).padStart(6)} a second${failed > 0 ? `  (${failed} of ${texts.length} refused)` : ""}`,
  );
}

async function feeds(): Promise<void> {
  const folder = join(DATA, "rss-parser/test/input");
  if (!existsSync(folder)) {
    say("skipped: the rss-parser feeds are not in ../shared/data/ingest");
    return;
  }
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
  const peers = [
    await peer("feedsmith", (module: { parseFeed: Parse }) => module.parseFeed),
    await peer("rss-parser", (module: { default: new () => { parseString: Parse } }) => (text) => new module.default().parseString(text)),
    await peer(
      "feedparser",
      (module: { default: new (options: object) => NodeJS.ReadWriteStream & { read(): unknown } }) => (text) =>
        new Promise((resolve, reject) => {
          const parser = new module.default({});
          parser
            .on("error", reject)
            .on("end", resolve)
            .on("readable", () => {
              while (parser.read() !== null);
            });
          Readable.from([text]).pipe(parser);
        }),
    ),
  ];
  for (const [name, parse] of [["pullquote", parseFeed] as const, ...peers.filter((one) => one !== undefined)])
    await measure("feeds", name, parse as Parse, texts);
}

async function pages(): Promise<void> {
  const archive = join(DATA, "readability/test-pages.tar.xz");
  if (!existsSync(archive)) {
    say("skipped: the readability pages are not in ../shared/data/ingest");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "pages-"));
  execFileSync("tar", ["-xJf", archive, "-C", folder]);
  const root = join(folder, "test/test-pages");
  const texts = readdirSync(root).map((page) => readFileSync(join(root, page, "source.html"), "utf8"));
  rmSync(folder, { recursive: true, force: true });
  const peers = [
    await peer(
      "@extractus/article-extractor",
      (module: { extractFromHtml(html: string, url: string): unknown }) => (text) => module.extractFromHtml(text, "https://echo.example/a"),
    ),
  ];
  const bare: Parse = (text) => new Readability(parseHTML(text).document as never).parse()?.textContent;
  for (const [name, parse] of [
    ["pullquote", (text: string) => parsePage(text)] as const,
    ["readability + linkedom alone", bare] as const,
    ...peers.filter((one) => one !== undefined),
  ])
    await measure("pages", name, parse, texts);
}

function large(what: string, text: string, parse: Parse): void {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const started = performance.now();
  parse(text);
  const ms = performance.now() - started;
  say(
    `${what}: ${(text.length / 1e6).toFixed(1)} MB in ${(ms / 1000).toFixed(2)} s, ${Math.round((process.memoryUsage().rss - before) / 1e6)} MB more`,
  );
}

const paragraph = (i: number) =>
  `The council of Brixworth met on day ${i} and decided, after a long debate, that bridge number ${i} is to close for good in spring.`;
const items = Array.from(
  { length: 10_000 },
  (_, i) =>
    `<item><title>Bridge ${i} to close</title><link>https://echo.example/${i}</link><guid>${i}</guid><pubDate>Tue, 03 Nov 2026 08:00:00 GMT</pubDate><description><![CDATA[<p>${paragraph(i)}</p><p>${paragraph(i + 1)}</p>]]></description></item>`,
);
const page = `<html><head><title>Bridges</title></head><body><article><h1>Bridges</h1>${Array.from({ length: 36_000 }, (_, i) => `<p>${paragraph(i)}</p>`).join("")}</article></body></html>`;

await feeds();
await pages();
large("a feed of 10,000 items", `<rss><channel><title>Echo</title>${items.join("")}</channel></rss>`, parseFeed as Parse);
large("a page of 5 MB", page.slice(0, 4_990_000), (text) => parsePage(text));
