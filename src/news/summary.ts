import type { ArticleId, Span } from "./article.ts";

/** One sentence of a summary: the article's own (with its place), or a model's that was checked against the article (without). */
export type SummarySentence = { readonly text: string; readonly articleId: ArticleId; readonly span: Span | null };
export type Summary = { readonly sentences: readonly SummarySentence[] };
