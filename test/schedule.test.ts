import { beforeEach, describe, expect, it } from "vitest";
import type { Instant } from "../src/news/article.ts";
import type { Schedule } from "../src/news/edition.ts";
import type { Outbox, Store } from "../src/ports.ts";
import { tick } from "../src/schedule.ts";
import { openStore } from "../src/stores/open.ts";
import { fakeClock, keptLog } from "./fake/time.ts";

/** The flow from clock to slot alone: what is published is written down, and the slot taken as `publish` would. */
const clock = fakeClock("2026-11-23T07:00:00.000Z");
const log = keptLog();
let store: Store;
let posted: string[];
beforeEach(async () => {
  clock.set("2026-11-23T07:00:00.000Z");
  log.lines.length = 0;
  posted = [];
  store = await openStore({ folder: ":memory:", log, clock });
  return () => store.close();
});

const daily: Schedule = { id: "default", cron: "0 8 * * *", zone: "UTC", destinations: [] };
const beat = (schedule: Schedule | readonly Schedule[] = daily, outbox: Outbox = store.outbox) =>
  tick({
    schedules: [schedule].flat(),
    outbox,
    clock,
    log,
    catchUpHours: 6,
    async publish(_, slot, late) {
      if (await store.outbox.openSlot(slot, "open", null, [])) posted.push(`${slot.local} ${slot.zone}${late ? " late" : ""}`);
    },
  });
/** Moves the clock minute by minute and lets the alarm ring at each. */
async function until(end: string, schedule?: Schedule): Promise<void> {
  for (let at = clock.now().getTime(); at <= Date.parse(end); at += 60_000) {
    clock.set(new Date(at).toISOString());
    await beat(schedule);
  }
}
const states = async () => (await store.upkeep.audit(99)).map(({ slot, state }) => `${slot.local} ${state}`).reverse();

