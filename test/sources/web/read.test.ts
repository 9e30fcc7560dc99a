import type { RequestListener } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Instant } from "../../../src/news/article.ts";
import type { KnownSource, SourceState } from "../../../src/ports/sources.ts";
import type { Http } from "../../../src/sources/http.ts";
import { openParser } from "../../../src/sources/parser.ts";
import { openHolds } from "../../../src/sources/web/holds.ts";
import { webProbe } from "../../../src/sources/web/probe.ts";
import { webSource } from "../../../src/sources/web/read.ts";
import { pageReader } from "../../../src/sources/web/read-page.ts";
import { openRobots } from "../../../src/sources/web/robots.ts";
import { fetcher, movingClock, type Place, page, rss, serve } from "./site.ts";

const HOUR = 3_600_000;
const parser = openParser();
afterAll(() => parser.close());

let secret: Place;
let site: Place;
let answer: RequestListener;
let clock: ReturnType<typeof movingClock>;
let http: Http;
let holds: ReturnType<typeof openHolds>;
beforeAll(async () => {
  secret = await serve("127.0.0.2", (_, response) => response.end(rss([{ n: 1, text: "the secret of the house" }])));
});
afterAll(() => secret.close());
beforeEach(async () => {
  clock = movingClock("2026-11-24T12:00:00Z");
  answer = (_, response) => response.writeHead(404).end();
  site = await serve("127.0.0.1", (request, response) => answer(request, response));
  http = fetcher(clock, [secret.port]);
  holds = openHolds();
});
afterEach(async () => {
  await http.close();
  site.close();
  // Whatever a test did: the secret server was not reached.
  expect(secret.asked()).toEqual([]);
});

const at = (path: string, host = "echo.example") => `http://${host}:${site.port}${path}`;
const known = (address: string, state: Partial<SourceState> = {}): KnownSource => ({
  address,
  addedBy: "command",
  addedAt: "2026-11-24T12:00:00.000Z" as Instant,
  state: { kind: "web", nextAt: "2026-11-24T12:00:00.000Z" as Instant, ...state },
});
const read = (source: KnownSource) => webSource(source, { http, parser, clock, holds, every: HOUR, random: () => 0.5 }).read();
const probe = (address: string, as?: "feed" | "page") => webProbe({ http, parser, clock }).probe(address, as);
const pages = () => pageReader({ http, parser, clock, holds, robots: openRobots({ http, parser, clock }) });
const inHours = (n: number) => new Date(clock.now().getTime() + n * HOUR).toISOString();

