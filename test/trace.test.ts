import { expect, it } from "vitest";
import { watchedDesk, watchedPlatform } from "../src/app/watched.ts";
import { openMetrics } from "../src/health/metrics.ts";
import { openLog } from "../src/log.ts";
import type { Card } from "../src/news/card.ts";
import type { Desk } from "../src/ports.ts";
import { memoryPlatform } from "./fake/platform.ts";

const card: Card = { title: "News", items: [], actions: [] };

function traced() {
  const lines: Record<string, string>[] = [];
  const log = openLog({ level: "debug", secrets: [], pretty: false, write: (line) => void lines.push(JSON.parse(line)) });
  const traces = (msg: string) => lines.filter((line) => line.msg === msg).map((line) => line.trace);
  return { log, traces };
}

it("what is logged while a post is made carries the id of its slot's edition", async () => {
  const { log, traces } = traced();
  const { platform } = memoryPlatform("slack");
  const watched = watchedPlatform({
    ...platform,
    post: async (shown, posting) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      log.warn("slow");
      return platform.post(shown, posting);
    },
  });
  await watched.post(card, { channel: "C1", key: "default 2026-11-24T08:00 UTC 0#0", part: 0 });
  await watched.post(card, { channel: "C2", key: "sports 2026-11-24T08:00 Europe/Berlin 12#1", part: 1 });
  log.warn("slow");
  expect(traces("slow")).toEqual(["default 2026-11-24T08:00 UTC", "sports 2026-11-24T08:00 Europe/Berlin", undefined]);
});

it("a question, and what its platform does with the answer, has an id of its own", async () => {
  const { log, traces } = traced();
  const inner: Desk = {
    answer: async () => {
      log.info("asked");
      return card;
    },
    complete: async () => [],
    form: async () => null,
  };
  const desk = watchedDesk(inner, openMetrics(), log);
  const handle = async () => {
    await desk.answer({ kind: "latest" }, { platform: "slack", user: "U1" });
    log.info("sent");
  };
  await Promise.all([handle(), handle()]);
  const asked = traces("asked");
  expect(asked[0]).toMatch(/^[0-9a-f]{8}$/);
  expect(new Set(asked).size).toBe(2);
  expect(traces("sent").sort()).toEqual([...asked].sort());
  expect(traces("question answered").sort()).toEqual([...asked].sort());
});

it("at the terminal the bot that goes on after the first answer is not of its trace", async () => {
  const { log, traces } = traced();
  const desk = watchedDesk({ answer: async () => card, complete: async () => [], form: async () => null }, openMetrics(), log);
  await desk.answer({ kind: "latest" }, { platform: "terminal", user: "terminal" });
  log.info("later");
  expect(traces("later")).toEqual([undefined]);
});
