import { beforeEach, describe, expect, it } from "vitest";
import { PullquoteError } from "../src/errors.ts";
import type { ArticleId, Instant } from "../src/news/article.ts";
import type { Schedule } from "../src/news/edition.ts";
import type { Story, StoryId } from "../src/news/story.ts";
import type { Store } from "../src/ports.ts";
import { deliver, keepDelivering } from "../src/publish/deliver.ts";
import { publish } from "../src/publish.ts";
import { tick } from "../src/schedule.ts";
import { openStore } from "../src/stores/open.ts";
import { memoryPlatform } from "./fake/platform.ts";
import { fakeClock, keptLog } from "./fake/time.ts";

const text = '"We will not leave before the work is done," said Ada Moreno.';
function story(id: string, readAt: string): Story {
  const articleId = id as ArticleId;
  const start = 1;
  const end = text.indexOf('"', 1);
  return {
    id: id as StoryId,
    articles: [{ id: articleId, origin: "test", title: `Story ${id}`, text, readAt: readAt as Instant }],
    summary: { sentences: [] },
    quotes: [
      {
        articleId,
        parts: [{ start, end }],
        kind: "direct",
        speaker: { name: "Ada Moreno", kind: "person", mention: { start: text.indexOf("Ada"), end: text.length - 1 } },
        cue: null,
        confidence: 0.99,
      },
    ],
    people: [{ name: "Ada Moreno", aliases: [], mentions: [{ start: text.indexOf("Ada"), end: text.length - 1 }] }],
  };
}

const schedule: Schedule = {
  id: "default",
  cron: "0 8 * * *",
  zone: "UTC",
  destinations: [
    { platform: "slack", channel: "C1" },
    { platform: "slack", channel: "C2" },
  ],
};

let store: Store;
const clock = fakeClock("2026-11-23T07:00:00.000Z");
const log = keptLog();
beforeEach(async () => {
  clock.set("2026-11-23T07:00:00.000Z");
  log.lines.length = 0;
  store = await openStore({ folder: ":memory:", log, clock });
  return () => store.close();
});

function bot(slack: ReturnType<typeof memoryPlatform>, only = schedule) {
  const parts = {
    archive: store.archive,
    outbox: store.outbox,
    platforms: new Map([["slack" as const, slack.platform]]),
    clock,
    log,
    stories: 5,
    catchUpHours: 6,
  };
  const beat = () =>
    tick({
      schedules: [only],
      outbox: store.outbox,
      clock,
      log,
      catchUpHours: 6,
      publish: (s, slot, late) => publish(parts, s, slot, late),
    });
  const run = () => deliver(parts, new AbortController().signal);
  return { beat, run };
}
const one: Schedule = { ...schedule, destinations: [{ platform: "slack", channel: "C1" }] };
const deliveries = async () => (await store.outbox.deliveries(10)).map(({ delivery }) => delivery);

