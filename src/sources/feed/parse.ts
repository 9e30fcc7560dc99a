import { PullquoteError } from "../../errors.ts";
import { decodeText, isBinary } from "../charset.ts";
import { declaredCharset } from "../page/charset.ts";
import { siteInTitle } from "../page/title.ts";
import { httpAddress } from "../web-address.ts";
import { discoverFeeds } from "./discover.ts";
import type { Feed, FeedOptions } from "./feed.ts";
import { readItems } from "./items.ts";
import { readAtom } from "./parse-atom.ts";
import { isJsonFeed, readJson } from "./parse-json.ts";
import { readRss } from "./parse-rss.ts";
import type { RawFeed } from "./raw.ts";
import { lineSaid } from "./text.ts";
import { readTree } from "./tree.ts";

const noFeed = (what: string) => new PullquoteError("bad-input", what);

/** An object or a list, or undefined where the text is no JSON. */
function readJsonText(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Says what came in place of a feed, and what to do. */
function whatItIs(text: string | undefined, address: string | undefined): PullquoteError {
  if (text === undefined)
    return noFeed("This is no text, but a picture, an archive or another file. Give the address of a feed (RSS, Atom or JSON Feed).");
  if (text === "") return noFeed("Nothing came: the answer is empty. Look at the address in a browser.");
  if (readJsonText(text) !== undefined)
    return noFeed("This is JSON, but no JSON Feed. Give the address of a feed (RSS, Atom or JSON Feed).");
  if (/^[[{]/.test(text))
    return noFeed("This begins like JSON and cannot be read as such. Give the address of a feed (RSS, Atom or JSON Feed).");
  if (/<opml[\s>]/i.test(text.slice(0, 5_000)))
    return noFeed("This is an OPML list of feeds, no feed. Import it: pullquote sources import <file>.");
  if (/<(?:urlset|sitemapindex)[\s>]/i.test(text.slice(0, 5_000))) return noFeed("This is a sitemap, no feed. Give the address of a feed.");
  if (/<(?:!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 20_000))) {
    const { feeds } = discoverFeeds(text, address);
    const [found] = feeds;
    if (found === undefined) return noFeed("This is an HTML page, no feed, and it names no feed. Look for a feed's address on the site.");
    const more = feeds.length > 1 ? ` (and ${feeds.length - 1} more)` : "";
    return noFeed(`This is an HTML page, no feed. It names the feed ${found.url}${more}: give that address.`);
  }
  const root = /<([a-z][\w:.-]{0,60})[\s/>]/i.exec(text.slice(0, 20_000))?.[1];
  if (text.startsWith("<") && root !== undefined)
    return noFeed(`This is XML (<${root}>), but no feed. Give the address of a feed (RSS, Atom or JSON Feed).`);
  return noFeed("This is text, no feed. Give the address of a feed (RSS, Atom or JSON Feed).");
}

/** Undefined where it is no feed. */
function readRaw(text: string, address: string | undefined): { readonly raw: RawFeed; readonly cut: boolean } | undefined {
  const json = readJsonText(text);
  if (isJsonFeed(json)) return { raw: readJson(json), cut: false };
  const tree = json === undefined && text.includes("<") ? readTree(text, address) : undefined;
  if (tree === undefined) return undefined;
  const { root, cut } = tree;
  const raw = root.name === "feed" || root.name === "atom:feed" ? readAtom(root) : readRss(root);
  // A page may use one of these names for something else.
  if (raw.items.length === 0 && raw.titles.length === 0 && /<html[\s>]/i.test(text.slice(0, 20_000))) return undefined;
  return { raw, cut };
}

/** The outlet in a feed's title: its site's name where title, address or copyright confirm it ("World news | The Guardian"), else all of it. */
function outletOf(title: string | undefined, site: string | undefined, copyright: string | undefined): string | undefined {
  if (title === undefined) return undefined;
  return siteInTitle(title, { url: site, text: copyright === undefined ? "" : `© ${copyright}` }) ?? title;
}

/**
 * A feed in any of its formats: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, JSON Feed. Read leniently: what is whole is kept, what is
 * not is named. What the feed does not say is absent. Throws `bad-input` where it is no feed, saying what it is instead. A hostile feed can
 * keep this busy: what comes from outside goes through a thread.
 */
export function parseFeed(input: string | Buffer, options: FeedOptions = {}): Feed {
  const decoded = typeof input === "string" ? input : decodeText(input, declaredCharset(input) ?? options.charset);
  const text = decoded.replace(/^[\s\uFEFF\0]+/, "");
  const found = readRaw(text, options.address);
  if (found === undefined) throw whatItIs(typeof input !== "string" && isBinary(input) ? undefined : text, options.address);
  const { raw, cut } = found;
  const title = raw.titles.map(lineSaid).find((line) => line !== undefined);
  const site = raw.sites.map(({ href, base }) => httpAddress(href, base ?? options.address)).find((url) => url !== undefined);
  const movedTo = raw.movedTo === undefined ? undefined : httpAddress(raw.movedTo.href, raw.movedTo.base ?? options.address);
  const outlet = outletOf(title, site ?? options.address, raw.copyright);
  // Relative addresses of RSS are meant from the site, which is not always where the feed lies.
  const base = raw.format === "atom" ? (options.address ?? site) : (site ?? options.address);
  const { items, skipped } = readItems(raw, { outlet, authors: raw.authors, base, now: options.now });
  return {
    format: raw.format,
    ...(title === undefined ? {} : { title }),
    ...(site === undefined ? {} : { site }),
    ...(movedTo === undefined ? {} : { movedTo }),
    ...(raw.everyMinutes === undefined ? {} : { everyMinutes: raw.everyMinutes }),
    ...(raw.skipHours === undefined ? {} : { skipHours: raw.skipHours }),
    ...(raw.skipDays === undefined ? {} : { skipDays: raw.skipDays }),
    items,
    skipped,
    cut,
  };
}
