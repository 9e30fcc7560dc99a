/**
 * Both engines with 100,000 quotes (or as many as are named): how fast stories come in and answers come out.
 *
 *   node --import tsx bench/speed/store.ts [quotes] [sqlite|postgres] [explain] [from=10000] [keep=folder] [loaded] [first]
 *
 * `from=10000` plays the smaller archive first and prints by how much person search and completion grew. `keep=` leaves the embedded
 * archive there for the next run, and the schema in PostgreSQL; `loaded` writes the rows without measuring that, in a fifth of the time; `first` gives this process and those of the server that serve it priority over other programs (root).
 * SQLite is filled story by story, PostgreSQL gets a copy of it as by `migrate-store`; then stories come in on both. PostgreSQL is
 * TEST_DATABASE_URL, or the one of this machine; a schema of its own is made there and dropped.
 *
 * Each question is timed by the clock, and without the time in which its processes waited for a processor that other programs had
 * (Linux tells): that is what counts. Ends with exit code 1 where a figure misses its target: a person's quotes and /news, p99, under
 * 50 ms; 2,000 stories a minute while answering; growth of person search, completion and /news 3.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { ArticleId, Instant } from "../../src/news/article.ts";
import type { Clock, Log, Store } from "../../src/ports.ts";
import { migrateStore } from "../../src/stores/backup.ts";
import { openDriver, openStore } from "../../src/stores/open.ts";
import { backendsOf, prefer, waited, watchBackends } from "./processors.ts";
import { askAlone, askWhileSaving, deskOn } from "./store-desk.ts";
import { explain } from "./store-explain.ts";
import { load } from "./store-load.ts";
import { drawn, personName, personsOf, quotesOf, random, storiesOf, synthetic, wordOf } from "./store-stories.ts";

const [quotesAsked = "100000", ...words] = process.argv.slice(2);
const only = words.find((word) => word === "sqlite" || word === "postgres");
const explained = words.includes("explain");
const first = words.includes("first");
const loaded = words.includes("loaded");
const keep = words.find((word) => word.startsWith("keep="))?.slice(5);
const from = Number(words.find((word) => word.startsWith("from="))?.slice(5) ?? 0);
let stories = 0;
let persons = 0;
const url = process.env.TEST_DATABASE_URL ?? "postgres://root@127.0.0.1:5432/test";
const tell = (event: string, fields?: object) => void process.stderr.write(`${event} ${JSON.stringify(fields ?? {})}\n`);
const log: Log = { debug() {}, info() {}, warn: tell, error: tell };
const clock: Clock = { now: () => new Date(), sleep: (ms) => new Promise((done) => setTimeout(done, ms)) };

const BATCH = 200;
const ASKED = 1_000;
const SLOWEST = 50;
const LEAST_A_MINUTE = 2_000;
const MOST_GROWTH = 3;
let missed = false;
/** p50 and p99 of each question, of the archive that is played now. */
let backends: () => Promise<readonly number[]> = async () => [];
let figures = new Map<string, readonly [p50: number, p99: number]>();

const print = (name: string, value: string) => process.stdout.write(`  ${name.padEnd(44)} ${value}\n`);
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
/** Lets SQLite's garbage go: its calls are synchronous, and rows are collected only between them. */
const breathe = () => new Promise((done) => setImmediate(done));

async function measure(name: string, ask: (i: number) => Promise<unknown>, times = ASKED, most = Number.POSITIVE_INFINITY): Promise<void> {
  const clocked: number[] = [];
  const took: number[] = [];
  await watchBackends(backends);
  for (let i = 0; i < times; i += 1) {
    const start = { at: performance.now(), waited: waited() };
    const asked = await ask(i);
    const began = (asked as { begun?: typeof start } | undefined)?.begun ?? start;
    const ms = performance.now() - began.at;
    clocked.push(ms);
    took.push(Math.max(0, ms - (waited() - began.waited)));
  }
  const at = (list: number[], share: number) => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;
  figures.set(name, [at(took, 0.5), at(took, 0.99)]);
  const shown = (list: number[]) => `p50 ${at(list, 0.5).toFixed(2)}  p99 ${at(list, 0.99).toFixed(2)}`;
  print(name, `${shown(took)}  worst ${at(took, 1).toFixed(2)} ms; by the clock ${shown(clocked)}`);
  if (at(took, 0.99) > most) {
    missed = true;
    print("", `p99 is over its target of ${most} ms`);
  }
}

