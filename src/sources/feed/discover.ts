import { Parser } from "htmlparser2";
import { normaliseLine } from "../../news/text/clean.ts";
import { httpAddress } from "../web-address.ts";

export type FoundFeed = { readonly url: string; readonly title?: string };
export type Discovered = {
  /** What the page names, the feed of the page's own news first. */
  readonly feeds: readonly FoundFeed[];
  /** Addresses at which sites have their feed without naming it; to be tried in this order where `feeds` is empty. */
  readonly candidates: readonly string[];
};

const TYPES = /^(?:application|text)\/(?:(?:rss|atom|rdf|feed)\+xml|feed\+json|x-rss\+xml|x\.atom\+xml)$|^application\/(?:rss|atom)$/;
/** Types that are a feed's only if the address says so too. */
const VAGUE = /^(?:application|text)\/(?:xml|json)$/;
const FEEDISH = /(?:^|[/._-])(?:rss2?|atom|feeds?|rdf|index\.xml|feed\.json)(?:[/._?#-]|$)/i;
/** Feeds of comments, of one author or one search come last. */
const BESIDE = /comment|kommentar|commentaire|comentario|replies|trackback/i;
const COMMON_PATHS = [
  "/feed",
  "/rss",
  "/feed.xml",
  "/rss.xml",
  "/atom.xml",
  "/index.xml",
  "/feed.json",
  "/feeds/posts/default",
  "/?feed=rss2",
  "/rss/index.xml",
  "/feed/atom",
  "/news/rss.xml",
];
const MOST = 100;

/** The feeds that a page names (`<link rel="alternate">`, links that look like one) and the usual places to look for one. */
export function discoverFeeds(html: string, address?: string): Discovered {
  let base = address;
  const named: (FoundFeed & { beside: boolean })[] = [];
  const linked: FoundFeed[] = [];
  const add = (to: FoundFeed[], href: string | undefined, title: string | undefined) => {
    const url = httpAddress(href?.replace(/^feed:(?:\/\/)?(?=https?:)/i, "").replace(/^feed:\/\//i, "http://"), base);
    if (url === undefined || to.length >= MOST || url === address) return;
    const line = normaliseLine(title ?? "").slice(0, 200);
    to.push({ url, ...(line === "" ? {} : { title: line }), beside: BESIDE.test(`${url} ${line}`) } as FoundFeed);
  };
  const parser = new Parser({
    onopentag(name, { href, rel = "", type = "", title, ...others }) {
      if (href === undefined) return;
      const kind = type.trim().toLowerCase().replace(/;.*$/, "").trim();
      if (name === "base") base = httpAddress(href, address) ?? base;
      else if (name === "link" && /(?:^|\s)(?:alternate|feed)(?:\s|$)/i.test(rel)) {
        if (TYPES.test(kind) || /(?:^|\s)feed(?:\s|$)/i.test(rel) || (VAGUE.test(kind) && FEEDISH.test(href))) add(named, href, title);
      } else if (name === "a" && (TYPES.test(kind) || isFeedLink(href))) add(linked, href, title ?? others["aria-label"]);
    },
  });
  parser.write(html.slice(0, 2_000_000));
  parser.end();
  const main = named.filter(({ beside }) => !beside);
  const order = [...main, ...named.filter(({ beside }) => beside), ...linked];
  const urls = new Set<string>();
  const feeds = order
    .filter(({ url }) => !urls.has(url) && urls.add(url))
    .map(({ url, title }) => ({ url, ...(title === undefined ? {} : { title }) }));
  return { feeds, candidates: candidatesFor(address).filter((url) => !urls.has(url)) };
}

function isFeedLink(href: string): boolean {
  return (
    href.length < 500 &&
    !/^(?:mailto|javascript):/i.test(href) &&
    FEEDISH.test(href.replace(/^[a-z]+:\/\/[^/]*/i, "")) &&
    /(?:\.(?:xml|rss|rdf|atom|json)|\/(?:feed|rss|atom))\/?(?:[?#]|$)|[?&]feed=/i.test(href)
  );
}

/** Where sites usually have their feed: beside the page first, then at the root. */
export function candidatesFor(address: string | undefined): string[] {
  const page = httpAddress(address);
  if (page === undefined) return [];
  const { origin, pathname } = new URL(page);
  const folder = pathname.replace(/\/+$/, "");
  const beside =
    folder === "" || /\.[a-z]{2,5}$/i.test(folder)
      ? []
      : [`${origin}${folder}/feed`, `${origin}${folder}/rss`, `${origin}${folder}/rss.xml`];
  return [...new Set([...beside, ...COMMON_PATHS.map((path) => origin + path)])];
}
