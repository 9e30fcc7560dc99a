import { describe, expect, it } from "vitest";
import { stateOf } from "../../../src/app/state.ts";
import type { Vitals } from "../../../src/health/vitals.ts";
import { type Instant, instant } from "../../../src/news/article.ts";
import type { Card } from "../../../src/news/card.ts";
import type { Schedule } from "../../../src/news/edition.ts";
import { statePage } from "../../../src/platforms/web/state-page.ts";
import { openStore } from "../../../src/stores/open.ts";
import { fakeClock, keptLog } from "../../fake/time.ts";
import { treeOf } from "./setting.ts";

const clock = fakeClock("2026-11-03T08:00:30Z");
const schedule: Schedule = {
  id: "default",
  cron: "0 8 * * *",
  zone: "Europe/Berlin",
  destinations: [{ platform: "slack", channel: "C0NEWS" }],
};
const card: Card = { title: "News digest", items: [], actions: [] };

const well: Vitals = {
  at: instant(clock.now()),
  started: "2026-11-03T07:00:00.000Z" as Instant,
  lastTick: "2026-11-03T08:00:00.000Z" as Instant,
  unseen: [],
  lastRead: { at: "2026-11-03T07:30:00.000Z" as Instant, sources: 2, broken: ["gone"] },
  readEveryMinutes: 60,
  storeProblem: null,
  queue: null,
  platforms: [{ name: "slack", connected: false }],
};

async function shown(more: Partial<Vitals> = {}): Promise<string> {
  const store = await openStore({ folder: ":memory:", lock: false, log: keptLog(), clock });
  const due = "2026-11-03T07:00:00.000Z" as Instant;
  const slot = { schedule: "default", zone: "Europe/Berlin", local: "2026-11-03T08:00", due };
  await store.outbox.openSlot(slot, "open", { id: "e1", slot, card }, schedule.destinations);
  const claimed = await store.outbox.claim(instant(clock.now()), "2026-11-03T09:00:00.000Z" as Instant);
  if (!claimed) throw new Error("nothing to claim");
  await store.outbox.record({ ...claimed.delivery, state: "ambiguous", problem: "Slack <did> not answer", leaseUntil: null });
  const now = instant(clock.now());
  await store.sources.add([
    {
      address: "https://feeds.example/a?key=secret-key-1",
      addedBy: "command",
      addedAt: now,
      state: {
        kind: "feed",
        nextAt: "2026-11-03T09:00:00.000Z" as Instant,
        trouble: { kind: "gone", words: "It is gone. Remove it.", since: now, times: 1 },
      },
    },
  ]);
  const made = await stateOf({
    store,
    schedules: async () => [schedule],
    sources: () => store.sources.all(),
    vitals: async () => ({ ...well, ...more }),
    clock,
  });
  await store.close();
  return (await treeOf(statePage(made))).toString();
}

describe("the state page", () => {
  it("shows what is wrong, what is next, and what is in doubt with the way to settle it", async () => {
    const page = await shown();
    expect(page).toContain("Not connected: slack.");
    expect(page).toContain("2026-11-04 08:00");
    expect(page).toContain("Slack &lt;did&gt; not answer");
    expect(page).toMatch(/pullquote audit --resolve "[^"]+" --as sent/);
    expect(page).toContain("It is gone. Remove it.");
    expect(page).toMatch(/<td><span class="bad">gone<\/span><\/td><td>It is gone/);
  });

  it("says so when all is well, and never shows what may be a key", async () => {
    expect(await shown({ platforms: [] })).toContain("All systems normal");
    expect(await shown()).not.toContain("secret-key-1");
  });
});