async function fill(store: Store): Promise<void> {
  let highest = 0;
  let storing = 0;
  for (let at = 0; at < stories; at += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, stories - at) }, (_, i) => synthetic(at + i, persons));
    const start = performance.now();
    await store.archive.save(batch);
    storing += performance.now() - start;
    await breathe();
    highest = Math.max(highest, process.memoryUsage.rss());
  }
  const rate = (stories / storing) * 60_000;
  print(`${stories} stories stored`, `${(storing / 1000).toFixed(1)} s, ${rate.toFixed(0)} a minute; memory at most ${megabytes(highest)}`);
  if (rate < LEAST_A_MINUTE) missed = true;
}

async function ask({ archive, outbox }: Store): Promise<void> {
  const next = random(99);
  for (let i = 0; i < 5; i += 1) next();
  const often = () => personName(drawn(persons, next()));
  const any = () => personName(Math.floor(next() * persons));
  const word = (from: number, to: number) => wordOf(from + Math.floor(next() * (to - from)));
  const page = { reported: false, offset: 0, limit: 6 };
  const newest = synthetic(stories - 1, persons).articles[0].readAt;
  await measure("quotes of a person as often asked as quoted", () => archive.quotes({ names: [often()], ...page }), ASKED, SLOWEST);
  await measure("quotes of any person", () => archive.quotes({ names: [any()], ...page }), ASKED, SLOWEST);
  await measure("quotes of the one most quoted", () => archive.quotes({ names: [personName(0)], ...page }), 100, SLOWEST);
  await measure("… under three names", () => archive.quotes({ names: [0, 1, 2].map(personName), ...page }), 100, SLOWEST);
  await measure("… page 100", () => archive.quotes({ names: [personName(0)], ...page, offset: 500 }), 100, SLOWEST);
  await measure("… on a rare word", () => archive.quotes({ names: [personName(0)], about: word(20_000, 30_000), ...page }), 100, SLOWEST);
  await measure("… on a common word", () => archive.quotes({ names: [personName(0)], about: word(5, 50), ...page }), 100, SLOWEST);
  await measure(
    "quotes of a person on two words",
    () => archive.quotes({ names: [often()], about: `${word(5, 50)} ${word(50, 500)}`, ...page }),
    200,
    SLOWEST,
  );
  await measure("stories naming a person", () => archive.stories({ naming: [often()], limit: 3 }), ASKED, SLOWEST);
  await measure("stories naming the one most quoted", () => archive.stories({ naming: [personName(0)], limit: 3 }), 100, SLOWEST);
  await measure("stories on a rare word", () => archive.stories({ words: word(20_000, 30_000), limit: 3 }), ASKED, SLOWEST);
  await measure("stories on two words", () => archive.stories({ words: `${word(50, 500)} ${word(50, 500)}`, limit: 3 }), 200, SLOWEST);
  await measure("stories on a very common word", () => archive.stories({ words: word(0, 5), limit: 3 }), 50, SLOWEST);
  await measure("the 200 stories of a digest", () => archive.stories({ limit: 200 }), 50);
  await measure(
    "… read in the last two days",
    () => archive.stories({ limit: 200, after: new Date(Date.parse(newest) - 172_800_000).toISOString() as Instant }),
    50,
  );
  await measure(
    "50 ids that are known or not",
    (i) => archive.known(Array.from({ length: 50 }, (_, n) => (n % 2 ? `${i}-${n}` : synthetic(n, persons).id) as string as ArticleId)),
    100,
  );
  await measure("how many articles there are", () => archive.extent(), 100, SLOWEST);
  // Those that were loaded came all at one moment: only what the stories meanwhile brought is asked for.
  const recently = new Date(Date.now() - 60_000).toISOString() as Instant;
  await measure("names since a minute ago", () => archive.names(recently), 20, SLOWEST);
  await measure("all names (at the start)", () => archive.names(), 3);
  const due = new Date().toISOString() as Instant;
  await measure(
    "a slot with ten deliveries",
    (i) => {
      const slot = { schedule: "s", zone: "UTC", local: `${due} ${i}`, due };
      const ten = Array.from({ length: 10 }, (_, n) => ({ platform: "slack" as const, channel: `C${n}` }));
      return outbox.openSlot(slot, "open", { id: slot.local, slot, card: { title: "", items: [], actions: [] } }, ten);
    },
    200,
  );
  await measure(
    "a delivery claimed and recorded",
    async () => {
      const claimed = await outbox.claim(due, new Date(Date.now() + 60_000).toISOString() as Instant);
      if (claimed) await outbox.record({ ...claimed.delivery, state: "sent", leaseUntil: null });
    },
    1_000,
  );
}

