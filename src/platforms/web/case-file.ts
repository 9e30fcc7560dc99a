import type { QuoteKind, SpeakerKind } from "../../news/quote.ts";

/** One quote as somebody says it should have been read. */
export type Expectation = {
  /** `not`: these words are nobody's quote. */
  readonly kind: QuoteKind | "not";
  readonly parts: readonly string[];
  readonly by: { readonly name: string; readonly kind: SpeakerKind } | null;
};

/** A case for test/cases/quotes, as its README describes it: the reason, the text, what must come out. */
export function caseFile(reason: string, text: string, expected: readonly Expectation[]): string {
  const body = normalised(text);
  const lines = expected.flatMap(({ kind, parts, by }) => {
    const pieces = parts
      .flatMap((part) => part.split(/\n| \| /))
      .flatMap((piece) => (body.includes(piece.trim()) ? piece.trim() || [] : []));
    if (pieces.length === 0) return [];
    const speaker = by === null ? "nobody" : named(by);
    return [`${kind}: ${pieces.join(" | ")}`, ...(kind === "not" || speaker === null ? [] : [`by: ${speaker}`])];
  });
  const why = reason.replace(/\s+/gu, " ").trim() || "Made on the page.";
  return `# ${why}\n\n${body}\n\n---\n${lines.join("\n") || `not: ${body.split("\n", 1)[0]}`}\n`;
}

/** The text as it can stand in such a file: a line of three dashes would end it. */
export function normalised(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/^-{3,}$/gm, "—")
    .trim();
}

/** The words that part alternatives in the file cannot be part of a name there. */
function named({ name, kind }: { readonly name: string; readonly kind: SpeakerKind }): string | null {
  const plain = name.replace(/[()]/g, " ").replace(/\s+/gu, " ").trim();
  return plain === "" || / \/ | or /.test(plain) ? null : `${plain} (${kind})`;
}
