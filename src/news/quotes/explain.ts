import type { Span } from "../article.ts";
import type { FoundQuote } from "../quote.ts";
import { at } from "../text/tokens.ts";
import { read } from "./02-reading.ts";
import { findMentions } from "./03-mentions.ts";
import { findCandidates } from "./05-candidates.ts";
import { lexicalFeatures } from "./05-lexical.ts";
import { rank, shares } from "./06-rank.ts";
import { unpackForest } from "./forest.ts";
import { unpackWords } from "./lexical.ts";
import { quoteWeights, ranking } from "./weights-table.ts";

/** One who may have said it. `share`: of all that were weighed for this quote, 0 to 1. */
export type Candidate = { readonly words: string; readonly span: Span; readonly share: number };

/**
 * Why a quote was read as it was. `marks`: it stands between marks, and of those named near it the likeliest was taken · `reporting`: a
 * reporting word says so, in the reporter's own words · `announced`: a sentence announces the passage · `apart`: the markup or the
 * turns of a conversation set it apart.
 */
export type Reason = {
  readonly rule: "marks" | "reporting" | "announced" | "apart";
  /** The words that name the speaker where they are not the name itself: "he", "the minister". */
  readonly meant?: string;
  /** Best first; none where nobody was weighed. */
  readonly candidates: readonly Candidate[];
};

const MOST_CANDIDATES = 4;
const LEAST_SHARE = 0.01;

let unpacked: { words: ReturnType<typeof unpackWords>; ranker: ReturnType<typeof unpackForest> } | null = null;

/** The reasons for quotes that `extract` found in this text, in their order. It weighs again what was weighed there; nothing is kept for it when articles are read. */
export function explain(text: string, quotes: readonly FoundQuote[]): Reason[] {
  unpacked ??= { words: unpackWords(quoteWeights), ranker: unpackForest(ranking) };
  const reading = read(text);
  const mentions = findMentions(reading);
  const addLexical = lexicalFeatures(reading, unpacked.words);
  const starts = new Set(quotes.flatMap(({ parts }) => parts.map(({ start }) => start)));
  /** By where the words between the marks begin. */
  const weighed = new Map<number, readonly Candidate[]>();
  for (const candidates of findCandidates(reading, mentions)) {
    const start = reading.quotes[candidates.quote]?.inner.start ?? -1;
    if (!starts.has(start)) continue;
    addLexical(candidates);
    const share = shares(rank(unpacked.ranker, candidates));
    const all = candidates.mentions.flatMap((m, i): Candidate[] => {
      const mention = mentions[m];
      if (mention === undefined) return [];
      const span = { start: at(reading.tokens.start, mention.from), end: at(reading.tokens.end, mention.to - 1) };
      return [{ words: text.slice(span.start, span.end), span, share: at(share, i) }];
    });
    const likeliest = all.filter((candidate) => candidate.share >= LEAST_SHARE).sort((a, b) => b.share - a.share);
    weighed.set(start, likeliest.slice(0, MOST_CANDIDATES));
  }
  /** Of the parts of a quote the one whose likeliest speaker was taken. */
  const candidatesOf = ({ parts, speaker }: FoundQuote): readonly Candidate[] => {
    const each = parts.flatMap(({ start }) => {
      const candidates = weighed.get(start);
      return candidates ? [candidates] : [];
    });
    return each.find(([top]) => top?.span.start === speaker?.mention?.start) ?? each[0] ?? [];
  };

  return quotes.map((quote) => {
    const mention = quote.speaker?.mention ? text.slice(quote.speaker.mention.start, quote.speaker.mention.end) : null;
    const meant = mention !== null && !quote.speaker?.name.includes(mention) ? { meant: mention } : {};
    const rule = quote.kind === "indirect" ? "reporting" : quote.kind !== "block" ? "marks" : quote.announcement ? "announced" : "apart";
    return { rule, ...meant, candidates: rule === "marks" ? candidatesOf(quote) : [] };
  });
}
