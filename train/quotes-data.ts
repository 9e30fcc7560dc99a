import { readFileSync } from "node:fs";
import { type Reading, read } from "../src/news/quotes/02-reading.ts";
import { findMentions, type Mention, RELATIVE_PRONOUN } from "../src/news/quotes/03-mentions.ts";
import { type Candidates, findCandidates } from "../src/news/quotes/05-candidates.ts";
import { at, PUNCTUATION } from "../src/news/text/tokens.ts";
import { AUXILIARY, CONJUNCTION, PREPOSITION, RELATIVE } from "../src/news/text/words.ts";

export type GoldSpan = {
  start: number;
  end: number;
  attributed: boolean;
  sources: [number, number][];
  cues?: [number, number][];
  speaker?: string | null;
};
export type GoldArticle = { id: string; text: string; spans: GoldSpan[] };

/** What the gold file says about one quote of ours. */
export type Label = {
  /** The gold span it covers best; none where we see a quote that the gold does not. */
  readonly gold: GoldSpan | undefined;
  readonly attributed: boolean;
  /** 1 for candidates that overlap a gold source. */
  readonly right: Int8Array;
  /** As `right`, but only the head of the source is 1 and the rest of it -1: no lesson either way. */
  readonly target: Int8Array;
};

export type Prepared = {
  readonly gold: GoldArticle;
  readonly reading: Reading;
  readonly mentions: readonly Mention[];
  readonly candidates: readonly Candidates[];
  readonly labels: readonly Label[];
};

export function loadGold(file: string): GoldArticle[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as GoldArticle);
}

export function prepare(gold: GoldArticle): Prepared {
  const reading = read(gold.text);
  const mentions = findMentions(reading);
  const candidates = [...findCandidates(reading, mentions)];
  return { gold, reading, mentions, candidates, labels: candidates.map((c) => label(gold, reading, mentions, c)) };
}

function label(gold: GoldArticle, reading: Reading, mentions: readonly Mention[], candidates: Candidates): Label {
  const { tokens } = reading;
  const inner = reading.quotes[candidates.quote]?.inner ?? { start: 0, end: 0 };
  let span: GoldSpan | undefined;
  let most = 0;
  for (const s of gold.spans) {
    const o = Math.min(s.end, inner.end) - Math.max(s.start, inner.start);
    if (o > most) {
      most = o;
      span = s;
    }
  }
  const attributed = span?.attributed ?? false;
  const right = Int8Array.from(candidates.mentions, (m) => {
    const mention = mentions[m];
    if (mention === undefined || span === undefined) return 0;
    return span.sources.some(([a, b]) => at(tokens.start, mention.from) < b && at(tokens.end, mention.to - 1) > a) ? 1 : 0;
  });
  const target = Int8Array.from(right, (r) => (r ? -1 : 0));
  // The head: of the mentions inside the source the last before a comma, a preposition or a relative clause.
  const inside = [...right.keys()]
    .filter((i) => right[i] === 1)
    .sort((a, b) => (mentions[candidates.mentions[a] ?? 0]?.from ?? 0) - (mentions[candidates.mentions[b] ?? 0]?.from ?? 0));
  let head = -1;
  for (const i of inside) {
    const mention = mentions[candidates.mentions[i] ?? 0];
    const before = mentions[candidates.mentions[head] ?? -1];
    if (mention === undefined) continue;
    if (head >= 0 && before !== undefined) {
      let apart = false;
      for (let k = before.to; k < mention.from; k++)
        if (
          tokens.kind[k] === PUNCTUATION ||
          at(tokens.classes, k) & (PREPOSITION | RELATIVE | CONJUNCTION | AUXILIARY) ||
          at(reading.cue, k) === 3
        )
          apart = true;
      if (mention.type === RELATIVE_PRONOUN) apart = true;
      if (apart) break;
    }
    head = i;
  }
  if (head >= 0) target[head] = 1;
  return { gold: span, attributed, right, target };
}
