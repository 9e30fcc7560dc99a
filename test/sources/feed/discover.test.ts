import { describe, expect, it } from "vitest";
import { candidatesFor, discoverFeeds } from "../../../src/sources/feed/discover.ts";

const at = "https://echo.example/news/";
const urls = (html: string, address = at) => discoverFeeds(html, address).feeds.map(({ url }) => url);

describe("discoverFeeds", () => {
  it("finds what the head names, comments last, links in the text behind", () => {
    expect(
      discoverFeeds(
        `<html><head><link rel="alternate" type="application/rss+xml" title="Echo &raquo; Comments Feed" href="/comments/feed/">
         <link rel='ALTERNATE' type='application/atom+xml; charset=utf-8' href="feed.atom?a=1&amp;b=2" title="The Echo"/>
         <link rel=alternate type=application/feed+json href=//cdn.echo.example/feed.json><link rel="alternate" hreflang="de" href="/de/">
         <link rel="stylesheet" href="/feed.css"></head><body><a href="/rss.xml">RSS</a> <a href="/feeder-birds">Birds</a><a href="javascript:rss">x</a></body></html>`,
        at,
      ).feeds,
    ).toEqual([
      { url: "https://echo.example/news/feed.atom?a=1&b=2", title: "The Echo" },
      { url: "https://cdn.echo.example/feed.json" },
      { url: "https://echo.example/comments/feed/", title: "Echo » Comments Feed" },
      { url: "https://echo.example/rss.xml" },
    ]);
  });

  it("reads addresses against the page's base, with feed: before them too, and only http", () => {
    const link = (href: string) => `<link rel="alternate" type="application/rss+xml" href="${href}">`;
    expect(
      urls(`<base href="https://b.example/x/">${link("rss")}${link("feed://c.example/rss")}${link("feed:https://d.example/rss")}`),
    ).toEqual(["https://b.example/x/rss", "http://c.example/rss", "https://d.example/rss"]);
    expect(urls(`${link("javascript:alert(1)")}${link("data:text/xml,x")}${link(at)}${link("rss")}${link("rss")}`)).toEqual([
      "https://echo.example/news/rss",
    ]);
  });

  it("does not take what a script writes for an element", () => {
    expect(urls(`<script>'<link rel="alternate" type="application/rss+xml" href="/rss">'</script><!-- <a href="/rss"> -->`)).toEqual([]);
  });

  it("names the usual places, beside the page first", () => {
    expect(candidatesFor("https://echo.example/news/")).toEqual(
      expect.arrayContaining(["https://echo.example/news/feed", "https://echo.example/feed", "https://echo.example/rss.xml"]),
    );
    expect(candidatesFor("https://echo.example/news/story.html")[0]).toBe("https://echo.example/feed");
    expect(candidatesFor("no address")).toEqual([]);
  });
});
