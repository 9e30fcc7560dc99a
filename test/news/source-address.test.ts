import { describe, expect, it } from "vitest";
import { shownAddress, sourceAddress } from "../../src/news/source-address.ts";

describe("sourceAddress", () => {
  it.each([
    ["https://Example.ORG", "https://example.org/"],
    [" https://example.org/feed.xml#top ", "https://example.org/feed.xml"],
    ["http://example.org:80/a?b=c", "http://example.org/a?b=c"],
    ["example.org", "https://example.org/"],
    ["news.example.org/world/", "https://news.example.org/world/"],
    ["bücher.example/rss", "https://xn--bcher-kva.example/rss"],
    ["feed:https://example.org/rss", "https://example.org/rss"],
    ["feed://example.org/rss", "http://example.org/rss"],
    ["file:///etc/passwd", "file:///etc/passwd"],
  ])("%s is the address %s", (written, address) => {
    expect(sourceAddress(written)).toEqual({ is: "web", address });
  });

  it.each(["seeds", "./seeds", "/var/news", "my.folder/news.txt", "..", "C:\\news", "with spaces"])("%s is a folder", (written) => {
    expect(sourceAddress(written)).toEqual({ is: "folder", address: written });
  });

  it("takes a name with dots for the folder of that name where there is one", () => {
    expect(sourceAddress("example.org", (path) => path === "example.org")).toEqual({ is: "folder", address: "example.org" });
  });
});

describe("shownAddress", () => {
  it.each([
    ["https://example.org/", "example.org"],
    ["https://example.org/feed.xml", "example.org/feed.xml"],
    ["https://example.org/feed?token=hunter2", "example.org/feed?…"],
    ["https://example.org/private/0123456789abcdef0123/feed", "example.org/private/…/feed"],
    ["seeds", "seeds"],
  ])("%s is shown as %s", (address, shown) => {
    expect(shownAddress(address)).toBe(shown);
  });
});
