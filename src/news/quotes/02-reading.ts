import { cueStrength } from "../text/cue-words.ts";
import { findNames, type Name } from "../text/names.ts";
import { type Cluster, clusterNames } from "../text/people.ts";
import { at, LOWER, PUNCTUATION, type Tokens, tokenAt, tokenise, WORD } from "../text/tokens.ts";
import { DETERMINER, FUNCTION, TITLE_SHORT } from "../text/words.ts";
import { type Marked, marked } from "./01-marks.ts";

/** Everything about one article that the later passes ask for: tokens, sentences, what is quoted, who is named. */
export type Reading = {
  readonly text: string;
  readonly tokens: Tokens;
  readonly quotes: readonly Marked[];
  /** First token of each quote (its opening mark) and the token after its last. */
  readonly quoteFrom: Int32Array;
  readonly quoteTo: Int32Array;
  /** For each token: the number of its quote plus one; 0 outside quotes. */
  readonly inQuote: Int32Array;
  /** Whether a token begins a sentence. */
  readonly starts: Uint8Array;
  /** The number of the sentence a token lies in. */
  readonly sentence: Int32Array;
  /** Tokens outside quotes up to here, each quote counted as one token: distances in the reporter's words. */
  readonly outer: Int32Array;
  /** 0 to 3 by `cue-words.ts`; 0 inside quotes. */
  readonly cue: Uint8Array;
  /** Prefix sums over tokens outside quotes, for counts between two places. */
  readonly commas: Int32Array;
  readonly cues: Int32Array;
  /** Mentions that begin before a token; filled by `findMentions`. */
  readonly mentionCount: Int32Array;
  readonly names: readonly Name[];
  readonly clusters: readonly Cluster[];
  readonly clusterOf: Int32Array;
};

export function read(text: string): Reading {
  const tokens = tokenise(text);
  const quotes = marked(text);
  const n = tokens.count;
  const inQuote = new Int32Array(n + 1);
  const quoteFrom = new Int32Array(quotes.length);
  const quoteTo = new Int32Array(quotes.length);
  quotes.forEach((quote, q) => {
    const from = tokenAt(tokens, quote.start);
    let to = from;
    while (to < n && at(tokens.start, to) < quote.end) inQuote[to++] = q + 1;
    quoteFrom[q] = from;
    quoteTo[q] = to;
  });
  const starts = sentenceStarts(tokens);
  const sentence = new Int32Array(n + 1);
  const outer = new Int32Array(n + 1);
  const cue = new Uint8Array(n + 1);
  const commas = new Int32Array(n + 1);
  const cues = new Int32Array(n + 1);
  let number = -1;
  for (let i = 0; i < n; i++) {
    const quoted = at(inQuote, i);
    if (starts[i] && (quoted === 0 || i === 0 || at(inQuote, i - 1) !== quoted)) number++;
    sentence[i] = number;
    const inside = quoted !== 0;
    if (!inside && tokens.kind[i] === WORD) {
      const strength = cueStrength(tokens.lower[i] ?? "");
      // "the talks", "his claims", "a report": nouns.
      cue[i] = strength > 1 && i > 0 && (at(tokens.classes, i - 1) & DETERMINER || OWNERS.has(tokens.lower[i - 1] ?? "")) ? 1 : strength;
    }
    outer[i + 1] = at(outer, i) + (inside && i > 0 && at(inQuote, i - 1) === quoted ? 0 : 1);
    commas[i + 1] = at(commas, i) + (!inside && tokens.lower[i] === "," ? 1 : 0);
    cues[i + 1] = at(cues, i) + (at(cue, i) >= 2 ? 1 : 0);
  }
  sentence[n] = number + 1;
  const names = findNames(tokens, starts);
  const { clusters, of } = clusterNames(names);
  return {
    text,
    tokens,
    quotes,
    quoteFrom,
    quoteTo,
    inQuote,
    starts,
    sentence,
    outer,
    cue,
    commas,
    cues,
    mentionCount: new Int32Array(n + 1),
    names,
    clusters,
    clusterOf: of,
  };
}

const OWNERS = new Set(["his", "her", "its", "their", "my", "our", "your", "'s"]);
const ENDS = new Set([".", "?", "!", "…"]);
const CLOSERS = new Set(['"', "”", "’", "'", ")", "]", "»"]);
const OPENERS = new Set(['"', "“", "‘", "'", "(", "[", "«", "`", "—", "–", "-", "•", "*"]);

/** A cheap test, made for features: a full stop, marks that close, then a capital or marks that open. */
function sentenceStarts(tokens: Tokens): Uint8Array {
  const starts = new Uint8Array(tokens.count + 1);
  let ended = true;
  for (let i = 0; i < tokens.count; i++) {
    const newLine = i === 0 || tokens.paragraph[i] !== tokens.paragraph[i - 1];
    const word = tokens.lower[i] ?? "";
    if (newLine) {
      starts[i] = 1;
      ended = tokens.kind[i] === PUNCTUATION;
      continue;
    }
    if (tokens.kind[i] === PUNCTUATION) {
      if (ENDS.has(word)) ended = true;
      else if (ended && OPENERS.has(word) && at(tokens.start, i) > at(tokens.end, i - 1)) {
        if (!at(starts, i - 1)) starts[i] = 1;
      } else if (!CLOSERS.has(word) && !OPENERS.has(word)) ended = false;
      continue;
    }
    const abbreviated = word.endsWith(".") && ((tokens.classes[i] ?? 0) & FUNCTION) === 0;
    if (ended && (tokens.shape[i] !== LOWER || tokens.kind[i] !== WORD)) starts[i] = 1;
    // "Prof. Okoro" goes on, "the Washington Corp. Nobody" does not.
    ended = abbreviated && i + 1 < tokens.count && word.length > 4 && !((tokens.classes[i] ?? 0) & TITLE_SHORT);
  }
  return starts;
}