describe("webSource", () => {
  it("reads a feed, remembers what the server said, and sends it back byte for byte", async () => {
    answer = ({ headers }, response) => {
      if (headers["if-none-match"]) response.writeHead(304).end();
      else
        response.writeHead(200, { etag: 'W/"a b"', "last-modified": "Tue, 3 Nov 2026 8:00:00 gmt" }).end(rss([{ n: 1, at: inHours(-1) }]));
    };
    const first = await read(known(at("/feed")));
    expect(first.drafts).toMatchObject([
      { origin: at("/feed"), title: "Story 1 about the bridge", guid: "id-1", url: at("/story/1"), teaser: true },
    ]);
    expect(first.state).toMatchObject({ kind: "feed", title: "The Echo", etag: 'W/"a b"', nextAt: inHours(1), readAt: inHours(0) });
    clock.advance(HOUR);
    const second = await read(known(at("/feed"), first.state));
    expect(second.drafts).toEqual([]);
    expect(second.state).toMatchObject({
      etag: 'W/"a b"',
      lastModified: "Tue, 3 Nov 2026 8:00:00 gmt",
      title: "The Echo",
      nextAt: inHours(1),
    });
    expect(site.seen[1]?.headers).toMatchObject({
      "if-none-match": 'W/"a b"',
      "if-modified-since": "Tue, 3 Nov 2026 8:00:00 gmt",
      "user-agent": "Pullquote/test (+https://example.org)",
    });
  });

  it("is asked again when feed and server say so, within a day", async () => {
    answer = (_, response) => response.writeHead(200, { "cache-control": "max-age=7200" }).end(rss([], "<ttl>60</ttl>"));
    expect((await read(known(at("/feed")))).state?.nextAt).toBe(inHours(2));
    // A year, as a CDN sets it for every file, is no wish about this feed.
    answer = (_, response) => response.writeHead(200, { "cache-control": "public, max-age=31536000" }).end(rss([]));
    expect((await read(known(at("/feed")))).state?.nextAt).toBe(inHours(2));
    answer = (_, response) => response.end(rss([], "<ttl>120</ttl>"));
    expect((await read(known(at("/feed")))).state?.nextAt).toBe(inHours(2));
    answer = (_, response) => response.end(rss([], "<ttl>99999</ttl>"));
    expect((await read(known(at("/feed")))).state?.nextAt).toBe(inHours(24));
  });

  it("calls what a first reading brings and is older than a day, or undated, no news; later nothing", async () => {
    answer = (_, response) => response.end(rss([{ n: 1, at: inHours(-23) }, { n: 2, at: inHours(-25) }, { n: 3 }]));
    const first = await read(known(at("/feed")));
    expect(first.drafts.map(({ guid, backlog }) => [guid, backlog])).toEqual([
      ["id-1", undefined],
      ["id-2", true],
      ["id-3", true],
    ]);
    const { drafts } = await read(known(at("/feed"), first.state));
    expect(drafts.map(({ backlog }) => backlog)).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    ["seconds", "7200"],
    ["a date", new Date("2026-11-24T14:00:00Z").toUTCString()],
  ])("waits as Retry-After says in %s, with all of the domain", async (_, header) => {
    answer = (__, response) => response.writeHead(429, { "retry-after": header }).end();
    const { state, broken } = await read(known(at("/feed")));
    expect(broken).toMatch(/asks to be left alone for a while \(429\)/);
    expect(state).toMatchObject({ nextAt: "2026-11-24T14:00:00.000Z", trouble: { kind: "busy", times: 1 } });
    expect(state?.holds).toEqual({ "echo.example": "2026-11-24T14:00:00.000Z" });
    const asked = site.seen.length;
    expect((await read(known(at("/other", "blog.echo.example")))).state?.nextAt).toBe("2026-11-24T14:00:00.000Z");
    expect(await pages().read(at("/story/1", "www.echo.example"))).toMatchObject({
      problem: expect.stringMatching(/until 2026-11-24 14:00/),
      later: true,
    });
    expect(site.seen).toHaveLength(asked);
    answer = (__, response) => response.end(rss([]));
    expect((await read(known(at("/feed", "other.example")))).broken).toBeUndefined();
    // A restart forgets nothing.
    holds = openHolds([state?.holds]);
    expect(holds.until(at("/x"), clock.now())).toBe("2026-11-24T14:00:00.000Z");
    clock.advance(2 * HOUR);
    expect((await read(known(at("/feed"), state))).state?.trouble).toBeUndefined();
  });

  it.each([
    [500, "failing", /has a fault \(500\)/],
    [403, "blocked", /does not let us in \(403\)/],
    [404, "missing", /does not find it \(404\)/],
    [410, "gone", /gone for good \(410\)/],
    [401, "blocked", /wants a password/],
  ])("remembers a status %i as %s, and backs off", async (status, kind, words) => {
    answer = (_, response) => response.writeHead(status).end();
    let state: SourceState | undefined;
    for (const hours of [1, 2, 4]) {
      ({ state } = await read(known(at("/feed"), state)));
      expect(state).toMatchObject({ nextAt: inHours(hours), trouble: { kind, words: expect.stringMatching(words) } });
    }
    expect(state?.trouble?.times).toBe(3);
  });

  it("remembers that nobody answers, and that it is well again", async () => {
    const { state } = await read(known("http://nobody.example/feed", { etag: '"old"' }));
    expect(state).toMatchObject({ etag: '"old"', trouble: { kind: "unreachable" } });
    answer = (_, response) => response.end(rss([]));
    const told = { ...state?.trouble, told: true } as NonNullable<SourceState["trouble"]>;
    const well = await read(known(at("/feed"), { ...state, trouble: told }));
    expect(well.state).toMatchObject({ back: told.since });
    expect(well.state).not.toHaveProperty("trouble");
    expect(well.state).not.toHaveProperty("etag");
  });

  it("follows a redirect that is for good at once, and keeps to it after five checks over three days", async () => {
    answer = ({ url }, response) =>
      url === "/new"
        ? response.end(rss([]))
        : response.writeHead(url === "/feed" ? 301 : 308, { location: url === "/feed" ? "/mid" : "/new" }).end();
    let state: SourceState | undefined;
    for (let i = 0; i < 5; i++) {
      expect(state?.url).toBeUndefined();
      ({ state } = await read(known(at("/feed"), state)));
      clock.advance(18 * HOUR + 60_000);
    }
    expect(state).toMatchObject({ url: at("/new") });
    await read(known(at("/feed"), state));
    expect(site.asked().at(-1)).toBe("echo.example/new");
    answer = (_, response) => response.writeHead(302, { location: "/new" }).end();
    answer = ({ url }, response) => (url === "/new" ? response.end(rss([])) : response.writeHead(302, { location: "/new" }).end());
    expect((await read(known(at("/feed")))).state).not.toHaveProperty("moving");
  });

  it("finds the feed of a site, and reads that from then on", async () => {
    answer = ({ url }, response) => {
      if (url === "/")
        response.end(
          '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/news.xml"></head><body>Home</body></html>',
        );
      else if (url === "/news.xml") response.writeHead(200, { etag: '"f"' }).end(rss([{ n: 1, at: inHours(-1) }]));
      else response.writeHead(404).end();
    };
    const { state, drafts } = await read(known(at("/")));
    expect(drafts).toMatchObject([{ origin: at("/"), title: "Story 1 about the bridge" }]);
    expect(state).toMatchObject({ kind: "feed", url: at("/news.xml"), etag: '"f"' });
    await read(known(at("/"), state));
    expect(site.asked()).toEqual(["echo.example/", "echo.example/news.xml", "echo.example/news.xml"]);
  });

  it("reads a single page, and says of a feed that became a page what it is now", async () => {
    answer = (_, response) =>
      response.end(
        page(1, undefined, '<link rel="alternate" type="application/rss+xml" href="/news.xml"><meta name="author" content="Jane Oddie">'),
      );
    const { drafts, state } = await read(known(at("/story/1")));
    expect(drafts).toMatchObject([{ item: at("/story/1"), url: at("/story/1"), title: "Story 1 about the bridge" }]);
    expect(drafts[0]?.text).toContain("said Ada Moreno");
    expect(state).toMatchObject({ kind: "page", title: "Story 1 about the bridge" });
    const became = await read(known(at("/feed"), { kind: "feed", title: "The Echo" }));
    expect(became.state).toMatchObject({ kind: "feed", title: "The Echo", trouble: { kind: "no-feed" } });
    expect(became.broken).toMatch(/HTML page, no feed\. It names the feed .*news\.xml/);
  });
});

