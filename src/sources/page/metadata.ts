import type { Instant } from "../../news/article.ts";
import { normaliseLine } from "../../news/text/clean.ts";
import { bylineOf, isAddress } from "../byline.ts";
import { parseDate } from "../dates.ts";
import { httpAddress } from "../web-address.ts";
import type { PageDocument } from "./dom.ts";
import type { Structured } from "./json-ld.ts";
import { siteInTitle, withoutSite } from "./title.ts";

export type Metadata = {
  readonly title?: string;
  readonly outlet?: string;
  readonly byline?: string;
  readonly published?: Instant;
  readonly url?: string;
  readonly description?: string;
};

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">", nbsp: " " };

/** One line of plain text. Many sites escape what goes into an attribute twice, so entities are read once more. */
function plain(value: string | null | undefined): string | undefined {
  if (!value) return undefined;
  const text = value.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(amp|quot|apos|lt|gt|nbsp));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
  return normaliseLine(text).slice(0, 1000) || undefined;
}

/** The first meta element with one of the names, in the order of the names. */
function metaReader(document: PageDocument): (...names: string[]) => string | undefined {
  const values = new Map<string, string>();
  for (const meta of document.querySelectorAll("meta[content]")) {
    const content = plain(meta.getAttribute("content"));
    for (const key of ["property", "name", "itemprop"]) {
      for (const name of (meta.getAttribute(key) ?? "").toLowerCase().split(/\s+/)) {
        if (content !== undefined && name !== "" && !values.has(name)) values.set(name, content);
      }
    }
  }
  return (...names) => names.map((name) => values.get(name)).find((value) => value !== undefined);
}

function firstText(document: PageDocument, selector: string): string | undefined {
  const element = document.querySelector(selector);
  return plain(element?.getAttribute("content") ?? element?.textContent);
}

/** The address the publisher wants: the canonical one, unless it is a home page that a template put on every page. */
function urlOf(document: PageDocument, given: string | undefined, others: readonly (string | undefined)[]): string | undefined {
  const asked = httpAddress(given);
  const isHome = (address: string) => /^https?:\/\/[^/?#]+\/(?:#.*)?$/.test(address);
  const wanted = [document.querySelector("link[rel~=canonical]")?.getAttribute("href"), ...others];
  for (const address of wanted) {
    const url = httpAddress(address, asked);
    if (url && (!isHome(url) || asked === undefined || isHome(asked))) return url;
  }
  return asked?.replace(/#.*$/, "");
}

const DATE_NAMES =
  "article:published_time og:article:published_time og:published_time datepublished date.published parsely-pub-date sailthru.date publish-date publish_date publishdate pubdate published_time dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date dcterms.date citation_publication_date citation_date date article.published article_date_original originalpublicationdate".split(
    " ",
  );
const DATE_ELEMENTS = "[itemprop~=datePublished], time[pubdate], abbr.published, time.published, time.entry-date, article time[datetime]";

function publishedOf(
  document: PageDocument,
  meta: (...names: string[]) => string | undefined,
  structured: Structured,
  url: string | undefined,
  now?: Date,
) {
  const element = document.querySelector(DATE_ELEMENTS);
  const said = [
    structured.published,
    ...DATE_NAMES.map((name) => meta(name)),
    element?.getAttribute("content") ?? element?.getAttribute("datetime") ?? element?.getAttribute("title") ?? element?.textContent,
    // "…/2010/10/06/…": sites that file by day mean the day of publication.
    /\/((?:19|20)\d\d\/\d\d?\/\d\d?)\//.exec(url ?? "")?.[1],
  ];
  for (const text of said) {
    const date = text ? parseDate(text, now) : undefined;
    if (date !== undefined) return date;
  }
  return undefined;
}

/** What the head of a page and its structured data say; what they do not say is absent. To be read before the article is taken out. */
export function readMetadata(
  document: PageDocument,
  structured: Structured,
  options: { readonly url?: string; readonly now?: Date },
): Metadata {
  const meta = metaReader(document);
  const pageTitle = firstText(document, "head > title") ?? firstText(document, "title");
  const url = urlOf(document, options.url, [meta("og:url"), structured.url]);
  const address = url ?? options.url;
  const outlet =
    [meta("og:site_name"), plain(structured.publisher), meta("dc.publisher", "citation_journal_title", "publisher")].find(
      (name) => name !== undefined && !isAddress(name),
    ) ?? siteInTitle(pageTitle ?? "", { url: address, text: document.body.textContent });
  const headings = [...document.querySelectorAll("h1")].map((h1) => plain(h1.textContent)).filter((text) => text !== undefined);
  const title =
    plain(structured.headline) ?? meta("og:title", "dc.title", "twitter:title", "parsely-title", "headline") ?? pageTitle ?? headings[0];
  const byline =
    bylineOf(plain(structured.author), outlet) ??
    bylineOf(meta("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author", "citation_author"), outlet) ??
    bylineOf(
      firstText(document, "[itemprop~=author] [itemprop~=name], [itemprop~=author], [rel~=author], .byline .author, .byline-name"),
      outlet,
    );
  const published = publishedOf(document, meta, structured, address, options.now);
  const description = meta("og:description", "description", "dc.description", "twitter:description");
  const known = {
    title: title === undefined ? undefined : withoutSite(title, { outlet, headings, url: address }),
    outlet,
    byline,
    published,
    url,
    description,
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}
