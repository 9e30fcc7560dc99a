import { beforeAll, describe, expect, it } from "vitest";
import { openDesk } from "../src/answer.ts";
import { ingest } from "../src/ingest.ts";
import type { Draft, Instant } from "../src/news/article.ts";
import type { Card, QuoteItem } from "../src/news/card.ts";
import { parseQuestion, type Question } from "../src/news/question.ts";
import type { Desk, Source, Store } from "../src/ports.ts";
import { openStore } from "../src/stores/open.ts";
import { extractiveSummariser } from "../src/summarisers/extractive.ts";
import { fakeClock, keptLog } from "./fake/time.ts";

const asker = { platform: "terminal", user: "t" } as const;
const clock = fakeClock("2026-11-23T07:00:00.000Z");
const log = keptLog();
const draft = (n: number, title: string, text: string, day = n): Draft => ({
  origin: "test",
  title,
  text,
  outlet: "City News",
  url: `https://city.example/${n}`,
  published: `2026-11-${String(day).padStart(2, "0")}T09:00:00.000Z` as Instant,
});
const drafts = [
  draft(
    1,
    "Senate talks on budget",
    'Senator Bernie Sanders opposed the plan. "This budget takes from those who have nothing," Bernie Sanders said in Burlington on Monday.',
  ),
  draft(
    2,
    "Arkansas schools",
    'The governor signed the bill on Tuesday. "Every child in this state deserves a good school," said Governor Sarah Sanders in Little Rock.',
  ),
  draft(3, "Harbour plan", "Mayor Ada Moreno said on Wednesday that the harbour would be closed for two years. Nobody else spoke."),
  // Three days apart, so that each is a story of its own.
  ...Array.from({ length: 7 }, (_, i) =>
    draft(
      10 + i,
      `Harbour hearing ${i + 1}`,
      `The hearing went on for day ${i + 1}. "We will hear all sides before day ${i + 2} is over," said Olga Brandt, who leads the inquiry into the harbour.`,
      6 + 3 * i,
    ),
  ),
];

let store: Store;
let desk: Desk;
const ask = (typed: string): Promise<Card> => desk.answer(parseQuestion(typed), asker);
const press = (question: Question | undefined): Promise<Card> => desk.answer(question ?? { kind: "latest" }, asker);
const quotes = (card: Card) => card.items.filter((item): item is QuoteItem => item.kind === "quote");

beforeAll(async () => {
  store = await openStore({ folder: ":memory:", log, clock });
  desk = openDesk({ archive: store.archive, clock, log, stories: 3 });
  const source: Source = { name: "test", read: async () => ({ drafts, skipped: [] }) };
  const report = await ingest({
    sources: [source],
    archive: store.archive,
    register: store.sources,
    summariser: extractiveSummariser(),
    clock,
    log,
  });
  expect(report).toMatchObject({ read: 10, added: 10, broken: [] });
  return () => store.close();
});

