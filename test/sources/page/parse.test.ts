import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePage } from "../../../src/sources/page/parse.ts";

const P = [
  "The mayor of Brixworth said on Monday that the old bridge would be closed for most of the coming year, and that traffic would take the ring road instead.",
  "“We were told about it by the newspaper,” said Ada Fell, who has had her bakery there for thirty years, and who has never seen it as empty as it was then.",
  "Shopkeepers near the bridge asked for help with their rents, and the council promised to look at it before the winter, though it did not say with what money.",
];
const body = P.map((p) => `<p>${p}</p>`).join("\n");
const page = (head: string, inside: string) => `<!doctype html><html><head>${head}</head><body>${inside}</body></html>`;
const paragraphs = (text: string) => text.split("\n\n");

describe("parsePage: the text", () => {
  it("takes the article out of its page", () => {
    const { text } = parsePage(
      page(
        "<title>Old bridge to close | Echo</title>",
        `<nav><a href=/>Home</a> <a href=/s>Sport</a></nav><header><h1>Old bridge to close</h1><div class=share-buttons>Share on Facebook</div></header>
         <article><h1>Old bridge to close</h1><p class=byline>By Jane Oddie</p>${body}
         <figure><img src=a.jpg alt="A bridge"><figcaption>The bridge on Sunday. Photo: Jo Doe</figcaption></figure>
         <p><a href=/x>Read more: Ring road to get lights</a></p></article>
         <section id=comments><h2>2 comments</h2><p>I have been saying for years that this bridge is a danger, and nobody listened to me at all.</p></section>
         <footer>© 2026 Echo. All rights reserved.</footer>`,
      ),
    );
    expect(paragraphs(text)).toEqual(P);
  });

  it("keeps words of neighbouring blocks apart, and those of one word together", () => {
    const { text } = parsePage(
      page(
        "",
        `<article><div>${P[0]}</div><div>${P[1]}</div><p>Shop<b>keepers</b> near<br>the bridge asked for help with their rents, all of them.</p></article>`,
      ),
    );
    expect(paragraphs(text)).toEqual([P[0], P[1], "Shopkeepers near", "the bridge asked for help with their rents, all of them."]);
  });

  it("reads pages that leave out html, head and body", () => {
    expect(paragraphs(parsePage(`<title>Bridge</title>${body}`).text)).toEqual(P);
  });

  it("says where block quotes are, neighbouring paragraphs of one together", () => {
    const draft = parsePage(
      page(
        "",
        `<article>${body}<blockquote><p>It was the best bridge we had, and it was ours.</p><p>Now it is gone, and we are told to wait.</p></blockquote><p>${P[0]}</p></article>`,
      ),
    );
    expect(draft.blockQuotes?.map(({ start, end }) => draft.text.slice(start, end))).toEqual([
      "It was the best bridge we had, and it was ours.\n\nNow it is gone, and we are told to wait.",
    ]);
  });

  it("drops a pull quote, which says again what the text says", () => {
    const draft = parsePage(
      page(
        "",
        `<article><p>${P[0]}</p><blockquote class=pullquote>We were told about it by the newspaper</blockquote><p>${P[1]}</p><p>${P[2]}</p></article>`,
      ),
    );
    expect(paragraphs(draft.text)).toEqual(P);
    expect(draft.blockQuotes).toBeUndefined();
  });

  it("gives markup that the article shows as the text it is, and runs nothing", () => {
    const draft = parsePage(
      page(
        "",
        `<article>${body}<p>Write &lt;script&gt;alert(1)&lt;/script&gt; and *this* and &lt;!channel&gt;, said the teacher of the school.</p><script>alert(2)</script></article>`,
      ),
    );
    expect(draft.text).toContain("Write <script>alert(1)</script> and *this* and <!channel>, said the teacher of the school.");
    expect(draft.text).not.toContain("alert(2)");
  });

  it("finds the text of a page that its scripts would show", () => {
    const data = JSON.stringify({ "@type": "NewsArticle", headline: "Old bridge to close", articleBody: P.join("\n") });
    const { text } = parsePage(page("<title>x</title>", `<div id=app>Loading</div><script type="application/ld+json">${data}</script>`));
    expect(paragraphs(text)).toEqual(P);
  });

  it("gives an empty text where there is no article", () => {
    expect(parsePage("").text).toBe("");
    expect(parsePage("<nav><a href=/>Home</a></nav>").text).toBe("");
  });
});