describe("pageReader", () => {
  it("asks robots.txt once a day, and reads what it allows", async () => {
    let robots = "User-agent: *\nDisallow: /private/\nUser-agent: Pullquote\nDisallow: /paid/";
    answer = ({ url }, response) => response.end(url === "/robots.txt" ? robots : page(1));
    const reader = pages();
    expect(await reader.read(at("/story/1"))).toMatchObject({ draft: { title: "Story 1 about the bridge" } });
    expect(await reader.read(at("/private/1"))).toHaveProperty("draft");
    expect(await reader.read(at("/paid/1"))).toMatchObject({
      problem: expect.stringMatching(/^The robots\.txt of echo\.example.* does not let us/),
    });
    robots = "User-agent: *\nDisallow: /";
    expect(await reader.read(at("/story/2"))).toHaveProperty("draft");
    expect(site.asked().filter((url) => url.endsWith("robots.txt"))).toHaveLength(1);
    clock.advance(25 * HOUR);
    expect(await reader.read(at("/story/3"))).toHaveProperty("problem");
    expect(site.asked().filter((url) => url.includes("/paid/") || url.includes("/story/3"))).toEqual([]);
  });

  it.each([
    [404, true],
    [403, true],
    [500, false],
  ])("takes a robots.txt that answers %i for leave: %s", async (status, allowed) => {
    answer = ({ url }, response) => (url === "/robots.txt" ? response.writeHead(status).end() : response.end(page(1)));
    const reading = await pages().read(at("/story/1"));
    expect("draft" in reading).toBe(allowed);
    if (!allowed)
      expect(reading).toEqual({
        later: true,
        problem: expect.stringContaining("cannot be read, so its articles are not: its server answered 500."),
      });
  });

  it("keeps two seconds between requests to one host", async () => {
    answer = ({ url }, response) => (url === "/robots.txt" ? response.writeHead(404).end() : response.end(page(1)));
    const reader = pages();
    const start = clock.now().getTime();
    await Promise.all([1, 2, 3].map((n) => reader.read(at(`/story/${n}`))));
    expect(clock.now().getTime() - start).toBeGreaterThanOrEqual(6_000);
  });

  it("says why a page cannot be read, and never throws", async () => {
    answer = ({ url }, response) => {
      if (url === "/robots.txt" || url === "/none") response.writeHead(404).end();
      else if (url === "/deep") response.end("<div>".repeat(200_000));
      else if (url === "/empty") response.end("<!doctype html><html><body></body></html>");
      else response.end(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
    };
    const reader = pages();
    for (const [path, words] of [
      ["/none", /404/],
      ["/deep", /nested more than/],
      ["/empty", /no article on the page/],
      ["/image.png", /no text/],
    ] as const)
      expect(await reader.read(at(path))).toMatchObject({ problem: expect.stringMatching(words), later: false });
    expect(await reader.read("http://nobody.example/")).toMatchObject({ problem: expect.any(String) });
  });
});

describe("webProbe", () => {
  it("says what an address is", async () => {
    answer = ({ url }, response) => {
      if (url === "/feed")
        response.end(
          rss([
            { n: 1, at: inHours(-1) },
            { n: 2, at: inHours(-2) },
          ]),
        );
      else if (url === "/old") response.writeHead(301, { location: "/feed" }).end();
      else if (url === "/image") response.end(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
      else if (url === "/story/1") response.end(page(1));
      else response.writeHead(404).end();
    };
    expect(await probe(at("/feed"))).toMatchObject({ is: "feed", url: at("/feed"), title: "The Echo", items: 2, newest: inHours(-1) });
    expect(await probe(at("/old"))).toMatchObject({ is: "feed", url: at("/old"), movedTo: at("/feed") });
    expect(await probe(at("/story/1"))).toMatchObject({ is: "page", title: "Story 1 about the bridge" });
    expect(await probe(at("/image"))).toMatchObject({ is: "trouble", kind: "no-feed", words: expect.stringMatching(/picture/) });
    expect(await probe(at("/story/1"), "feed")).toMatchObject({ is: "feed", url: at("/feed") });
    expect(await probe(at("/feed"), "page")).toMatchObject({ is: "trouble", kind: "no-feed" });
    expect(await probe(at("/none"))).toMatchObject({ is: "trouble", kind: "missing" });
  });

  it("looks in the usual places where a site names no feed", async () => {
    answer = ({ url }, response) => {
      if (url === "/") response.end("<!doctype html><html><body><p>Welcome</p></body></html>");
      else if (url === "/rss") response.end(rss([{ n: 1 }]));
      else response.writeHead(404).end();
    };
    expect(await probe(at("/"))).toMatchObject({ is: "feed", url: at("/rss") });
  });
});

describe("nobody is led into the private net", () => {
  const secretAt = (path = "/") => `http://secret.example:${secret.port}${path}`;
  const literal = () => `http://127.0.0.2:${secret.port}/`;

  it("by the address of a source", async () => {
    for (const address of [secretAt(), literal(), `http://[::ffff:127.0.0.2]:${secret.port}/`, `http://2130706434:${secret.port}/`]) {
      expect((await read(known(address))).state?.trouble?.kind).toBe("refused");
      expect(await probe(address)).toMatchObject({ is: "trouble", kind: "refused" });
    }
  });

  it("by a redirect of a feed, of an article or of robots.txt", async () => {
    answer = (_, response) => response.writeHead(301, { location: secretAt("/feed") }).end();
    expect((await read(known(at("/feed")))).state?.trouble?.kind).toBe("refused");
    expect(await pages().read(at("/story/1"))).toHaveProperty("problem");
    answer = ({ url }, response) =>
      url === "/robots.txt" ? response.writeHead(404).end() : response.writeHead(302, { location: literal() }).end();
    expect(await pages().read(at("/story/1"))).toMatchObject({ problem: expect.stringMatching(/no address of the public internet/) });
  });

  it("by the feed that a page names, by links in a feed, or by what the feed says of its next address", async () => {
    answer = (_, response) =>
      response.end(
        `<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="${secretAt("/feed")}"></head><body>Home</body></html>`,
      );
    expect((await read(known(at("/")))).state?.trouble?.kind).toBe("no-feed");
    const items = [
      { n: 1, link: secretAt("/1") },
      { n: 2, link: literal() },
      { n: 3, link: "file:///etc/passwd" },
    ];
    answer = (_, response) =>
      response.end(
        rss(items, `<itunes:new-feed-url xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">${secretAt()}</itunes:new-feed-url>`),
      );
    const { drafts, state } = await read(known(at("/feed")));
    for (const { url } of drafts) if (url) expect(await pages().read(url)).toHaveProperty("problem");
    await read(known(at("/feed"), state));
  });

  it("by an entity of an XML document", async () => {
    answer = (_, response) =>
      response.end(
        `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "${secretAt("/entity")}"><!ENTITY f SYSTEM "file:///etc/passwd">]>${rss([{ n: 1, text: "&x;&f; hello" }]).replace(/^.*?\?>/, "")}`,
      );
    const { drafts } = await read(known(at("/feed")));
    expect(JSON.stringify(drafts)).not.toMatch(/root:|secret of the house/);
  });
});
