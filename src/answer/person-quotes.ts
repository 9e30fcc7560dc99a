import type { Found } from "../news/cards/answer-cards.ts";
import { quoteWords, type SharedQuote, sameWords } from "../news/story/same-quote.ts";
import type { Archive, QuoteInStory, QuotePlace, QuotesWanted } from "../ports.ts";

/** So many quotes around a page are looked at for the same words: outlets carry them within hours of each other. */
const REACH = 30;

type Group = { readonly first: QuotePlace; readonly all: QuotePlace[] };

/**
 * A page of what somebody said, newest first, the same words in several articles of a story once. `next`: the offset of the page behind
 * it, in quotes as they are stored; null on the last. Read are the quotes of the page and those that may be the same, and no other.
 */
export async function quotesPage(
  archive: Pick<Archive, "places" | "quotesAt">,
  wanted: Pick<QuotesWanted, "names" | "about">,
  offset: number,
  size: number,
): Promise<{ readonly quotes: readonly Found[]; readonly next: number | null }> {
  const from = Math.max(0, offset - REACH);
  const places = await archive.places({ ...wanted, reported: false, offset: from, limit: offset - from + REACH + 1 });
  const articles = new Map<string, Set<number>>();
  for (const { story, article } of places) articles.set(story, (articles.get(story) ?? new Set()).add(article));
  // Of a story with one article here nothing is compared.
  const compared = places.filter(({ story }) => (articles.get(story)?.size ?? 0) > 1);
  const read = new Map<QuotePlace, QuoteInStory>();
  async function take(wanted: readonly QuotePlace[]): Promise<void> {
    const unread = wanted.filter((place) => !read.has(place));
    for (const [n, found] of (await archive.quotesAt(unread)).entries()) {
      const place = unread[n];
      if (place && found) read.set(place, found);
    }
  }
  await take([...new Set([...compared, ...places.slice(offset - from, offset - from + size)])]);
  const words = new Map(compared.map((place) => [place, wordsOf(read.get(place))]));
  const groups: Group[] = [];
  const page = new Set<Group>();
  let next: number | null = null;
  for (const [n, place] of places.entries()) {
    const at = from + n;
    const mine = words.get(place);
    const group =
      mine &&
      groups.find(
        ({ first, all }) =>
          first.story === place.story && !all.some(({ article }) => article === place.article) && sameWords(words.get(first) ?? [], mine),
      );
    if (group) group.all.push(place);
    // What is beyond the page is only looked at for more of the page's own.
    if (next !== null) continue;
    if (at >= offset && ((!group && page.size === size) || at >= offset + REACH)) next = at;
    else if (!group) {
      const made: Group = { first: place, all: [place] };
      groups.push(made);
      if (at >= offset) page.add(made);
    }
  }
  if (page.size === 0 && next !== null) return quotesPage(archive, wanted, next, size);
  await take([...page].map(({ first }) => first));
  return { quotes: [...page].flatMap(({ all }) => shared(all.flatMap((place) => read.get(place) ?? []))), next };
}

const wordsOf = (found: QuoteInStory | undefined): readonly string[] => (found ? quoteWords(found.quote, found.article.text) : []);

/** Nothing where it has left the archive since. */
function shared([first, ...others]: readonly QuoteInStory[]): Found[] {
  if (first === undefined) return [];
  const quote: SharedQuote = others.length > 0 ? { ...first.quote, others: others.map((one) => one.quote) } : first.quote;
  return [{ quote, article: first.article, articles: [first, ...others].map(({ article }) => article) }];
}