describe("a schedule", () => {
  it("of several slots a day posts each of them once", async () => {
    await until("2026-11-24T07:59:00Z", { ...daily, cron: "30 6-9,18 * * *" });
    expect(posted).toEqual([
      ...["2026-11-23T07:30 UTC", "2026-11-23T08:30 UTC", "2026-11-23T09:30 UTC", "2026-11-23T18:30 UTC"],
      ...["2026-11-24T06:30 UTC", "2026-11-24T07:30 UTC"],
    ]);
  });

  it.each([
    ["in spring, where 2:30 is skipped", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z", ["2026-03-29T02:30", "2026-03-30T02:30"]],
    ["in autumn, where 2:30 comes twice", "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z", ["2026-10-25T02:30", "2026-10-26T02:30"]],
  ])("posts once a day %s", async (_, from, to, locals) => {
    clock.set(from);
    await until(to, { ...daily, cron: "30 2 * * *", zone: "Europe/Berlin" });
    expect(posted).toEqual(locals.map((local) => `${local} Europe/Berlin`));
  });

  it("of which several slots were missed posts the last one, late, and writes the others down", async () => {
    const hourly = { ...daily, cron: "0 * * * *" };
    await beat(hourly);
    clock.set("2026-11-23T10:20:00Z");
    await beat(hourly);
    expect(posted).toEqual(["2026-11-23T10:00 UTC late"]);
    expect((await states()).slice(1)).toEqual(["2026-11-23T08:00 missed", "2026-11-23T09:00 missed", "2026-11-23T10:00 open"]);
  });

  it("does not owe what was due before it was resumed", async () => {
    await beat();
    clock.set("2026-11-23T09:00:00Z");
    await beat({ ...daily, since: "2026-11-23T08:30:00.000Z" as Instant });
    expect(posted).toEqual([]);
    clock.set("2026-11-24T08:00:00Z");
    await beat({ ...daily, since: "2026-11-23T08:30:00.000Z" as Instant });
    expect(posted).toEqual(["2026-11-24T08:00 UTC"]);
  });

  it("that cannot be seen to holds up no other", async () => {
    const other = { ...daily, id: "other" };
    await beat([daily, other]);
    clock.set("2026-11-23T08:00:00Z");
    const outbox: Outbox = {
      ...store.outbox,
      lastSlot: async (id, to) => (id === "default" ? Promise.reject(new Error("the store hiccups")) : store.outbox.lastSlot(id, to)),
    };
    await beat([daily, other], outbox);
    expect(posted).toEqual(["2026-11-23T08:00 UTC"]);
    expect(log.lines.filter(({ event }) => event === "schedule not seen to")).toHaveLength(1);
    await beat([daily, other]);
    expect(posted).toHaveLength(2);
  });
});

describe("a schedule that is changed", () => {
  const change = (cron: string, zone = "UTC"): Schedule => ({ ...daily, cron, zone });

  it("while a slot is due owes that slot once, and nothing of before by its new times", async () => {
    await beat();
    // Down at 8:00; started again at 9:00 with 7:00 for 8:00.
    clock.set("2026-11-23T09:00:30Z");
    await beat(change("0 7 * * *"));
    await beat(change("0 7 * * *"));
    expect(posted).toEqual(["2026-11-23T08:00 UTC late"]);
    await until("2026-11-24T09:00:00Z", change("0 7 * * *"));
    expect(posted).toEqual(["2026-11-23T08:00 UTC late", "2026-11-24T07:00 UTC"]);
  });

  it("to a time that is past today begins tomorrow", async () => {
    await until("2026-11-23T09:00:00Z");
    await until("2026-11-24T08:45:00Z", change("30 8 * * *"));
    expect(posted).toEqual(["2026-11-23T08:00 UTC", "2026-11-24T08:30 UTC"]);
  });

  it("to a time that is still to come posts at that time, also where it was there under the old one", async () => {
    await beat();
    clock.set("2026-11-23T07:30:00Z");
    await until("2026-11-23T19:00:00Z", change("0 8,18 * * *"));
    expect(posted).toEqual(["2026-11-23T08:00 UTC", "2026-11-23T18:00 UTC"]);
  });

  it("in the very minute in which both are due posts once", async () => {
    await beat();
    clock.set("2026-11-23T08:00:20Z");
    await beat(change("0 9 * * *", "Europe/Berlin"));
    await beat(change("0 9 * * *", "Europe/Berlin"));
    expect(posted).toEqual(["2026-11-23T08:00 UTC"]);
    await until("2026-11-24T08:30:00Z", change("0 9 * * *", "Europe/Berlin"));
    expect(posted).toEqual(["2026-11-23T08:00 UTC", "2026-11-24T09:00 Europe/Berlin"]);
  });

  it("in the minute in which it is due by the new times alone posts then", async () => {
    await beat();
    clock.set("2026-11-23T07:30:40Z");
    await beat(change("30 7 * * *"));
    expect(posted).toEqual(["2026-11-23T07:30 UTC"]);
  });

  it("to another zone counts by that from now on", async () => {
    await until("2026-11-23T07:30:00Z");
    await until("2026-11-24T12:00:00Z", change("0 8 * * *", "Europe/Berlin"));
    expect(posted).toEqual(["2026-11-24T08:00 Europe/Berlin"]);
  });

  it("at one of two replicas first loses and doubles no slot between them", async () => {
    const next = change("0 8,9 * * *");
    await beat();
    for (let at = Date.parse("2026-11-23T07:50:05Z"); at < Date.parse("2026-11-23T09:05:00Z"); at += 60_000) {
      clock.set(new Date(at).toISOString());
      await beat(daily);
      clock.set(new Date(at + 3_000).toISOString());
      await beat(next);
    }
    expect(posted).toEqual(["2026-11-23T08:00 UTC", "2026-11-23T09:00 UTC"]);
  });

  it("from an expression that this program cannot read goes on with its own", async () => {
    await store.outbox.openSlot(
      { schedule: "default", zone: "UTC", local: "2026-11-22T08:00", due: "2026-11-22T08:00:00.000Z" as Instant, cron: "@newer" },
      "open",
      null,
      [],
    );
    await until("2026-11-23T08:00:00Z");
    expect(posted).toEqual(["2026-11-23T08:00 UTC"]);
  });

  it("is not taken for changed where the slots before say nothing: they are of an earlier version", async () => {
    const due = "2026-11-22T08:00:00.000Z" as Instant;
    await store.outbox.openSlot({ schedule: "default", zone: "UTC", local: "2026-11-22T08:00", due }, "open", null, []);
    clock.set("2026-11-23T08:10:00Z");
    await beat();
    expect(posted).toEqual(["2026-11-23T08:00 UTC late"]);
  });
});

describe("a clock", () => {
  it("that jumps forward finds one late slot, and after it is set right goes on as before", async () => {
    await until("2026-11-23T08:00:00Z");
    // Half a year too far for ten minutes.
    clock.set("2027-05-23T08:30:00Z");
    await beat();
    expect(posted).toEqual(["2026-11-23T08:00 UTC", "2027-05-23T08:00 UTC late"]);
    clock.set("2026-11-23T08:11:00Z");
    await until("2026-11-25T08:00:00Z");
    expect(posted.slice(2)).toEqual(["2026-11-24T08:00 UTC", "2026-11-25T08:00 UTC"]);
  });

  it("that jumps back posts nothing again", async () => {
    await until("2026-11-23T08:01:00Z");
    clock.set("2026-11-23T07:30:00Z");
    await until("2026-11-23T08:05:00Z");
    clock.set("2026-11-20T07:00:00Z");
    await beat();
    clock.set("2026-11-23T08:06:00Z");
    await until("2026-11-24T08:00:00Z");
    // What was due on the days before the schedule was first seen is owed since the clock said so.
    expect(posted).toEqual(["2026-11-23T08:00 UTC", "2026-11-24T08:00 UTC"]);
  });
});
