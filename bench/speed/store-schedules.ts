/**
 * 1,000 channels (or as many as are named) with a digest of their own, all due in one minute: how long one replica takes to compose and plan them.
 *
 *   node --import tsx bench/speed/store-schedules.ts [schedules] [sqlite|postgres]
 *
 * Processor time is what counts: it does not change with what else the machine does. PostgreSQL's own is not in it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { askedOnce } from "../../src/app/due.ts";
import { instant } from "../../src/news/article.ts";
import type { Schedule } from "../../src/news/edition.ts";
import type { Clock, Log, Store } from "../../src/ports.ts";
import { publish } from "../../src/publish.ts";
import { tick } from "../../src/schedule.ts";
import { openStore } from "../../src/stores/open.ts";
import { synthetic } from "./store-stories.ts";

const [many = "1000", only = ""] = process.argv.slice(2);
const url = process.env.TEST_DATABASE_URL ?? "postgres://root@127.0.0.1:5432/test";
const log: Log = {
  debug() {},
  info() {},
  warn() {},
  error: (event, fields) => void process.stderr.write(`${event} ${JSON.stringify(fields)}\n`),
};
let now = new Date("2026-11-24T07:00:00.000Z");
const clock: Clock = { now: () => now, sleep: async () => {} };
const print = (name: string, value: string) => process.stdout.write(`  ${name.padEnd(44)} ${value}\n`);

async function run(name: string, store: Store): Promise<void> {
  process.stdout.write(`${name}, ${many} schedules\n`);
  const stories = Array.from({ length: 400 }, (_, i) => synthetic(i, 500)).map((story) => {
    const readAt = instant(new Date(Date.parse("2026-11-24T01:00:00.000Z") + Number(story.id.split("-")[1]) * 60_000));
    return { ...story, articles: [{ ...story.articles[0], readAt }] as const };
  });
  await store.archive.save(stories);
  const schedules = Array.from({ length: Number(many) }, (_, n): Schedule => {
    return { id: `channel ${n}`, cron: "0 8 * * *", zone: "Europe/Berlin", destinations: [{ platform: "discord", channel: String(n) }] };
  });
  const beat = async () => {
    const parts = { archive: askedOnce(store.archive), outbox: store.outbox, clock, log, stories: 5 };
    const from = { at: performance.now(), cpu: process.cpuUsage() };
    await tick({
      schedules,
      outbox: store.outbox,
      clock,
      log,
      catchUpHours: 6,
      publish: (schedule, slot, late) => publish(parts, schedule, slot, late),
    });
    const { user, system } = process.cpuUsage(from.cpu);
    return `${((user + system) / 1e6).toFixed(1)} s of processor, ${((performance.now() - from.at) / 1000).toFixed(1)} s by the clock`;
  };
  now = new Date("2026-11-24T06:00:30.000Z");
  print("seen for the first time", await beat());
  now = new Date("2026-11-24T06:30:30.000Z");
  print("a minute in which none is due", await beat());
  now = new Date("2026-11-24T07:00:01.000Z");
  print("all due: composed and planned", await beat());
  print("deliveries planned", String((await store.upkeep.queue()).waiting));
}

if (only !== "postgres") {
  const folder = mkdtempSync(join(tmpdir(), "pullquote-bench-"));
  const store = await openStore({ folder, log, clock });
  await run("SQLite", store);
  await store.close();
  rmSync(folder, { recursive: true });
}
if (only !== "sqlite") {
  const schema = `pullquote_bench_${process.pid}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create schema ${schema}`);
  const store = await openStore({ url: `${url}?options=-c%20search_path%3D${schema}`, log, clock });
  await run("PostgreSQL", store).finally(async () => {
    await store.close();
    await client.query(`set client_min_messages = warning; drop schema ${schema} cascade`);
    await client.end();
  });
}
