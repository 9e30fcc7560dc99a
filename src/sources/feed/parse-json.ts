import { MOST_ITEMS, type RawFeed, type RawItem, type RawLink } from "./raw.ts";
import type { Said } from "./text.ts";

type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

const said = (value: unknown, html: boolean): Said[] => (typeof value === "string" && value.trim() !== "" ? [{ value, html }] : []);
const links = (...values: unknown[]): RawLink[] =>
  values.filter((value) => typeof value === "string" && value.trim() !== "").map((href) => ({ href: href as string, base: undefined }));
const texts = (...values: unknown[]): string[] => values.filter((value): value is string => typeof value === "string" && value !== "");

/** Version 1.1 has a list of authors, version 1 one author. */
function authorsOf(node: Json): Said[] {
  const listed = Array.isArray(node.authors) ? node.authors : [node.author];
  return listed.flatMap((author) => (isObject(author) ? said(author.name, false) : said(author, false)));
}

function itemOf(node: Json): RawItem {
  const id = typeof node.id === "number" ? String(node.id) : typeof node.id === "string" ? node.id.trim() : "";
  return {
    ...(id === "" ? {} : { id }),
    idIsAddress: true,
    links: links(node.url, node.external_url),
    titles: said(node.title, false),
    contents: [...said(node.content_html, true), ...said(node.content_text, false)],
    summaries: said(node.summary, false),
    outlets: [],
    authors: authorsOf(node),
    published: texts(node.date_published),
    updated: texts(node.date_modified),
    cut: false,
  };
}

/** JSON Feed 1 and 1.1: an object that says so, or at least has the list of items that one has. */
export function isJsonFeed(value: unknown): value is Json {
  return isObject(value) && Array.isArray(value.items) && (String(value.version).includes("jsonfeed.org") || value.items.every(isItem));
}

const isItem = (item: unknown) => isObject(item) && ["content_html", "content_text", "date_published"].some((name) => name in item);

export function readJson(feed: Json): RawFeed {
  const items = feed.items as readonly unknown[];
  return {
    format: "json",
    titles: said(feed.title, false),
    sites: links(feed.home_page_url),
    authors: authorsOf(feed),
    items: items.slice(0, MOST_ITEMS).map((item) => itemOf(isObject(item) ? item : {})),
    left: Math.max(0, items.length - MOST_ITEMS),
  };
}
