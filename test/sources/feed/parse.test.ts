import { describe, expect, it } from "vitest";
import { parseFeed } from "../../../src/sources/feed/parse.ts";

const now = new Date("2026-11-24T12:00:00Z");
const read = (xml: string | Buffer, address = "https://echo.example/feeds/news.xml") => parseFeed(xml, { address, now });
const rss = (items: string, channel = "<title>The Brixworth Echo</title><link>https://echo.example/</link>") =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>${channel}${items}</channel></rss>`;

describe("parseFeed: formats", () => {
  it("reads RSS 2.0 with its namespaces", () => {
    const feed = read(
      rss(
        `<item><title>Old bridge to close</title><link>https://echo.example/bridge</link><guid isPermaLink="false">b-1</guid>
         <pubDate>Tue, 03 Nov 2026 08:00:00 GMT</pubDate><dc:creator>Jane Oddie</dc:creator><description>The council decided.</description>
         <content:encoded><![CDATA[<p>The old bridge closes.</p><blockquote><p>We had no choice.</p></blockquote><p>So it ends.</p>]]></content:encoded></item>`,
        "<title>The Brixworth Echo</title><link>https://echo.example/</link><ttl>90</ttl><skipDays><day>Sunday</day></skipDays><skipHours><hour>3</hour></skipHours>",
      ),
    );
    expect(feed).toMatchObject({
      format: "rss",
      title: "The Brixworth Echo",
      site: "https://echo.example/",
      everyMinutes: 90,
      skipDays: ["sunday"],
      skipHours: [3],
      skipped: [],
      cut: false,
    });
    const [item] = feed.items;
    expect(item).toEqual({
      text: "The old bridge closes.\n\nWe had no choice.\n\nSo it ends.",
      teaser: true,
      title: "Old bridge to close",
      outlet: "The Brixworth Echo",
      byline: "Jane Oddie",
      url: "https://echo.example/bridge",
      guid: "b-1",
      published: "2026-11-03T08:00:00.000Z",
      description: "The council decided.",
      blockQuotes: [{ start: 24, end: 41 }],
    });
  });

  it("reads RSS 1.0, whose items stand beside the channel", () => {
    const feed = read(
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
       <channel rdf:about="https://echo.example/"><title>Echo</title><link>https://echo.example/</link></channel>
       <item rdf:about="https://echo.example/a"><title>A</title><link>https://echo.example/a</link><d:date>2026-11-03</d:date></item></rdf:RDF>`,
    );
    expect(feed).toMatchObject({
      format: "rdf",
      items: [{ title: "A", guid: "https://echo.example/a", published: "2026-11-03T00:00:00.000Z" }],
    });
  });

  it("reads Atom 1.0 with xml:base, inherited authors and typed text", () => {
    const feed = read(
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://echo.example/news/"><title type="html">News &amp;amp; views</title>
       <link rel="self" href="/feed"/><link href="/"/><author><name>Jane Oddie</name></author>
       <entry><id>tag:echo.example,2026:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <em>new</em> start</div></title>
       <link rel="enclosure" href="a.mp3"/><link href="start.html"/><updated>2026-11-03T08:00:00Z</updated>
       <content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>One.</x:p><x:script>alert(1)</x:script><x:p>Two.</x:p></x:div></content></entry></feed>`,
    );
    expect(feed).toMatchObject({ format: "atom", title: "News & views", site: "https://echo.example/" });
    expect(feed.items).toMatchObject([
      {
        guid: "tag:echo.example,2026:1",
        title: "A new start",
        url: "https://echo.example/news/start.html",
        byline: "Jane Oddie",
        published: "2026-11-03T08:00:00.000Z",
        text: "One.\n\nTwo.",
      },
    ]);
  });

  it("reads Atom 0.3, also in base64", () => {
    const packed = Buffer.from("<p>A <b>deal</b></p>").toString("base64");
    const feed = read(
      `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title><entry><title mode="base64" type="text/html">${packed}</title>
       <issued>2006-04-01T10:00:00Z</issued><modified>2006-04-02T10:00:00Z</modified></entry></feed>`,
    );
    expect(feed.items).toMatchObject([{ title: "A deal", published: "2006-04-01T10:00:00.000Z" }]);
  });

  it("reads JSON Feed", () => {
    const feed = read(
      JSON.stringify({
        version: "https://jsonfeed.org/version/1.1",
        title: "Echo",
        home_page_url: "https://echo.example/",
        items: [
          {
            id: 7,
            url: "/a",
            title: "A & B",
            content_html: "<p>One.</p><p>Two.</p>",
            authors: [{ name: "Jane Oddie" }],
            date_published: "2026-11-03T08:00:00Z",
          },
        ],
      }),
    );
    expect(feed).toMatchObject({
      format: "json",
      items: [{ guid: "7", url: "https://echo.example/a", title: "A & B", byline: "Jane Oddie", text: "One.\n\nTwo." }],
    });
  });
});

describe("parseFeed: what publishers get wrong", () => {
  it("keeps the whole items of a feed that was cut off, and names the other", () => {
    const whole = rss("<item><title>One</title></item><item><title>Two</title><description>It be");
    const feed = read(whole.slice(0, whole.indexOf("It be") + 5));
    expect(feed.items.map((item) => item.title)).toEqual(["One"]);
    expect(feed.skipped).toEqual([{ item: "Two", why: expect.stringContaining("cut off") }]);
    expect(feed.cut).toBe(true);
  });

  it("reads bare ampersands, foreign entities, undeclared prefixes, stray signs and items never closed", () => {
    const feed = read(
      `junk before <rss><channel><title>Q&A &eacute;&nbsp;x</title>
       <item><title>Profit <3 % & falling</title><link>https://echo.example/?a=1&copy=2</link><dc:creator>Jane Oddie</dc:creator>
       <item><title>Next</title></item></channel></rss> junk behind`,
    );
    expect(feed.title).toBe("Q&A é x");
    expect(feed.items).toMatchObject([
      { title: "Profit <3 % & falling", url: "https://echo.example/?a=1&copy=2", byline: "Jane Oddie" },
      { title: "Next" },
    ]);
  });

  it("takes an id that several items share for none", () => {
    const feed = read(
      rss(`<item><guid>1</guid><title>A</title><link>https://echo.example/a</link></item><item><guid>1</guid><title>B</title><link>https://echo.example/b</link></item>
           <item><guid>2</guid><title>C</title></item><item><guid>2</guid><title>C</title></item>`),
    );
    expect(feed.items.map(({ guid, title }) => [guid, title])).toEqual([
      [undefined, "A"],
      [undefined, "B"],
      ["2", "C"],
    ]);
  });

  it("takes only http addresses, without passwords", () => {
    const feed = read(
      rss(`<item><title>A</title><link>javascript:alert(1)</link></item><item><title>B</title><link>/b</link></item>
           <item><title>C</title><guid>https://me:secret@echo.example/c</guid></item><item><title>D</title><guid isPermaLink="false">https://echo.example/d</guid></item>`),
    );
    expect(feed.items.map((item) => item.url)).toEqual([undefined, "https://echo.example/b", "https://echo.example/c", undefined]);
  });

  it("leaves out dates that cannot be", () => {
    const feed = read(
      rss(
        "<item><title>A</title><pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate></item><item><title>B</title><pubDate>2031-01-01</pubDate></item>",
      ),
    );
    expect(feed.items.map((item) => item.published)).toEqual([undefined, undefined]);
  });

  it("decodes what is not UTF-8 as it declares itself", () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><title>Caf\xe9</title></channel></rss>', "latin1");
    expect(read(bytes).title).toBe("Café");
  });
});

describe("parseFeed: no feed", () => {
  it.each([
    ["", "empty"],
    ["  \n", "empty"],
    ['{"a": 1}', "JSON, but no JSON Feed"],
    ["<html><body><p>Hello</p></body></html>", "HTML page"],
    ['<!doctype html><link rel="alternate" type="application/rss+xml" href="/rss">', "https://echo.example/rss"],
    ["<opml><body/></opml>", "OPML"],
    ["<urlset></urlset>", "sitemap"],
    ["<note>x</note>", "XML (<note>)"],
    ["just words", "text, no feed"],
  ])("%j: says what was found", (text, found) => {
    expect(() => read(text)).toThrow(found);
  });

  it("says so of a picture", () => {
    expect(() => read(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]))).toThrow("no text");
  });
});
