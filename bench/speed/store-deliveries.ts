/**
 * 10,000 destinations (or as many as are named) due in one minute, half on Slack and half on Discord, claimed and sent by four replicas on
 * PostgreSQL against servers that keep to the platforms' limits: on Discord 50 requests a second for the whole bot.
 *
 *   node --import tsx bench/speed/store-deliveries.ts [destinations] [replicas]
 *
 * Ends with exit code 1 where a destination got nothing or got it twice, or where Discord refused for speed more than one request in a hundred.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { systemClock as clock } from "../../src/clock.ts";
import { instant } from "../../src/news/article.ts";
import { digestCard } from "../../src/news/cards/digest-card.ts";
import { chooseStories } from "../../src/news/digest.ts";
import type { Destination, Edition } from "../../src/news/edition.ts";
import type { Log } from "../../src/ports.ts";
import { openStore } from "../../src/stores/open.ts";
import { startDiscordFake } from "../../test/fake/discord/fake.ts";
import { startSlackFake } from "../../test/fake/slack/fake.ts";
import { synthetic } from "./store-stories.ts";

const [many = 10_000, count = 4] = process.argv.slice(2).map(Number);
const url = process.env.TEST_DATABASE_URL ?? "postgres://root@127.0.0.1:5432/test";
const log: Log = { debug() {}, info() {}, warn() {}, error() {} };
const print = (name: string, value: string) => process.stdout.write(`  ${name.padEnd(44)} ${value}\n`);

const half = Math.floor(many / 2);
const slackChannels = Array.from({ length: many - half }, (_, n) => `C0${String(n).padStart(6, "0")}`);
const discordChannels = Array.from({ length: half }, (_, n) => String(1_041_000_000_000_000_000n + BigInt(n)));
const slack = await startSlackFake({ channels: slackChannels.map((id) => ({ id })) });
const discord = await startDiscordFake({ channels: discordChannels.map((id) => ({ id })) });

const schema = `pullquote_bench_deliveries_${process.pid}`;
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query(`create schema ${schema}`);
const database = `${url}?options=-c%20search_path%3D${schema}`;
const children: ReturnType<typeof replica>[] = [];
let wrong = false;

try {
  const store = await openStore({ url: database, log, clock });
  const stories = Array.from({ length: 5 }, (_, i) => synthetic(i, 50));
  await store.archive.save(stories);
  for (let n = 0; n < count; n += 1) children.push(replica());
  await Promise.all(children.map(({ ready }) => ready));
  const due = instant(clock.now());
  const slot = { schedule: "bench", zone: "UTC", local: due, due };
  const edition: Edition = { id: "bench", slot, card: digestCard(chooseStories(stories, 5)) };
  const destinations: Destination[] = [
    ...slackChannels.map((channel) => ({ platform: "slack" as const, channel })),
    ...discordChannels.map((channel) => ({ platform: "discord" as const, channel })),
  ];
  process.stdout.write(`${destinations.length} destinations, ${count} replicas\n`);
  const begun = performance.now();
  await store.outbox.openSlot(slot, "open", edition, destinations);
  print("planned", `${(performance.now() - begun).toFixed(0)} ms`);
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1);
  let slackDone = false;
  for (;;) {
    await wait(500);
    if (!slackDone && new Set(slack.messages().map(({ channel }) => channel)).size === slackChannels.length) {
      slackDone = true;
      print("the last on Slack", `${seconds()} s`);
    }
    const { waiting } = await store.upkeep.queue();
    if (waiting === 0) break;
    if (performance.now() - begun > 20 * 60_000) break;
  }
  print("all sent and recorded", `${seconds()} s`);
  const states = await client.query(`select state, count(*)::int as count from ${schema}.deliveries group by state order by state`);
  print("states", states.rows.map(({ state, count: of }) => `${state} ${of}`).join(" · "));
  const times = (channels: readonly string[]) => {
    const seen = new Map<string, number>();
    for (const channel of channels) seen.set(channel, (seen.get(channel) ?? 0) + 1);
    return [...seen.values()];
  };
  const parts = (on: readonly number[]) => Math.min(...on);
  for (const [name, on, wanted] of [
    ["Slack", times(slack.messages().map(({ channel }) => channel)), slackChannels.length],
    ["Discord", times(discord.messages().map(({ channel_id }) => channel_id)), discordChannels.length],
  ] as const) {
    const twice = on.filter((posts) => posts > parts(on)).length;
    print(`${name}: channels served, with too many messages`, `${on.length} of ${wanted}, ${twice}`);
    if (on.length !== wanted || twice > 0) wrong = true;
  }
  const posts = discord.calls("message.create");
  print("Discord: posts, refused for speed", `${posts}, ${discord.world.limited}`);
  print("rules broken", String(slack.violations.length + discord.violations.length));
  if (discord.world.limited > posts / 100 || slack.violations.length + discord.violations.length > 0) wrong = true;
  await store.close();
} finally {
  for (const { child } of children) child.kill("SIGTERM");
  await Promise.all(children.map(({ ended }) => ended));
  await client.query(`set client_min_messages = warning; drop schema ${schema} cascade`);
  await client.end();
  await slack.stop();
  await discord.stop();
}
process.exit(wrong ? 1 : 0);

function replica() {
  const { botToken, appToken, apiUrl } = slack;
  const given = { database, slack: { botToken, appToken, apiUrl }, discord: { token: discord.token, apiUrl: discord.apiUrl } };
  const words = ["--import", "tsx", join(import.meta.dirname, "store-deliveries-replica.ts"), JSON.stringify(given)];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const ready = new Promise<void>((resolve) => child.stdout.once("data", () => resolve()));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return { child, ready, ended };
}
