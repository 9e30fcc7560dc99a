import type { Article, ArticleId, Instant } from "../../src/news/article.ts";
import type { Quote, QuoteKind, Speaker } from "../../src/news/quote.ts";
import type { Story, StoryId } from "../../src/news/story.ts";

type Said = {
  readonly words: string;
  readonly by?: string;
  readonly kind?: QuoteKind;
  readonly confidence?: number;
  readonly role?: string;
};
type Told = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly outlet?: string;
  readonly url?: string;
  readonly published?: string;
  readonly said?: readonly Said[];
};

const speaker = (name: string, role?: string): Speaker => ({ name, kind: "person", mention: null, ...(role ? { role } : {}) });

function quoteIn({ id, text }: Told, { words, by, kind = "direct", confidence = 0.9, role }: Said): Quote {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`“${words}” does not stand in ${id}`);
  const parts = [{ start, end: start + words.length }] as const;
  return { articleId: id as ArticleId, parts, kind, speaker: by ? speaker(by, role) : null, cue: null, confidence };
}

function article({ id, title, text, outlet, url, published }: Told): Article {
  return {
    id: id as ArticleId,
    origin: outlet ?? "test",
    title,
    text,
    readAt: "2031-11-03T09:00:00.000Z" as Instant,
    ...(outlet ? { outlet } : {}),
    ...(url ? { url } : {}),
    ...(published ? { published: published as Instant } : {}),
  };
}

/** A story told by these articles, of the first of which the first sentence is the summary. */
export function storyTold(first: Told, ...others: readonly Told[]): Story {
  const all = [first, ...others];
  const end = first.text.indexOf(". ") + 1 || first.text.length;
  return {
    id: first.id as StoryId,
    articles: [article(first), ...others.map(article)],
    summary: { sentences: [{ text: first.text.slice(0, end), articleId: first.id as ArticleId, span: { start: 0, end } }] },
    quotes: all.flatMap((told) => (told.said ?? []).map((said) => quoteIn(told, said))),
    people: all.flatMap((told, i) =>
      [...new Set((told.said ?? []).flatMap(({ by }) => by ?? []))].map((name) => ({
        name,
        aliases: [],
        mentions: [{ start: 0, end: 1 }],
        ...(i > 0 ? { articleId: told.id as ArticleId } : {}),
      })),
    ),
  };
}
