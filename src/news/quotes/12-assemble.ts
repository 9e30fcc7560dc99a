import type { Span } from "../article.ts";
import type { FoundQuote, QuoteKind, Speaker } from "../quote.ts";
import { at, WORD } from "../text/tokens.ts";
import { PRONOUN_FIRST } from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, PRONOUN } from "./03-mentions.ts";
import { headOf, partnerOf } from "./09-heads.ts";
import { ownedBy } from "./09-owned.ts";
import type { Resolver } from "./09-referent.ts";
import type { Reported } from "./10-indirect.ts";
import type { Block } from "./11-blocks.ts";
import { calibrate, PLAIN, REPORTED } from "./13-confidence.ts";

/** What the ranker and the detector decided about one pair of marks. */
export type Decision = {
  readonly quote: number;
  readonly mention: number;
  /** The probability that it is somebody's words and that the mention is whose. */
  readonly right: number;
  /** The mention governs the verb of saying beside the marks. */
  readonly plain?: true;
};

type Parts = [Span, ...Span[]];
const EMPTY: Span = { start: 0, end: 0 };

/** Joins what belongs together, resolves the speakers in the order of the text, and puts it all in order. */
export function assemble(
  reading: Reading,
  mentions: readonly Mention[],
  resolver: Resolver,
  decisions: readonly Decision[],
  reported: readonly Reported[],
  blocks: readonly Block[],
  byline: string | undefined,
): FoundQuote[] {
  type Item = { readonly at: number; readonly make: () => FoundQuote | undefined };
  const items: Item[] = [];
  const marked: Span[] = [];

  for (let d = 0; d < decisions.length; d++) {
    const first = decisions[d];
    if (first === undefined) continue;
    const group = [first];
    let next = decisions[d + 1];
    let previous = first;
    while (
      next !== undefined &&
      next.quote === previous.quote + 1 &&
      ((reading.quotes[previous.quote]?.continues && !newTurn(next)) || splitBy(previous, next))
    ) {
      group.push(next);
      previous = next;
      d++;
      next = decisions[d + 1];
    }
    for (const g of group) marked.push(reading.quotes[g.quote]?.inner ?? EMPTY);
    items.push({ at: reading.quotes[first.quote]?.start ?? 0, make: () => quoteOf(group) });
  }
  const clear = (span: Span) => !overlapsAny(marked, span);
  for (const r of reported) if (r.parts.every(clear)) items.push({ at: r.parts[0].start, make: () => reportedOf(r) });
  for (const b of blocks) if (b.parts.every(clear)) items.push({ at: b.parts[0]?.start ?? 0, make: () => blockOf(b) });
  items.sort((a, b) => a.at - b.at);
  return items.map((item) => item.make()).filter((q) => q !== undefined);

  /** "WALLACE: …": the next paragraph of the quoted transcript is somebody else's. */
  function newTurn(next: Decision): boolean {
    const from = at(reading.quoteFrom, next.quote);
    for (let i = from + 1; i < from + 5; i++) if (reading.tokens.lower[i] === ":" && at(reading.tokens.kind, i - 1) === WORD) return true;
    return reading.tokens.lower[from + 1] === "(";
  }

  /** `"There are three," he said, "but I see more."`: the attribution stands between, and its sentence has not ended. */
  function splitBy(a: Decision, b: Decision): boolean {
    if (a.mention !== b.mention) return false;
    const mention = mentions[a.mention];
    const from = at(reading.quoteTo, a.quote);
    const to = at(reading.quoteFrom, b.quote);
    if (mention === undefined || mention.from < from || mention.to > to || to - from > 30) return false;
    for (let i = from + 1; i < to; i++) if (reading.starts[i]) return false;
    const end = reading.text.charAt((reading.quotes[a.quote]?.inner.end ?? 1) - 1);
    const last = reading.tokens.lower[to - 1] ?? "";
    if (last === "." || last === ":" || last === "!" || last === "?") return false;
    const b0 = reading.quotes[b.quote]?.inner ?? EMPTY;
    const lower = /^[^\p{Lu}]/u.test(reading.text.slice(b0.start, b0.start + 2));
    return (
      (end === "," || end === "-" || end === "—" || reading.tokens.lower[from] === ",") &&
      (last === "," || last === "—" || last === "-") &&
      (lower || last === ",")
    );
  }

  function kindOf(group: readonly Decision[]): QuoteKind {
    const first = reading.quotes[group[0]?.quote ?? 0];
    const last = reading.quotes[group[group.length - 1]?.quote ?? 0];
    if (first === undefined || last === undefined) return "direct";
    const text = reading.text.slice(first.inner.start, Math.min(first.inner.end, first.inner.start + 8));
    const begins = /^[^\p{L}\p{N}]{0,3}[\p{Lu}\p{N}\p{Lo}]/u.test(text) || /^i(?:'|’|\s)/u.test(text);
    if (!begins) return "partial";
    let lastLetter = last.inner.end - 1;
    while (lastLetter > last.inner.start && "’'”\")]".includes(reading.text.charAt(lastLetter))) lastLetter--;
    const end = reading.text.charAt(lastLetter);
    const after = last.closed ? reading.text.charAt(last.end) : "";
    const from = at(reading.quoteFrom, group[0]?.quote ?? 0);
    const before = reading.tokens.lower[from - 1] ?? "";
    const opens = from === 0 || reading.starts[from] === 1 || [",", ":", "-", "–", "—", "("].includes(before);
    const ends = ".,?!…—-".includes(end) || after === "," || after === "." || last.inner.end - last.inner.start > 60;
    return (opens && ends) || group.length > 1 || (ends && last.inner.end - last.inner.start > 40) ? "direct" : "partial";
  }

  function cueOf(mention: Mention | undefined): Span | null {
    if (mention === undefined) return null;
    const { tokens, cue, inQuote } = reading;
    let best = -1;
    let strength = 0;
    const look = (i: number) => {
      if (at(cue, i) > strength) {
        best = i;
        strength = at(cue, i);
      }
    };
    const line = at(tokens.paragraph, mention.head);
    if (tokens.lower[mention.from - 1] === "to" && tokens.lower[mention.from - 2] === "according")
      return { start: at(tokens.start, mention.from - 2), end: at(tokens.end, mention.from - 1) };
    for (
      let i = mention.to;
      i < tokens.count && i < mention.to + 5 && at(inQuote, i) === 0 && at(tokens.paragraph, i) === line && !reading.starts[i];
      i++
    )
      look(i);
    if (strength < 3)
      for (let i = mention.from - 1; i >= 0 && i >= mention.from - 3 && at(inQuote, i) === 0 && at(tokens.paragraph, i) === line; i--)
        look(i);
    if (strength < 3 && tokens.lower[mention.to] === ",")
      for (
        let i = mention.to + 1;
        i < tokens.count &&
        i < mention.to + 28 &&
        at(inQuote, i) === 0 &&
        at(tokens.paragraph, i) === line &&
        !reading.starts[i] &&
        strength < 3;
        i++
      )
        look(i);
    return best < 0 ? null : { start: at(tokens.start, best), end: at(tokens.end, best) };
  }

  function speakerOf(chosen: number): { speaker: Speaker | null; sure: number; plain?: boolean } {
    const owned = ownedBy(reading, mentions, chosen);
    if (owned && "phrase" in owned) {
      const { phrase } = owned;
      return { speaker: { name: reading.text.slice(phrase.start, phrase.end), kind: "anonymous", mention: phrase }, sure: 0.95 };
    }
    const index = owned ? owned.mention : headOf(reading, mentions, chosen);
    const mention = mentions[index];
    if (mention === undefined) return { speaker: null, sure: 0.5 };
    if (mention.type === PRONOUN && mention.classes & PRONOUN_FIRST) {
      const word = reading.tokens.lower[mention.head] ?? "";
      if (byline === undefined || word.startsWith("w") || word === "us" || word === "our") return { speaker: null, sure: 0.5 };
      return { speaker: { name: byline, kind: "person", mention: spanOf(mention) }, sure: 0.9 };
    }
    const partner = mentions[partnerOf(reading, mentions, index, resolver.isPerson)];
    if (partner !== undefined) {
      const both = {
        start: Math.min(spanOf(mention).start, spanOf(partner).start),
        end: Math.max(spanOf(mention).end, spanOf(partner).end),
      };
      return { speaker: { name: reading.text.slice(both.start, both.end), kind: "group", mention: both }, sure: 0.9 };
    }
    const referent = resolver.resolve(index);
    if (referent !== undefined) resolver.spoke(referent, mention.head);
    return {
      speaker: resolver.speaker(referent ?? { cluster: -1, nominal: -1, sure: 0 }, index),
      sure: referent?.sure ?? 0.2,
      plain: owned !== null,
    };
  }

  function spanOf(mention: Mention): Span {
    return { start: at(reading.tokens.start, mention.from), end: at(reading.tokens.end, mention.to - 1) };
  }

  function quoteOf(group: readonly Decision[]): FoundQuote | undefined {
    const best = group.reduce((a, b) => (b.right > a.right ? b : a));
    const { speaker, sure, plain } = speakerOf(best.mention);
    const parts = group.map((g) => reading.quotes[g.quote]?.inner ?? EMPTY) as Parts;
    return {
      parts,
      kind: kindOf(group),
      speaker,
      cue: cueOf(mentions[best.mention]),
      confidence: calibrate((plain || best.plain) && speaker?.kind === "person" ? Math.max(PLAIN, best.right) : best.right, sure),
    };
  }

  function reportedOf(r: Reported): FoundQuote | undefined {
    const mention = mentions[r.mention];
    if (mention === undefined || (mention.type === PRONOUN && mention.classes & PRONOUN_FIRST)) return undefined;
    const { speaker, sure } = speakerOf(r.mention);
    if (speaker === null) return undefined;
    return { parts: [...r.parts] as Parts, kind: "indirect", speaker, cue: r.cue, confidence: calibrate(REPORTED[r.pattern], sure) };
  }

  function blockOf(b: Block): FoundQuote | undefined {
    let speaker: Speaker | null = null;
    if (b.mention >= 0) speaker = speakerOf(b.mention).speaker;
    else if (b.cluster >= 0) {
      const referent = { cluster: b.cluster, nominal: -1, sure: 0.8 };
      speaker = resolver.speaker(referent, -1);
    }
    return {
      parts: [...b.parts] as Parts,
      kind: "block",
      speaker,
      cue: null,
      ...(b.announcement === undefined ? {} : { announcement: b.announcement }),
      confidence: b.confidence,
    };
  }
}

/** Whether a span meets one of some sorted spans. */
function overlapsAny(sorted: readonly Span[], span: Span): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((sorted[mid]?.end ?? 0) <= span.start) low = mid + 1;
    else high = mid;
  }
  const near = sorted[low];
  return near !== undefined && near.start < span.end;
}
