import { beforeEach, expect, it } from "vitest";
import type { Instant } from "../../src/news/article.ts";
import type { Delivery, Destination, Edition, PlatformName, Slot } from "../../src/news/edition.ts";
import type { Claimed, Outbox } from "../../src/ports.ts";
import { onEachStore } from "./on-each.ts";
import { at } from "./stories.ts";

const slot = (local: string, more: Partial<Slot> = {}): Slot => ({
  schedule: "daily",
  zone: "UTC",
  local,
  due: at(`${local}Z`),
  ...more,
});
const edition = (its: Slot): Edition => ({
  id: `${its.schedule} ${its.local}`,
  slot: its,
  card: { title: its.local, items: [], actions: [] },
});
const channels = (...names: string[]): Destination[] => names.map((channel) => ({ platform: "slack", channel }));
const eight = slot("2026-11-03T08:00");
const minute = (n: number, second = 0): Instant => at(`2026-11-03T08:${String(n).padStart(2, "0")}:${String(second).padStart(2, "0")}Z`);

onEachStore("the outbox", (on) => {
  let outbox: Outbox;
  beforeEach(() => {
    outbox = on.store.outbox;
  });
  const claimed = async (now: Instant, until: Instant): Promise<Claimed> => {
    const it = await outbox.claim(now, until);
    if (it === null) throw new Error("nothing to claim");
    return it;
  };
  const all = async () => (await outbox.deliveries(100)).map(({ delivery }) => delivery);

  it("lets one win a slot, and plans a delivery to each destination once", async () => {
    expect(await outbox.openSlot(eight, "open", edition(eight), channels("A", "B", "A"))).toBe(true);
    expect(await outbox.openSlot(eight, "open", { ...edition(eight), id: "other" }, channels("C"))).toBe(false);
    expect(await outbox.openSlot(eight, "missed", null, [])).toBe(false);
    expect((await all()).map(({ destination }) => destination.channel).sort()).toEqual(["A", "B"]);
    expect(await outbox.editions("daily", 9)).toEqual([edition(eight)]);
  });

  it("has one winner among many that try at once", async () => {
    const tries = Array.from({ length: 40 }, (_, i) =>
      outbox.openSlot(slot(`2026-11-0${(i % 4) + 1}T08:00`), "open", edition(slot(`2026-11-0${(i % 4) + 1}T08:00`)), channels("A")),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(4);
    expect(await all()).toHaveLength(4);
  });

  it("writes nothing of a slot whose edition cannot be written", async () => {
    await outbox.openSlot(eight, "open", edition(eight), channels("A"));
    const nine = slot("2026-11-03T09:00");
    await expect(outbox.openSlot(nine, "open", { ...edition(nine), id: edition(eight).id }, channels("B"))).rejects.toMatchObject({
      code: "store",
    });
    expect(await outbox.lastSlot("daily", at("2030-01-01"))).toEqual(eight);
    expect(await outbox.openSlot(nine, "open", edition(nine), channels("B"))).toBe(true);
  });

  it("takes the same wall clock in two zones, and in two schedules, as different slots", async () => {
    for (const each of [eight, slot(eight.local, { zone: "Europe/Berlin" }), slot(eight.local, { schedule: "weekly" })])
      expect(await outbox.openSlot(each, "empty", null, [])).toBe(true);
  });

  it("knows the slot that was due last and the editions, newest first", async () => {
    expect(await outbox.lastSlot("daily", at("2030-01-01"))).toBeNull();
    const slots = [slot("2026-11-04T08:00"), slot("2026-11-02T08:00"), slot("2026-11-03T08:00")];
    for (const each of slots) await outbox.openSlot(each, "open", edition(each), []);
    const start = slot("start 2026-11-05", { due: at("2026-11-05") });
    await outbox.openSlot(start, "start", null, []);
    expect(await outbox.lastSlot("daily", at("2030-01-01"))).toEqual(start);
    expect(await outbox.lastSlot("other", at("2030-01-01"))).toBeNull();
    expect(await outbox.lastSlot("daily", at("2026-11-04T07:59Z"))).toEqual(slots[2]);
    expect(await outbox.lastSlot("daily", at("2026-11-01"))).toBeNull();
    const changed = slot("2026-11-06T08:00", { cron: "0 8 * * fri" });
    await outbox.openSlot(changed, "empty", null, []);
    expect(await outbox.lastSlot("daily", at("2030-01-01"))).toEqual(changed);
    expect((await outbox.editions("daily", 2)).map(({ slot: { local } }) => local)).toEqual(["2026-11-04T08:00", "2026-11-03T08:00"]);
  });

  it("gives a planned delivery to one worker, with its edition, as claimed", async () => {
    await outbox.openSlot(eight, "open", edition(eight), channels("A"));
    expect(await outbox.claim(at("2026-11-03T07:59Z"), minute(2))).toBeNull();
    const { delivery, edition: its } = await claimed(minute(0), minute(2));
    expect(its).toEqual(edition(eight));
    const whole: Delivery = {
      id: delivery.id,
      edition: its.id,
      destination: { platform: "slack", channel: "A" },
      state: "claimed",
      receipts: [],
      attempts: 0,
      notBefore: eight.due,
      fence: 1,
      leaseUntil: minute(2),
      problem: null,
    };
    expect(delivery).toEqual(whole);
    expect(await all()).toEqual([whole]);
    expect(await outbox.claim(minute(1), minute(3))).toBeNull();
  });

  it("takes back a delivery when the lease ran out, with all that is known of it, and shuts out the one that had it", async () => {
    await outbox.openSlot(eight, "open", edition(eight), channels("A"));
    const { delivery: first } = await claimed(minute(0), minute(2));
    const sending: Delivery = { ...first, state: "sending", receipts: [{ messageId: "m0" }], attempts: 2, problem: "it was slow" };
    expect(await outbox.record(sending)).toBe(true);
    expect(await outbox.claim(minute(1, 59), minute(9))).toBeNull();
    const { delivery: second } = await claimed(minute(2), minute(4));
    expect(second).toEqual({ ...sending, fence: 2, leaseUntil: minute(4) });
    expect(await outbox.record({ ...sending, state: "sent" })).toBe(false);
    expect(await all()).toEqual([second]);
    expect(await outbox.record({ ...second, state: "sent", leaseUntil: null })).toBe(true);
    expect(await outbox.claim(minute(59), minute(59, 9))).toBeNull();
  });

  it.each(["sent", "failed", "ambiguous"] as const)("never gives out one that is %s, and lets it be settled", async (state) => {
    await outbox.openSlot(eight, "open", edition(eight), channels("A"));
    const { delivery } = await claimed(minute(0), minute(2));
    expect(await outbox.record({ ...delivery, state, leaseUntil: null })).toBe(true);
    expect(await outbox.claim(minute(9), minute(10))).toBeNull();
    const [found] = await all();
    if (found === undefined) throw new Error("the delivery is gone");
    expect(await outbox.record({ ...found, state: "sent", receipts: [{ messageId: "seen by hand" }] })).toBe(true);
  });

  it("lets the trouble of one destination delay no other", async () => {
    await outbox.openSlot(eight, "open", edition(eight), channels("A", "B", "C"));
    const { delivery: first } = await claimed(minute(0), minute(2));
    await outbox.record({ ...first, state: "planned", notBefore: minute(10), leaseUntil: null, problem: "rate limit", attempts: 1 });
    const served = [await claimed(minute(0), minute(2)), await claimed(minute(0), minute(2))].map(
      ({ delivery }) => delivery.destination.channel,
    );
    expect(served).not.toContain(first.destination.channel);
    expect(await outbox.claim(minute(1), minute(3))).toBeNull();
    // Leases that ran out come before what was put off: they have waited longer.
    const next = [];
    for (const _ of [1, 2, 3]) next.push((await claimed(minute(10), minute(12))).delivery.destination.channel);
    expect(next).toEqual([...[...served].sort(), first.destination.channel]);
  });

  it("lists deliveries newest first", async () => {
    for (const local of ["2026-11-02T08:00", "2026-11-04T08:00", "2026-11-03T08:00"])
      await outbox.openSlot(slot(local), "open", edition(slot(local)), channels("A", "B"));
    const listed = await outbox.deliveries(3);
    expect(listed.map(({ edition: { slot: its }, delivery }) => [its.local.slice(8, 10), delivery.destination.channel])).toEqual([
      ["04", "A"],
      ["04", "B"],
      ["03", "A"],
    ]);
  });

  it("passes over the platforms that have enough to do", async () => {
    await outbox.openSlot(eight, "open", edition(eight), [...channels("A", "B"), { platform: "discord", channel: "D" }]);
    const claim = (...but: PlatformName[]) => outbox.claim(minute(0), minute(2), but);
    expect((await claim("slack"))?.delivery.destination.platform).toBe("discord");
    expect(await claim("slack")).toBeNull();
    expect(await claim("discord", "slack")).toBeNull();
    expect((await claim("discord"))?.delivery.destination.channel).toBe("A");
    expect((await claim())?.delivery.destination.channel).toBe("B");
  });

  it("tells what became of the deliveries to one channel: newest first, with their slots, and how many are in doubt", async () => {
    const locals = ["2026-11-02T08:00", "2026-11-04T08:00", "2026-11-03T08:00"];
    for (const local of locals) await outbox.openSlot(slot(local), "open", edition(slot(local)), channels("A", "B"));
    expect(await outbox.history({ platform: "slack", channel: "none" }, 9)).toEqual({ deliveries: [], ambiguous: 0 });
    for (let it = await outbox.claim(at("2026-11-05"), at("2026-11-06")); it; it = await outbox.claim(at("2026-11-05"), at("2026-11-06"))) {
      const doubtful = it.delivery.destination.channel === "A" && it.edition.slot.local !== "2026-11-03T08:00";
      await outbox.record({ ...it.delivery, state: doubtful ? "ambiguous" : "sent", leaseUntil: null });
    }
    const { deliveries, ambiguous } = await outbox.history({ platform: "slack", channel: "A" }, 2);
    expect(ambiguous).toBe(2);
    expect(deliveries.map(({ delivery, slot: its }) => [its, delivery.state])).toEqual([
      [slot("2026-11-04T08:00"), "ambiguous"],
      [slot("2026-11-03T08:00"), "sent"],
    ]);
    expect((await outbox.history({ platform: "slack", channel: "B" }, 9)).ambiguous).toBe(0);
    expect((await outbox.history({ platform: "discord", channel: "A" }, 9)).deliveries).toEqual([]);
  });

  it("shares many deliveries among workers that claim at once, each to one", async () => {
    await outbox.openSlot(eight, "open", edition(eight), channels(...Array.from({ length: 200 }, (_, i) => `C${i}`)));
    const got: string[] = [];
    const worker = async () => {
      for (let it = await outbox.claim(minute(0), minute(2)); it !== null; it = await outbox.claim(minute(0), minute(2))) {
        got.push(it.delivery.id);
        await outbox.record({ ...it.delivery, state: "sent", leaseUntil: null });
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(got).toHaveLength(200);
    expect(new Set(got).size).toBe(200);
    expect((await outbox.deliveries(300)).every(({ delivery: { state, fence } }) => state === "sent" && fence === 1)).toBe(true);
  });
});
