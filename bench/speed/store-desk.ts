import { openDesk } from "../../src/answer.ts";
import type { Instant } from "../../src/news/article.ts";
import { parseQuestion } from "../../src/news/question.ts";
import type { Story } from "../../src/news/story.ts";
import { render as renderDiscord } from "../../src/platforms/discord/render.ts";
import { render as renderSlack } from "../../src/platforms/slack/render.ts";
import type { Clock, Desk, Log, Store } from "../../src/ports.ts";
import { waited } from "./processors.ts";
import { drawn, personName, random, synthetic, wordOf } from "./store-stories.ts";

export type Times = (name: string, ask: (i: number) => Promise<unknown>, times: number, most?: number) => Promise<void>;

/** What `/news` may take, from the typed words to the message as it goes to the platform. */
const SLOWEST = 50;

/** A desk with its index of people built, and how long that took. */
export async function deskOn({ archive }: Store, clock: Clock, log: Log): Promise<{ desk: Desk; builtMs: number }> {
  const begun = performance.now();
  const desk = openDesk({ archive, clock, log, stories: 5 });
  await desk.answer(parseQuestion("nobody of this name"), { platform: "terminal", user: "bench" });
  return { desk, builtMs: performance.now() - begun };
}

/** What people type: most often those that are quoted most. */
export function askers(desk: Desk, persons: number, seed: number) {
  const next = random(seed);
  for (let i = 0; i < 5; i += 1) next();
  const often = () => drawn(persons, next());
  const names: readonly (() => string)[] = [
    () => personName(often()),
    () => personName(often()).split(" ").slice(1).join(" "),
    () => personName(often()).split(" ").at(-1) ?? "",
    () => `Person${often()}`,
    () => misspelt(personName(often())),
  ];
  const others: readonly (() => string)[] = [
    () => `${personName(often())} about:${wordOf(50 + Math.floor(next() * 450))}`,
    () => wordOf(20_000 + Math.floor(next() * 10_000)),
    () => `${wordOf(50 + Math.floor(next() * 450))} ${wordOf(50 + Math.floor(next() * 450))}`,
    () => "",
  ];
  const of = (list: readonly (() => string)[]) => list[Math.floor(next() * list.length)]?.() ?? "";
  const answer = async (words: string) => {
    const card = await desk.answer(parseQuestion(words), { platform: "slack", user: "bench" });
    if (card.title.includes("error")) throw new Error(`no answer to ${words}`);
    return next() < 0.5 ? renderSlack(card, { following: "below" }) : renderDiscord(card);
  };
  return {
    person: () => answer(of(names)),
    news: () => answer(of(next() < 0.7 ? names : others)),
    completion: () => {
      const name = personName(often());
      const typed = next() < 0.5 ? name : (name.split(" ")[1] ?? "");
      return desk.complete(typed.slice(0, 2 + Math.floor(next() * (typed.length - 2))), 25);
    },
  };
}

/** One letter twice, as a finger slips. */
const misspelt = (name: string) => `${name.slice(0, 6)}${name[5]}${name.slice(6)}`;

/** `/news` and completion over the archive as it stands. */
export async function askAlone(desk: Desk, persons: number, measure: Times): Promise<void> {
  const ask = askers(desk, persons, 17);
  await measure("person search", () => ask.person(), 1_000, SLOWEST);
  await measure("completion", async () => ask.completion(), 1_000, SLOWEST);
  await measure("/news end to end", () => ask.news(), 1_000, SLOWEST);
}

/** Stories in a batch as `ingest` writes them, less where the archive is slow to take them. */
const BATCH = 10;

/**
 * The same while stories come in: `aMinute` of them at an even pace, or as many as there is room for. Gives how many came in a minute.
 * Questions come at an even pace too: whoever waits for a batch to be written is measured.
 */
export async function askWhileSaving(
  store: Store,
  desk: Desk,
  persons: number,
  from: number,
  { aMinute, seconds, measure }: { aMinute: number; seconds: number; measure: Times },
): Promise<{ rate: number; saved: number }> {
  const ask = askers(desk, persons, 23);
  const until = performance.now() + seconds * 1_000;
  let saved = 0;
  const begun = performance.now();
  const saving = (async () => {
    while (performance.now() < until) {
      const stories = Array.from({ length: BATCH }, (_, i) => now(synthetic(from + saved + i, persons)));
      await store.archive.save(stories);
      saved += BATCH;
      const due = begun + (saved / aMinute) * 60_000;
      await new Promise((done) => setTimeout(done, Math.max(0, due - performance.now())));
    }
  })();
  const gap = 50;
  await measure(
    `/news while ${aMinute} stories a minute come in`,
    async (i) => {
      const due = begun + i * gap;
      await new Promise((done) => setTimeout(done, Math.max(0, due - performance.now())));
      const start = { at: performance.now(), waited: waited() };
      await ask.news();
      return { begun: start };
    },
    Math.floor((seconds * 1_000) / gap),
    SLOWEST,
  );
  const rate = (saved / (performance.now() - begun)) * 60_000;
  await saving;
  return { rate, saved };
}

function now(story: Story): Story {
  const readAt = new Date().toISOString() as Instant;
  return { ...story, articles: [{ ...story.articles[0], readAt }] };
}
