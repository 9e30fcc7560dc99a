import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PullquoteError } from "../../../src/errors.ts";
import { discoverFeeds } from "../../../src/sources/feed/discover.ts";
import type { Feed } from "../../../src/sources/feed/feed.ts";
import { parseFeed } from "../../../src/sources/feed/parse.ts";

const address = "https://echo.example/rss";
/** A feed, or the words for people why it is none; anything else is a defect. */
function read(input: string | Buffer): Feed | string {
  try {
    return parseFeed(input, { address });
  } catch (error) {
    if (error instanceof PullquoteError && error.code === "bad-input") return error.message;
    throw error;
  }
}

const fill = (piece: string, size = 1_000_000) => piece.repeat(Math.ceil(size / piece.length));
const item = (inside: string) => `<rss><channel><title>T</title><item><title>x</title>${inside}</item></channel></rss>`;
const html = (inside: string) => item(`<description><![CDATA[${inside}]]></description>`);

describe("a megabyte of anything", () => {
  const megabytes: Readonly<Record<string, string>> = {
    "nested tags": `<rss>${fill("<a>")}`,
    "items never closed": `<rss><channel>${fill("<item><title>x")}`,
    "end tags that close nothing": item(`${fill("<b></a>")}`),
    entities: item(`<description>${fill("&amp;")}</description>`),
    "entities in entities": `<!DOCTYPE rss [${fill('<!ENTITY a "&a;&a;aaaaaaaaaa">', 1_000)}]>${item(`<title>${fill("&a;")}</title>`)}`,
    "one entity many times": `<!DOCTYPE rss [<!ENTITY a "${"a".repeat(100)}">]>${item(`<description>${fill("&a;")}</description>`)}`,
    attributes: `<rss ${fill('a="b" ')}>`,
    "declared prefixes": `<rss ${Array.from({ length: 50_000 }, (_, i) => `xmlns:a${i}="b"`).join(" ")}><channel>${fill("<item/>", 100_000)}`,
    "opened CDATA": item(`<description>${fill("<![CDATA[")}`),
    "opened comments": item(fill("<!--")),
    "signs that open nothing": item(`<description>${fill("<")}</description>`),
    "xml:base upon xml:base": `<feed xml:base="https://a.example/">${fill('<entry xml:base="c/">')}`,
    "items with ids": `<rss><channel>${Array.from({ length: 30_000 }, (_, i) => `<item><guid>${i}</guid></item>`).join("")}`,
    "nested HTML": html(fill("<div>")),
    "formatting of HTML": html(fill("<b><p></b>", 200_000)),
    "tables of HTML": html(fill("<table><td>", 200_000)),
    "attributes of HTML": html(`<a ${fill("b=c ")}>`),
    "spaces of HTML": html(fill(" \n\n ")),
    "an address": item(`<author>${fill("a@")}</author><link>${fill("http://a/")}</link>`),
    "a date": item(`<pubDate>${fill("1 Jan 2")}</pubDate>`),
    "lists of JSON": `{"items":[${fill("[", 100_000)}`,
  };
  for (const [what, text] of Object.entries(megabytes)) {
    it(`${what}: is over in time`, () => {
      const started = performance.now();
      read(text);
      discoverFeeds(text, address);
      expect(performance.now() - started).toBeLessThan(10_000);
    });
  }
});

describe("any input", () => {
  const piece = fc.constantFrom(
    ..."<rss> <feed> <channel> <item> <entry> </item> </entry> <title> </title> <link> </link> <description> </description> <![CDATA[ ]]> <!-- --> <p> </p> <script> </script> &lt; &amp; &#0; &bogus; \" ' < > = : x <a:b <content type='xhtml'> <div> {\"items\":[ ]} <?xml version='1.0' encoding='utf-16'?>".split(
      " ",
    ),
    " ",
    "\u0000",
    "\uD800",
    "<link href='",
    "<guid>",
    "<pubDate>Tue, 03 Nov 2026 08:00:00 GMT</pubDate>",
  );

  it("gives a feed or says why not, and never markup that was escaped", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const feed = read(pieces.join(""));
        if (typeof feed === "string") expect(feed.length).toBeGreaterThan(20);
        for (const { title = "", text, byline = "", outlet = "", url, blockQuotes = [] } of typeof feed === "string" ? [] : feed.items) {
          for (const shown of [title, text, byline, outlet])
            expect(shown).not.toMatch(/<(?:script|p|div)[\s>]|<\/(?:script|p|div|title)>/i);
          if (url !== undefined) expect(url).toMatch(/^https?:\/\//);
          for (const { start, end } of blockQuotes) expect(text.slice(start, end).trim()).not.toBe("");
        }
      }),
      { numRuns: 500 },
    );
  });

  it("reads any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, within) => {
        read(within ? Buffer.concat([Buffer.from("<rss><channel><title>"), Buffer.from(bytes)]) : Buffer.from(bytes));
      }),
      { numRuns: 300 },
    );
  });
});
