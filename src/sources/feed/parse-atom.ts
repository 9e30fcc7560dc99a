import { all, first, htmlIn, saidIn, textOf, textsIn } from "./nodes.ts";
import { MOST_ITEMS, type RawFeed, type RawItem, type RawLink } from "./raw.ts";
import type { Said } from "./text.ts";
import type { FeedNode } from "./tree.ts";

/**
 * What a text construct says. Atom 1.0 has the types text, html and xhtml; Atom 0.3 media types and a mode (xml, escaped, base64). Content
 * of any other type (a picture, another format) is none.
 */
function construct(node: FeedNode): Said {
  const content = node.name.endsWith("content");
  const type = (node.attributes.type ?? "text").trim().toLowerCase();
  const mode = node.attributes.mode?.trim().toLowerCase();
  const said = saidIn(node, type.includes("html"));
  const plain = type === "" || type === "text" || type.startsWith("text/") || type.includes("html") || /[+/]xml$/.test(type);
  if (mode !== "base64" && plain) return said;
  const decoded = decodeBase64(said.value);
  if (decoded !== undefined) return { value: decoded, html: true };
  return { value: mode === "base64" || (content && type.includes("/")) ? "" : said.value, html: said.html };
}

function decodeBase64(value: string): string | undefined {
  const packed = value.replace(/\s+/g, "");
  if (packed === "" || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

const said = (node: FeedNode | undefined, ...names: readonly string[]): Said[] =>
  all(node, ...names)
    .map(construct)
    .filter(({ value }) => value !== "");

/** Links to the article: rel="alternate", which is meant where none is said; those to HTML first, then any other kind but the feed itself. */
function linksOf(node: FeedNode | undefined): RawLink[] {
  const links = all(node, "link", "atom:link").map((link) => ({
    href: link.attributes.href ?? textOf(link),
    base: link.base,
    rel: (link.attributes.rel ?? "alternate").trim().toLowerCase().replace(/^.*\//, ""),
    type: (link.attributes.type ?? "text/html").trim().toLowerCase(),
  }));
  const alternate = links.filter(({ rel, href }) => (rel === "alternate" || rel === "") && href.trim() !== "");
  return [...alternate.filter(({ type }) => type.includes("html")), ...alternate.filter(({ type }) => !type.includes("html"))];
}

const names = (node: FeedNode | undefined, ...within: string[]): Said[] =>
  all(node, ...within)
    .map((person) => ({
      value: textOf(first(person, "name")) || (person.children.some((child) => typeof child !== "string") ? "" : textOf(person)),
      html: true,
    }))
    .filter(({ value }) => value !== "");

function itemOf(node: FeedNode): RawItem {
  const id = textsIn(node, "id", "guid")[0];
  const source = first(node, "source");
  const authors = names(node, "author");
  const creators = authors.length > 0 ? authors : htmlIn(node, "dc:creator");
  const media = all(node, "media:group", "media:content");
  return {
    ...(id === undefined ? {} : { id }),
    // An Atom id may look like an address without being one.
    idIsAddress: false,
    links: linksOf(node),
    titles: [...said(node, "title"), ...htmlIn(node, "dc:title", "media:title"), ...media.flatMap((one) => htmlIn(one, "media:title"))],
    contents: [...said(node, "content"), ...htmlIn(node, "content:encoded")],
    summaries: [
      ...said(node, "summary"),
      ...htmlIn(node, "description", "dc:description", "media:description", "itunes:summary"),
      ...media.flatMap((one) => htmlIn(one, "media:description")),
    ],
    outlets: said(source, "title"),
    authors: creators.length > 0 ? creators : names(source, "author"),
    published: textsIn(node, "published", "issued", "created", "pubdate", "dc:date", "dcterms:issued", "dcterms:created"),
    updated: textsIn(node, "updated", "modified", "dcterms:modified"),
    cut: node.cut,
  };
}

/** Atom 0.3 and 1.0. */
export function readAtom(root: FeedNode): RawFeed {
  const entries = all(root, "entry", "item");
  const copyright = textsIn(root, "rights", "copyright")[0];
  const every = Number.parseInt(textsIn(root, "ttl")[0] ?? "", 10);
  return {
    format: "atom",
    titles: said(root, "title"),
    sites: linksOf(root),
    authors: names(root, "author"),
    ...(copyright === undefined ? {} : { copyright }),
    ...(every > 0 ? { everyMinutes: every } : {}),
    items: entries.slice(0, MOST_ITEMS).map(itemOf),
    left: Math.max(0, entries.length - MOST_ITEMS),
  };
}
