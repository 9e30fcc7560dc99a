import { createHash } from "node:crypto";
import type { IngestParts } from "../ingest.ts";
import { type Article, type ArticleId, type Draft, instant, LONGEST_READ } from "../news/article.ts";
import { keyQuotes } from "../news/digest.ts";
import { extract, SPEAKER_MARGIN } from "../news/quotes/extract.ts";
import type { Story, StoryId } from "../news/story.ts";
import type { Summariser } from "../ports.ts";

const SUMMARY_SENTENCES = 3;
const LONGEST_TITLE = 80;

/** What an article says, told as a story of its own; its summary comes when it is known what story it is in. */
export function tell(parts: IngestParts, article: Article): Story {
  const { quotes, people } = (parts.extract ?? extract)(article.text.slice(0, LONGEST_READ), {
    ...(article.blockQuotes ? { blockQuotes: article.blockQuotes } : {}),
    ...(article.byline ? { byline: article.byline } : {}),
  });
  return {
    id: article.id as string as StoryId,
    articles: [article],
    summary: { sentences: [] },
    // Vague is fine, wrong is not: a speaker below the margin is not even stored, so that no answer can show it.
    quotes: quotes.map((quote) => ({
      ...quote,
      articleId: article.id,
      speaker: quote.confidence >= SPEAKER_MARGIN ? quote.speaker : null,
    })),
    people,
  };
}

/** A story with its summary, which says nothing that the quotes beside it say. */
export async function summarised(summariser: Summariser, story: Story): Promise<Story> {
  return { ...story, summary: await summariser.summarise(story.articles, SUMMARY_SENTENCES, keyQuotes(story)) };
}

/** A story in which a newer version of an article, told as a story of its own, has its place. */
export function withVersion(story: Story, old: ArticleId, version: Story): Story {
  const [article] = version.articles;
  const [lead, ...others] = story.articles.map((one) => (one.id === old ? article : one));
  return {
    ...story,
    articles: [lead ?? article, ...others],
    quotes: [...story.quotes.filter(({ articleId }) => articleId !== old), ...version.quotes],
  };
}

/** An article as it is stored. One that says no title is called by its first words. */
export function articleOf(draft: Draft, id: ArticleId, now: Date): Article {
  return { ...draft, id, title: draft.title ?? firstWords(draft.text), readAt: instant(now) };
}

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 20);

/** The same item has the same id, wherever and whenever it is read: the feed's id, else the address, else the words themselves. */
export function articleId(draft: Draft): ArticleId {
  return hashOf(draft.guid ? `guid ${draft.origin} ${draft.guid}` : draft.url ? `url ${draft.url}` : `text ${draft.text}`) as ArticleId;
}

/** What else is found under an id that has an article: its newer version, or another article where a source uses an id twice. */
export const nextId = (id: ArticleId, draft: Draft): ArticleId => hashOf(`${id} then ${draft.title ?? ""}\n${draft.text}`) as ArticleId;

function firstWords(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length <= LONGEST_TITLE ? line : `${line.slice(0, LONGEST_TITLE).replace(/\s+\S*$/u, "")} …`;
}