describe("parsePage: what the page says of itself", () => {
  const read = (head: string, inside = `<article>${body}</article>`, options = {}) => parsePage(page(head, inside), options);

  it("trusts structured data first", () => {
    const data = {
      "@context": "https://schema.org",
      "@graph": [
        { "@type": "Organization", "@id": "#pub", name: "The Brixworth Echo" },
        {
          "@type": ["NewsArticle"],
          headline: "Old bridge to close &amp; reopen",
          datePublished: "2026-11-03T08:00:00+01:00",
          author: [{ "@type": "Person", name: "Jane Oddie" }, { name: "Jo Doe" }],
          publisher: { "@id": "#pub" },
        },
      ],
    };
    const draft = read(
      `<title>x</title><script type="application/ld+json"><!-- ${JSON.stringify(data)} --></script><meta property="og:title" content="Other">`,
    );
    expect(draft).toMatchObject({
      title: "Old bridge to close & reopen",
      outlet: "The Brixworth Echo",
      byline: "Jane Oddie, Jo Doe",
      published: "2026-11-03T07:00:00.000Z",
    });
  });

  it("reads meta elements", () => {
    const draft = read(
      `<title>Old bridge to close | Echo</title><meta property="og:title" content="Old bridge to close | The Echo"><meta property="og:site_name" content="The Echo">
       <meta name="author" content="By Jane Oddie"><meta property="article:published_time" content="2026-11-03">
       <meta property="og:description" content="The council has decided."><link rel="canonical" href="/bridge">`,
      undefined,
      { url: "https://echo.example/bridge?utm_source=x#top" },
    );
    expect(draft).toMatchObject({
      title: "Old bridge to close",
      outlet: "The Echo",
      byline: "Jane Oddie",
      published: "2026-11-03T00:00:00.000Z",
      description: "The council has decided.",
      url: "https://echo.example/bridge",
    });
  });

  it("names the outlet of the title element where host or copyright confirm it, and else none", () => {
    const title = "<title>Old bridge to close | Brixworth Echo</title>";
    expect(read(title, `<article>${body}</article><footer>© 2026 Brixworth Echo Ltd</footer>`).outlet).toBe("Brixworth Echo");
    expect(read(title, undefined, { url: "https://www.brixworth-echo.example/a" }).outlet).toBe("Brixworth Echo");
    expect(read(title).outlet).toBeUndefined();
  });

  it("guesses nothing", () => {
    expect(Object.keys(read("")).sort()).toEqual(["text"]);
  });

  it.each([
    ["an address instead of a name", '<meta name="author" content="https://facebook.com/jane">'],
    ["the outlet instead of a name", '<meta property="og:site_name" content="Echo"><meta name="author" content="Echo">'],
  ])("takes no byline from %s", (_, head) => {
    expect(read(head).byline).toBeUndefined();
  });

  it("leaves out a date that cannot be", () => {
    const now = new Date("2026-11-24T00:00:00Z");
    for (const date of ["2031-01-01", "1970-01-01T00:00:00Z", "soon"]) {
      expect(read(`<meta property="article:published_time" content="${date}">`, undefined, { now }).published).toBeUndefined();
    }
  });

  it("takes a day in the address for the day of publication", () => {
    expect(read("", undefined, { url: "https://echo.example/2010/10/06/bridge" }).published).toBe("2010-10-06T00:00:00.000Z");
  });

  it.each([
    ["javascript:alert(1)", undefined, undefined],
    ["/", "https://echo.example/bridge", "https://echo.example/bridge"],
    ["ftp://echo.example/bridge", "https://echo.example/a#b", "https://echo.example/a"],
    ["http://[bad", undefined, undefined],
  ])("reads the canonical address %s of %s as %s", (href, url, expected) => {
    expect(read(`<link rel=canonical href="${href}">`, undefined, url === undefined ? {} : { url }).url).toBe(expected);
  });

  it("survives structured data that is broken or odd", () => {
    for (const script of [
      "{",
      "[[[[]]]]",
      "null",
      '{"@type":"NewsArticle","author":{"name":{"a":1}},"datePublished":7}',
      `${"[".repeat(50_000)}`,
    ]) {
      expect(paragraphs(read(`<script type="application/ld+json">${script}</script>`).text)).toEqual(P);
    }
  });
});

describe("parsePage on anything", () => {
  const tag = fc.constantFrom(
    "p",
    "div",
    "blockquote",
    "table",
    "td",
    "b",
    "a",
    "article",
    "figure",
    "pre",
    "ul",
    "li",
    "svg",
    "template",
    "h1",
    "br",
  );
  const piece = fc.oneof(
    tag.map((name) => `<${name}>`),
    tag.map((name) => `</${name}>`),
    fc.lorem({ maxCount: 20 }).map((words) => `${words}.`),
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom("<!--", "-->", "<![CDATA[", "&#0;", "<script>", "</script>", "<title>", "<meta charset=x>"),
  );

  it("never throws, and gives block quotes that lie in the text", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { text, blockQuotes = [] } = parsePage(pieces.join(""));
        return text === text.trim() && blockQuotes.every(({ start, end }) => start >= 0 && start < end && end <= text.length);
      }),
      { numRuns: 150 },
    );
  });
});
