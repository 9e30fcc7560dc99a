// A process of its own for tests that share a store or kill one: node --import tsx worker.ts <job> <options as JSON> <argument>
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { instant } from "../../src/news/article.ts";
import type { Slot } from "../../src/news/edition.ts";
import type { Store } from "../../src/ports.ts";
import { openStore } from "../../src/stores/open.ts";
import { open } from "./engines.ts";
import { numbered } from "./numbered.ts";

const [job = "", options = "{}", argument = ""] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const now = () => instant(new Date());
/** Longer than a live worker ever needs here, on a busy machine too. */
const LEASE = 1_500;
const soon = (ms: number) => instant(new Date(Date.now() + ms));

const jobs: Record<string, (store: Store) => Promise<void>> = {
  /** Holds the store until it is killed. */
  async hold() {
    say("open");
    await sleep(60_000);
  },
  /** Tries to win each of so many slots, and says which it won. */
  async slots(store) {
    say("open");
    // All are to start at one moment: the first would have won everything before the last was up.
    await once(process.stdin, "data");
    process.stdin.destroy();
    for (let i = 0; i < Number(argument); i += 1) {
      const slot: Slot = { schedule: "daily", zone: "UTC", local: `slot ${i}`, due: now() };
      const card = { title: `by ${process.pid}`, items: [], actions: [] };
      const edition = { id: `daily ${i}`, slot, card };
      if (!(await store.outbox.openSlot(slot, "open", edition, [{ platform: "slack", channel: "A" }]))) continue;
      say(`won ${i}`);
      // Who lost goes on at once and is in front at the next slot: one alone may not win them all.
      await sleep(5);
    }
  },
  /** Delivers what there is, until it is killed. Says what it posts, as a platform would see it. */
  async deliver(store) {
    say("open");
    for (;;) {
      const claimed = await store.outbox.claim(now(), soon(LEASE));
      if (claimed === null) {
        await sleep(50);
        continue;
      }
      const { delivery } = claimed;
      if (delivery.state === "sending") say(`looked ${delivery.id}`);
      const sending = { ...delivery, state: "sending" as const, attempts: delivery.attempts + 1 };
      if (!(await store.outbox.record(sending))) continue;
      say(`posted ${delivery.id}`);
      await sleep(1);
      const sent = { ...sending, state: "sent" as const, leaseUntil: null, receipts: [{ messageId: `by ${process.pid}` }] };
      if (!(await store.outbox.record(sent))) say(`late ${delivery.id}`);
    }
  },
  /** Saves stories for ever and says of each when it was saved. */
  async save(store) {
    say("open");
    for (let i = 0; ; i += 3) {
      await store.archive.save([numbered(i), numbered(i + 1), numbered(i + 2)]);
      say(`saved ${i} ${i + 1} ${i + 2}`);
    }
  },
};

try {
  const store = await openStore({ ...JSON.parse(options), ...open });
  await jobs[job]?.(store);
  await store.close();
} catch (cause) {
  process.stderr.write(`${(cause as Error).message}\n`);
  process.exitCode = 1;
}
