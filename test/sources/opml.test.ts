import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOpml, writeOpml } from "../../src/sources/opml.ts";

const now = new Date("2026-11-24T12:00:00Z");

describe("readOpml", () => {
  it("reads folders, titles and sites, and says what an import would do", () => {
    const found = readOpml(
      `<?xml version="1.0"?><opml version="1.1"><head><title>Mine</title></head><body>
       <outline text="News"><outline text="World"><outline type="rss" text="Echo &amp; Co" xmlUrl="https://echo.example/feed" htmlUrl="https://echo.example/"/></outline>
         <outline text="Old" xmlUrl="http://www.known.example/rss/"/></outline>
       <outline title="Feed scheme" xmlurl="feed://third.example/rss"/><OUTLINE text="Twice" xmlUrl="http://echo.example/feed/"/>
       <outline text="A note"/><outline text="Mail" xmlUrl="mailto:a@b.example"/></body></opml>`,
      ["https://known.example/rss"],
    );
    expect(found).toEqual({
      fresh: [
        { address: "https://echo.example/feed", title: "Echo & Co", site: "https://echo.example/", folders: ["News", "World"] },
        { address: "http://third.example/rss", title: "Feed scheme", folders: [] },
      ],
      known: [{ address: "http://www.known.example/rss/", title: "Old", folders: ["News"] }],
      skipped: [
        { item: "A note", why: "has no address of a feed (xmlUrl)." },
        { item: "Mail", why: "its address is no http address: mailto:a@b.example" },
      ],
    });
  });

  it("reads a damaged list as far as it goes, bare ampersands included", () => {
    const found = readOpml('<opml><body><outline text="Q&A" xmlUrl="https://a.example/?x=1&y=2"/><outline text="cut');
    expect(found.fresh).toEqual([{ address: "https://a.example/?x=1&y=2", title: "Q&A", folders: [] }]);
    expect(found.skipped).toMatchObject([{ item: "the end of the file" }]);
  });

  it.each(["", "no list", "<rss><channel/></rss>", '{"a":1}'])("says that %j is none", (text) => {
    expect(() => readOpml(text)).toThrow("no OPML list");
  });
});

describe("writeOpml", () => {
  it("writes what readOpml reads", () => {
    const name = fc.string({ minLength: 1, maxLength: 20 }).map((text) => `n${text.replace(/\s+/g, " ")}`.trim());
    const outline = fc.record({ number: fc.nat(1_000), title: name, folders: fc.array(name, { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.uniqueArray(outline, { selector: (one) => one.number, maxLength: 10 }), (made) => {
        const outlines = made.map(({ number, title, folders }) => ({ address: `https://a.example/feed?n=${number}&x="<`, title, folders }));
        const wanted = outlines.map((one) => ({ ...one, address: new URL(one.address).href }));
        const again = readOpml(writeOpml(wanted, { title: 'Mine & "yours"', now }));
        expect(again.skipped).toEqual([]);
        expect(again.fresh.map(({ address }) => address)).toEqual(wanted.map(({ address }) => address));
        for (const [i, one] of again.fresh.entries()) expect(one.folders.length).toBe(wanted[i]?.folders.length);
      }),
      { numRuns: 100 },
    );
  });

  it("looks like this", () => {
    expect(
      writeOpml([{ address: "https://a.example/rss?x=1&y=2", title: "A", site: "https://a.example/", folders: ["News"] }], {
        title: "Mine",
        now,
      }),
    ).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Mine</title><dateCreated>Tue, 24 Nov 2026 12:00:00 GMT</dateCreated></head>
  <body>
    <outline text="News">
      <outline type="rss" text="A" title="A" xmlUrl="https://a.example/rss?x=1&amp;y=2" htmlUrl="https://a.example/"/>
    </outline>
  </body>
</opml>
`,
    );
  });
});
