import { decodeHTMLAttribute } from "entities";
import { normaliseLine } from "../../news/text/clean.ts";
import { httpAddress, withoutFeedScheme } from "../web-address.ts";
import { readMarkup } from "./markup.ts";

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
/** The head of a page, and what most have of a body. */
const FARTHEST = 2_000_000;

const LONGEST = 2_000;

type Attributes = Readonly<Record<string, string>>;

/** How sure an element of a page names a feed: "named" by the page's head, "linked" in its text; undefined where it names none. */
function feedIn(name: string, { href = "", rel = "", type = "" }: Attributes): "named" | "linked" | undefined {
  const kind = type.replace(/;.*$/s, "").trim().toLowerCase();
  if (name === "a") return TYPES.test(kind) || isFeedLink(href) ? "linked" : undefined;
  const rels = rel.toLowerCase().split(/\s+/);
  if (name !== "link" || !rels.some((one) => one === "alternate" || one === "feed")) return undefined;
  return TYPES.test(kind) || rels.includes("feed") || (VAGUE.test(kind) && FEEDISH.test(href)) ? "named" : undefined;
}

/** The feeds that a page names (`<link rel="alternate">`, links that look like one) and the usual places to look for one. */
export function discoverFeeds(html: string, address?: string): Discovered {
  let base = address;
  const found = { named: [] as FoundFeed[], linked: [] as FoundFeed[] };
  const seen = new Set<string>(address === undefined ? [] : [address]);
  const onOpen = (name: string, written: Attributes) => {
    const { href } = written;
    if (href === undefined || href.length > LONGEST || seen.size > MOST) return;
    const feed = feedIn(name, written);
    const target = withoutFeedScheme(decodeHTMLAttribute(href));
    if (name === "base") base = httpAddress(target, address) ?? base;
    const url = feed === undefined ? undefined : httpAddress(target, base);
    if (feed === undefined || url === undefined || seen.has(url)) return;
    seen.add(url);
    const title = normaliseLine(decodeHTMLAttribute((written.title ?? written["aria-label"] ?? "").slice(0, LONGEST))).slice(0, 200);
    found[feed].push({ url, ...(title === "" ? {} : { title }) });
  };
  readMarkup(html.slice(0, FARTHEST), { onOpen }, false);
  const isBeside = ({ url, title = "" }: FoundFeed) => BESIDE.test(`${url} ${title}`);
  const named = [...found.named.filter((one) => !isBeside(one)), ...found.named.filter(isBeside)];
  return { feeds: [...named, ...found.linked], candidates: candidatesFor(address).filter((url) => !seen.has(url)) };
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
