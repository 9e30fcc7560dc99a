import type { Span } from "../article.ts";
import { paragraphs } from "../text/paragraphs.ts";
import { at, PUNCTUATION, tokenAt, WORD } from "../text/tokens.ts";
import { PRONOUN_FIRST, PRONOUN_SECOND } from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME, PRONOUN } from "./03-mentions.ts";
import type { Known } from "./08-people.ts";

/** A passage in somebody's words without marks: whole paragraphs. */
export type Block = {
  readonly parts: readonly Span[];
  /** The sentence before that announces it. */
  readonly announcement: Span | undefined;
  /** Whose it is: a mention to be resolved, or a cluster. */
  readonly mention: number;
  readonly cluster: number;
  readonly confidence: number;
};

const ANNOUNCES =
  /\b(?:interview|in (?:his|her|their|own) words|put it|puts it|as follows|statement|testimony|speech|remarks|wrote|writes|said|says|told|explained|recalled|added|asked|replied|responded)\b/iu;
/** "Like in this interview with …", "in her words:": the passage is held out to the reader. */
const PRESENTS =
  /(?::\s*$)|\b(?:(?:in|from|during) (?:this|an|the|a) (?:\w+ )?(?:interview|statement|speech|letter|email|post|exchange|conversation)|in (?:his|her|their) (?:own )?words|as follows|put it (?:this|that) way|this way|here(?:'s|’s| is| are) (?:what|how|part|some))\b/iu;

/** Passages the markup sets apart, and in flattened text those that every sign speaks for. */
export function findBlocks(reading: Reading, mentions: readonly Mention[], known: readonly Known[], marked: readonly Span[]): Block[] {
  const { text, tokens, quotes } = reading;
  const lines = paragraphs(text);
  const found: Block[] = [];
  const quotedShare = (span: Span): number => {
    let covered = 0;
    for (const q of quotes)
      if (q.start < span.end && q.end > span.start) covered += Math.min(q.end, span.end) - Math.max(q.start, span.start);
    return covered / Math.max(1, span.end - span.start);
  };
  const tokensOf = (span: Span): readonly [number, number] => [tokenAt(tokens, span.start), tokenAt(tokens, span.end)];

  /** Up to two sentences before a place, within its paragraph or the one before it. */
  const before = (offset: number): { last: Span; both: Span } | undefined => {
    let end = tokenAt(tokens, offset);
    if (end === 0) return undefined;
    const line = at(tokens.paragraph, end - 1);
    let start = end - 1;
    while (start > 0 && at(tokens.paragraph, start - 1) === line && !reading.starts[start] && end - start < 120) start--;
    let two = start;
    if (two > 0 && at(tokens.paragraph, two - 1) === line) {
      two--;
      while (two > 0 && at(tokens.paragraph, two - 1) === line && !reading.starts[two] && start - two < 120) two--;
    }
    end = Math.max(end, start + 1);
    return {
      last: { start: at(tokens.start, start), end: at(tokens.end, end - 1) },
      both: { start: at(tokens.start, two), end: at(tokens.end, end - 1) },
    };
  };

  /** The one person the announcing sentences name; the subject of a verb of saying where they name several. */
  const announcer = (span: Span, strict: boolean): { mention: number; cluster: number } | undefined => {
    const [from, to] = tokensOf(span);
    const persons = new Set<number>();
    let saying = -1;
    let lastPerson = -1;
    let pronoun = -1;
    for (let m = lowerBound(mentions, from); m < mentions.length; m++) {
      const mention = mentions[m];
      if (mention === undefined || mention.from >= to) break;
      const isPerson = mention.type === NAME && (known[mention.cluster]?.isPerson ?? false);
      if (isPerson) {
        persons.add(mention.cluster);
        lastPerson = m;
      }
      if (isPerson || mention.type === PRONOUN) {
        for (let i = mention.to; i < Math.min(to, mention.to + 4); i++) {
          if (at(reading.cue, i) < 3) continue;
          if (isPerson) saying = m;
          else if ((mention.classes & PRONOUN_FIRST) === 0) pronoun = m;
          break;
        }
      }
    }
    if (strict && persons.size !== 1) return undefined;
    const chosen = saying >= 0 ? saying : persons.size === 1 && (!strict || lastPerson >= 0) ? lastPerson : pronoun;
    return chosen < 0 ? undefined : { mention: chosen, cluster: mentions[chosen]?.cluster ?? -1 };
  };

  for (const span of marked) {
    if (!(span.start >= 0 && span.end <= text.length && span.start < span.end) || quotedShare(span) > 0.5) continue;
    const parts = lines
      .map((l) => ({ start: Math.max(l.start, span.start), end: Math.min(l.end, span.end) }))
      .filter((l) => l.start < l.end);
    if (parts.length === 0) continue;
    const lead = before(span.start);
    const said =
      lead !== undefined &&
      (ANNOUNCES.test(text.slice(lead.both.start, lead.both.end)) || /:\s*$/u.test(text.slice(lead.last.start, lead.last.end)));
    const who = lead === undefined || !said ? undefined : (announcer(lead.last, false) ?? announcer(lead.both, false));
    found.push({
      parts,
      announcement: lead?.last,
      mention: who?.mention ?? -1,
      cluster: who?.cluster ?? -1,
      confidence: who === undefined ? 0.5 : 0.9,
    });
  }
  if (marked.length === 0) unmarked();
  return found;

  function unmarked(): void {
    // First person per paragraph, outside marks.
    const first = new Int32Array(lines.length);
    const words = new Int32Array(lines.length);
    const quoted = new Uint8Array(lines.length);
    let narrator = 0;
    lines.forEach((l, n) => {
      const [from, to] = tokensOf(l);
      for (let i = from; i < to; i++) {
        if (at(reading.inQuote, i) !== 0) {
          quoted[n] = 1;
          continue;
        }
        if (at(tokens.kind, i) === WORD) words[n] = at(words, n) + 1;
        if (at(tokens.kind, i) !== PUNCTUATION && at(tokens.classes, i) & PRONOUN_FIRST && tokens.lower[i] !== "us")
          first[n] = at(first, n) + 1;
      }
    });
    for (let n = 1; n < lines.length; n++) {
      const l = lines[n];
      const previous = lines[n - 1];
      if (l === undefined || previous === undefined || quoted[n] || at(first, n) < 2 || at(words, n) < 15) continue;
      let last = n;
      while (last + 1 < lines.length && !quoted[last + 1] && at(first, last + 1) > 0 && at(words, last + 1) > 8) last++;
      narrator = 0;
      for (let o = 0; o < lines.length; o++) if ((o < n || o > last) && at(first, o) > 0) narrator++;
      const lead = before(l.start);
      if (narrator > 0 || lead === undefined || lead.last.start < previous.start) {
        n = last;
        continue;
      }
      const lastSentence = text.slice(lead.last.start, lead.last.end);
      const both = text.slice(lead.both.start, lead.both.end);
      if (PRESENTS.test(lastSentence) && ANNOUNCES.test(both)) {
        const who = announcer(lead.both, true);
        if (who !== undefined) found.push({ parts: lines.slice(n, last + 1), announcement: lead.last, ...who, confidence: 0.92 });
      }
      n = last;
    }
  }
}

/** The first mention at or after a token. */
function lowerBound(mentions: readonly Mention[], token: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((mentions[mid]?.from ?? 0) < token) low = mid + 1;
    else high = mid;
  }
  return low;
}

const TURN = /^(?:Q|A|Question|Answer)\s*[.:]\s+/u;

/** Interviews as turns: "Q: …", "A: …", or a name and a colon at the head of paragraph after paragraph. */
export function findTurns(reading: Reading, mentions: readonly Mention[], known: readonly Known[]): Block[] {
  const { text, tokens } = reading;
  const lines = paragraphs(text);
  const found: Block[] = [];
  const answers: number[] = [];
  let questions = 0;
  lines.forEach((l, n) => {
    const head = text.slice(l.start, l.start + 12);
    if (!TURN.test(head)) return;
    if (head.startsWith("Q")) questions++;
    else answers.push(n);
  });
  if (questions > 0 && answers.length > 0) {
    const first = lines[answers[0] ?? 0]?.start ?? 0;
    const count = new Map<number, number>();
    for (const m of mentions) {
      if (m.type !== NAME || at(tokens.start, m.from) >= first) continue;
      if (known[m.cluster]?.isPerson) count.set(m.cluster, (count.get(m.cluster) ?? 0) + 1);
    }
    const who = [...count].sort((a, b) => b[1] - a[1])[0]?.[0] ?? -1;
    for (const n of answers) {
      const l = lines[n];
      if (l === undefined) continue;
      const match = TURN.exec(text.slice(l.start, l.start + 20));
      const start = l.start + (match?.[0].length ?? 0);
      if (start < l.end)
        found.push({ parts: [{ start, end: l.end }], announcement: undefined, mention: -1, cluster: who, confidence: who < 0 ? 0.5 : 0.8 });
    }
  }
  const turns: (Block & { readonly line: number })[] = [];
  const speakers = new Set<number>();
  lines.forEach((l, n) => {
    const from = tokenAt(tokens, l.start);
    const m = lowerBound(mentions, from);
    const mention = mentions[m];
    if (mention === undefined || mention.type !== NAME || mention.from !== from || tokens.lower[mention.to] !== ":") return;
    if (!(known[mention.cluster]?.isPerson ?? false) && mention.to - mention.from > 3) return;
    const start = at(tokens.end, mention.to);
    let begin = start;
    while (begin < l.end && /\s/u.test(text.charAt(begin))) begin++;
    if (begin >= l.end || at(reading.inQuote, mention.to + 1) !== 0) return;
    for (let i = mention.to; i < tokens.count && at(tokens.start, i) < l.end; i++) if (at(reading.inQuote, i) !== 0) return;
    speakers.add(mention.cluster);
    turns.push({
      line: n,
      parts: [{ start: begin, end: l.end }],
      announcement: undefined,
      mention: m,
      cluster: mention.cluster,
      confidence: 0.9,
    });
  });
  // "Location: Berlin" once is a label; the same two names again and again are a conversation.
  if (speakers.size >= 2 && isTalk(turns)) found.push(...turns);
  return found;

  /** "Clinton: 547." and "Cruz: just hang on." are lists. In a conversation turn follows turn, and people say I and you. */
  function isTalk(list: readonly (Block & { readonly line: number })[]): boolean {
    let beside = 0;
    let spoken = 0;
    list.forEach((turn, i) => {
      if (list[i - 1]?.line === turn.line - 1 || list[i + 1]?.line === turn.line + 1) beside++;
      const part = turn.parts[0] ?? { start: 0, end: 0 };
      for (let k = tokenAt(tokens, part.start); k < tokens.count && at(tokens.start, k) < part.end; k++)
        if (at(tokens.classes, k) & (PRONOUN_FIRST | PRONOUN_SECOND)) {
          spoken++;
          break;
        }
    });
    return beside * 2 >= list.length && spoken > 0 && spoken * 4 >= list.length;
  }
}
