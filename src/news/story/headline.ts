import type { Article } from "../article.ts";
import { leadOf } from "../cluster.ts";
import type { Story } from "../story.ts";
import { covered, joined, likeness, shared, support, type Terms, termsOf } from "./terms.ts";
import { HEADLINE } from "./weights-table.ts";

/** An article of a story: its title and its beginning. */
export type Beginning = { readonly title: string; readonly lead: string };

/** Words that announce an opinion, an explanation or a list, not what happened. */
const COMMENT =
  /^(?:opinion|analysis|watch|video|live|why|how|what|here(?:['’]s| is| are)|the \d+|\d+ (?:things|takeaways)|fact.?check|editorial|exclusive|breaking|poll)\b/i;

export const HEADLINE_FEATURES = [
  ...["titles", "nearest title", "leads", "own lead", "shared with titles", "shared with leads", "shared words"],
  ...["words", "words squared", "short", "long", "question", "quoted", "colon", "digits", "comment", "rarity", "capitals", "exclaims"],
  ...["t0", "t1", "t2", "t3", "tr", "l0", "l1", "l2", "l3", "lr", "stop", "pos", "begins", "dot"],
] as const;

/** What is looked at of each title, in the order of the articles. */
export function headlineFeatures(articles: readonly Beginning[]): number[][] {
  const titles = articles.map(({ title }) => termsOf(title));
  const leads = articles.map(({ lead }) => termsOf(lead));
  const inTitles = support(titles);
  const inLeads = support(leads);
  const first = (t: Terms) => t.weights.keys().next().value ?? "";
  return articles.map(({ title }, me) => {
    const mine = titles[me] ?? termsOf("");
    const others = titles.filter((_, i) => i !== me);
    const told = leads.filter((_, i) => i !== me);
    const near = others.map((other) => likeness(mine, other));
    const said = joined(others);
    const around = joined([...told, leads[me] ?? termsOf("")]);
    const rest = joined([...others, ...told]);
    const words = title.split(/\s+/u).filter(Boolean);
    const count = words.length / 10;
    return [
      likeness(mine, said),
      Math.max(0, ...near),
      likeness(mine, joined(told)),
      likeness(mine, leads[me] ?? mine),
      shared(mine, said),
      shared(mine, around),
      shared(mine, rest) * Math.min(1.5, count),
      count,
      count * count,
      Math.max(0, 0.6 - count),
      Math.max(0, count - 1.3),
      Number(/\?/.test(title)),
      Number(/["“”]|(?:^|\s)['‘]/u.test(title)),
      Number(/:\s|\s[|–—-]\s/u.test(title)),
      Number(/\d/.test(title)),
      Number(COMMENT.test(title)),
      mine.weights.size ? [...mine.weights.values()].reduce((a, b) => a + b, 0) / mine.weights.size / 8 : 0,
      words.filter((word) => /^\p{Lu}/u.test(word)).length / Math.max(1, words.length),
      Number(/!/.test(title)),
      ...covered(mine, inTitles),
      ...covered(mine, inLeads),
      (words.length - mine.weights.size) / Math.max(1, words.length),
      me / 3,
      others.some((o) => first(o) === first(mine)) ? 1 : 0,
      Number(/\.\.\.|…|;/.test(title)),
    ];
  });
}

/** The position of the article whose title says best what all of them tell; the earlier one of equals. */
export function chooseHeadline(articles: readonly Beginning[]): number {
  if (articles.length < 2) return 0;
  const scores = headlineFeatures(articles).map((features) => features.reduce((sum, x, i) => sum + x * (HEADLINE[i] ?? 0), 0));
  return scores.reduce((best, score, i) => (score > (scores[best] ?? 0) + 1e-9 ? i : best), 0);
}

/** The article of a story whose title heads it. */
export function leadArticle(articles: Story["articles"]): Article {
  if (articles.length === 1) return articles[0];
  return articles[chooseHeadline(articles.map(({ title, text }) => ({ title, lead: leadOf(text, title) })))] ?? articles[0];
}