describe("the desk", () => {
  it("says what one can type, in the asker's language, instead of searching for “help”", async () => {
    for (const typed of ["help", "?", "hilfe"]) {
      const card = await desk.answer(parseQuestion(typed), { ...asker, language: "de" });
      expect(card.title).toBe("Was Sie fragen können");
      const lines = card.items.flatMap((item) => (item.kind === "notice" ? item.lines.map((line) => line.text) : []));
      expect(lines).toContain("/news karzai – was jemand gesagt hat, Wort für Wort");
    }
    const [latest] = (await ask("help")).actions;
    expect((await press(latest?.question)).title).toBe("News digest");
  });

  it("answers with the latest digest, newest first, and says what is left out", async () => {
    const card = await ask("");
    expect(card.items.map((item) => (item.kind === "story" ? item.source.title : item.kind))).toEqual([
      "Harbour hearing 7",
      "Harbour hearing 6",
      "Harbour hearing 5",
    ]);
    expect(card.note).toBe("3 stories · 1 outlet · 7 more not shown");
  });

  it("asks which of two people with one surname was meant, and answers about the one chosen", async () => {
    const card = await ask("sanders");
    const choice = card.items[0];
    if (choice?.kind !== "choice") throw new Error("no choice");
    expect(choice.options.map((o) => o.label).sort()).toEqual(["Bernie Sanders", "Sarah Sanders"]);
    const chosen = await press(choice.options.find((o) => o.label === "Sarah Sanders")?.question);
    expect(quotes(chosen).map((q) => q.parts)).toEqual([["Every child in this state deserves a good school,"]]);
  });

  it("pages quotes, newest first, five at a time, and ends", async () => {
    const first = await ask("Olga Brandt");
    expect(quotes(first).map((q) => q.source.title)).toEqual([7, 6, 5, 4, 3].map((n) => `Harbour hearing ${n}`));
    const more = first.actions.find((a) => a.label === "More");
    const second = await press(more?.question);
    expect(quotes(second).map((q) => q.source.title)).toEqual(["Harbour hearing 2", "Harbour hearing 1"]);
    expect(second.actions.some((a) => a.label === "More")).toBe(false);
  });

  it("shows a quote between the sentence before and the one after", async () => {
    const first = await ask("Olga Brandt");
    const context = await press(first.actions.find((a) => a.question.kind === "context")?.question);
    const item = quotes(context)[0];
    expect(item?.before).toBe("The hearing went on for day 7.");
    expect(item?.parts).toEqual(["We will hear all sides before day 8 is over,"]);
    expect(item?.after).toBe("said Olga Brandt, who leads the inquiry into the harbour.");
  });

  it("shows the same words of several outlets once, on whichever page, and drops nobody's other words", async () => {
    clock.advance(60_000);
    const more = [
      "The north pier is sound and safe to use",
      "Nobody has painted the railings since my mother was a girl",
      "Ice did more harm than any boat ever could",
      "Three of the lamps were stolen in spring",
      "Our divers saw pike as long as a child",
      "Money for new planks has been promised twice",
      "Swimmers should keep to the eastern shore until June",
      "A ferry captain told me to mind my own business",
    ].map((words) => `"${words}," said Lena Falk.`);
    const text = (first: string) => `The piers of the lake were looked at by divers on Tuesday. ${[first, ...more].join(" ")}`;
    const told = ["One", "Two", "Three"].map((outlet, n) => ({
      ...draft(
        30 + n,
        "Divers look at the piers of the lake",
        text(`"${n === 2 ? "We ought" : "We have"} to look at every pier each year," said Lena Falk.`),
        20,
      ),
      outlet,
    }));
    await ingest({
      sources: [{ name: "p", read: async () => ({ drafts: told, skipped: [] }) }],
      archive: store.archive,
      register: store.sources,
      summariser: extractiveSummariser(),
      clock,
      log,
    });
    clock.advance(60_000);
    const pages = [await ask("Lena Falk")];
    for (let next = pages[0]?.actions.find((a) => a.label === "More"); next; next = pages.at(-1)?.actions.find((a) => a.label === "More"))
      pages.push(await press(next.question));
    const all = pages.flatMap(quotes);
    expect(new Set(all.map(({ parts }) => parts[0].replace(/^We (have|ought)/, "We have"))).size).toBe(9);
    expect(all.filter(({ carried }) => carried?.outlets === 3).length).toBeGreaterThan(0);
    expect(all.length).toBeLessThan(15);
  });

  it("says that somebody is only reported, not quoted", async () => {
    const card = await ask("moreno");
    expect(card.items[0]).toMatchObject({ kind: "absence", why: "reported" });
    expect(quotes(card)).toMatchObject([
      { how: "indirect", parts: [expect.stringContaining("the harbour would be closed for two years")] },
    ]);
  });

  it("takes the beginning of a name for the person, unless stories have that very word", async () => {
    expect((await ask("mor")).title).toBe("Ada Moreno");
    expect((await ask("sand")).items[0]?.kind).toBe("choice");
    expect((await ask("harbour")).title).toBe("Stories on “harbour”");
  });

  it("narrows by topic, and says when nothing is left", async () => {
    expect(quotes(await ask("bernie sanders about:budget"))).toHaveLength(1);
    const card = await ask("bernie sanders about:harbour");
    expect(card.items).toMatchObject([{ kind: "absence", why: "unknown", text: "No quotes by Bernie Sanders about “harbour”." }]);
    expect(quotes(await press(card.actions[0]?.question))).toHaveLength(1);
  });

  it("completes names, then stories by any words of their headlines, and answers with the story that is chosen", async () => {
    expect(await desk.complete("ol", 5)).toEqual([{ shown: "Olga Brandt", typed: "Olga Brandt", of: "person" }]);
    const [story, ...others] = await desk.complete("budg SENÁTE", 5);
    expect(others).toEqual([]);
    expect(story).toMatchObject({ shown: "Senate talks on budget", of: "story" });
    const card = await ask(story?.typed ?? "");
    expect(card.items).toMatchObject([{ kind: "story", source: { title: "Senate talks on budget" } }]);
    expect(card.items[0]).toMatchObject({ quotes: [{ parts: ["This budget takes from those who have nothing,"] }] });
  });

  it("keeps some places for stories where persons would fill the list, and offers the newest where nothing is typed", async () => {
    const offered = await desk.complete("", 5);
    expect(offered.map(({ of }) => of)).toEqual([...Array(offered.length - 1).fill("person"), "story"]);
    expect((await desk.complete("harbour", 25)).map(({ shown }) => shown)).toEqual(
      [7, 6, 5, 4, 3, 2, 1].map((n) => `Harbour hearing ${n}`).concat("Harbour plan"),
    );
  });

  it("completes from its first moment on, before anything was asked", async () => {
    const fresh = openDesk({ archive: store.archive, clock, log, stories: 3 });
    expect(await fresh.complete("ol", 5)).toMatchObject([{ shown: "Olga Brandt" }]);
  });

  it("asks the archive once for all who come at one moment", async () => {
    let asked = 0;
    const names = (since?: Instant) => {
      asked += 1;
      return store.archive.names(since);
    };
    const busy = openDesk({ archive: { ...store.archive, names }, clock, log, stories: 3 });
    await Promise.all(Array.from({ length: 20 }, () => busy.answer(parseQuestion("olga brandt"), asker)));
    expect(asked).toBe(1);
  });

  it("chooses the latest digest once for all who ask for it, anew after new stories, and again where that failed", async () => {
    const time = fakeClock("2026-11-28T12:00:00.000Z");
    let asked = 0;
    let read: Store["archive"]["stories"] = () => Promise.reject(new Error("disk on fire"));
    const stories: typeof read = (wanted) => {
      asked += 1;
      return read(wanted);
    };
    let names = store.archive.names;
    const archive = { ...store.archive, stories, names: (since?: Instant) => names(since) };
    const busy = openDesk({ archive, clock: time, log: keptLog(), stories: 3 });
    const ask = () => busy.answer({ kind: "latest" }, asker);
    expect((await ask()).note).toContain("error");
    read = store.archive.stories;
    const cards = await Promise.all(Array.from({ length: 20 }, ask));
    expect(cards[0]?.items).toHaveLength(3);
    expect(new Set(cards.map((card) => JSON.stringify(card))).size).toBe(1);
    expect(asked).toBe(2);
    read = async () => [];
    time.advance(10_000);
    expect((await ask()).items).toMatchObject([{ kind: "absence" }]);
    names = () => Promise.reject(new Error("disk on fire"));
    read = () => Promise.reject(new Error("disk on fire"));
    time.advance(10_000);
    expect((await ask()).note).toContain("error");
  });

  it("takes in what was read after it began", async () => {
    clock.advance(60_000);
    const text = 'The lake froze. "I have never seen it so white," said Piet van der Meer, a fisherman.';
    await ingest({
      sources: [{ name: "t", read: async () => ({ drafts: [draft(22, "Frozen lake", text)], skipped: [] }) }],
      archive: store.archive,
      register: store.sources,
      summariser: extractiveSummariser(),
      clock,
      log,
    });
    expect(quotes(await ask("van der meer")).map((q) => q.parts)).toEqual([["I have never seen it so white,"]]);
    expect(await desk.complete("frozen", 5)).toMatchObject([{ shown: "Frozen lake", of: "story" }]);
  });

  it("answers words that one story alone has with the whole of it, and by its id", async () => {
    const card = await ask("arkansas");
    expect(card).toMatchObject({ title: "The whole story", items: [{ kind: "story", source: { title: "Arkansas schools" } }] });
    expect(card.note).toMatch(/^Searched 14 articles collected since .*2026\. 1 article · 1 outlet · 1 quote · 1 speaker$/);
    const [item] = card.items;
    const whole = await press(item?.kind === "story" ? { kind: "story", story: item.id, page: 0 } : undefined);
    expect(whole.items).toEqual(card.items);
    const slack = { platform: "slack", user: "U1", name: "ann" } as const;
    const inChat = await desk.answer({ kind: "story", story: item?.kind === "story" ? item.id : ("" as never), page: 0 }, slack);
    const shared = await desk.answer(inChat.actions.at(-1)?.question ?? { kind: "latest" }, slack);
    expect(shared).toMatchObject({ audience: "channel", items: card.items });
    expect((await press({ kind: "story", story: "nothing" as never, page: 0 })).items).toMatchObject([{ kind: "absence", why: "gone" }]);
  });

  it("answers a button whose quote is gone", async () => {
    expect((await press({ kind: "context", quote: "nothing.1" as never })).items).toMatchObject([{ kind: "absence", why: "gone" }]);
  });

  it("answers about persons from what is in memory while names cannot be read, and tells the log even where nobody waits any more", async () => {
    const told = keptLog();
    const time = fakeClock("2026-11-28T12:00:00.000Z");
    let names = (since?: Instant) => store.archive.names(since);
    const slow = openDesk({ archive: { ...store.archive, names: (since) => names(since) }, clock: time, log: told, stories: 3 });
    await slow.people({ offset: 0, limit: 1 });
    let fail = (_: Error) => {};
    names = () => new Promise((_, reject) => (fail = reject));
    time.advance(10_000);
    const asked = slow.called("Olga Brandt");
    time.advance(100);
    expect(await asked).toMatchObject({ name: "Olga Brandt" });
    expect(told.lines).toEqual([]);
    fail(new Error("disk on fire"));
    await expect.poll(() => told.lines).toMatchObject([{ level: "warn", fields: { why: "Error: disk on fire" } }]);
  });

  it("answers with an error card whose id the log carries, when the store fails", async () => {
    const failing = openDesk({
      archive: { ...store.archive, names: () => Promise.reject(new Error("disk on fire")) },
      clock,
      log,
      stories: 3,
    });
    const card = await failing.answer({ kind: "latest" }, asker);
    const id = /error (\w+)\./.exec(card.note ?? "")?.[1];
    expect(log.lines.find((l) => l.fields.error === id)?.fields.why).toContain("disk on fire");
  });
});

describe("reading", () => {
  it("goes on past a source that fails, and names it", async () => {
    const broken: Source = { name: "broken", read: () => Promise.reject(new Error("The folder is gone.")) };
    const good: Source = {
      name: "good",
      read: async () => ({ drafts: [draft(23, "Late news", "It was late.")], skipped: [{ item: "x.txt", why: "is empty." }] }),
    };
    const report = await ingest({
      sources: [broken, good],
      archive: store.archive,
      register: store.sources,
      summariser: extractiveSummariser(),
      clock,
      log,
    });
    expect(report).toEqual({
      read: 1,
      added: 1,
      skipped: [{ item: "x.txt", why: "is empty." }],
      broken: [{ item: "broken", why: "The folder is gone." }],
    });
  });

  it("of the same article again changes nothing", async () => {
    const source: Source = { name: "test", read: async () => ({ drafts, skipped: [] }) };
    expect(
      await ingest({ sources: [source], archive: store.archive, register: store.sources, summariser: extractiveSummariser(), clock, log }),
    ).toMatchObject({
      read: 10,
      added: 0,
    });
  });
});
