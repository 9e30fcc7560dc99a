import type { Found } from "../news/cards/answer-cards.ts";
import { quoteWords, type SharedQuote, sameWords } from "../news/story/same-quote.ts";
import type { Archive, QuoteInStory, QuotesWanted } from "../ports.ts";

/** So many quotes around a page are looked at for the same words: outlets carry them within hours of each other. */
const REACH = 30;

type Group = { readonly first: QuoteInStory; readonly all: QuoteInStory[]; readonly words: readonly string[] };

/**
 * A page of what somebody said, newest first, the same words in several articles of a story once. `next`: the offset of the page behind
 * it, in quotes as they are stored; null on the last.
 */
export async function quotesPage(
  archive: Pick<Archive, "quotes">,
  wanted: Pick<QuotesWanted, "names" | "about">,
  offset: number,
  size: number,
): Promise<{ readonly quotes: readonly Found[]; readonly next: number | null }> {
  const from = Math.max(0, offset - REACH);
  const stored = await archive.quotes({ ...wanted, reported: false, offset: from, limit: offset - from + REACH + 1 });
  const articles = new Map<string, Set<string>>();
  for (const { story, article } of stored) articles.set(story, (articles.get(story) ?? new Set()).add(article.id));
  const groups: Group[] = [];
  const page = new Set<Group>();
  let next: number | null = null;
  for (const [n, found] of stored.entries()) {
    const at = from + n;
    // Of a story with one article here nothing is compared.
    const words = (articles.get(found.story)?.size ?? 0) > 1 ? quoteWords(found.quote, found.article.text) : [];
    const group = groups.find(
      ({ first, all, words: others }) =>
        first.story === found.story && !all.some(({ article }) => article.id === found.article.id) && sameWords(others, words),
    );
    if (group) group.all.push(found);
    // What is beyond the page is only looked at for more of the page's own.
    if (next !== null) continue;
    if (at >= offset && ((!group && page.size === size) || at >= offset + REACH)) next = at;
    else if (!group) {
      const made: Group = { first: found, all: [found], words };
      groups.push(made);
      if (at >= offset) page.add(made);
    }
  }
  if (page.size === 0 && next !== null) return quotesPage(archive, wanted, next, size);
  return { quotes: [...page].map(shared), next };
}

function shared({ first, all }: Group): Found {
  const others = all.filter((one) => one !== first).map(({ quote }) => quote);
  const quote: SharedQuote = others.length > 0 ? { ...first.quote, others } : first.quote;
  return { quote, article: first.article, articles: all.map(({ article }) => article) };
}
