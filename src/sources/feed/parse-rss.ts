import { all, first, htmlIn, textOf, textsIn } from "./nodes.ts";
import { MOST_ITEMS, type RawFeed, type RawItem, type RawLink } from "./raw.ts";
import type { Said } from "./text.ts";
import type { FeedNode } from "./tree.ts";

/** `<link>text</link>`, `<link href="…"/>` as in Atom, `<link rdf:resource="…"/>`, Atom's own link. Of several the last is meant, as in all readers. */
function linksOf(node: FeedNode | undefined): RawLink[] {
  const written = all(node, "link").map((link) => ({
    href: textOf(link) || (link.attributes.href ?? link.attributes["rdf:resource"] ?? ""),
    base: link.base,
  }));
  const atom = all(node, "atom:link")
    .filter(({ attributes }) => (attributes.rel ?? "alternate") === "alternate")
    .map((link) => ({ href: link.attributes.href ?? "", base: link.base }));
  return [...written.reverse(), ...atom].filter(({ href }) => href.trim() !== "");
}

const MEDIA = ["media:group", "media:content"];

function itemOf(node: FeedNode): RawItem {
  const guid = first(node, "guid", "atom:id");
  const about = node.attributes["rdf:about"] ?? node.attributes.about;
  const id = textOf(guid) || textOf(first(node, "dc:identifier")) || about?.trim() || "";
  const media = all(node, ...MEDIA);
  // What describes a picture stands for the article only where the item says nothing else.
  const described = htmlIn(node, "description", "atom:summary", "summary", "content:encoded", "atom:content").some(
    ({ value }) => value.trim() !== "",
  );
  const captions = described ? [] : [...htmlIn(node, "media:description"), ...media.flatMap((one) => htmlIn(one, "media:description"))];
  return {
    ...(id === "" ? {} : { id }),
    idIsAddress: guid !== undefined && (guid.attributes.ispermalink ?? "true").trim().toLowerCase() !== "false",
    links: linksOf(node),
    titles: [
      ...htmlIn(node, "title", "dc:title", "atom:title", "media:title", "itunes:title"),
      ...media.flatMap((one) => htmlIn(one, "media:title")),
    ],
    contents: htmlIn(
      node,
      "content:encoded",
      "encoded",
      "?:encoded",
      "atom:content",
      "xhtml:body",
      "xhtml:div",
      "yandex:full-text",
      "fulltext",
      "body",
      "content",
    ),
    summaries: [
      ...htmlIn(node, "description", "atom:summary", "dc:description", "dcterms:abstract", "itunes:summary", "summary", "itunes:subtitle"),
      ...captions,
    ],
    outlets: htmlIn(node, "source").concat(htmlIn(first(node, "atom:source"), "atom:title")),
    authors: authorsOf(node),
    published: textsIn(
      node,
      "pubdate",
      "dc:date",
      "dcterms:issued",
      "dcterms:created",
      "atom:published",
      "atom:issued",
      "atom:created",
      "published",
      "date",
      "dcterms:date",
    ),
    updated: textsIn(node, "atom:updated", "atom:modified", "dcterms:modified", "updated", "modified", "lastbuilddate"),
    cut: node.cut,
  };
}

/** The first kind of author an item has: each of them names the same people again. */
function authorsOf(node: FeedNode): Said[] {
  for (const names of [["dc:creator"], ["author"], ["dc:author"], ["itunes:author"]]) {
    const found = htmlIn(node, ...names);
    if (found.length > 0) return found;
  }
  return all(node, "atom:author").flatMap((author) => htmlIn(author, "atom:name"));
}

const PERIODS: Readonly<Record<string, number>> = { hourly: 60, daily: 1440, weekly: 10_080, monthly: 43_200, yearly: 525_600 };

function everyMinutes(channel: FeedNode | undefined): number | undefined {
  const ttl = Number.parseInt(textsIn(channel, "ttl")[0] ?? "", 10);
  if (ttl > 0) return ttl;
  const period = PERIODS[(textsIn(channel, "sy:updateperiod")[0] ?? "").toLowerCase()];
  const times = Number.parseInt(textsIn(channel, "sy:updatefrequency")[0] ?? "1", 10);
  return period === undefined ? undefined : Math.max(1, Math.round(period / (times > 0 ? times : 1)));
}

/**
 * RSS 0.9 to 2.0 and RSS 1.0, which has its items beside the channel, not in it. In all of RSS text is HTML: no version says so for
 * titles, and every publisher does it.
 */
export function readRss(root: FeedNode): RawFeed {
  const channel = root.name === "channel" ? root : (all(root, "channel")[0] ?? root);
  const lists = [channel, root, ...all(channel, "items"), ...all(root, "items")];
  const items = [...new Set(lists.flatMap((list) => all(list, "item", "atom:entry", "entry")))];
  const moved = textsIn(channel, "itunes:new-feed-url")[0];
  const every = everyMinutes(channel);
  const copyright = textsIn(channel, "copyright", "dc:rights")[0];
  const hours = all(channel, "skiphours")
    .flatMap((list) => textsIn(list, "hour"))
    .map(Number)
    .filter((hour) => hour >= 0 && hour <= 24);
  const days = all(channel, "skipdays")
    .flatMap((list) => textsIn(list, "day"))
    .map((day) => day.toLowerCase());
  return {
    format: root.name === "rdf:rdf" || root.name === "rdf" ? "rdf" : "rss",
    titles: htmlIn(channel, "title", "dc:title", "atom:title", "itunes:title"),
    sites: linksOf(channel),
    ...(moved === undefined ? {} : { movedTo: { href: moved, base: channel.base } }),
    authors: [],
    ...(copyright === undefined ? {} : { copyright }),
    ...(every === undefined ? {} : { everyMinutes: every }),
    ...(hours.length === 0 ? {} : { skipHours: hours.map((hour) => hour % 24) }),
    ...(days.length === 0 ? {} : { skipDays: days }),
    items: items.slice(0, MOST_ITEMS).map(itemOf),
    left: Math.max(0, items.length - MOST_ITEMS),
  };
}
