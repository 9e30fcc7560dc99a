import type { Span } from "../../news/article.ts";

/** A stretch of an article that is marked in one way from end to end. */
export type Segment = {
  readonly start: number;
  readonly end: number;
  /** The number of the quote it lies in; null outside quotes. */
  readonly quote: number | null;
  /** Whether a quote's first part begins here, whether its last part ends here. */
  readonly opens: boolean;
  readonly closes: boolean;
  readonly summary: boolean;
};

export type Paragraph = { readonly segments: readonly Segment[] };

type Quoted = { readonly parts: readonly Span[] };

/** An article in paragraphs and these in segments: every character but line breaks is in exactly one of them. */
export function paragraphsOf(text: string, quotes: readonly Quoted[], summary: readonly Span[]): Paragraph[] {
  const parts = quotes
    .flatMap((quote, n) => quote.parts.map((span, at) => ({ ...span, n, opens: at === 0, closes: at === quote.parts.length - 1 })))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const marks = [...summary].sort((a, b) => a.start - b.start);
  const cuts = [...new Set([...parts, ...marks].flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);

  const made: Paragraph[] = [];
  let part = 0;
  let mark = 0;
  let cut = 0;
  for (const { start, end } of lines(text)) {
    const segments: Segment[] = [];
    for (let at = start; at < end; ) {
      while (cut < cuts.length && (cuts[cut] ?? 0) <= at) cut++;
      const to = Math.min(end, cuts[cut] ?? end);
      while (part < parts.length && (parts[part]?.end ?? 0) <= at) part++;
      while (mark < marks.length && (marks[mark]?.end ?? 0) <= at) mark++;
      const quoted = parts[part];
      const inside = quoted !== undefined && quoted.start <= at;
      segments.push({
        start: at,
        end: to,
        quote: inside ? quoted.n : null,
        opens: inside && quoted.opens && quoted.start === at,
        closes: inside && quoted.closes && endsBy(text, to, quoted.end),
        summary: (marks[mark]?.start ?? Number.POSITIVE_INFINITY) <= at,
      });
      at = to;
    }
    if (segments.length > 0) made.push({ segments });
  }
  return made;
}

/** Whether nothing but white space lies between. */
function endsBy(text: string, from: number, end: number): boolean {
  return from >= end || text.slice(from, Math.min(end, from + 200)).trim() === "";
}

function* lines(text: string): Iterable<Span> {
  for (const { index, 0: line } of text.matchAll(/[^\n\r\u0085\u2028\u2029]+/g))
    if (line.trim() !== "") yield { start: index, end: index + line.length };
}
