import { describe, expect, it } from "vitest";
import { addressKey } from "../../../src/news/copies/address-key.ts";

describe("addressKey", () => {
  it.each([
    "https://www.echo.example/news/old-bridge-to-close",
    "http://echo.example/news/old-bridge-to-close/",
    "https://echo.example:443/news/old-bridge-to-close?utm_source=rss&utm_medium=feed",
    "https://m.echo.example/news/old-bridge-to-close#comments",
    "https://echo.example/news/old-bridge-to-close#xtor=RSS-1",
    "https://echo.example/news/old-bridge-to-close?xtor=RSS-3208&fbclid=abc&at_medium=RSS&at_campaign=KARANGA",
    "https://amp.echo.example/news/old-bridge-to-close",
    "https://echo.example/news/old-bridge-to-close/amp/",
    "https://echo.example/amp/news/old-bridge-to-close",
    "https://echo.example/news/amp/old-bridge-to-close?amp=1&source=rss",
    "https://echo-example.cdn.ampproject.org/c/s/echo.example/news/old-bridge-to-close/amp/",
    "https://www.google.com/amp/s/www.echo.example/news/old-bridge-to-close",
    "https://echo.example//news/old%2Dbridge-to-close/index.html",
    "https://ECHO.example./news/old-bridge-to-close?__twitter_impression=true",
  ])("%s is the one article", (address) => {
    expect(addressKey(address)).toBe("echo.example/news/old-bridge-to-close");
  });

  it.each([
    ["https://echo.example/story.php?id=1", "https://echo.example/story.php?id=2"],
    ["https://echo.example/a", "https://echo.example/A"],
    ["https://echo.example/a", "https://news.echo.example/a"],
    ["https://echo.example/a", "https://echo.example:8080/a"],
    ["https://echo.example/gear/amp", "https://echo.example/gear"],
    ["https://echo.example/story?source=reuters", "https://echo.example/story?source=dpa"],
    ["https://echo.example/#!/story/1", "https://echo.example/#!/story/2"],
  ])("%s is not %s", (one, other) => {
    expect(addressKey(one)).not.toBe(addressKey(other));
  });

  it("puts parameters in order, and knows nothing but http", () => {
    expect(addressKey("https://echo.example/s?b=2&a=1&utm_id=x")).toBe(addressKey("http://www.echo.example/s/?a=1&b=2"));
    expect(addressKey("mailto:a@b.example")).toBeUndefined();
    expect(addressKey("no address")).toBeUndefined();
    expect(addressKey("https://echo.example/%E0%A4%A")).toBeDefined();
  });
});
