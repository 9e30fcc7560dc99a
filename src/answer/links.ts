import type { Article, ArticleId, Draft } from "../news/article.ts";
import { instant, LONGEST_READ } from "../news/article.ts";
import type { Card, Item } from "../news/card.ts";
import { noticeCard, type Reader } from "../news/cards/answer-cards.ts";
import { storyItem } from "../news/cards/items.ts";
import { managePhrasesIn } from "../news/manage/manage-phrases.ts";
import { phrasesIn } from "../news/phrases.ts";
import type { Quote } from "../news/quote.ts";
import { extract, SPEAKER_MARGIN } from "../news/quotes/extract.ts";
import type { Story, StoryId } from "../news/story.ts";
import type { ReadLink } from "../ports/chat.ts";
import type { Clock } from "../ports.ts";

const MOST_LINKS = 5;
/** Quotes shown of one article. */
const MOST_QUOTES = 10;

/** Who is quoted in the articles behind these links. What cannot be read is said, with why. Nothing of it is stored. */
export async function quotedBehind(
  urls: readonly string[],
  parts: { readonly readLink: ReadLink; readonly clock: Clock },
  to: Reader,
): Promise<Card> {
  const said = managePhrasesIn(to.language);
  if (urls.length === 0) return noticeCard(said.linksTitle, said.noLinks, to);
  const wanted = [...new Set(urls)].slice(0, MOST_LINKS);
  const read = await Promise.all(
    wanted.map(async (url) => {
      try {
        return { url, draft: await parts.readLink(url) };
      } catch (cause) {
        return { url, why: cause instanceof Error ? cause.message : String(cause) };
      }
    }),
  );
  const items = read.map((one): Item => {
    if ("why" in one) return { kind: "notice", lines: [{ text: said.linkUnread(one.url, one.why) }] };
    const story = storyOf(one.draft, one.url, instant(parts.clock.now()));
    const quotes = story.quotes.filter(({ kind }) => kind !== "indirect").slice(0, MOST_QUOTES);
    const title = story.articles[0].title || phrasesIn(to.language).untitled;
    return quotes.length > 0 ? storyItem(story, quotes) : { kind: "absence", why: "mentioned", text: said.nobodyQuoted(title) };
  });
  const count = read.filter((one) => "draft" in one).length;
  return {
    title: said.linksTitle,
    note: said.linksRead(count, wanted.length),
    items,
    actions: [],
    ...(to.language ? { language: to.language } : {}),
  };
}

function storyOf(draft: Draft, url: string, readAt: Article["readAt"]): Story {
  const article: Article = { url, ...draft, id: "link" as ArticleId, title: draft.title ?? "", readAt };
  const { quotes, people } = extract(article.text.slice(0, LONGEST_READ), {
    ...(article.blockQuotes ? { blockQuotes: article.blockQuotes } : {}),
    ...(article.byline ? { byline: article.byline } : {}),
  });
  return {
    id: "link" as StoryId,
    articles: [article],
    summary: { sentences: [] },
    quotes: quotes.map(
      (quote): Quote => ({
        ...quote,
        articleId: article.id,
        speaker: quote.confidence >= SPEAKER_MARGIN ? quote.speaker : null,
      }),
    ),
    people,
  };
}
