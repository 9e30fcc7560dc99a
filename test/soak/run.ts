/**
 * `npm run test:soak`: the whole bot for a simulated month, in minutes. Its clock is moved by hand, minute by minute around the slots; its
 * sources are folders whose articles come and go, its platforms the real libraries over real sockets to servers that keep to Slack's
 * and Discord's rules and drop, refuse and lose posts; it is stopped and started again, once for hours over a slot. Then every slot is
 * counted, in the store and in every channel, and the memory of the first days is compared with that of the last.
 *
 *   --days 31 --sources 50 --destinations 200 --seed 1 --growth 1.25 (most by which the heap may have grown)
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type App, openApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/log.ts";
import { openEngine } from "../../src/stores/engine.ts";
import { fakeClock } from "../fake/time.ts";
import type { Fakes } from "./fakes.ts";
import { newspapers, randomFrom } from "./newspapers.ts";
import { mistakesOf } from "./verdict.ts";

const { values } = parseArgs({
  options: {
    days: { type: "string", default: "31" },
    sources: { type: "string", default: "50" },
    destinations: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    growth: { type: "string", default: "1.25" },
  },
});
const days = Number(values.days);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const CRON = "0 8,18 * * *";
const ZONE = "Europe/Berlin";
/** Summer time ends on the 26th. In the past, so that what the servers call now is later than any slot. */
const BEGIN = Date.parse("2025-10-10T00:00:00.000Z");

const say = (text: string) => void process.stdout.write(`${text}\n`);
const random = randomFrom(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), "pullquote-soak-"));
const papers = newspapers(folder, Number(values.sources), random);
const clock = fakeClock(new Date(BEGIN).toISOString());
const fakes: ChildProcess = fork(join(import.meta.dirname, "fakes.ts"), [String(Math.round(Number(values.destinations) / 2))], {
  execArgv: ["--import", "tsx"],
  stdio: ["ignore", "pipe", "inherit", "ipc"],
});
const { slack, discord } = JSON.parse(String((await once(fakes.stdout as NodeJS.ReadableStream, "data"))[0])) as Fakes;

const config = readConfig({
  SOURCES: papers.names.join(","),
  DATA_FOLDER: join(folder, "data"),
  READ_EVERY_MINUTES: "240",
  DIGEST_CRON: CRON,
  DIGEST_TIMEZONE: ZONE,
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
  SLACK_CHANNELS: slack.channels.join(","),
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
  DISCORD_CHANNELS: discord.channels.join(","),
  WEB_PORT: "0",
});
if ("mistakes" in config) throw new Error(config.mistakes.join("\n"));

const rejections: unknown[] = [];
process.on("unhandledRejection", (reason) => rejections.push(reason));
let lines = 0;
let stacks = 0;
let late = 0;
let delayed = 0;
let found = 0;
const log = openLog({
  level: "info",
  secrets: config.secrets,
  pretty: false,
  write: (line) => {
    lines += 1;
    if (line.includes('"digest delayed"')) delayed += 1;
    if (line.includes('"found the message that was in doubt"')) found += 1;
    if (line.includes('"digest planned"') && line.includes('"late":true')) late += 1;
    if (/\\n\s+at .*\.ts:\d+/.test(line)) stacks += 1;
  },
});

let app = null as App | null;
let ring: () => Promise<void> = async () => {};
let engine: ReturnType<typeof openEngine> | null = null;

async function begin(): Promise<void> {
  if ("mistakes" in config) return;
  app = await openApp({
    config,
    clock,
    log,
    bot: true,
    alarm: (act) => {
      ring = act;
      return { destroy: () => (ring = async () => {}) };
    },
  });
  await app.read();
  await app.start();
  engine = openEngine(join(folder, "data", "pullquote.db"));
}

async function end(): Promise<void> {
  engine?.close();
  engine = null;
  await app?.stop();
  app = null;
}

/**
 * Waits, by the real clock, until nothing is on its way and nothing could be: only then time may go on. What waits for the bot's own clock
 * (a pause that a platform asked for, the pace of posts) gets a second of it three times a real one: less than any request needs to be late.
 */
async function settle(): Promise<void> {
  for (let round = 1; ; round++) {
    await turn();
    const now = clock.now().toISOString();
    const [row] = (engine?.all(
      `select count(*) filter (where lease_until > ?) as under_way, count(*) filter (where not_before <= ? and (lease_until is null or lease_until <= ?)) as due
       from deliveries where state in ('planned', 'claimed', 'sending')`,
      [now, now, now],
    ) ?? []) as { under_way: number; due: number }[];
    if (!row || (row.under_way === 0 && row.due === 0)) return;
    if (row.under_way === 0) clock.advance(2_000);
    else if (round % 60 === 0) clock.advance(1_000);
    await wait(5);
  }
}

