/**
 * Sources in one process: time and memory to read them all, to ask them all again when nothing is new, and how long the process is away
 * meanwhile; then one feed of 10,000 items and one page of 5 MB.
 *
 *   node --expose-gc --import tsx bench/speed/sources.ts [sources] [articles of each]
 *
 * Each source is a host of its own on this machine, with a feed of articles in full, one if nothing else is said. The server is in the same process and costs
 * time too. Time stands still between two rounds and is then moved by an hour.
 */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { ingest } from "../../src/ingest.ts";
import { instant } from "../../src/news/article.ts";
import type { Clock, Log } from "../../src/ports.ts";
import { httpClient } from "../../src/sources/http.ts";
import { openParser } from "../../src/sources/parser.ts";
import { openHolds } from "../../src/sources/web/holds.ts";
import { webSource } from "../../src/sources/web/read.ts";
import { openStore } from "../../src/stores/open.ts";
import { extractiveSummariser } from "../../src/summarisers/extractive.ts";

const SOURCES = Number(process.argv[2] ?? 1_000);
const ARTICLES = Number(process.argv[3] ?? 1);
const HOUR = 3_600_000;

/** Park and Miller's generator: the same articles in every run. */
function random(seed: number): (below: number) => number {
  let state = (seed * 7_919 + 13) % 2_147_483_647;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
const SYLLABLES = "ba bor cal da del fen gar hol in jor kel lan mor nar ol pen quil ras sel tan ul ven wor yar zel".split(" ");

/** Articles on events of their own: hardly a noun in common with any other. */
const article = (source: number, n: number) => {
  const below = random(source * 10 + n + 1);
  const noun = () => Array.from({ length: 2 + below(2) }, () => SYLLABLES[below(SYLLABLES.length)]).join("");
  const name = () => noun().replace(/^./, (letter) => letter.toUpperCase());
  const paragraph = () =>
    `<p>The ${noun()} of ${name()} will get a new ${noun()} in spite of the ${noun()}, the ${noun()} council decided after a debate about ${noun()} and ${noun()}.</p><p>"We have no choice about the ${noun()}, and we are sorry for the ${noun()}," said ${name()} ${name()}, the mayor.</p>`;
  const body = Array.from({ length: 5 }, paragraph).join("");
  return `<item><title>${name()} gets a ${noun()} for its ${noun()}</title><link>http://s${source}.example/${n}</link><guid>${n}</guid><pubDate>Tue, 24 Nov 2026 0${n % 10}:00:00 GMT</pubDate><content:encoded><![CDATA[${body}]]></content:encoded></item>`;
};
const feed = (source: number, items: number) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Source ${source}</title>${Array.from({ length: items }, (_, n) => article(source, n)).join("")}</channel></rss>`;

const server = createServer(({ headers }, response) => {
  if (headers["if-none-match"]) return void response.writeHead(304).end();
  response
    .writeHead(200, { etag: '"1"', "content-type": "application/rss+xml" })
    .end(feed(Number(/\d+/.exec(headers.host ?? "")?.[0] ?? 0), ARTICLES));
});
await once(server.listen(0, "127.0.0.1"), "listening");
const { port } = server.address() as AddressInfo;

let ahead = 0;
const clock: Clock = {
  now: () => new Date(Date.parse("2026-11-24T12:00:00Z") + ahead),
  sleep: (ms) => new Promise((done) => setTimeout(done, Math.min(ms, 10))),
};
const log: Log = { debug() {}, info() {}, warn() {}, error: (event, fields) => console.error(event, fields) };
const folder = mkdtempSync(join(tmpdir(), "pullquote-bench-"));
const store = await openStore({ folder, log, clock });
const hosts = Array.from({ length: SOURCES }, (_, i) => `s${i}.example`);
const http = httpClient({ clock, userAgent: "Pullquote (bench)", privateHosts: hosts, lookup: async () => ["127.0.0.1"] });
const parser = openParser();
const web = { http, parser, clock, holds: openHolds(), every: HOUR, random: Math.random };

const memory = () => {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().rss / 1e6);
};
const row = (what: string, value: string) => console.log(`${what.padEnd(58)} ${value}`);

await store.sources.add(
  hosts.map((host) => ({
    address: `http://${host}:${port}/feed`,
    addedBy: "command",
    addedAt: instant(clock.now()),
    state: { kind: "web", nextAt: instant(clock.now()) },
  })),
);
row("memory before", `${memory()} MB`);
let peak = 0;
const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss / 1e6)), 50);

async function round(what: string): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const due = (await store.sources.all()).filter(({ state }) => state.nextAt <= instant(clock.now()));
  const sources = due.map((source) => webSource(source, web));
  const { read, added, broken } = await ingest({
    sources,
    archive: store.archive,
    register: store.sources,
    summariser: extractiveSummariser(),
    clock,
    log,
  });
  delay.disable();
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const away = `away ${(delay.percentile(99) / 1e6).toFixed(0)} ms at p99, ${(delay.max / 1e6).toFixed(0)} ms at most`;
  row(
    what,
    `${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor time: ${due.length} sources, ${read} items, ${added} stored, ${broken.length} broken; ${away}`,
  );
}

await round(`${SOURCES} sources, the first time`);
ahead = 70 * 60_000;
await round(`${SOURCES} sources, nothing new (304)`);
await round("not due yet");
clearInterval(watching);
row("memory after, and at its peak", `${memory()} MB, ${Math.round(peak)} MB`);

async function alone(what: string, act: () => Promise<string>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();
  const result = await act();
  delay.disable();
  row(what, `${((performance.now() - begun) / 1000).toFixed(2)} s: ${result}; away ${(delay.max / 1e6).toFixed(0)} ms at most`);
}
const teaser = (n: number) =>
  `<item><title>The old bridge of district ${n} will be closed for a year</title><link>http://s1.example/story/${n}</link><guid>${n}</guid><pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate><description>The council decided on Monday after a long debate about its safety and its cost, number ${n}.</description></item>`;
const many = Array.from({ length: 10_000 }, (_, n) => teaser(n)).join("");
const big = Buffer.from(`<?xml version="1.0"?><rss version="2.0"><channel><title>Many</title>${many}</channel></rss>`);
await parser.look({ bytes: Buffer.from(feed(1, 1)), url: "http://s1.example/feed" });
await alone(`a feed of 10,000 items (${(big.length / 1e6).toFixed(1)} MB), parsed`, async () => {
  const look = await parser.look({ bytes: big, url: "http://s1.example/feed" }).catch((error: Error) => error);
  return look instanceof Error ? look.message : look.is === "feed" ? `${look.feed.items.length} items` : look.is;
});
const text = "<p>The old bridge will be closed for a year, the city council decided on Monday after a long debate about its safety.</p>";
const page = Buffer.from(`<!doctype html><title>A long page</title><article>${text.repeat(Math.floor(4_900_000 / text.length))}</article>`);
await alone(`a page of ${(page.length / 1e6).toFixed(1)} MB, parsed`, async () => {
  const draft = await parser.page({ bytes: page, url: "http://s1.example/page" }).catch((error: Error) => error);
  return draft instanceof Error ? draft.message : `${draft.text.length} characters`;
});

await parser.close();
await http.close();
await store.close();
server.closeAllConnections();
server.close();
rmSync(folder, { recursive: true, force: true });
