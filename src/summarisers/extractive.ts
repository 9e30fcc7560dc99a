import type { Article, Span } from "../news/article.ts";
import type { Quote } from "../news/quote.ts";
import { leadArticle } from "../news/story/headline.ts";
import { retell } from "../news/story/retell.ts";
import type { Story } from "../news/story.ts";
import { summarise } from "../news/summary/summarise.ts";
import type { SummarySentence } from "../news/summary.ts";
import type { Summariser } from "../ports.ts";

/** The default: the articles' own sentences, verbatim, chosen in a few milliseconds with no model and no network. */
export function extractiveSummariser(): Summariser {
  return {
    async summarise(articles, max, beside) {
      const told = articles.length > 1 && max > 1 ? fromSeveral(articles, beside) : [];
      if (told.length > 0) return { sentences: told };
      const article = leadArticle(articles);
      const spans = summarise(article.text, { title: article.title, max, avoid: spansIn(article, beside) });
      return { sentences: spans.map((span) => sentence(article, span)) };
    },
  };
}

/** Two sentences from different outlets; none where they say nothing different, or where there is one outlet only. */
function fromSeveral(articles: Story["articles"], beside: readonly Quote[]): SummarySentence[] {
  const shown = articles.map((article) => spansIn(article, beside));
  const tellers = articles.map((article) => ({ title: article.title, text: article.text, outlet: article.outlet ?? article.origin }));
  const said = (at: number, span: Span) => (shown[at] ?? []).some((quote) => quote.start < span.end && quote.end > span.start);
  const told = retell(tellers, said);
  return told.length < 2 ? [] : told.flatMap(({ article, span }) => sentence(articles[article], span) ?? []);
}

function sentence(article: Article, span: Span): SummarySentence;
function sentence(article: Article | undefined, span: Span): SummarySentence | null;
function sentence(article: Article | undefined, span: Span): SummarySentence | null {
  return article ? { text: article.text.slice(span.start, span.end), articleId: article.id, span } : null;
}

function spansIn(article: Article, quotes: readonly Quote[]): Span[] {
  return quotes.flatMap((quote) => (quote.articleId === article.id ? quote.parts : []));
}
