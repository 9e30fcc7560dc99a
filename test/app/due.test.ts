import { expect, it } from "vitest";
import { askedOnce, shuffled } from "../../src/app/due.ts";
import { openStore } from "../../src/stores/open.ts";
import { open } from "../stores/engines.ts";
import { at, story } from "../stores/stories.ts";

it("digests that are due at one moment look for stories once, each other question for itself", async () => {
  const store = await openStore({ folder: ":memory:", ...open });
  await store.archive.save([story("a", { readAt: at("2026-11-20") }), story("b", { readAt: at("2026-11-22") })]);
  let times = 0;
  const archive = askedOnce({
    ...store.archive,
    stories: (wanted) => {
      times += 1;
      return store.archive.stories(wanted);
    },
  });
  const all = await Promise.all([archive.stories({ limit: 9 }), archive.stories({ limit: 9 }), archive.stories({ limit: 9 })]);
  expect([times, all.map((found) => found.length)]).toEqual([1, [2, 2, 2]]);
  expect(await archive.stories({ limit: 9, after: at("2026-11-21") })).toHaveLength(1);
  expect(times).toBe(2);
  await store.close();
});

it("schedules are seen to in another order each time, none left out", () => {
  const list = Array.from({ length: 50 }, (_, i) => i);
  const orders = Array.from({ length: 5 }, () => shuffled(list));
  for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual(list);
  expect(new Set(orders.map((order) => order.join())).size).toBeGreaterThan(1);
});
