import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Destination } from "../../src/news/edition.ts";
import type { StoryId } from "../../src/news/story.ts";
import { openStore } from "../../src/stores/open.ts";
import { engines, open, type Place } from "./engines.ts";
import { numbered } from "./numbered.ts";
import { at } from "./stories.ts";
import { type Worker, worker } from "./workers.ts";

/** A second or two on a quiet machine. */
const busy = { timeout: 60_000 };

describe.each(engines.filter(({ skip, shared }) => !skip && shared))("several processes on one store, $name", busy, (engine) => {
  let place: Place;
  const started: Worker[] = [];
  const start = (job: string, argument = "", options: { lock?: boolean } = { lock: false }): Worker => {
    const one = worker(job, { ...place.options, ...options }, argument);
    started.push(one);
    return one;
  };
  beforeEach(async () => {
    place = await engine.place();
  });
  afterEach(async () => {
    for (const { process, ended } of started.splice(0)) {
      process.kill("SIGKILL");
      await ended;
    }
    await place.destroy();
  });
  const openHere = () => openStore({ ...place.options, lock: false, ...open });

  it("gives 500 slots 500 winners among four processes", async () => {
    const four = [1, 2, 3, 4].map(() => start("slots", "500"));
    await Promise.all(four.map((each) => each.said(1)));
    for (const { process } of four) process.stdin?.write("go\n");
    expect(await Promise.all(four.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    const won = four.map(({ lines }) => lines.filter((line) => line.startsWith("won")));
    expect(won.flat()).toHaveLength(500);
    expect(new Set(won.flat()).size).toBe(500);
    expect(won.filter((its) => its.length > 0).length).toBeGreaterThan(1);
    const store = await openHere();
    const planned = await store.outbox.deliveries(1_000);
    expect(planned).toHaveLength(500);
    // The edition is the winner's, not that of one who came second.
    const pids = new Map(four.flatMap(({ process: { pid }, lines }) => lines.map((line) => [line.replace("won", "daily"), `by ${pid}`])));
    expect(planned.every(({ edition }) => edition.card.title === pids.get(edition.id))).toBe(true);
    await store.close();
  });

  it("delivers everything when one of four processes is killed, and looks before it repeats", async () => {
    const store = await openHere();
    const slot = { schedule: "daily", zone: "UTC", local: "2026-11-03T08:00", due: at("2026-11-03T08:00Z") };
    const destinations = Array.from({ length: 300 }, (_, i): Destination => ({ platform: "discord", channel: `C${i}` }));
    await store.outbox.openSlot(slot, "open", { id: "e", slot, card: { title: "t", items: [], actions: [] } }, destinations);
    const four = [1, 2, 3, 4].map(() => start("deliver"));
    const [victim, ...others] = four;
    await victim?.said(20);
    victim?.process.kill("SIGKILL");
    const states = async () => (await store.outbox.deliveries(1_000)).map(({ delivery }) => delivery.state);
    await expect.poll(states, { timeout: 40_000, interval: 200 }).toEqual(Array(300).fill("sent"));
    for (const { process, ended } of others) {
      process.kill("SIGKILL");
      await ended;
    }
    const lines = four.flatMap((each) => each.lines);
    const posted = new Map<string, number>();
    for (const line of lines.filter((each) => each.startsWith("posted "))) posted.set(line.slice(7), (posted.get(line.slice(7)) ?? 0) + 1);
    const twice = [...posted].filter(([, times]) => times > 1).map(([id]) => id);
    expect(posted.size).toBe(300);
    // Only the one that was in the victim's hand (and where the machine was so busy that a lease ran out, the worker was told so), and
    // whoever took it over was told to look for it.
    const late = new Set(lines.flatMap((line) => (line.startsWith("late ") ? [line.slice(5)] : [])));
    expect(twice.filter((id) => !late.has(id)).length).toBeLessThanOrEqual(1);
    for (const id of twice) expect(lines).toContain(`looked ${id}`);
    await store.close();
  });

  it("loses nothing that was acknowledged when it is killed in the middle of saving", async () => {
    for (const lines of [1, 4, 9, 15]) {
      const saving = start("save");
      await saving.said(lines);
      saving.process.kill("SIGKILL");
      await saving.ended;
      const acknowledged = saving.lines.flatMap((line) => (line.startsWith("saved") ? line.split(" ").slice(1).map(Number) : []));
      const store = await openHere();
      for (const i of acknowledged) expect(await store.archive.story(`story-${i}` as StoryId)).toEqual(numbered(i));
      // What was under way is there whole or not at all, and counted as what is there.
      const { articles } = await store.archive.extent();
      expect(articles % 3).toBe(0);
      expect((await store.archive.stories({ limit: 1_000_000, words: "peace" })).length).toBe(articles);
      const named = (await store.archive.names()).find(({ name }) => name === "Ann Lee");
      expect([named?.articles ?? 0, named?.quotes ?? 0]).toEqual([articles, articles]);
      await store.close();
    }
  });

  it("lets two processes save the same stories at once", async () => {
    const two = [start("save"), start("save")];
    await Promise.all(two.map((each) => each.said(20)));
    for (const { process, ended } of two) {
      process.kill("SIGKILL");
      await ended;
    }
    const store = await openHere();
    const { articles } = await store.archive.extent();
    expect(articles).toBeGreaterThanOrEqual(57);
    expect(await store.archive.story("story-4" as StoryId)).toEqual(numbered(4));
    expect((await store.archive.names()).find(({ name }) => name === "Ann Lee")).toMatchObject({ articles, quotes: articles });
    await store.close();
  });
});

it.each(engines.filter(({ skip }) => !skip))("the library of another engine is not loaded, $name", async (engine) => {
  const place = await engine.place();
  try {
    const script = join(import.meta.dirname, "loaded.ts");
    const loaded = execFileSync(process.execPath, ["--import", "tsx", script, JSON.stringify(place.options)], { encoding: "utf8" });
    const own = Number(process.versions.node.split(".")[0]) >= 24 ? [] : ["libsql"];
    expect(JSON.parse(loaded)).toEqual(engine.name === "PostgreSQL" ? ["pg"] : own);
  } finally {
    await place.destroy();
  }
});
