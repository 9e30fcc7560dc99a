import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDesk } from "../../src/answer.ts";
import { openSources, type Sources } from "../../src/app/sources.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { tellTroubles } from "../../src/ingest/notices.ts";
import { ingest } from "../../src/ingest.ts";
import type { Language } from "../../src/news/language.ts";
import { parseQuestion } from "../../src/news/question.ts";
import { renderText } from "../../src/platforms/terminal/render.ts";
import type { Store } from "../../src/ports.ts";
import { publish } from "../../src/publish.ts";
import { openParser } from "../../src/sources/parser.ts";
import { openStore } from "../../src/stores/open.ts";
import { extractiveSummariser } from "../../src/summarisers/extractive.ts";
import { keptLog } from "../fake/time.ts";
import { movingClock, type Place, page, rss, serve } from "../sources/web/site.ts";

/** Rounds of reading as the bot plays them, with a real store, over real sockets, in time that the test moves. */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
// One thread for all: starting it takes a second.
const thread = openParser();
const parser = { ...thread, close: async () => {} };
afterAll(() => thread.close());
let clock: ReturnType<typeof movingClock>;
let log: ReturnType<typeof keptLog>;
let site: Place;
let answer: RequestListener;
let store: Store;
let sources: Sources;

const feed = () => `http://127.0.0.1:${site.port}/feed`;
const config = (more: Record<string, string> = {}): Config => {
  const read = readConfig({ SOURCES: feed(), PRIVATE_HOSTS: "127.0.0.1", ...more });
  if ("mistakes" in read) throw new Error(read.mistakes.join("\n"));
  return read;
};
const at = (hours: number) => new Date(clock.now().getTime() + hours * HOUR).toISOString();

beforeEach(async () => {
  clock = movingClock("2026-11-24T12:00:00Z");
  log = keptLog();
  answer = (_, response) => response.writeHead(404).end();
  site = await serve("127.0.0.1", (request, response) => answer(request, response));
  store = await openStore({ folder: ":memory:", log, clock });
  sources = openSources({ config: config(), register: store.sources, clock, parser, bot: true });
});
afterEach(async () => {
  await sources.close();
  await store.close();
  site.close();
});

async function round(language?: Language) {
  const due = await sources.due(true);
  const parts = { sources: due, archive: store.archive, register: store.sources, pages: sources.pages, clock, log };
  const report = await ingest({ ...parts, summariser: extractiveSummariser() });
  await tellTroubles({
    register: store.sources,
    outbox: store.outbox,
    destinations: [{ platform: "slack", channel: "C0ADMIN" }],
    ...(language ? { language } : {}),
    clock,
    log,
  });
  return report;
}
const restart = async (more: Record<string, string> = {}) => {
  await sources.close();
  sources = openSources({ config: config(more), register: store.sources, clock, parser, bot: true });
};
/** A site with a feed of teasers and a page for each. */
const echo =
  (items: Parameters<typeof rss>[0], pages: Record<string, string | number>, robots = ""): RequestListener =>
  ({ url = "" }, response) => {
    const body = url === "/feed" ? rss(items) : url === "/robots.txt" ? robots : pages[url];
    if (typeof body === "string") response.end(body);
    else response.writeHead(body ?? 404).end();
  };
const texts = async () => (await store.archive.stories({ limit: 50 })).flatMap(({ articles }) => articles.map(({ text }) => text));
const state = async () => (await store.sources.all())[0]?.state;
const moreno = async () =>
  (await store.archive.quotes({ names: ["Ada Moreno"], reported: false, offset: 0, limit: 10 })).map(({ quote, article }) => [
    article.text.slice(quote.parts[0].start, quote.parts[0].end),
    quote.withdrawn,
  ]);
const notices = async () => (await store.outbox.deliveries(20)).map(({ edition }) => edition.card.title).reverse();