describe("a scheduled digest", () => {
  it("is posted once to every channel, however often the alarm rings", async () => {
    const slack = memoryPlatform("slack");
    await store.archive.save([story("a1", "2026-11-23T06:00:00.000Z")]);
    const { beat, run } = bot(slack);
    await beat();
    clock.set("2026-11-23T08:00:01.000Z");
    await Promise.all([beat(), beat(), beat()]);
    await Promise.all([run(), run()]);
    await beat();
    await run();
    expect(slack.posted.map((p) => p.channel).sort()).toEqual(["C1", "C2"]);
    expect((await deliveries()).map((d) => d.state)).toEqual(["sent", "sent"]);
  });

  it("does not come when nothing new was read, and says so in the log", async () => {
    const slack = memoryPlatform("slack");
    await store.archive.save([story("a1", "2026-11-23T06:00:00.000Z")]);
    const { beat, run } = bot(slack);
    await beat();
    clock.set("2026-11-23T08:00:00.000Z");
    await beat();
    await run();
    clock.set("2026-11-24T08:00:00.000Z");
    await beat();
    await run();
    expect(slack.posted).toHaveLength(2);
    expect(log.lines.map((l) => l.event)).toContain("digest skipped");
    await store.archive.save([story("b2", "2026-11-24T09:00:00.000Z")]);
    clock.set("2026-11-25T08:00:00.000Z");
    await beat();
    await run();
    expect(slack.posted.slice(2).map((p) => p.card.items.map((i) => (i.kind === "story" ? i.source.title : "")))).toEqual([
      ["Story b2"],
      ["Story b2"],
    ]);
  });

  it("that was missed is posted late and says so, or is written down as missed", async () => {
    const slack = memoryPlatform("slack");
    await store.archive.save([story("a1", "2026-11-23T06:00:00.000Z")]);
    const { beat, run } = bot(slack, one);
    await beat();
    clock.set("2026-11-23T13:30:00.000Z");
    await beat();
    await run();
    expect(slack.posted.map((p) => p.card.note)).toEqual([expect.stringContaining("late, was due 23 November 2026, 08:00 UTC")]);
    await store.archive.save([story("b2", "2026-11-23T14:00:00.000Z")]);
    clock.set("2026-11-24T14:30:00.000Z");
    await beat();
    await run();
    expect(slack.posted).toHaveLength(1);
    expect(log.lines.filter((l) => l.event === "digest missed")).toHaveLength(1);
  });

  it("is not posted for times before the schedule was first seen", async () => {
    const slack = memoryPlatform("slack");
    await store.archive.save([story("a1", "2026-11-23T06:00:00.000Z")]);
    const { beat, run } = bot(slack);
    clock.set("2026-11-23T09:00:00.000Z");
    await beat();
    await beat();
    await run();
    expect(slack.posted).toEqual([]);
  });

  it("is not posted again when the clock jumps back", async () => {
    const slack = memoryPlatform("slack");
    await store.archive.save([story("a1", "2026-11-23T06:00:00.000Z")]);
    const { beat, run } = bot(slack, one);
    await beat();
    clock.set("2026-11-23T08:00:00.000Z");
    await beat();
    await run();
    await store.archive.save([story("b2", "2026-11-23T08:30:00.000Z")]);
    clock.set("2026-11-23T07:30:00.000Z");
    await beat();
    clock.set("2026-11-23T08:00:30.000Z");
    await beat();
    await run();
    expect(slack.posted).toHaveLength(1);
  });
});

