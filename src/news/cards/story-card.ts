import type { Article, ArticleId } from "../article.ts";
import type { Action, Card, NoticeItem, QuoteItem } from "../card.ts";
import { day, type Phrases, phrasesIn } from "../phrases.ts";
import type { WholeStory } from "../question.ts";
import type { Quote } from "../quote.ts";
import { isReworded, outletOf, quoteWords, type SharedQuote, sharedQuotes } from "../story/same-quote.ts";
import type { Story } from "../story.ts";
import { foldName } from "../text/fold.ts";
import { made, type Reader, type Searched, sharing } from "./answer-cards.ts";
import { wholeOf } from "./buttons.ts";
import { attribution, carriedIn, namesInFull, shortQuoteItem, storyItem } from "./items.ts";

/** What a page holds: a reader takes no more in, and an answer of a platform has no room for more. */
const PAGE = { quotes: 10, letters: 5000, articles: 10, people: 60 };

/**
 * All there is of a story, page by page: its text, everybody's words once (what is new of them first, what is only reported last) with each
 * other wording below, all its articles, and the people it mentions. `extent`: what was searched for it.
 */
export function storyCard(story: Story, asked: WholeStory, to: Reader = {}, extent?: Searched): Card {
  const said = phrasesIn(to.language);
  const quotes = quotePages(allQuotes(story, asked.known));
  const articles = slices(story.articles, PAGE.articles);
  const whole = storyItem(story, []);
  const people = slices(whole.people, PAGE.people);
  const pages = Math.max(1, quotes.length, articles.length, people.length);
  const page = Math.min(asked.page, pages - 1);
  const { also: _, ...head } = whole;
  const item = { ...head, quotes: quotes[page] ?? [], people: people[page] ?? [], ...(page > 0 ? { summary: [] } : {}) };
  const sources = articles[page];
  const items: Card["items"] = [item, ...(sources && story.articles.length > 1 ? [toldBy(sources, to, said)] : [])];
  const more: Action[] = page + 1 < pages ? [{ label: said.more, question: { ...asked, page: page + 1 } }] : [];
  const part = pages > 1 ? [said.partOf(page + 1, pages)] : [];
  return made(
    {
      title: said.storyTitle,
      note: [...(extent ? [said.searched(extent)] : []), [...balance(story, said), ...part].join(" · ")].join(" "),
      items,
      actions: [...more, ...wholeOf([item], [], said), ...sharing({ ...asked, page }, to)],
    },
    to,
  );
}

function balance(story: Story, said: Phrases): string[] {
  const spoken = sharedQuotes(story).filter(({ kind }) => kind !== "indirect");
  const speakers = namesInFull(spoken.flatMap(({ speaker }) => (speaker ? [foldName(speaker.name)] : [])));
  return [
    said.articles(story.articles.length),
    said.outlets(new Set(story.articles.map(outletOf)).size),
    said.quotes(spoken.length),
    said.speakers(speakers.size),
  ];
}

/** Each quote once, and behind it the wordings of others that say it otherwise. */
function allQuotes(story: Story, known = story.articles.length): QuoteItem[][] {
  const articles = new Map<ArticleId, Article>(story.articles.map((article) => [article.id, article]));
  const told = new Set(story.articles.slice(0, known).map(({ id }) => id));
  const isFresh = (quote: SharedQuote) => [quote, ...(quote.others ?? [])].every(({ articleId }) => !told.has(articleId));
  const place = (quote: SharedQuote) => Number(quote.kind === "indirect") * 2 + Number(!isFresh(quote));
  const item = (quote: Quote): QuoteItem => shortQuoteItem(quote, articles.get(quote.articleId) ?? story.articles[0]);
  const wordsIn = (quote: Quote) => quoteWords(quote, articles.get(quote.articleId)?.text ?? "");
  return sharedQuotes(story)
    .map((quote) => ({ quote, at: place(quote) }))
    .sort((a, b) => a.at - b.at)
    .map(({ quote }) => {
      const { carried } = carriedIn(quote, story);
      const shown: Quote[] = [quote];
      for (const other of quote.others ?? []) if (shown.every((one) => isReworded(wordsIn(one), wordsIn(other)))) shown.push(other);
      const [, ...variants] = shown;
      return [
        {
          ...item(quote),
          ...(carried ? { carried: { outlets: carried.outlets } } : {}),
          ...(isFresh(quote) ? { fresh: true as const } : {}),
        },
        ...variants.map((other) => ({ ...item(other), variant: true as const })),
      ];
    });
}

/** The wordings of one quote stay together. */
function quotePages(groups: readonly QuoteItem[][]): QuoteItem[][] {
  const pages: QuoteItem[][] = [];
  let letters = 0;
  for (const group of groups) {
    const length = group.reduce((sum, { parts }) => sum + parts.join(" ").length, 0);
    const page = pages.at(-1);
    if (page && page.length + group.length <= PAGE.quotes && letters + length <= PAGE.letters) {
      page.push(...group);
      letters += length;
    } else {
      pages.push([...group]);
      letters = length;
    }
  }
  return pages;
}

function slices<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}

/** Every article by outlet, title and day, a link where there is an address. */
function toldBy(articles: readonly Article[], { language }: Reader, said: Phrases): NoticeItem {
  return {
    kind: "notice",
    heading: said.toldBy,
    lines: articles.map((article) => {
      const { outlet, title, published, url } = attribution(article);
      const when = published ? day(new Date(published), language) : said.undated;
      return { text: [outlet ?? said.noOutlet, title, when].join(" · "), ...(url ? { url } : {}) };
    }),
  };
}
