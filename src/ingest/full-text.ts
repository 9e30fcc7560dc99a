import { type Draft, type Instant, instant } from "../news/article.ts";
import { isAbout } from "../news/copies/about.ts";
import type { PageReader, ReadDraft } from "../ports/sources.ts";

const HOUR = 3_600_000;
/** How long after its first reading the page of an article is read again: what is corrected is mostly corrected within a day or two. */
const REREAD_AFTER = [1 * HOUR, 6 * HOUR, 24 * HOUR, 72 * HOUR];

export type FullText = {
  /** As it is to be stored. */
  readonly draft: Draft;
  /** The page was asked for. */
  readonly tried: boolean;
  /** Why its teaser stands for it. */
  readonly problem?: string;
};

/** An item as it is stored: with the text of its page, where the feed has only a teaser and the site lets us read it. */
export async function fullText(item: ReadDraft, pages: PageReader | undefined, signal?: AbortSignal): Promise<FullText> {
  const { item: _, teaser, ...draft } = item;
  if (!teaser || draft.url === undefined || pages === undefined) return { draft, tried: false };
  const read = await pages.read(draft.url, signal);
  if ("problem" in read) return { draft, tried: true, problem: read.problem };
  if (!isAbout(read.draft.text, { teaser: draft.text, ...(draft.title === undefined ? {} : { title: draft.title }) }))
    return {
      draft,
      tried: true,
      problem: `The page at ${new URL(draft.url).host} is not the article: it has hardly a word of the feed's title and teaser.`,
    };
  return { draft: withPage(draft, read.draft), tried: true };
}

/** What the feed says of an article goes before what its page says; the text is the longer one. */
export function withPage(draft: Draft, page: Omit<Draft, "origin">): Draft {
  if (page.text.length <= draft.text.length) return draft;
  const { blockQuotes: _, ...rest } = draft;
  const { text, blockQuotes } = page;
  const { title, byline, published, outlet } = { ...page, ...draft };
  return {
    ...rest,
    text,
    ...(blockQuotes === undefined ? {} : { blockQuotes }),
    ...(title === undefined ? {} : { title }),
    ...(byline === undefined ? {} : { byline }),
    ...(published === undefined ? {} : { published }),
    ...(outlet === undefined ? {} : { outlet }),
  };
}

/** When the page of an article that was first read at `readAt` is read next; undefined: not any more. */
export function nextReread(readAt: Instant, now: Date): Instant | undefined {
  const next = REREAD_AFTER.map((after) => Date.parse(readAt) + after).find((at) => at > now.getTime() + HOUR / 2);
  return next === undefined ? undefined : instant(new Date(next));
}