describe("a round of reading", () => {
  it("takes the text from the article's page where the feed has a teaser, and says of the rest why not", async () => {
    answer = echo(
      [1, 2, 3].map((n) => ({ n, at: at(-n) })),
      { "/story/1": page(1), "/story/2": page(2), "/story/3": 500 },
      "User-agent: *\nDisallow: /story/2",
    );
    expect(await round()).toMatchObject({ read: 3, added: 3, broken: [] });
    const all = await texts();
    expect(all.filter((text) => text.includes("said Ada Moreno"))).toHaveLength(1);
    expect(all.filter((text) => text.startsWith("Teaser"))).toHaveLength(2);
    expect((await state())?.note).toMatch(/^Of 2 of the last 3 articles only the teaser could be read\. The robots\.txt of 127\.0\.0\.1/);
    expect((await sources.manage.list())[0]).toMatchObject({ health: "fine", words: expect.stringMatching(/only the teaser/) });
  });

  it("takes a page that is not the article for none: consent, a bot check, a front page; the teaser stands", async () => {
    const consent = `<html><body><h1>Before you continue</h1>${"<p>We and our 842 partners store and access information on your device, such as cookies, and process personal data for advertising.</p>".repeat(8)}</body></html>`;
    const front = `<html><body>${[1, 2, 3].map((n) => page(n)).join("")}</body></html>`;
    const teasers = [
      "Engineers counted every bolt of the closed harbour bridge twice",
      "Growers expect the smallest cherry harvest since the drought",
      "Doctors in Osaka began the second vaccine trial this morning",
    ];
    answer = (request, response) => {
      const { url = "" } = request;
      if (url === "/feed")
        response.end(
          rss(teasers.map((text, n) => ({ n, at: at(-n - 1), title: `${text.split(" ").slice(0, 5).join(" ")}`, text: `${text}.` }))),
        );
      else if (url === "/story/0") response.end(consent);
      else if (url === "/story/1") response.writeHead(301, { location: "/" }).end();
      else if (url === "/") response.end(front);
      else
        response.end(
          "<html><body><p>Please enable JavaScript and disable any ad blocker to go on using this site as intended by us.</p></body></html>".repeat(
            3,
          ),
        );
    };
    expect(await round()).toMatchObject({ added: 3 });
    expect((await texts()).sort()).toEqual(teasers.map((text) => `${text}.`).sort());
    expect((await state())?.note).toMatch(/only the teaser could be read/);
  });

  it("posts nothing old that comes later: an item that slides in, a feed that was empty at first", async () => {
    const backlog = async () => (await store.archive.stories({ limit: 50 })).map(({ articles }) => articles[0].backlog ?? false);
    answer = echo([], {});
    await round();
    clock.advance(2 * HOUR);
    answer = echo([{ n: 1, at: at(-30), text: "Bridge. ".repeat(200) }], {});
    await round();
    expect(await backlog()).toEqual([true]);
    clock.advance(2 * HOUR);
    answer = echo(
      [
        { n: 1, at: at(-32), text: "Bridge. ".repeat(200) },
        { n: 2, at: at(-230 * 24), text: "Harvest. ".repeat(200), title: "A good harvest", link: "/harvest" },
        { n: 3, at: at(-1), text: "Ferry. ".repeat(200), title: "The ferry sails", link: "/ferry" },
      ],
      {},
    );
    await round();
    expect((await backlog()).sort()).toEqual([false, true, true]);
  });

  it("asks nobody before the time, also after a restart, and reads nothing twice", async () => {
    answer = echo([{ n: 1, at: at(-1), text: "Long. ".repeat(300) }], {});
    await round();
    const asked = site.seen.length;
    clock.advance(HOUR / 2);
    await restart();
    await round();
    expect(site.seen).toHaveLength(asked);
    clock.advance(HOUR);
    expect(await round()).toMatchObject({ read: 1, added: 0 });
    expect(await texts()).toHaveLength(1);
  });

  it("reads again what it could not store", async () => {
    answer = echo([{ n: 1, at: at(-1) }], { "/story/1": page(1) });
    const { archive } = store;
    store = { ...store, archive: { ...archive, save: () => Promise.reject(new Error("disk full")) } };
    expect((await round()).broken).toEqual([{ item: expect.stringMatching(/^127\.0\.0\.1/), why: "disk full" }]);
    store = { ...store, archive };
    expect(await round()).toMatchObject({ read: 1, added: 1 });
    expect((await archive.stories({ limit: 5 }))[0]?.articles[0]?.backlog).toBeUndefined();
  });

  it("keeps what a first reading brings out of the digest when it is older than a day", async () => {
    answer = echo([{ n: 1, at: at(-30) }, { n: 2 }], {});
    await round();
    expect(await texts()).toHaveLength(2);
    const parts = { archive: store.archive, outbox: store.outbox, platforms: new Map(), clock, log, stories: 5, catchUpHours: 6 };
    const slot = (local: string) => ({ schedule: "s", zone: "UTC", local, due: at(0) as never });
    const schedule = { id: "s", cron: "0 8 * * *", zone: "UTC", destinations: [{ platform: "slack", channel: "C1" }] } as const;
    await publish(parts as never, schedule as never, slot("a"), false);
    expect(await store.outbox.editions("s", 5)).toEqual([]);
    clock.advance(2 * HOUR);
    answer = echo([{ n: 1, at: at(-32) }, { n: 2 }, { n: 3, at: at(-40) }], {});
    await round();
    await publish(parts as never, schedule as never, slot("b"), false);
    expect((await store.outbox.editions("s", 5))[0]?.card.items).toHaveLength(1);
  });

  it("stores an article once that comes through two feeds, under other ids and addresses", async () => {
    const two = `http://127.0.0.1:${site.port}/second`;
    await restart({ SOURCES: `${feed()},${two}` });
    const link = "https://echo.example/bridge";
    answer = ({ url }, response) => {
      const item = { n: 1, at: at(-1), text: "Long. ".repeat(300), link };
      if (url === "/feed") response.end(rss([item]));
      else if (url === "/second") response.end(rss([{ ...item, n: 7, link: "http://www.echo.example/bridge?utm_source=rss#xtor=1" }]));
      else response.writeHead(404).end();
    };
    expect(await round()).toMatchObject({ read: 2, added: 1 });
    clock.advance(2 * HOUR);
    expect(await round()).toMatchObject({ read: 2, added: 0 });
    expect(await texts()).toHaveLength(1);
  });

  it("takes another source's words for the same article for no newer version of it", async () => {
    await restart({ SOURCES: `${feed()},http://127.0.0.1:${site.port}/second` });
    const link = "https://echo.example/bridge";
    answer = ({ url }, response) => {
      const item = { n: 1, at: at(-1), link, text: `"We are sorry about it all," said Ada Moreno. ${"Long. ".repeat(300)}` };
      if (url === "/feed") response.end(rss([item, { ...item, n: 2 }]));
      else if (url === "/second") response.end(rss([{ ...item, n: 3, text: "Short. ".repeat(300) }]));
      else response.writeHead(404).end();
    };
    expect((await round()).added).toBe(1);
    expect(await texts()).toHaveLength(1);
    expect((await moreno()).every(([, withdrawn]) => withdrawn === undefined)).toBe(true);
  });

  it("keeps apart two articles that a feed gives one id, one after the other", async () => {
    answer = echo([{ n: 1, at: at(-1), text: "Bridge. ".repeat(200) }], {});
    await round();
    clock.advance(2 * HOUR);
    answer = echo([{ n: 1, at: at(-1), text: "Harvest. ".repeat(200), title: "A good harvest", link: "/harvest" }], {});
    expect(await round()).toMatchObject({ added: 1 });
    expect((await texts()).map((text) => text.slice(0, 7)).sort()).toEqual(["Bridge.", "Harvest"]);
  });
});

