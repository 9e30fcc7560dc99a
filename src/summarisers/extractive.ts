import { summarise } from "../news/summary/summarise.ts";
import type { Summariser } from "../ports.ts";

/** The default: the article's own sentences, verbatim, chosen in a few milliseconds with no model and no network. */
export function extractiveSummariser(): Summariser {
  return {
    async summarise(article, max, avoid) {
      const spans = summarise(article.text, { title: article.title, max, avoid });
      return { sentences: spans.map((span) => ({ text: article.text.slice(span.start, span.end), articleId: article.id, span })) };
    },
  };
}
