import { describe, expect, it } from "vitest";
import { openMetrics } from "../../src/health/metrics.ts";
import { healthRoute } from "../../src/health/routes.ts";
import { problemsOf, type Vitals } from "../../src/health/vitals.ts";
import { openWatch } from "../../src/health/watch.ts";
import type { Instant } from "../../src/news/article.ts";
import type { Queue, Upkeep } from "../../src/ports/upkeep.ts";
import { openStore } from "../../src/stores/open.ts";
import { memoryPlatform } from "../fake/platform.ts";
import { fakeClock, keptLog } from "../fake/time.ts";

const start = "2026-11-24T08:00:00.000Z";
const at = (text: string) => text as Instant;
const well: Vitals = {
  at: at("2026-11-24T09:00:00.000Z"),
  started: at(start),
  lastTick: at("2026-11-24T08:59:00.000Z"),
  unseen: [],
  lastRead: { at: at("2026-11-24T08:30:00.000Z"), sources: 3, broken: [] },
  readEveryMinutes: 60,
  storeProblem: null,
  queue: { waiting: 0, oldestDue: null, ambiguous: 0 },
  platforms: [{ name: "slack", connected: true }],
};
const problems = (change: Partial<Vitals>) => problemsOf({ ...well, ...change }, new Date(well.at));

describe("how the bot is", () => {
  it("is well where everything is as it should be, a broken source and a delivery just due included", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ lastRead: { at: well.at, sources: 3, broken: ["one"] } })).toEqual([]);
    expect(problems({ queue: { waiting: 200, oldestDue: at("2026-11-24T08:50:00.000Z"), ambiguous: 1 } })).toEqual([]);
  });

  it.each<[string, Partial<Vitals>, RegExp]>([
    ["a schedule that nobody sees to", { lastTick: at("2026-11-24T08:56:00.000Z") }, /last seen to at .*08:56.*Restart Pullquote\.$/],
    ["a start that never came to its schedules", { lastTick: null }, /never since the start/],
    ["a start under way", { lastTick: null, started: at("2026-11-24T08:59:30.000Z") }, /^Starting up/],
    ["a store that is away", { storeProblem: "it is away.", queue: null }, /^The store does not answer: it is away\.$/],
    ["a slot that could not be seen to", { unseen: ["default", "sports"] }, /overdue.*default, sports/],
    ["tokens that no key opens", { workspaces: { installed: 3, sealed: 1 } }, /^TOKEN_KEY does not open the tokens of 1 workspace\./],
    ["a platform that is not connected", { platforms: [{ name: "slack", connected: false }] }, /^Not connected: slack\./],
    ["sources nobody reads", { lastRead: { at: at("2026-11-24T06:00:00.000Z"), sources: 3, broken: [] } }, /last read at .*06:00/],
    ["a delivery long overdue", { queue: { waiting: 2, oldestDue: at("2026-11-24T08:40:00.000Z"), ambiguous: 0 } }, /^2 deliveries wait/],
  ])("names %s", (_, change, says) => {
    const found = problems(change);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(says);
  });
});

describe("the health routes", () => {
  async function bot() {
    const clock = fakeClock(start);
    const store = await openStore({ folder: ":memory:", log: keptLog(), clock });
    const { platform } = memoryPlatform("slack");
    let connected = true;
    const away: { upkeep: Upkeep | null } = { upkeep: null };
    const upkeep: Upkeep = { ...store.upkeep, queue: () => (away.upkeep ?? store.upkeep).queue() };
    const watch = openWatch({ clock, upkeep, platforms: [{ ...platform, connected: () => connected }], readEveryMinutes: 60 });
    const metrics = openMetrics();
    const get = async (path: string) => {
      const answer = await healthRoute(path, { watch, metrics });
      if (answer === null) throw new Error(`${path} is no health route`);
      return answer;
    };
    return {
      clock,
      store,
      watch,
      metrics,
      get,
      away,
      disconnect: () => (connected = false),
      ask: healthRoute("/news", { watch, metrics }),
    };
  }

  it("answer their three paths and no other", async () => {
    const { ask, store } = await bot();
    expect(await ask).toBeNull();
    await store.close();
  });

  it("livez tells whether a restart would help, readyz whether anything is wrong", async () => {
    const { clock, watch, get, disconnect, store } = await bot();
    expect((await get("/livez")).status).toBe(200);
    expect((await get("/readyz")).status).toBe(503);
    watch.read(1, []);
    watch.ticked([]);
    expect((await get("/readyz")).status).toBe(200);
    disconnect();
    expect((await get("/livez")).status).toBe(200);
    const ready = await get("/readyz");
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.body)).toMatchObject({ ok: false, problems: [expect.stringMatching(/^Not connected: slack/)] });
    clock.advance(4 * 60_000);
    expect((await get("/livez")).status).toBe(503);
    await store.close();
  });

  it("readyz does not wait for a store that hangs", async () => {
    const { clock, watch, get, away, store } = await bot();
    watch.read(1, []);
    watch.ticked([]);
    away.upkeep = { ...store.upkeep, queue: () => new Promise<Queue>(() => {}) };
    const asked = get("/readyz");
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(5_000);
    expect(JSON.parse((await asked).body).problems).toEqual([
      expect.stringMatching(/^The store does not answer: it took longer than 5 seconds/),
    ]);
    expect((await get("/livez")).status).toBe(200);
    await store.close();
  });

  it("metrics count and time what was told", async () => {
    const { metrics, get, watch, store } = await bot();
    watch.read(2, ["feed"]);
    metrics.read(2, 1, 7);
    metrics.delivered("slack", "sent", 4);
    metrics.delivered("slack", "failed", 9000);
    metrics.answered("discord", "search", 0.02);
    metrics.extracted(0.003);
    const { body, type } = await get("/metrics");
    expect(type).toContain("text/plain");
    for (const line of [
      'pullquote_deliveries_total{platform="slack",state="sent"} 1',
      'pullquote_delivery_lateness_seconds_count{platform="slack"} 1',
      'pullquote_delivery_lateness_seconds_bucket{le="5",platform="slack"} 1',
      'pullquote_sources{state="broken"} 1',
      "pullquote_articles_added_total 7",
      "pullquote_extraction_seconds_count 1",
      'pullquote_command_seconds_count{platform="discord",kind="search"} 1',
      "pullquote_store_up 1",
      "pullquote_ready 0",
      "pullquote_queue_deliveries 0",
    ])
      expect(body.split("\n")).toContain(line);
    expect(body).toMatch(/^pullquote_nodejs_eventloop_lag_p99_seconds \d/m);
    expect(body).toMatch(/^pullquote_process_resident_memory_bytes \d/m);
    await store.close();
  });
});
