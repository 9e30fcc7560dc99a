import { COMMON_TERMS, STORIES_COUNTED } from "./term-rarity-table.ts";

const counts = new Map<string, number>();
for (const [count, terms] of COMMON_TERMS) for (const term of terms.split(" ")) counts.set(term, count);

/** How much a shared term says: the logarithm of how rare it is in news (inverse document frequency). What the table does not hold is rare. */
export function rarity(term: string): number {
  return Math.log((STORIES_COUNTED + 1) / ((counts.get(term) ?? RARE) + 1));
}

/** Terms that were counted fewer times are not in the table. */
const RARE = 2;
