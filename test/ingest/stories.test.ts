import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type StoryJoiner, storyJoiner } from "../../src/ingest/stories.ts";
import { ingest } from "../../src/ingest.ts";
import type { Draft, Instant } from "../../src/news/article.ts";
import type { Story, StoryId } from "../../src/news/story.ts";
import type { Source, Store } from "../../src/ports.ts";
import { openStore } from "../../src/stores/open.ts";
import { extractiveSummariser } from "../../src/summarisers/extractive.ts";
import { fakeClock, keptLog } from "../fake/time.ts";
import { engines, type Place } from "../stores/engines.ts";

const clock = fakeClock("2026-11-23T12:00:00.000Z");
const log = keptLog();

const report = (outlet: string, title: string, text: string, published = "2026-11-23T08:00:00.000Z"): Draft => ({
  origin: `https://${outlet.toLowerCase().replaceAll(" ", "")}.example/feed`,
  outlet,
  title,
  text,
  url: `https://${outlet.toLowerCase().replaceAll(" ", "")}.example/${encodeURIComponent(title)}`,
  published: published as Instant,
});
const lighthouse = report(
  "The Lighthouse",
  "Marsh closes its only bridge over the Sator",
  'The council of Marsh voted on Monday to close the old bridge over the Sator, which engineers say may fall this winter. "It should have been closed ten years ago," said Carl Byrne, the engineer of Marsh.',
);
const herald = report(
  "Coast Herald",
  "Bridge over the Sator shut before winter",
  'Marsh will close the old bridge over the Sator after engineers warned that it may fall, the council decided on Monday. Farmers on the far bank must now drive sixty miles to the next crossing. "We had no choice left," said Ada Lind, the mayor of Marsh.',
);
const comet = report(
  "Star Weekly",
  "Comet seen over the desert",
  "Astronomers in Atacama photographed a comet with two tails that had not been seen for eight hundred years.",
);

const sourceOf = (...drafts: Draft[]): Source => ({ name: "test", read: async () => ({ drafts, skipped: [] }) });

describe.each(engines.filter(({ skip }) => !skip))("articles that are read, $name", (engine) => {
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    place = await engine.place();
  });
  afterAll(() => place.destroy());
  beforeEach(async () => {
    await place.empty();
    store = await openStore({ ...place.options, log, clock });
  });
  afterEach(async () => {
    await store.close();
  });

  const read = (stories: StoryJoiner | undefined, ...drafts: Draft[]) =>
    ingest({
      sources: [sourceOf(...drafts)],
      archive: store.archive,
      register: store.sources,
      summariser: extractiveSummariser(),
      clock,
      log,
      ...(stories ? { stories } : {}),
    });
  const joiner = () => storyJoiner({ archive: store.archive, summariser: extractiveSummariser(), clock });
  const told = async () => (await store.archive.stories({ limit: 9 })).map((s: Story) => s.articles.map((a) => a.outlet).sort());

  it("make one story of several reports on one event, read at once", async () => {
    await read(undefined, lighthouse, comet, herald);
    expect(await told()).toEqual(expect.arrayContaining([["Coast Herald", "The Lighthouse"], ["Star Weekly"]]));
    expect(await told()).toHaveLength(2);
  });

  it("join a story that was stored before, also after a restart and from another replica", async () => {
    const here = joiner();
    const there = joiner();
    await read(here, lighthouse);
    await read(there, comet);
    await read(there, herald);
    const stories = await store.archive.stories({ limit: 9 });
    const bridge = stories.find((s) => s.articles.length === 2);
    expect(bridge?.articles.map((a) => a.outlet)).toEqual(["The Lighthouse", "Coast Herald"]);
    expect(bridge?.quotes.map((q) => q.speaker?.name)).toEqual(["Carl Byrne", "Ada Lind"]);
    expect(bridge?.people.map((p) => p.name)).toEqual(expect.arrayContaining(["Carl Byrne", "Ada Lind"]));
    expect(new Set(bridge?.summary.sentences.map((s) => s.articleId)).size).toBe(2);
    // What the one replica never saw itself it takes from the archive.
    clock.advance(60_000);
    await read(here, { ...herald, url: "https://coastherald.example/2", title: "Sator bridge in Marsh closed before winter" });
    expect((await store.archive.story(bridge?.id ?? ("" as StoryId)))?.articles).toHaveLength(3);
  });

  it("keep the text of the whole story when one of them is changed at its source", async () => {
    const here = joiner();
    await read(here, lighthouse, herald);
    const tellers = async () => {
      const [story] = await store.archive.stories({ limit: 9 });
      return story?.summary.sentences.map(({ articleId, text }) => ({
        outlet: story.articles.find(({ id }) => id === articleId)?.outlet,
        stands: story.articles.some((article) => article.id === articleId && article.text.includes(text)),
      }));
    };
    const both = [
      { outlet: "The Lighthouse", stands: true },
      { outlet: "Coast Herald", stands: true },
    ];
    const sorted = async () => (await tellers())?.sort((a, b) => ((a.outlet ?? "") > (b.outlet ?? "") ? -1 : 1));
    expect(await sorted()).toEqual(both);
    await read(here, { ...herald, text: herald.text.replace("sixty miles", "ninety miles") });
    expect((await store.archive.stories({ limit: 9 }))[0]?.articles.map(({ text }) => text.includes("ninety miles"))).toEqual([
      false,
      true,
    ]);
    expect(await sorted()).toEqual(both);
  });

  it("stay apart when two days lie between them", async () => {
    await read(undefined, lighthouse, { ...herald, published: "2026-11-20T07:00:00.000Z" as Instant });
    expect(await told()).toHaveLength(2);
  });

  it("start anew where the story they would join was forgotten", async () => {
    const stories = joiner();
    await read(stories, lighthouse);
    await store.upkeep.forget({ kind: "source", origin: lighthouse.origin });
    await read(stories, herald);
    expect(await told()).toEqual([["Coast Herald"]]);
    await read(stories, { ...herald, url: "https://coastherald.example/2", text: `${herald.text} More follows.` });
    expect(await told()).toEqual([["Coast Herald", "Coast Herald"]]);
  });
});
