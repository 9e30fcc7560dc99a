import type { Span } from "../article.ts";
import { isLineBreak } from "../text/paragraphs.ts";
import { splitSentences } from "../text/sentences.ts";
import { datelineLength } from "./dateline.ts";
import { hasBrokenMarks, type Kind, kindOf, spokenWords } from "./kinds.ts";
import { type Leaning, leaningOf } from "./leaning.ts";
import { quotedSpans } from "./quoted.ts";
import { STOPWORDS } from "./summary-words.ts";
import { termOf, type Vocabulary, vocabulary, wordIn, wordsOf } from "./terms.ts";

/** A sentence of an article with all that the choice looks at. */
export type ReadSentence = {
  /** Without its dateline. */
  readonly span: Span;
  /** Among all sentences of the article. */
  readonly index: number;
  readonly line: number;
  readonly firstOfLine: boolean;
  readonly kind: Kind;
  readonly leaning: Leaning;
  readonly words: readonly string[];
  /** What it is about: one number a term, each once, in order. */
  readonly terms: readonly number[];
  readonly quoted: number;
  readonly spoken: number;
  /** "Retread: David Cameron with Samantha": a caption's or a list's word before a colon. */
  readonly labelled: boolean;
  /** Ends in a stop. */
  readonly ended: boolean;
};

export type ReadArticle = {
  readonly sentences: readonly ReadSentence[];
  readonly vocabulary: Vocabulary;
  readonly title: readonly number[];
};

