import type { Article } from "../article.ts";
import type { Quote } from "../quote.ts";
import type { Story } from "../story.ts";
import { foldName, foldWords } from "../text/fold.ts";

/** A quote, and the same words as other articles of its story carry them. */
export type SharedQuote = Quote & { readonly others?: readonly Quote[] };

/** Fewer words than these may be alike by chance. */
const FEWEST_WORDS = 4;
/** Of the longer wording so much stands in the other one. */
const ALIKE = 0.75;

/** Whose an article is: two articles of one outlet are one voice. */
export const outletOf = ({ outlet, origin }: Article): string => foldName(outlet ?? origin);

/** The words of a quote, folded: what two wordings are compared by. */
export function quoteWords(quote: Quote, text: string): string[] {
  return quote.parts.flatMap(({ start, end }) => foldWords(text.slice(start, end)));
}

/** Whether these are the same words, whole, in part, or with a word or two changed. */
export function sameWords(a: readonly string[], b: readonly string[]): boolean {
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  if (few.length < FEWEST_WORDS) return few.length === many.length && few.every((word, i) => word === many[i]);
  return isPart(few, many) || inCommon(few, many) >= ALIKE * many.length;
}

/** Whether one wording says something that the other one does not: more than a part of it. */
export function isReworded(a: readonly string[], b: readonly string[]): boolean {
  return a.length < b.length ? !isPart(a, b) : !isPart(b, a);
}

function isPart(few: readonly string[], many: readonly string[]): boolean {
  return ` ${many.join(" ")} `.includes(` ${few.join(" ")} `);
}

function inCommon(few: readonly string[], many: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of many) left.set(word, (left.get(word) ?? 0) + 1);
  let both = 0;
  for (const word of few) {
    const n = left.get(word) ?? 0;
    if (n > 0) both++;
    left.set(word, n - 1);
  }
  return both;
}

/** Surnames agree, or one of them is not named: "Ada Lind" and "Ms. Lind", an unnamed official and nobody. */
function sameSpeaker(a: Quote, b: Quote): boolean {
  if (a.speaker === null || b.speaker === null || a.speaker.kind === "anonymous" || b.speaker.kind === "anonymous") return true;
  const [one, other] = [foldWords(a.speaker.name), foldWords(b.speaker.name)];
  return one.at(-1) === other.at(-1);
}

/**
 * The quotes of a story in their order, the same words in several articles as one. Shown is the wording whose speaker is named,
 * and of those the surest, then the longest. Where several outlets name the same speaker each for itself, it is that much surer: their doubts are multiplied.
 */
export function sharedQuotes(story: Pick<Story, "articles" | "quotes">): SharedQuote[] {
  if (story.articles.length === 1) return [...story.quotes];
  const articles = new Map<string, Article>(story.articles.map((article) => [article.id, article]));
  type Wording = { readonly quote: Quote; readonly words: string[] };
  const groups: [Wording, ...Wording[]][] = [];
  for (const quote of story.quotes) {
    const words = quoteWords(quote, articles.get(quote.articleId)?.text ?? "");
    const mine = groups.find((group) =>
      group.some(
        (other) =>
          other.quote.articleId !== quote.articleId &&
          (other.quote.kind === "indirect") === (quote.kind === "indirect") &&
          sameSpeaker(other.quote, quote) &&
          sameWords(other.words, words),
      ),
    );
    if (mine) mine.push({ quote, words });
    else groups.push([{ quote, words }]);
  }
  return groups.map((group): SharedQuote => {
    const named = (q: Quote) => (q.speaker === null ? 0 : q.speaker.kind === "anonymous" ? 1 : 2);
    const better = (a: Wording, b: Wording) =>
      named(b.quote) - named(a.quote) || b.quote.confidence - a.quote.confidence || b.words.length - a.words.length;
    const best = group.reduce((a, b) => (better(a, b) > 0 ? b : a));
    const agreeing = new Map<string, number>();
    for (const { quote } of group) {
      const article = articles.get(quote.articleId);
      if (article && quote.speaker && best.quote.speaker && sameSpeaker(quote, best.quote))
        agreeing.set(outletOf(article), Math.max(agreeing.get(outletOf(article)) ?? 0, quote.confidence));
    }
    const doubt = [...agreeing.values()].reduce((product, confidence) => product * (1 - confidence), 1);
    const others = group.filter((each) => each !== best).map((each) => each.quote);
    return others.length === 0 ? best.quote : { ...best.quote, confidence: Math.max(best.quote.confidence, 1 - doubt), others };
  });
}
