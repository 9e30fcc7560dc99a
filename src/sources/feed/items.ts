import { PullquoteError } from "../../errors.ts";
import type { Instant } from "../../news/article.ts";
import type { Skipped } from "../../ports.ts";
import { cleanLines } from "../boilerplate.ts";
import { bylineOf } from "../byline.ts";
import { parseDate } from "../dates.ts";
import { joinLines, type Line } from "../lines.ts";
import { httpAddress } from "../web-address.ts";
import type { FeedItem } from "./feed.ts";
import type { RawFeed, RawItem } from "./raw.ts";
import { isTeaser } from "./teaser.ts";
import { lineSaid, linesSaid, type Said } from "./text.ts";

/** A feed of which more than this cannot be read has one fault, not thousands. */
const MOST_SKIPPED = 50;
/** A text longer than this beside the content is another version of the article, no presentation of it. */
const LONGEST_DESCRIPTION = 500;

/** What the feed says for all its items; `base` is what relative addresses are read against where no xml:base says otherwise. */
export type About = {
  readonly outlet: string | undefined;
  readonly authors: readonly Said[];
  readonly base: string | undefined;
  readonly now: Date | undefined;
};

const firstLine = (said: readonly Said[]) => {
  for (const one of said) {
    const line = lineSaid(one);
    if (line !== undefined) return line;
  }
  return undefined;
};

function dateOf(texts: readonly string[], now: Date | undefined): Instant | undefined {
  for (const text of texts) {
    const date = parseDate(text, now);
    if (date !== undefined) return date;
  }
  return undefined;
}

function urlOf(item: Pick<RawItem, "links" | "id" | "idIsAddress">, base?: string): string | undefined {
  for (const link of item.links) {
    const url = httpAddress(link.href, link.base ?? base);
    if (url !== undefined) return url;
  }
  return item.idIsAddress ? httpAddress(item.id) : undefined;
}

type Body = { readonly lines: readonly Line[]; readonly teaser: boolean; readonly description?: string };

const size = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + line.text.length, 0);

/** The longest of what an item says of its article. */
function bodyOf(item: RawItem): Body {
  const longest = (said: readonly Said[]) =>
    said.reduce<Said | undefined>((best, one) => (best === undefined || one.value.length > best.value.length ? one : best), undefined);
  const [content, summary] = [longest(item.contents), longest(item.summaries)].map((said) => (said === undefined ? [] : linesSaid(said)));
  if (content === undefined || summary === undefined) return { lines: [], teaser: true };
  const whole = size(content) >= size(summary);
  const lines = whole ? content : summary;
  const teaser = isTeaser(lines, { content: whole && content.length > 0, summary: whole ? summary : [] });
  const presented = summary.map((line) => line.text).join(" ");
  const said = whole && presented !== "" && presented.length <= LONGEST_DESCRIPTION && !lines[0]?.text.startsWith(presented.slice(0, 60));
  return { lines: cleanLines(lines), teaser, ...(said ? { description: presented } : {}) };
}

function read(item: RawItem, about: About): FeedItem {
  const title = firstLine(item.titles);
  const outlet = firstLine(item.outlets) ?? about.outlet;
  const authors = item.authors.length > 0 ? item.authors : about.authors;
  const names = authors.map((author) => bylineOf(lineSaid(author), outlet)).filter((name) => name !== undefined);
  const byline = bylineOf([...new Set(names)].join(", "), outlet) ?? names[0];
  const url = urlOf(item, about.base);
  const published = dateOf(item.published, about.now) ?? dateOf(item.updated, about.now);
  const { lines, teaser, description } = bodyOf(item);
  const { text, blockQuotes } = joinLines(lines);
  return {
    text,
    teaser,
    ...(title === undefined ? {} : { title }),
    ...(outlet === undefined ? {} : { outlet }),
    ...(byline === undefined ? {} : { byline }),
    ...(url === undefined ? {} : { url }),
    ...(item.id === undefined ? {} : { guid: item.id }),
    ...(published === undefined ? {} : { published }),
    ...(description === undefined ? {} : { description }),
    ...(blockQuotes.length > 0 ? { blockQuotes } : {}),
  };
}

/** Ids that stand for several items of this feed: they identify none ("1", the home page's address). */
function sharedIds(items: readonly RawItem[]): ReadonlySet<string> {
  const seen = new Map<string, string>();
  const shared = new Set<string>();
  for (const item of items) {
    if (item.id === undefined) continue;
    const what = urlOf(item) ?? item.titles[0]?.value ?? "";
    const before = seen.get(item.id);
    if (before === undefined) seen.set(item.id, what);
    else if (before !== what) shared.add(item.id);
  }
  return shared;
}

const nameOf = (item: RawItem, i: number) => (firstLine(item.titles) ?? urlOf(item) ?? item.id ?? `item ${i + 1}`).slice(0, 200);

/** Reads the items of a feed, each once; those that say nothing, are cut off or cannot be read are skipped and named. */
export function readItems(
  feed: Pick<RawFeed, "items" | "left">,
  about: About,
): { readonly items: readonly FeedItem[]; readonly skipped: readonly Skipped[] } {
  const shared = sharedIds(feed.items);
  const items: FeedItem[] = [];
  const skipped: Skipped[] = [];
  let more = feed.left;
  const skip = (item: RawItem, i: number, why: string) => {
    if (skipped.length < MOST_SKIPPED) skipped.push({ item: nameOf(item, i), why });
    else more++;
  };
  const seen = new Set<string>();
  for (const [i, whole] of feed.items.entries()) {
    const { id, ...rest } = whole;
    const item: RawItem = id === undefined || shared.has(id) ? rest : whole;
    try {
      const found = item.cut ? undefined : read(item, about);
      const key = found === undefined ? undefined : keyOf(found);
      if (found === undefined) skip(item, i, "was cut off: the feed ended inside it. It is read when the feed comes whole.");
      else if (key === undefined) skip(item, i, "says nothing: it has no title, no address, no text and no date.");
      else if (!seen.has(key)) items.push(found);
      if (key !== undefined) seen.add(key);
    } catch (error) {
      if (!(error instanceof PullquoteError)) throw error;
      skip(item, i, `cannot be read. ${error.message}`);
    }
  }
  if (more > 0) skipped.push({ item: `${more} more items`, why: "were left out. Ask the publisher for a shorter feed." });
  return { items, skipped };
}

/** What an item is told from the others of its feed by; undefined where it says nothing. */
function keyOf({ guid, url, title, text, published }: FeedItem): string | undefined {
  if (guid !== undefined && (title ?? url ?? published ?? text) !== "") return `${guid}\n${url}`;
  return url ?? ((title ?? published ?? text) === "" ? undefined : `${title}\n${published}\n${text}`);
}
