import type { Article } from "./article.ts";
import { addressKey } from "./copies/address-key.ts";
import { isNearCopy, printOf } from "./copies/near-copy.ts";
import { type Quote, type QuoteId, quoteId } from "./quote.ts";
import { foldName } from "./text/fold.ts";

/** An article and the quotes in it. */
export type Quoted = { readonly article: Pick<Article, "text" | "title" | "url">; readonly quotes: readonly Quote[] };

const words = (text: string) =>
  text
    .toLowerCase()
    .normalize("NFKC")
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether one is the other, changed: not so where a source uses one id, or one file name, for one article after the other. */
export function isSameArticle(
  old: Quoted["article"],
  now: { readonly text: string; readonly title?: string; readonly url?: string },
): boolean {
  const [before, after] = [old.url && addressKey(old.url), now.url && addressKey(now.url)];
  if (before !== undefined && before === after) return true;
  if (now.title !== undefined && words(old.title).join(" ") === words(now.title).join(" ")) return true;
  const [a, b] = [printOf(old.text), printOf(now.text)];
  return a !== undefined && b !== undefined && isNearCopy(a, b);
}

/** Words in common with what the same speaker says now, of all words of the two: more, and it is the same quote, reworded. */
const REWORDED = 0.4;

/**
 * The quotes of an article that its newer version does not have. Where the same words stand in marks there, they are the newer
 * version's quote, also where its speaker is named otherwise now, unless they are said to be somebody else's.
 */
export function withdrawnQuotes(old: Quoted, now: Quoted): ReadonlyMap<QuoteId, "gone" | "reworded"> {
  const said = now.quotes.map((quote) => ({ words: wordsOf(quote, now.article.text), speaker: speakerOf(quote), kind: quote.kind }));
  const withdrawn = new Map<QuoteId, "gone" | "reworded">();
  for (const quote of old.quotes) {
    const its = wordsOf(quote, old.article.text);
    const speaker = speakerOf(quote);
    const same = (other: string | null) => speaker === null || other === null || alike(speaker, other);
    const text = its.join(" ");
    const kept = said.some((other) => same(other.speaker) && ` ${other.words.join(" ")} `.includes(` ${text} `));
    if (kept || its.length === 0) continue;
    const reworded = said.some(
      (other) => same(other.speaker) && (other.kind === "indirect") === (quote.kind === "indirect") && share(its, other.words) >= REWORDED,
    );
    withdrawn.set(quoteId(quote), reworded ? "reworded" : "gone");
  }
  return withdrawn;
}

const wordsOf = (quote: Quote, text: string) => quote.parts.flatMap(({ start, end }) => words(text.slice(start, end)));
const speakerOf = ({ speaker }: Quote) => (speaker?.kind === "person" ? foldName(speaker.name) : null);
/** "Hamid Karzai" and "Karzai": a newer version may name the speaker in short. */
const alike = (a: string, b: string) => a === b || a.endsWith(` ${b}`) || b.endsWith(` ${a}`);

function share(a: readonly string[], b: readonly string[]): number {
  const [x, y] = [new Set(a), new Set(b)];
  const both = [...x].filter((word) => y.has(word)).length;
  return both / (x.size + y.size - both || 1);
}
