import type { Article } from "../article.ts";
import { leadOf } from "../cluster.ts";
import type { Story } from "../story.ts";
import { chances, expectedLikeness } from "./expected.ts";
import { type Beginning, formsOf, toldWords } from "./told-words.ts";
import { HEADLINE, HEADLINE_WORDS } from "./weights-table.ts";

/** The first articles of a story decide: its headline need not change with the twentieth, nor are all read again for it. */
const ARTICLES = 12;

/** The position of the article whose title says best what all of them tell; the earlier one of equals. */
export function chooseHeadline(articles: readonly Beginning[]): number {
  if (articles.length < 2) return 0;
  const first = articles.slice(0, ARTICLES);
  const chance = chances(toldWords(first), HEADLINE);
  const scores = first.map(({ title }) => expectedLikeness(formsOf(title), chance, HEADLINE_WORDS));
  return scores.reduce((best, score, i) => (score > (scores[best] ?? 0) + 1e-9 ? i : best), 0);
}

/** The article of a story whose title heads it. */
export function leadArticle(articles: Story["articles"]): Article {
  if (articles.length === 1) return articles[0];
  const beginnings = articles.slice(0, ARTICLES).map(({ title, text }) => ({ title, lead: leadOf(text, title) }));
  return articles[chooseHeadline(beginnings)] ?? articles[0];
}
