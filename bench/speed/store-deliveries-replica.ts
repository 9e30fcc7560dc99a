// One replica of store-deliveries.ts, a process of its own: JSON { database, slack, discord } in the first argument, SIGTERM ends it.
import { oneOfSeveral } from "../../src/app/replicas.ts";
import { systemClock as clock } from "../../src/clock.ts";
import { discordPlatform } from "../../src/platforms/discord/connect.ts";
import { slackPlatform } from "../../src/platforms/slack/connect.ts";
import type { Log, Platform } from "../../src/ports.ts";
import { keepDelivering } from "../../src/publish/deliver.ts";
import { openStore } from "../../src/stores/open.ts";

type Given = {
  readonly database: string;
  readonly slack: { readonly botToken: string; readonly appToken: string; readonly apiUrl: string };
  readonly discord: { readonly token: string; readonly apiUrl: string };
};
const given = JSON.parse(process.argv[2] ?? "") as Given;
const tell = (event: string, fields?: object) => void process.stderr.write(`${event} ${JSON.stringify(fields ?? {})}\n`);
const log: Log = { debug() {}, info() {}, warn: tell, error: tell };
const store = await openStore({ url: given.database, log, clock });
const replicas = oneOfSeveral({ leases: store.leases, clock, log });
const stop = new AbortController();
const there = replicas.keep(stop.signal);
const platforms: readonly Platform[] = [
  slackPlatform({ ...given.slack, codes: store.codes, clock, log }),
  discordPlatform({ ...given.discord, codes: store.codes, share: replicas.count, clock, log }),
];
// Until all four have said that they are there, each would take the whole of what Discord allows.
await clock.sleep(20_000);
process.stdout.write("ready\n");
process.once("SIGTERM", () => stop.abort());
await keepDelivering(
  {
    archive: store.archive,
    outbox: store.outbox,
    platforms: new Map(platforms.map((platform) => [platform.name, platform])),
    clock,
    log,
    catchUpHours: 6,
  },
  stop.signal,
);
await there;
await store.close();
