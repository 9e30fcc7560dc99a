import type { Span } from "../news/article.ts";

/** A paragraph, a heading, or whatever else stood on a line of its own. */
export type Line = {
  readonly text: string;
  /** The markup set it apart as a block quote. */
  readonly quoted?: true;
  readonly heading?: true;
  /** How much of it is links, 0 to 1; unknown where the source has no markup. */
  readonly linked?: number;
};

/** A line is a paragraph in flattened text; blank lines only set them apart. */
export function plainLines(text: string): Line[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => ({ text: line }));
}

/** The text of an article and where its block quotes are; neighbouring quoted lines are one quote. */
export function joinLines(lines: readonly Line[]): { readonly text: string; readonly blockQuotes: readonly Span[] } {
  let text = "";
  const blockQuotes: { start: number; end: number }[] = [];
  for (const [i, line] of lines.entries()) {
    if (i > 0) text += "\n\n";
    const start = text.length;
    text += line.text;
    const last = blockQuotes.at(-1);
    if (line.quoted && last && lines[i - 1]?.quoted) last.end = text.length;
    else if (line.quoted) blockQuotes.push({ start, end: text.length });
  }
  return { text, blockQuotes };
}

/** The words of a line as they are compared: letters and digits, without case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu) ?? [];
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/gu;

/** How long a line is, in words; two characters are a word where the script sets no spaces. */
export function lengthInWords(text: string): number {
  return wordsOf(text).length + Math.floor((text.match(UNSPACED)?.length ?? 0) / 2);
}

/** Whether a line ends like a sentence, in any script; a closing mark or bracket may follow, and a colon announces more. */
export function endsSentence(text: string): boolean {
  return /[.!?…:;][\p{Pe}\p{Pf}\p{Pi}"'*\s]*$|[。！？；：؟۔।॥][\p{Pe}\p{Pf}"'\s]*$/u.test(text);
}
