import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ArticleId } from "../../src/news/article.ts";
import type { Card } from "../../src/news/card.ts";
import type { Edition, Slot } from "../../src/news/edition.ts";
import type { QuoteId } from "../../src/news/quote.ts";
import type { Story } from "../../src/news/story.ts";
import type { Clock, Store } from "../../src/ports.ts";
import { openStore } from "../../src/stores/open.ts";
import { engines, open, type Place } from "./engines.ts";
import { at, says, story } from "./stories.ts";

const clock: Clock = { ...open.clock, now: () => new Date("2026-12-01T00:00:00Z") };
const person = (name: string, role: string, ...aliases: string[]) => ({ name, role, aliases, mentions: [] });
const old = story("old", {
  readAt: at("2026-11-01"),
  text: "Old news of peace from Ann Lee.",
  people: [person("Ann Lee", "mayor", "Lee", "Mayor Lee"), person("Bob Ray", "clerk", "Ray")],
  quotes: [says("Ann Lee"), says("Bob Ray")],
});
const fresh = story("fresh", {
  origin: "https://example.org/feed",
  readAt: at("2026-11-20"),
  text: "Fresh news of peace from Ann Lee.",
  people: [person("ANN LEE", "senator", "Lee")],
  quotes: [says("Ann Lee"), { ...says("Ann Lee"), kind: "indirect" }],
});
const slot: Slot = { schedule: "daily", zone: "UTC", local: "2026-11-20T08:00", due: at("2026-11-20T08:00Z") };
const item = ({ id, articles: [{ title, text }] }: Story): Card["items"][number] => ({
  kind: "story",
  id,
  source: { title },
  summary: [text],
  quotes: [],
  people: [],
});
const edition: Edition = {
  id: "e1",
  slot,
  card: {
    title: "News digest",
    items: [item(old), item(fresh)],
    actions: [{ label: "Show in context", question: { kind: "context", quote: "old.0" as QuoteId } }],
  },
};