describe("an article that changed at its source", () => {
  const text = (said: string) => `<![CDATA[${page(1, said)}${"<p>More of the council's debate was heard in the hall.</p>".repeat(12)}]]>`;

  it("is read again from the feed: the newer version takes its place, and what it lost is marked", async () => {
    answer = echo([{ n: 1, at: at(-1), text: text("We have no choice about the bridge, and we are sorry,") }], {});
    await round();
    expect(await moreno()).toEqual([["We have no choice about the bridge, and we are sorry,", undefined]]);
    const [before] = await texts();
    clock.advance(2 * HOUR);
    answer = echo([{ n: 1, at: at(-3), text: text("Nobody asked me whether this was wise,") }], {});
    expect(await round()).toMatchObject({ added: 0 });
    expect((await moreno()).sort()).toEqual([
      ["Nobody asked me whether this was wise,", undefined],
      ["We have no choice about the bridge, and we are sorry,", "gone"],
    ]);
    expect(await texts()).toHaveLength(1);
    expect((await texts())[0]).not.toBe(before);
    const desk = openDesk({ archive: store.archive, clock, log, stories: 3 });
    const card = await desk.answer(parseQuestion("moreno"), { platform: "terminal", user: "t" });
    expect(
      renderText(card, { width: 200, colour: false }).match(/the article has since been edited and no longer contains this/g),
    ).toHaveLength(1);
    clock.advance(2 * HOUR);
    answer = echo([{ n: 1, at: at(-5), text: text("Nobody asked us if that was wise,") }], {});
    await round();
    expect((await moreno()).find(([said]) => said === "Nobody asked me whether this was wise,")?.[1]).toBe("reworded");
  });

  it("is read again from its page within three days, and no more after that", async () => {
    answer = echo([{ n: 1, at: at(-1) }], { "/story/1": page(1) });
    await round();
    answer = echo([{ n: 1, at: at(-1) }], { "/story/1": page(1, "Nobody asked me whether this was wise,") });
    clock.advance(2 * HOUR);
    await round();
    expect((await moreno()).map(([, withdrawn]) => withdrawn).sort()).toEqual(["gone", undefined]);
    for (let i = 0; i < 30; i++) {
      clock.advance(6 * HOUR);
      await round();
    }
    expect(site.asked().filter((url) => url.endsWith("/story/1"))).toHaveLength(5);
  });

  it("gets the text that its page refused at first, and never loses it to a teaser", async () => {
    answer = echo([{ n: 1, at: at(-1) }], { "/story/1": 503 });
    await round();
    expect((await texts())[0]).toMatch(/^Teaser/);
    answer = echo([{ n: 1, at: at(-1) }], { "/story/1": page(1) });
    clock.advance(2 * HOUR);
    await round();
    expect((await texts())[0]).toContain("said Ada Moreno");
    answer = echo([{ n: 1, at: at(-1), text: "Another teaser …" }], { "/story/1": 503 });
    clock.advance(2 * HOUR);
    await round();
    expect(await texts()).toEqual([expect.stringContaining("said Ada Moreno")]);
  });

  it("is read again where it is a file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pullquote-rounds-"));
    const write = (said: string) =>
      writeFileSync(
        join(folder, "bridge.txt"),
        `Title: Old bridge to close\n\n"${said}" said Ada Moreno, the mayor of Brixworth, on Monday.\n`,
      );
    try {
      await restart({ SOURCES: folder });
      write("We have no choice about the bridge, and we are sorry,");
      expect((await round()).added).toBe(1);
      write("Nobody asked me whether this was wise,");
      expect((await round()).added).toBe(0);
      expect((await moreno()).map(([, withdrawn]) => withdrawn).sort()).toEqual(["gone", undefined]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("is not taken for its teaser where more changed than a round reads pages of", async () => {
    const items = (teaser: string) => Array.from({ length: 42 }, (_, n) => ({ n: n + 1, at: at(-1), text: `${teaser} ${n} …` }));
    const pages = Object.fromEntries(items("").map(({ n }) => [`/story/${n}`, page(n)]));
    answer = echo(items("One"), pages);
    await round();
    await round();
    const whole = async () => (await texts()).filter((text) => text.includes("said Ada Moreno")).length;
    expect(await whole()).toBe(42);
    clock.advance(2 * HOUR);
    answer = echo(items("Another"), pages);
    await round();
    expect(await whole()).toBe(42);
    const said = await store.archive.quotes({ names: ["Ada Moreno"], reported: false, offset: 0, limit: 200 });
    expect(said.filter(({ quote }) => quote.withdrawn)).toEqual([]);
  });

  it("stays out when it was forgotten", async () => {
    answer = echo([{ n: 1, at: at(-1), text: text("We have no choice about the bridge, and we are sorry,") }], {});
    await round();
    await store.upkeep.forget({ kind: "all" });
    clock.advance(2 * HOUR);
    answer = echo([{ n: 1, at: at(-3), text: text("Nobody asked me whether this was wise,") }], {});
    await round();
    expect(await texts()).toEqual([]);
  });
});

describe("a broken source", () => {
  it("is told of in the language that is set", async () => {
    answer = echo([], {});
    await round("de");
    answer = (_, response) => response.writeHead(500).end();
    for (let hours = 0; hours <= 32; hours += 4) {
      clock.advance(4 * HOUR);
      await round("de");
    }
    const [card] = (await store.outbox.deliveries(20)).map(({ edition }) => edition.card);
    expect(card?.title).toMatch(/^Eine Quelle ist nicht lesbar: The Echo/);
    expect(card?.note).toMatch(/^ihr Server hat eine Störung\. .* Sie war nicht lesbar seit/);
  });

  it("is told of once when it has lasted, and once when it is back", async () => {
    answer = echo([], {});
    await round();
    answer = (_, response) => response.writeHead(500).end();
    for (let hours = 0; hours <= 80; hours += 4) {
      clock.advance(4 * HOUR);
      await round();
    }
    expect(await notices()).toEqual([expect.stringMatching(/^A source cannot be read: The Echo \(127\.0\.0\.1/)]);
    await restart();
    await round();
    answer = echo([], {});
    clock.advance(2 * DAY);
    await round();
    await round();
    expect(await notices()).toEqual([expect.stringMatching(/cannot be read/), expect.stringMatching(/^A source is back/)]);
    expect((await sources.manage.list())[0]?.health).toBe("fine");
  });

  it("that shuts us out is told of after a day: most let us in again", async () => {
    answer = echo([], {});
    await round();
    answer = (_, response) => response.writeHead(403).end();
    clock.advance(HOUR);
    await round();
    expect((await state())?.trouble?.kind).toBe("blocked");
    for (let hours = 0; hours < 20; hours += 4) {
      clock.advance(4 * HOUR);
      await round();
    }
    expect(await notices()).toEqual([]);
    for (let hours = 0; hours < 12; hours += 4) {
      clock.advance(4 * HOUR);
      await round();
    }
    expect(await notices()).toEqual([expect.stringMatching(/^A source cannot be read/)]);
  });

  it("that is gone is told of at once and asked no more; one that is not found after seven days", async () => {
    answer = (_, response) => response.writeHead(404).end();
    for (let day = 0; day < 7; day++) {
      await round();
      expect(await notices()).toEqual([]);
      clock.advance(DAY);
    }
    await round();
    expect(await notices()).toHaveLength(1);
    answer = (_, response) => response.writeHead(410).end();
    clock.advance(DAY);
    await round();
    const asked = site.seen.length;
    clock.advance(30 * DAY);
    await round();
    expect(site.seen).toHaveLength(asked);
    expect((await sources.manage.list())[0]).toMatchObject({ health: "gone", nextAt: null, words: expect.stringMatching(/gone for good/) });
    expect(await notices()).toHaveLength(1);
    answer = echo([], {});
    expect(await sources.manage.check()).toMatchObject([{ health: "fine" }]);
    await round();
    expect(await notices()).toEqual([expect.stringMatching(/cannot be read/), expect.stringMatching(/^A source is back/)]);
  });

  it("that no settings name any more goes, and its articles stay", async () => {
    answer = echo([{ n: 1, at: at(-1), text: "Long. ".repeat(300) }], {});
    await round();
    await restart({ SOURCES: "seeds" });
    expect((await sources.all()).map(({ address }) => address)).toEqual(["seeds"]);
    expect((await store.sources.all()).map(({ address }) => address)).toEqual(["seeds"]);
    // A command with other settings than the bot's reads its own and leaves the bot's alone.
    const command = openSources({ config: config(), register: store.sources, clock, parser });
    expect((await command.all()).map(({ address }) => address)).toEqual([feed()]);
    expect(await store.sources.all()).toHaveLength(2);
    await command.close();
    expect(await texts()).toHaveLength(1);
  });
});