describe("a delivery in trouble", () => {
  async function planned(slack: ReturnType<typeof memoryPlatform>) {
    await store.archive.save([story("a1", "2026-11-23T06:00:00.000Z")]);
    const it = bot(slack, one);
    await it.beat();
    clock.set("2026-11-23T08:00:00.000Z");
    await it.beat();
    return it;
  }

  it("arrived although the answer was lost: it is found and not repeated", async () => {
    const slack = memoryPlatform("slack");
    slack.faults.push({ error: new PullquoteError("post-doubtful", "The connection was dropped."), arrives: true });
    const { run } = await planned(slack);
    await run();
    expect(await deliveries()).toMatchObject([{ state: "sending", problem: "The connection was dropped." }]);
    await run();
    expect(slack.posted).toHaveLength(1);
    clock.advance(60_000);
    await run();
    expect(slack.posted).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ state: "sent", receipts: [{ messageId: "m1" }] }]);
  });

  it("did not arrive: it is looked for, then posted", async () => {
    const slack = memoryPlatform("slack");
    slack.faults.push({ error: new PullquoteError("post-doubtful", "No answer."), arrives: false });
    const { run } = await planned(slack);
    await run();
    clock.advance(60_000);
    await run();
    expect(slack.posted).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ state: "sent" }]);
  });

  it("waits as long as the platform says", async () => {
    const slack = memoryPlatform("slack");
    slack.faults.push({ error: new PullquoteError("post-later", "Too fast.", { retryAfterMs: 30_000 }), arrives: false });
    const { run } = await planned(slack);
    await run();
    clock.advance(29_000);
    await run();
    expect(slack.posted).toHaveLength(0);
    clock.advance(2_000);
    await run();
    expect(slack.posted).toHaveLength(1);
  });

  it("waits twice as long after each try where the platform says nothing", async () => {
    const slack = memoryPlatform("slack");
    const tries: number[] = [];
    const begun = clock.now().getTime();
    const { post } = slack.platform;
    slack.platform.post = (...posting) => {
      tries.push((clock.now().getTime() - begun) / 1000);
      return post(...posting);
    };
    for (let n = 0; n < 4; n++) slack.faults.push({ error: new PullquoteError("post-later", "Busy."), arrives: false });
    const { run } = await planned(slack);
    for (let second = 0; second < 90; second++) {
      await run();
      clock.advance(1000);
    }
    expect(tries.slice(1).map((at, n) => at - (tries[n] ?? 0))).toEqual([5, 10, 20, 40]);
    expect(slack.posted).toHaveLength(1);
  });

  it("is refused: it fails with what to do, and is not tried again", async () => {
    const slack = memoryPlatform("slack");
    slack.faults.push({ error: new PullquoteError("post-refused", "The bot is not in the channel. Invite it."), arrives: false });
    const { run } = await planned(slack);
    await run();
    clock.advance(3_600_000);
    await run();
    expect(slack.posted).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: "failed", problem: "The bot is not in the channel. Invite it." }]);
  });

  it("cannot be looked for: it is named as ambiguous, not repeated", async () => {
    const slack = memoryPlatform("slack");
    slack.faults.push({ error: new PullquoteError("post-doubtful", "No answer."), arrives: true });
    slack.searchFaults.push(new PullquoteError("post-refused", "The history may not be read. Add channels:history."));
    const { run } = await planned(slack);
    await run();
    clock.advance(60_000);
    await run();
    clock.advance(3_600_000);
    await run();
    expect(slack.posted).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ state: "ambiguous", problem: "The history may not be read. Add channels:history." }]);
  });

  it("goes on at the part that is missing", async () => {
    const slack = memoryPlatform("slack", 3);
    const { run } = await planned(slack);
    slack.faults.push(
      ...[
        { error: new PullquoteError("post-later", "Busy.", { retryAfterMs: 1000 }), arrives: false },
        { error: new PullquoteError("post-doubtful", "No answer."), arrives: true },
      ],
    );
    for (let i = 0; i < 4; i++) {
      await run();
      clock.advance(60_000);
    }
    expect(slack.posted.map((p) => p.key.split("#")[1])).toEqual(["0", "1", "2"]);
    expect(await deliveries()).toMatchObject([{ state: "sent", receipts: [{}, {}, {}] }]);
  });

  it("of a worker that died is taken over when its lease ends, and looked for first", async () => {
    const slack = memoryPlatform("slack");
    const { run } = await planned(slack);
    const claimed = await store.outbox.claim("2026-11-23T08:00:00.000Z" as Instant, "2026-11-23T08:02:00.000Z" as Instant);
    if (!claimed) throw new Error("nothing to claim");
    await store.outbox.record({ ...claimed.delivery, state: "sending" });
    await slack.platform.post(claimed.edition.card, { channel: "C1", key: `${claimed.delivery.id}#0`, part: 0 });
    await run();
    expect(await deliveries()).toMatchObject([{ state: "sending" }]);
    clock.advance(3 * 60_000);
    await run();
    expect(slack.posted).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ state: "sent" }]);
    expect(await store.outbox.record({ ...claimed.delivery, state: "failed" })).toBe(false);
  });

  it("never posts a quote that is not what its article says", async () => {
    const slack = memoryPlatform("slack");
    const { run } = await planned(slack);
    const claimed = await store.outbox.claim("2026-11-23T08:00:00.000Z" as Instant, "2026-11-23T08:00:01.000Z" as Instant);
    if (!claimed) throw new Error("nothing to claim");
    const item = claimed.edition.card.items[0];
    if (item?.kind !== "story" || !item.quotes[0]) throw new Error("no quote on the card");
    const forged = { ...claimed.edition.card, items: [{ ...item, quotes: [{ ...item.quotes[0], parts: ["We will leave"] as const }] }] };
    const parts = {
      archive: store.archive,
      platforms: new Map([["slack" as const, slack.platform]]),
      clock,
      log,
      stories: 5,
      catchUpHours: 6,
    };
    const forgeries = [{ ...claimed, edition: { ...claimed.edition, card: forged } }];
    const outbox = { ...store.outbox, claim: async () => forgeries.pop() ?? null };
    await deliver({ ...parts, outbox }, new AbortController().signal);
    expect(slack.posted).toEqual([]);
    expect((await deliveries())[0]?.problem).toContain("is not what its article says");
    await run();
  });

  it("on a platform that answers nobody holds up no other platform", async () => {
    await store.archive.save([story("a1", "2026-11-23T06:00:00.000Z")]);
    const slack = memoryPlatform("slack");
    const discord = memoryPlatform("discord");
    const answered: (() => void)[] = [];
    const hanging = { ...slack.platform, post: () => new Promise<never>((_, fail) => answered.push(() => fail(new Error("no answer")))) };
    const many = Array.from({ length: 20 }, (_, n) => ({ platform: "slack" as const, channel: `C${n}` }));
    const both = { ...schedule, destinations: [...many, { platform: "discord" as const, channel: "D1" }] };
    const { beat } = bot(slack, both);
    await beat();
    clock.set("2026-11-23T08:00:00.000Z");
    await beat();
    const platforms = new Map<"slack" | "discord", typeof slack.platform>([
      ["slack", hanging],
      ["discord", discord.platform],
    ]);
    const running = deliver(
      { archive: store.archive, outbox: store.outbox, platforms, clock, log, catchUpHours: 6 },
      new AbortController().signal,
    );
    await expect.poll(() => discord.posted.length).toBe(1);
    expect(answered).toHaveLength(8);
    const letGo = setInterval(() => {
      for (const go of answered.splice(0)) go();
    }, 5);
    await running;
    clearInterval(letGo);
    expect((await store.outbox.deliveries(30)).filter(({ delivery }) => delivery.state === "sending")).toHaveLength(20);
  });

  it("waits while the store is away, says so once a minute and not at each try, and goes on when it is back", async () => {
    const slack = memoryPlatform("slack");
    await planned(slack);
    let tries = 0;
    const outbox: typeof store.outbox = {
      ...store.outbox,
      claim: async (now, until) => {
        tries += 1;
        if (tries <= 45) throw new PullquoteError("store", "PostgreSQL cannot be reached.");
        return store.outbox.claim(now, until);
      },
    };
    const platforms = new Map([["slack" as const, slack.platform]]);
    const stopping = new AbortController();
    const parts = { archive: store.archive, outbox, platforms, clock, log, stories: 5, catchUpHours: 6 };
    const running = keepDelivering(parts, stopping.signal);
    for (let i = 0; i < 60; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      clock.advance(2_000);
    }
    await expect.poll(() => slack.posted.length).toBe(1);
    stopping.abort();
    await running;
    expect(log.lines.filter(({ event }) => event === "deliveries wait for the store")).toHaveLength(2);
    expect(await deliveries()).toMatchObject([{ state: "sent" }]);
  });

  it("is not posted by a worker that slept through its lease, but looked for when it is claimed again", async () => {
    const slack = memoryPlatform("slack");
    await planned(slack);
    const asleep: typeof store.outbox = {
      ...store.outbox,
      record: async (delivery) => {
        const kept = await store.outbox.record(delivery);
        clock.advance(10 * 60_000);
        return kept;
      },
    };
    const platforms = new Map([["slack" as const, slack.platform]]);
    const parts = { archive: store.archive, platforms, clock, log, stories: 5, catchUpHours: 6 };
    let claims = 0;
    const once = { ...asleep, claim: async (now: Instant, until: Instant) => (claims++ === 0 ? store.outbox.claim(now, until) : null) };
    await deliver({ ...parts, outbox: once }, new AbortController().signal);
    expect(slack.posted).toEqual([]);
    expect(await deliveries()).toMatchObject([{ state: "sending", receipts: [] }]);
    await deliver({ ...parts, outbox: store.outbox }, new AbortController().signal);
    expect(slack.posted).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ state: "sent" }]);
  });
});

it("a story does not come again, however many digests there were since", async () => {
  const parts = { archive: store.archive, outbox: store.outbox, clock, log, stories: 5 };
  const posted: string[] = [];
  for (let hour = 0; hour < 40; hour++) {
    const at = new Date(Date.parse("2026-11-23T08:00:00.000Z") + hour * 3_600_000).toISOString() as Instant;
    await store.archive.save([story(`s${String(hour).padStart(2, "0")}`, new Date(Date.parse(at) - 60_000).toISOString())]);
    await publish(parts, one, { schedule: one.id, zone: "UTC", local: at, due: at }, false);
  }
  for (const { card } of await store.outbox.editions(one.id, 99))
    for (const item of card.items) if (item.kind === "story") posted.push(item.id);
  expect(posted).toHaveLength(40);
  expect(new Set(posted).size).toBe(40);
});