/** What comes after these many sentences is never in a summary; keeps books and logs quick. */
const MAX_SENTENCES = 300;
const LABEL = /^\p{Lu}[\p{L}'’-]*(?: [\p{L}'’-]+){0,4} ?: /u;
const ENDED = /[.!?…。！？।]["”’'»)\]\s]*$/u;

export function readArticle(text: string, title: string): ReadArticle {
  const ids = vocabulary();
  const word = wordIn(text);
  const spans = splitSentences(text, { start: 0, end: reach(text) }).slice(0, MAX_SENTENCES);
  const lines = linesOf(text, spans);
  const brokenMarks = hasBrokenMarks(text);
  const stopsUsed = spans.filter((s) => ENDED.test(text.slice(Math.max(s.start, s.end - 6), s.end))).length > 0.5 * spans.length;
  const sentences: ReadSentence[] = [];
  let quotes: Span[] = [];
  let begun: boolean = false;
  const introduced = new Set<string>();
  for (let i = 0; i < spans.length; i++) {
    const whole = spans[i] ?? { start: 0, end: 0 };
    const line = lines[i] ?? 0;
    const firstOfLine = line !== lines[i - 1];
    if (firstOfLine) quotes = quotedSpans(text, whole.start, lineEnd(text, whole.end));
    let start = whole.start;
    if (i < 8) start += headlineLength(text.slice(start, whole.end), title);
    if (firstOfLine || !begun) start += datelineLength(text.slice(start, whole.end));
    const span = { start, end: whole.end };
    const sentence = text.slice(span.start, span.end);
    const words: string[] = [];
    const at: number[] = [];
    for (const match of sentence.matchAll(word)) {
      words.push(match[0]);
      at.push(match.index + span.start);
    }
    while (quotes.length > 0 && (quotes[0]?.end ?? 0) <= span.start) quotes.shift();
    let quotedLength = 0;
    for (const q of quotes) {
      if (q.start >= span.end) break;
      quotedLength += Math.min(q.end, span.end) - Math.max(q.start, span.start);
    }
    const here = quotes.filter((q) => q.start < span.end);
    const outside = (word: number) => !here.some((q) => q.start <= (at[word] ?? 0) && (at[word] ?? 0) < q.end);
    const quoted = quotedLength / Math.max(1, span.end - span.start);
    const kind = kindOf(sentence, {
      words,
      quoted,
      continues: (here[0]?.start ?? span.start) < span.start,
      unclosed: (here.at(-1)?.end ?? 0) > span.end + 1,
      wholeLine: firstOfLine && lines[i + 1] !== line,
      stopsUsed,
      brokenMarks,
    });
    const opening: boolean = kind === "body" && !begun;
    begun ||= opening;
    sentences.push({
      span,
      index: i,
      line,
      firstOfLine,
      kind,
      leaning: surnameOnly(words, introduced) ?? leaningOf(words, sentence, outside, opening),
      words,
      terms: termsOf(words, ids),
      quoted,
      spoken: spokenWords(words, outside),
      labelled: LABEL.test(sentence.slice(0, 60)),
      ended: ENDED.test(sentence.slice(-6)),
    });
  }
  return { sentences: withSpeech(sentences), vocabulary: ids, title: termsOf(wordsOf(title), ids) };
}

/**
 * Somebody's words without marks: a paragraph full of "I" and "we" in an article that has none elsewhere, as a web page's block quote leaves
 * it. In a column, where the writer says "I" all along, nothing changes.
 */
function withSpeech(sentences: readonly ReadSentence[]): ReadSentence[] {
  const body = sentences.filter((s) => s.kind === "body");
  const first = body.filter((s) => s.spoken > 0).length;
  if (first === 0 || first > 0.4 * body.length) return [...sentences];
  const count = new Map<number, { all: number; first: number }>();
  for (const s of sentences) {
    const line = count.get(s.line) ?? { all: 0, first: 0 };
    count.set(s.line, { all: line.all + 1, first: line.first + (s.spoken > 0 ? 1 : 0) });
  }
  return sentences.map((s, i) => {
    if (s.kind !== "body") return s;
    const line = count.get(s.line) ?? { all: 1, first: 0 };
    const inBlock = count.size > 2 && line.all > 1 && line.first >= 2 && line.first >= 0.3 * line.all;
    const next = sentences[i + 1];
    const between = (sentences[i - 1]?.spoken ?? 0) > 0 && sentences[i - 1]?.kind === "body" && (!next || next.spoken > 0);
    return s.spoken > 0 || inBlock || between ? { ...s, kind: "speech" as const } : s;
  });
}

/** Where the headline grew together with the sentence behind it ("Report: … Peace Deal The Washington Post has"): how far it goes. */
function headlineLength(sentence: string, title: string): number {
  if (title.length < 15) return 0;
  const at = sentence.lastIndexOf(title);
  const rest = sentence.slice(at + title.length);
  const length = sentence.length - rest.trimStart().length;
  return at >= 0 && rest.length > 30 && /^["“‘'(]?[\p{Lu}\d]/u.test(rest.trimStart()) ? length : 0;
}

const CAPITAL = /^\p{Lu}\p{Ll}/u;

/** "Reid later apologised" behind "Harry Reid": who he is stands in an earlier sentence, and that one must be chosen too. */
function surnameOnly(words: readonly string[], introduced: Set<string>): Leaning | null {
  const first = (words[0] ?? "").replace(/['’]s$/, "");
  const alone = CAPITAL.test(first) && !STOPWORDS.has(first.toLowerCase()) && !CAPITAL.test(words[1] ?? "") && introduced.has(first);
  for (let i = 1; i < words.length; i++)
    if (CAPITAL.test(words[i] ?? "") && CAPITAL.test(words[i - 1] ?? "") && i > 1) introduced.add(words[i] ?? "");
  if (CAPITAL.test(words[0] ?? "") && CAPITAL.test(words[1] ?? "") && !STOPWORDS.has((words[0] ?? "").toLowerCase()))
    introduced.add(words[1] ?? "");
  return alone ? { how: "noun", noun: first.toLowerCase() } : null;
}

function termsOf(words: readonly string[], ids: Vocabulary): number[] {
  const found = new Set<number>();
  for (const word of words) {
    const term = termOf(word);
    if (term !== null) found.add(ids.id(term));
  }
  return [...found];
}

/** The number of the line each sentence stands on. */
function linesOf(text: string, spans: readonly Span[]): number[] {
  let line = 0;
  let from = spans[0]?.end ?? 0;
  return spans.map((span) => {
    for (let i = from; i < span.start; i++) if (isLineBreak(text.charCodeAt(i))) line++;
    from = span.end;
    return line;
  });
}

function lineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
  return end;
}

/** As far as the article is read. */
const MAX_CHARACTERS = 200_000;
function reach(text: string): number {
  return Math.min(text.length, MAX_CHARACTERS);
}
