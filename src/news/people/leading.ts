import type { Bearer, Entry } from "./bearer.ts";

type Counts = { readonly quotes: number; readonly articles: number };

/** From this share of what all bearers of a name have said, one of them is meant by it; the others stay a click away. */
const LEADS = 0.7;
/** With fewer quotes among them all, being named counts as well: an article a fifth of a quote. */
const FEW_QUOTES = 3;
const ARTICLE = 0.2;

/** Whom a name means where several bear it: the one who clearly leads among them; null: nobody does. */
export function leader<T>(bearers: readonly T[], countsOf: (bearer: T) => Counts): T | null {
  const counts = bearers.map(countsOf);
  const quoted = counts.reduce((sum, { quotes }) => sum + quotes, 0) >= FEW_QUOTES;
  const weights = counts.map(({ quotes, articles }) => (quoted ? quotes : quotes + ARTICLE * articles));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const most = Math.max(...weights);
  return most > 0 && most >= LEADS * total ? (bearers[weights.indexOf(most)] ?? null) : null;
}

/** Quotes and articles by which somebody is known well enough. */
const ENOUGH = 20;

/**
 * Whose a surname is that stands alone: its only bearer's, or of several the one's who leads by far. Where little is known of
 * the leader and the surname is met more often, nobody can tell.
 */
export function ownerOf(possible: readonly Bearer[], bare: readonly Entry[]): Bearer | null {
  if (possible.length < 2) return possible[0] ?? null;
  const first = leader(possible, ({ entries }) => countsOf(entries));
  const [own, alone] = [countsOf(first?.entries ?? []), countsOf(bare)];
  return own.quotes + own.articles >= Math.min(ENOUGH, alone.quotes + alone.articles) ? first : null;
}

function countsOf(entries: readonly Entry[]): { quotes: number; articles: number } {
  let [quotes, articles] = [0, 0];
  for (const { archived } of entries) {
    quotes += archived.quotes;
    articles += archived.articles;
  }
  return { quotes, articles };
}
