import type { Span } from "../article.ts";
import { choose } from "./choose.ts";
import { readArticle } from "./read.ts";
import { weigh } from "./weigh.ts";

export type SummaryOptions = {
  /** The headline: what it says is not said again, and what it is about counts for more. */
  readonly title?: string;
  /** At most so many sentences, from 1; 3 without it. */
  readonly max?: number;
  /** Quotes that are shown beside the summary. */
  readonly avoid?: readonly Span[];
};

/**
 * The sentences that tell what happened: offsets into `text`, in its order, each verbatim and readable on its own. With `max` from 2 on
 * mostly two or three; fewer where the text has no more, none where it has no sentence.
 * Linear in the length of the text.
 */
export function summarise(text: string, options: SummaryOptions = {}): Span[] {
  const max = Math.max(1, Math.floor(options.max ?? 3));
  const avoid = options.avoid ?? [];
  const article = readArticle(text, options.title ?? "");
  for (const sentences of [article.sentences, ...fallbacks(article.sentences)]) {
    const chosen = choose(weigh({ ...article, sentences }), avoid, max);
    if (chosen.length > 0) return chosen.map((c) => c.sentence.span);
  }
  return [];
}

/** Where nothing can be read on its own: the same with leaning sentences taken as they are, then with questions and speech too. */
function fallbacks(sentences: ReturnType<typeof readArticle>["sentences"]): (typeof sentences)[] {
  const free = sentences.map((s) => ({ ...s, leaning: { how: "free" as const } }));
  const all = free.filter((s) => s.kind !== "furniture").map((s) => ({ ...s, kind: "body" as const }));
  return [free, all];
}
