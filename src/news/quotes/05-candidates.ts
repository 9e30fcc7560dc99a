import { at } from "../text/tokens.ts";
import { GROUP, ROLE } from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME, PRONOUN } from "./03-mentions.ts";
import { quoteCues } from "./04-codes.ts";
import { PF, pairFeatures } from "./04-pair-features.ts";
import { QF, quoteFeatures } from "./04-quote-features.ts";

export const WIDTH = QF + PF;

/** The candidates of one quote, and a matrix of features: a row a candidate, the quote's own features first. */
export type Candidates = {
  readonly quote: number;
  readonly mentions: readonly number[];
  readonly width: number;
  readonly features: Float64Array;
  /** The quote's own features: all there is where nobody is near. */
  readonly own: Float64Array;
};

/** The nearest so many: in 300 articles no source was further away. */
const BEFORE = 13;
const EARLIER = 7;
const AFTER = 6;

/**
 * For each quote the mentions near it: its paragraph, two before, one after, the nearest 26 at most. One quote after the other: their
 * features are some 20 kB a quote, which nobody should hold for all the quotes of a long text.
 */
export function* findCandidates(reading: Reading, mentions: readonly Mention[]): Generator<Candidates, void, void> {
  const { tokens, quotes, quoteFrom, quoteTo, text } = reading;
  const seen = new Map<string, number>();
  for (const quote of quotes) {
    const key = text.slice(quote.inner.start, Math.min(quote.inner.end, quote.inner.start + 40)).toLowerCase();
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const width = WIDTH;
  let low = 0;
  let firstName = 0;
  for (let q = 0; q < quotes.length; q++) {
    const quote = quotes[q];
    if (quote === undefined) break;
    const from = at(quoteFrom, q);
    const to = at(quoteTo, q);
    const line = at(tokens.paragraph, from);
    while (low < mentions.length && (mentions[low]?.from ?? 0) < from) low++;
    const before: number[] = [];
    let here = 0;
    let earlier = 0;
    for (let m = low - 1; m >= 0 && earlier < EARLIER; m--) {
      const mention = mentions[m];
      if (mention === undefined || line - at(tokens.paragraph, mention.head) > 2) break;
      if (at(tokens.paragraph, mention.head) !== line) earlier++;
      else if (++here > BEFORE) break;
      before.push(m);
    }
    const after: number[] = [];
    let start = low;
    while (start < mentions.length && (mentions[start]?.from ?? 0) < to) {
      if (after.length < 2) after.push(start);
      start++;
    }
    let next = 0;
    for (let m = start; m < mentions.length && after.length < AFTER; m++) {
      const mention = mentions[m];
      if (mention === undefined) break;
      const away = at(tokens.paragraph, mention.head) - line;
      if (away > 1 || (away === 1 && ++next > 3)) break;
      after.push(m);
    }
    while (firstName < reading.names.length && (reading.names[firstName]?.from ?? 0) < from) firstName++;
    const inside = new Set<number>();
    for (let i = firstName; i < reading.names.length && (reading.names[i]?.from ?? to) < to; i++) inside.add(at(reading.clusterOf, i));
    inside.delete(-1);
    const cues = quoteCues(reading, q);
    const chosen = [...before, ...after];
    const features = new Float64Array(chosen.length * width);
    const key = text.slice(quote.inner.start, Math.min(quote.inner.end, quote.inner.start + 40)).toLowerCase();
    const own = quoteFeatures(reading, q, Math.min(3, (seen.get(key) ?? 1) - 1));
    chosen.forEach((m, i) => {
      const list = i < before.length ? before : after;
      const rank = i < before.length ? i : i - before.length;
      let speakers = 0;
      let paragraph = 0;
      for (let r = 0; r < rank; r++) {
        const other = mentions[list[r] ?? 0];
        if (other === undefined) continue;
        if (other.type === NAME || other.type === PRONOUN || (other.classes & (ROLE | GROUP)) !== 0) speakers++;
        if (at(tokens.paragraph, other.head) === at(tokens.paragraph, mentions[m]?.head ?? 0)) paragraph++;
      }
      features.set(own, i * width);
      pairFeatures(reading, mentions, m, q, { rank, speakers, paragraph, total: chosen.length, inside, cues }, features, i * width + QF);
    });
    yield { quote: q, mentions: chosen, width, features, own };
  }
}
