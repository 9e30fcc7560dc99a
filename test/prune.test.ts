import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDesk } from "../src/answer.ts";
import type { Store } from "../src/ports.ts";
import { prune } from "../src/prune.ts";
import { openStore } from "../src/stores/open.ts";
import { fakeClock, keptLog } from "./fake/time.ts";
import { engines, type Place } from "./stores/engines.ts";
import { at, says, story } from "./stores/stories.ts";

describe.each(engines.filter(({ skip }) => !skip))("what is older than KEEP_DAYS, $name", (engine) => {
  const clock = fakeClock("2026-11-23T07:00:00.000Z");
  const log = keptLog();
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    place = await engine.place();
  });
  beforeEach(async () => {
    clock.set("2026-11-23T07:00:00.000Z");
    log.lines.length = 0;
    store = await openStore({ ...place.options, log, clock });
    await store.archive.save([
      story("old", {
        readAt: at("2026-11-13T06:59:00Z"),
        people: ["Ann Lee"],
        quotes: [says("Ann Lee")],
        text: "Old words, said Ann Lee.",
      }),
      story("new", {
        readAt: at("2026-11-13T07:01:00Z"),
        people: ["Bob Ray"],
        quotes: [says("Bob Ray")],
        text: "New words, said Bob Ray.",
      }),
    ]);
  });
  afterEach(async () => {
    await store.close();
    await place.empty();
  });
  afterAll(() => place.destroy());
  const run = (keepDays = 10) => prune({ upkeep: store.upkeep, leases: store.leases, clock, log, keepDays });
  const left = async () => (await store.archive.stories({ limit: 9 })).map(({ id }) => id);
  const runs = () => log.lines.filter(({ event }) => event === "archive pruned").length;

  it("goes with its quotes, and a desk that knew the person says that they are not known here", async () => {
    const desk = openDesk({ archive: store.archive, clock, log, stories: 3 });
    const ask = () => desk.answer({ kind: "person", person: "ann lee", offset: 0 }, { platform: "terminal", user: "u" });
    expect((await ask()).items).toMatchObject([{ kind: "quote" }]);
    await run();
    expect(await left()).toEqual(["new"]);
    expect(await store.archive.quotes({ names: ["Ann Lee"], reported: false, offset: 0, limit: 9 })).toEqual([]);
    clock.advance(5_000);
    expect((await ask()).items).toMatchObject([{ kind: "absence", why: "unknown" }]);
  });

  it("goes once a day, whichever of many comes first, also after a restart", async () => {
    await Promise.all([run(), run(), run()]);
    await run();
    expect(runs()).toBe(1);
    clock.advance(23 * 3_600_000);
    await run();
    expect(runs()).toBe(1);
    clock.advance(2 * 3_600_000);
    await run();
    expect(runs()).toBe(2);
    expect(await left()).toEqual([]);
  });

  it("stays for ever where KEEP_DAYS is 0; leases that ran out go all the same", async () => {
    await store.leases.take("event 1", "a", at("2026-11-20"), at("2026-11-21"));
    await run(0);
    expect(await left()).toHaveLength(2);
    expect(await store.leases.held("event 1")).toBeNull();
  });

  it("is tried again where it failed, and after a clock that was a year ahead", async () => {
    const upkeep = { ...store.upkeep, prune: () => Promise.reject(new Error("the store hiccups")) };
    await expect(prune({ upkeep, leases: store.leases, clock, log, keepDays: 10 })).rejects.toThrow("hiccups");
    clock.set("2027-11-23T07:00:00.000Z");
    await run(36_000);
    clock.set("2026-11-23T07:00:00.000Z");
    await run();
    expect(await left()).toEqual(["new"]);
  });

  it("takes nothing by a clock that jumped ahead, and goes on where it stays there", async () => {
    await run();
    clock.set("2027-11-23T07:00:00.000Z");
    await run();
    expect(await left()).toEqual(["new"]);
    expect(log.lines.filter(({ level }) => level === "warn")).toHaveLength(1);
    clock.set("2026-11-23T07:00:30.000Z");
    await run();
    expect(await left()).toEqual(["new"]);
    // Off for half a year: a day later.
    clock.set("2027-05-01T07:00:00.000Z");
    await run();
    expect(await left()).toEqual(["new"]);
    clock.advance(25 * 3_600_000);
    await run();
    expect(await left()).toEqual([]);
  });
});