async function pass(minutes: number): Promise<void> {
  clock.advance(minutes * MINUTE);
  await ring();
  await settle();
}

/** Minute by minute near the slots, which are at 6, 7, 16 and 17 UTC over the two times; five minutes at a time else. */
const stepFrom = (time: number) => {
  const minutes = Math.floor((time - BEGIN) / MINUTE) % (24 * 60);
  return [6, 7, 16, 17].some((hour) => minutes >= hour * 60 - 10 && minutes < hour * 60 + 15) ? 1 : 5;
};

const heaps: number[] = [];
function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const started = Date.now();
await begin();
for (let day = 0; day < days; day++) {
  const midnight = BEGIN + day * DAY;
  papers.publish(dayOf(midnight), dayOf(midnight - 3 * DAY));
  const faults = Array.from({ length: 12 }, () => Math.floor(random() * 20));
  if (day % 3 === 1) papers.trouble();
  if (day % 3 === 2) papers.mend();
  while (clock.now().getTime() < midnight + DAY) {
    const hour = (clock.now().getTime() - midnight) / DAY;
    for (const due of faults.length && hour > 0.2 ? faults.splice(0, 4) : [])
      fakes.send({ fault: due % 2 ? "slack" : "discord", number: due });
    if (hour > 0.5) papers.publish(`${dayOf(midnight)}-evening`, `${dayOf(midnight - 3 * DAY)}-evening`);
    await pass(stepFrom(clock.now().getTime()));
    // Every fifth day it is away over the evening's slot, which then comes late; every tenth for too long over the morning's.
    const morning = day % 10 === 9 && hour > 0.2 && hour < 0.22;
    const evening = day % 5 === 3 && hour > 0.6 && hour < 0.62;
    if (morning || evening) {
      await end();
      clock.advance((morning ? 9 : 3) * 60 * MINUTE);
      await begin();
      await settle();
    }
  }
  await app?.desk.answer({ kind: "search", words: "Ada Moreno", offset: 0 }, { platform: "terminal", user: "soak" });
  heaps.push(heap());
  say(`day ${day + 1}: ${lines} log lines, heap ${heaps.at(-1)?.toFixed(0)} MB, ${Math.round((Date.now() - started) / 1000)} s`);
}
await end();

fakes.send({ report: true });
const [report] = (await once(fakes, "message")) as [{ posted: { slack: string[][]; discord: string[][] }; violations: string[] }];
fakes.kill();
const verdict = await mistakesOf({
  config,
  begin: new Date(BEGIN),
  end: clock.now(),
  posted: new Map([
    ...slack.channels.map((id, n) => [id, report.posted.slack[n] ?? []] as const),
    ...discord.channels.map((id, n) => [id, report.posted.discord[n] ?? []] as const),
  ]),
});
const third = Math.max(1, Math.floor(heaps.length / 3));
const mean = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
const growth = mean(heaps.slice(-third)) / mean(heaps.slice(0, third));
const mistakes = [
  ...verdict.mistakes,
  ...report.violations.map((rule) => `a platform's rule was broken: ${rule}`),
  ...rejections.map((reason) => `unhandled rejection: ${String(reason)}`),
  ...(stacks > 0 ? [`${stacks} stacks in the log`] : []),
  ...(growth > Number(values.growth) ? [`the heap grew ${growth.toFixed(2)} times`] : []),
];
rmSync(folder, { recursive: true, force: true });
say(
  `${days} days, ${values.sources} sources, ${values.destinations} destinations: ${verdict.slots} slots (${late} late, ${verdict.missed} missed while it was stopped, ${verdict.empty} empty), ` +
    `${verdict.deliveries} deliveries, ${verdict.messages} messages, ${delayed} posts delayed, ${found} found again; heap ${heaps[0]?.toFixed(0)} → ${heaps.at(-1)?.toFixed(0)} MB (× ${growth.toFixed(2)}); ${Math.round((Date.now() - started) / 1000)} s`,
);
for (const mistake of mistakes.slice(0, 20)) say(`WRONG: ${mistake}`);
say(`${mistakes.length} mistakes`);
process.exit(mistakes.length > 0 ? 1 : 0);
