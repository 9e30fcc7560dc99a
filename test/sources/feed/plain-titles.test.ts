import { describe, expect, it } from "vitest";
import { parseFeed } from "../../../src/sources/feed/parse.ts";

const now = new Date("2026-11-24T12:00:00Z");
const atom = (title: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Echo</title><entry><id>1</id><title type="text">${title}</title><link href="https://echo.example/1"/><summary>${"Words of the item. ".repeat(5)}</summary></entry></feed>`;
const titleOf = (feed: string) => parseFeed(feed, { address: "https://echo.example/feed", now }).items[0]?.title;

describe("a plain title that was escaped once too often", () => {
  it.each([
    ["Honey Reverie&amp;#39;s drummer said &amp;quot;no&amp;quot; &amp;amp; left", 'Honey Reverie\'s drummer said "no" & left'],
    ["The mayor&amp;#8217;s bridge", "The mayor’s bridge"],
    ["How the &amp;lt;blink&amp;gt; tag died", "How the &lt;blink&gt; tag died"],
    ["AT&amp;T and Q&amp;A", "AT&T and Q&A"],
  ])("%s", (written, shown) => {
    expect(titleOf(atom(written))).toBe(shown);
  });
});

it("a photo's caption stands for the article only where nothing else does", () => {
  const rss = (description: string) =>
    `<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Echo</title><item><title>Rust in the bridge</title><link>https://echo.example/1</link>${description}<media:content url="x.jpg" medium="image"><media:description>Workers in orange vests beside the old bridge on a grey morning in November.</media:description></media:content></item></channel></rss>`;
  const textOf = (feed: string) => parseFeed(feed, { address: "https://echo.example/feed", now }).items[0]?.text;
  expect(textOf(rss("<description>Rust was found in four pillars.</description>"))).toBe("Rust was found in four pillars.");
  expect(textOf(rss(""))).toContain("Workers in orange vests");
});