const MANY = 2_000;
const WORKERS = 8;

/** A slot with many destinations, delivered by workers side by side, three writes each as in publish.ts. */
async function deliverMany({ outbox }: Store): Promise<void> {
  const due = new Date(Date.now() + 60_000).toISOString() as Instant;
  const slot = { schedule: "many", zone: "UTC", local: `${Date.now()}`, due };
  const destinations = Array.from({ length: MANY }, (_, n) => ({ platform: "discord" as const, channel: `D${n}` }));
  await outbox.openSlot(slot, "open", { id: `many ${slot.local}`, slot, card: { title: "", items: [], actions: [] } }, destinations);
  let sent = 0;
  const began = performance.now();
  const worker = async () => {
    for (;;) {
      const claimed = await outbox.claim(due, new Date(Date.now() + 600_000).toISOString() as Instant);
      if (claimed === null) return;
      const sending = { ...claimed.delivery, state: "sending" as const };
      await outbox.record(sending);
      if (await outbox.record({ ...sending, state: "sent", leaseUntil: null })) sent += 1;
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  print(`${sent} deliveries by ${WORKERS} workers`, `${((sent / (performance.now() - began)) * 1000).toFixed(0)} a second`);
}

type Where = { readonly url?: string; readonly folder?: string };

async function run(where: Where, filled: (where: Where) => Promise<void>, size: () => Promise<number>): Promise<void> {
  const began = performance.now();
  await (await openStore({ ...where, log, clock })).close();
  print("opened and made", `${(performance.now() - began).toFixed(0)} ms`);
  await filled(where);
  const again = performance.now();
  const store = await openStore({ ...where, log, clock });
  print("opened again", `${(performance.now() - again).toFixed(0)} ms`);
  print("on disk", megabytes(await size()));
  await askDesk(store);
  await ask(store);
  await deliverMany(store);
  print("memory", megabytes(process.memoryUsage.rss()));
  await store.close();
  if (!explained) return;
  const { driver, release } = await openDriver({ ...where, log, clock });
  for (const line of await explain(driver, personName(0), wordOf(7))) process.stdout.write(`  ${line}\n`);
  await driver.close();
  release();
}

const SAVING_SECONDS = 30;

async function askDesk(store: Store): Promise<void> {
  const { desk, builtMs } = await deskOn(store, clock, log);
  print("index of people built", `${builtMs.toFixed(0)} ms; memory ${megabytes(process.memoryUsage.rss())}`);
  await askAlone(desk, persons, measure);
  const parts = { aMinute: LEAST_A_MINUTE, seconds: SAVING_SECONDS, measure };
  // Those that an earlier run stored in an archive that is kept are there already.
  const { articles } = await store.archive.extent();
  const { rate } = await askWhileSaving(store, desk, persons, articles, parts);
  print("stories that came in meanwhile", `${rate.toFixed(0)} a minute`);
  if (rate < LEAST_A_MINUTE * 0.95) missed = true;
}

/** What grew by more than it may is named. */
function compare(engine: string, small: typeof figures, large: typeof figures): void {
  process.stdout.write(`${engine}, growth from ${from} quotes\n`);
  for (const name of ["person search", "completion", "/news end to end"]) {
    const [[p50, p99], [more50, more99]] = [small.get(name) ?? [1, 1], large.get(name) ?? [1, 1]];
    const [growth50, growth99] = [more50 / p50, more99 / p99];
    print(name, `p50 ${growth50.toFixed(1)} times, p99 ${growth99.toFixed(1)} times`);
    if (Math.max(growth50, growth99) > MOST_GROWTH) missed = true;
  }
}

/** An embedded archive of so many quotes, measured on it and, copied, on PostgreSQL. Gives the figures of each. */
async function play(quotes: number): Promise<Map<string, typeof figures>> {
  stories = storiesOf(quotes);
  persons = personsOf(quotes);
  const all = new Map<string, typeof figures>();
  const folder = keep ? join(keep, String(quotes)) : mkdtempSync(join(tmpdir(), "pullquote-bench-"));
  const there = existsSync(join(folder, "pullquote.db"));
  const on = async (engine: string, measureIt: () => Promise<void>) => {
    process.stdout.write(`${engine}, ${quotesOf(stories)} quotes by ${persons} persons\n`);
    figures = new Map();
    await measureIt();
    all.set(engine, figures);
  };
  const filled = async (where: Where) => {
    if (there) return;
    if (loaded) return loadInto(where);
    const store = await openStore({ ...where, log, clock });
    await fill(store);
    await store.close();
  };
  const moved =
    ({ kept, run: onServer }: Schema) =>
    async (to: Where) => {
      if (kept) return;
      if (loaded) await loadInto(to, onServer);
      else await copied(folder, to);
      // What the server does by itself within a minute or so after so many rows came in.
      await onServer("vacuum analyze");
    };
  try {
    const size = async () =>
      readdirSync(folder)
        .filter((file) => file.startsWith("pullquote.db"))
        .reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    if (only !== "postgres") await on("SQLite", () => run({ folder }, filled, size));
    else if (!loaded) await filled({ folder });
    if (only !== "sqlite") await on("PostgreSQL", () => inSchema(quotes, (schema) => run(schema.where, moved(schema), schema.size)));
  } finally {
    if (!keep) rmSync(folder, { recursive: true });
  }
  return all;
}

async function loadInto(where: Where, make?: (sql: string) => Promise<unknown>): Promise<void> {
  const { driver, release } = await openDriver({ ...where, log, clock });
  const began = performance.now();
  await load(driver, stories, persons, make);
  print(`${stories} stories loaded`, `${((performance.now() - began) / 1000).toFixed(0)} s`);
  await driver.close();
  release();
}

async function copied(folder: string, where: Where): Promise<void> {
  const began = performance.now();
  const report = await migrateStore({ folder, log, clock }, { ...where, log, clock });
  const rows = report.reduce((sum, table) => sum + table.rows, 0);
  print(`${rows} rows moved from SQLite and compared`, `${((performance.now() - began) / 1000).toFixed(0)} s`);
}

/** `run`: a statement that may take as long as it does. */
type Schema = { where: Where; kept: boolean; size(): Promise<number>; run(sql: string): Promise<unknown>; settle(): Promise<void> };

async function inSchema(quotes: number, act: (schema: Schema) => Promise<void>): Promise<void> {
  const schema = keep ? `pullquote_bench_${quotes}` : `pullquote_bench_${process.pid}_${persons}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tables = async () =>
    (await client.query<{ name: string }>("select tablename as name from pg_tables where schemaname = $1", [schema])).rows;
  const there = await tables();
  await client.query(`set client_min_messages = warning; create schema if not exists ${schema}; set search_path = ${schema}`);
  backends = backendsOf(client, schema);
  const stopPreferring = first ? prefer(backends) : () => {};
  const size = async () => {
    const { rows } = await client.query(
      "select sum(pg_total_relation_size(c.oid))::float as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r'",
      [schema],
    );
    return Number(rows[0]?.bytes);
  };
  // What the server does by itself within a minute or so after so many rows came in.
  const settle = async () => {
    for (const { name } of await tables()) await client.query(`vacuum analyze ${name}`);
  };
  const where = { url: `${url}?options=-c%20search_path%3D${schema}&application_name=${schema}` };
  await act({ where, kept: there.length > 0, size, run: (sql) => client.query(sql), settle }).finally(async () => {
    stopPreferring();
    backends = async () => [];
    if (!keep) await client.query(`drop schema ${schema} cascade`);
    await client.end();
  });
}

if (first) prefer();
const small = from > 0 ? await play(from) : null;
const large = await play(Number(quotesAsked));
for (const [engine, its] of large) if (small) compare(engine, small.get(engine) ?? new Map(), its);
if (missed) process.exitCode = 1;