describe.each(engines.filter(({ skip }) => !skip))("upkeep, $name", (engine) => {
  let place: Place;
  let store: Store;
  const filled = async (stories: readonly Story[]) => {
    const opened = await openStore({ ...place.options, ...open, clock });
    await opened.archive.save(stories);
    return opened;
  };
  beforeAll(async () => {
    place = await engine.place();
  });
  beforeEach(async () => {
    store = await filled([old, fresh]);
    await store.outbox.openSlot(slot, "open", edition, [{ platform: "slack", channel: "A" }]);
  });
  afterEach(async () => {
    await store.close();
    await place.empty();
  });
  afterAll(() => place.destroy());
  const names = async () =>
    [...(await store.archive.names())].map((n) => ({ ...n, aliases: [...n.aliases].sort() })).sort((a, b) => (a.name < b.name ? -1 : 1));

  /** What is under way is kept; most of these are about what is over. */
  const delivered = async () => {
    const now = at("2026-11-20T09:00Z");
    for (let it = await store.outbox.claim(now, at("2026-11-20T09:02Z")); it; it = await store.outbox.claim(now, at("2026-11-20T09:02Z")))
      await store.outbox.record({ ...it.delivery, state: "sent", leaseUntil: null });
  };

  it("prunes what was read before a moment, and leaves what storing the rest alone would have made", async () => {
    await delivered();
    expect(await store.upkeep.prune(at("2026-11-20"))).toEqual({ stories: 1, articles: 1, quotes: 2, editions: 0 });
    expect(await store.archive.stories({ limit: 9 })).toEqual([fresh]);
    expect(await store.archive.stories({ words: "peace", limit: 9 })).toEqual([fresh]);
    expect(await store.archive.stories({ words: "old", limit: 9 })).toEqual([]);
    expect(await store.archive.extent()).toEqual({ articles: 1, since: at("2026-11-20") });
    const left = await names();
    expect(left).toEqual([{ name: "ANN LEE", aliases: ["Lee"], role: "senator", articles: 1, quotes: 1, latest: at("2026-11-20") }]);
    // Whoever keeps the names in memory is told of the new count.
    expect((await store.archive.names(at("2026-12-01"))).map(({ articles }) => articles)).toEqual([1]);
    expect(await store.upkeep.prune(at("2026-11-20"))).toEqual({ stories: 0, articles: 0, quotes: 0, editions: 0 });
  });

  it("does not let what was pruned come back from a feed that still lists it", async () => {
    await delivered();
    await store.upkeep.prune(at("2026-11-20"));
    expect(await store.archive.known(["old", "fresh", "other"] as ArticleId[])).toEqual(new Set(["old", "fresh"]));
    await store.archive.save([old]);
    expect(await store.archive.stories({ limit: 9 })).toEqual([fresh]);
  });

  it("does not prune what a delivery under way shows: it is compared before it is posted", async () => {
    const other = story("other", { readAt: at("2026-10-02") });
    await store.archive.save([other]);
    const claimed = await store.outbox.claim(at("2026-11-20T09:00Z"), at("2026-11-20T09:02Z"));
    expect(await store.upkeep.prune(at("2027-01-01"))).toMatchObject({ stories: 1 });
    expect((await store.archive.stories({ limit: 9 })).map(({ id }) => id)).toEqual(["fresh", "old"]);
    if (claimed) await store.outbox.record({ ...claimed.delivery, state: "ambiguous", leaseUntil: null });
    expect(await store.upkeep.prune(at("2027-01-01"))).toMatchObject({ stories: 2 });
  });

  it("prunes nothing of what was posted, and nothing that is to be posted", async () => {
    await store.upkeep.prune(at("2027-01-01"));
    expect(await store.outbox.editions("daily", 9)).toEqual([edition]);
    expect(await store.outbox.lastSlot("daily", at("2030-01-01"))).toEqual(slot);
    expect((await store.outbox.claim(at("2026-11-20T09:00Z"), at("2026-11-20T09:02Z")))?.edition).toEqual(edition);
  });

  it("forgets a person: every story that names them, and what cards showed of these", async () => {
    expect(await store.upkeep.forget({ kind: "person", name: "BOB RAY" })).toEqual({ stories: 1, articles: 1, quotes: 2, editions: 1 });
    expect((await names()).map(({ name }) => name)).toEqual(["ANN LEE"]);
    const [{ card } = edition] = await store.outbox.editions("daily", 9);
    expect(card.items).toEqual([item(fresh), { kind: "absence", why: "gone", text: expect.any(String) }]);
    expect(card.actions).toEqual([]);
    expect(await store.upkeep.forget({ kind: "person", name: "Bob Ray" })).toEqual({ stories: 0, articles: 0, quotes: 0, editions: 0 });
  });

  it("forgets a source", async () => {
    expect(await store.upkeep.forget({ kind: "source", origin: "https://example.org/feed" })).toMatchObject({ stories: 1, editions: 1 });
    expect(await store.archive.stories({ limit: 9 })).toEqual([old]);
    expect((await names())[0]).toMatchObject({ name: "Ann Lee", role: "mayor", articles: 1, quotes: 1, aliases: ["Lee", "Mayor Lee"] });
  });

  it("forgets everything but the slots and deliveries", async () => {
    expect(await store.upkeep.forget({ kind: "all" })).toEqual({ stories: 2, articles: 2, quotes: 4, editions: 1 });
    expect(await store.archive.stories({ limit: 9 })).toEqual([]);
    expect(await names()).toEqual([]);
    expect(await store.archive.extent()).toEqual({ articles: 0, since: null });
    expect(await store.outbox.lastSlot("daily", at("2030-01-01"))).toEqual(slot);
    expect(await store.outbox.deliveries(9)).toHaveLength(1);
  });

  if (engine.name === "embedded on disk")
    it("overwrites on disk what is forgotten", async () => {
      const bytes = () =>
        ["", "-wal"].map((end) => readFileSync(join(place.options.folder ?? "", `pullquote.db${end}`), "latin1")).join("");
      expect(bytes()).toContain("Bob Ray");
      await store.upkeep.forget({ kind: "all" });
      for (const word of ["Bob Ray", "bob ray", "Old news", "fresh news", "peace"]) expect(bytes()).not.toContain(word);
    });

  it("audits every slot, newest first, with what became of it", async () => {
    const claimed = await store.outbox.claim(at("2026-11-20T09:00Z"), at("2026-11-20T09:02Z"));
    if (claimed === null) throw new Error("nothing to claim");
    const ambiguous = { ...claimed.delivery, state: "ambiguous" as const, problem: "no answer", receipts: [{ messageId: "m1" }] };
    await store.outbox.record(ambiguous);
    const missed: Slot = { ...slot, local: "2026-11-21T08:00", due: at("2026-11-21T08:00Z") };
    await store.outbox.openSlot(missed, "missed", null, []);
    expect(await store.upkeep.audit(9)).toEqual([
      { slot: missed, state: "missed", edition: null, deliveries: [] },
      { slot, state: "open", edition: "e1", deliveries: [ambiguous] },
    ]);
    expect(await store.upkeep.audit(1)).toHaveLength(1);
  });

  it("tells what waits, since when, and what is in doubt", async () => {
    const queue = () => store.upkeep.queue();
    const taken = async () => {
      const claimed = await store.outbox.claim(at("2026-11-20T09:00Z"), at("2026-11-20T09:02Z"));
      if (claimed === null) throw new Error("nothing to claim");
      return claimed.delivery;
    };
    expect(await queue()).toEqual({ waiting: 1, oldestDue: slot.due, ambiguous: 0 });
    const delivery = await taken();
    expect(await queue()).toMatchObject({ waiting: 1 });
    await store.outbox.record({ ...delivery, state: "ambiguous", problem: "no answer" });
    expect(await queue()).toEqual({ waiting: 0, oldestDue: null, ambiguous: 1 });
    await store.outbox.record({ ...delivery, state: "sent" });
    expect(await queue()).toEqual({ waiting: 0, oldestDue: null, ambiguous: 0 });
  });

  it("gives a lease to one holder at a time, until it runs out or is given back", async () => {
    const { leases } = store;
    const [t0, t1, t2, t9] = ["08:00", "08:01", "08:02", "08:09"].map((time) => at(`2026-11-20T${time}Z`)) as [never, never, never, never];
    const takers = await Promise.all(Array.from({ length: 8 }, (_, i) => leases.take("read", `worker ${i}`, t0, t1)));
    expect(takers.filter(Boolean)).toHaveLength(1);
    const holder = `worker ${takers.indexOf(true)}`;
    expect(await leases.take("read", "other", t0, t9)).toBe(false);
    expect(await leases.take("other work", "other", t0, t9)).toBe(true);
    expect(await leases.take("read", holder, t0, t2)).toBe(true);
    expect(await leases.take("read", "other", t1, t9)).toBe(false);
    expect(await leases.take("read", "other", t2, t9)).toBe(true);
    await leases.release("read", holder);
    expect(await leases.take("read", holder, t2, t9)).toBe(false);
    expect(await leases.held("read")).toEqual({ holder: "other", until: t9 });
    await leases.release("read", "other");
    expect(await leases.held("read")).toBeNull();
    await leases.sweep(t9);
    expect((await leases.held("other work"))?.holder).toBe("other");
    await leases.sweep(at("2026-11-21"));
    expect(await leases.held("other work")).toBeNull();
    expect(await leases.take("read", holder, t2, t9)).toBe(true);
  });
});
