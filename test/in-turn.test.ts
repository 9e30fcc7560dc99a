import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTurn } from "../src/in-turn.ts";
import { instant } from "../src/news/article.ts";
import type { Clock, Store } from "../src/ports.ts";
import { openStore } from "../src/stores/open.ts";
import { engines, open, type Place, silent } from "./stores/engines.ts";

/** A clock that goes a thousand times as fast: ten seconds are ten milliseconds. */
function fast(): Clock {
  const begun = Date.now();
  return {
    now: () => new Date(begun + (Date.now() - begun) * 1000),
    sleep: (ms, signal) => wait(ms / 1000, undefined, signal ? { signal } : {}).catch(() => {}),
  };
}

/** Slow enough that a process under load renews in time. */
const slow: Clock = { now: () => new Date(), sleep: (ms, signal) => wait(ms / 50, undefined, signal ? { signal } : {}).catch(() => {}) };

describe.each(engines.filter(({ skip }) => !skip))("what one replica at a time does, $name", (engine) => {
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    place = await engine.place();
    store = await openStore({ ...place.options, ...open });
  });
  afterAll(async () => {
    await store.close();
    await place.destroy();
  });
  const never = new AbortController().signal;
  const turn = (holder: string, clock: Clock) => ({ leases: store.leases, holder, clock, log: silent });

  it("is done by one of many that come at once; the others wait for its end and do not do it again", async () => {
    let under = 0;
    let most = 0;
    let times = 0;
    const act = async () => {
      under += 1;
      times += 1;
      most = Math.max(most, under);
      await wait(60);
      under -= 1;
      return "done";
    };
    const all = await Promise.all(Array.from({ length: 5 }, (_, i) => inTurn(turn(`replica ${i}`, slow), "sources", act, never)));
    expect(most).toBe(1);
    expect(all.filter((result) => result === "done")).toHaveLength(times);
    expect(times).toBeLessThan(5);
    expect(await inTurn(turn("later", slow), "sources", act, never)).toBe("done");
  });

  it("is given back also where it failed", async () => {
    const fails = () => inTurn(turn("one", slow), "failing", () => Promise.reject(new Error("no")), never);
    await expect(fails()).rejects.toThrow("no");
    expect(await store.leases.held("failing")).toBeNull();
  });

  it("is done by another one where the first died", async () => {
    const now = Date.now();
    await store.leases.take("left", "dead", instant(new Date(now - 60_000)), instant(new Date(now + 2_000)));
    const begun = Date.now();
    const clock = fast();
    expect(await inTurn(turn("alive", clock), "left", async () => "done", never)).toBe("done");
    expect(Date.now() - begun).toBeLessThan(2_000);
  });

  it("is held for half a minute from each renewal: a pause of a few seconds loses no turn", async () => {
    const at = Date.parse("2026-11-23T07:00:00.000Z");
    const clock: Clock = {
      now: () => new Date(at),
      sleep: (_, signal) => new Promise((wake) => signal?.addEventListener("abort", () => wake())),
    };
    const seen = await inTurn(turn("holder", clock), "held", () => store.leases.held("held"), never);
    expect(seen).toMatchObject({ holder: "holder", until: instant(new Date(at + 30_000)) });
  });

  it("is stopped where the turn was lost meanwhile, and leaves the other's alone", async () => {
    const result = await inTurn(
      turn("asleep", slow),
      "lost",
      async (signal) => {
        const later = instant(new Date(Date.now() + 3_600_000));
        await store.leases.take("lost", "other", later, instant(new Date(Date.now() + 7_200_000)));
        await new Promise<void>((stopped) => signal.addEventListener("abort", () => stopped(), { once: true }));
        return "stopped";
      },
      never,
    );
    expect(result).toBe("stopped");
    expect((await store.leases.held("lost"))?.holder).toBe("other");
  });

  it("is not waited for by one that is stopped", async () => {
    const stop = new AbortController();
    await store.leases.take("busy", "other", instant(new Date()), instant(new Date(Date.now() + 3_600_000)));
    const waiting = inTurn(turn("stopped", slow), "busy", async () => "done", stop.signal);
    stop.abort();
    expect(await waiting).toBeNull();
  });
});
