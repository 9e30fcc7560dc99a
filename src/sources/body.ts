import { isProse } from "./boilerplate.ts";
import { endsSentence, type Line, lengthInWords } from "./lines.ts";

/** How much a line speaks for being part of the article; links, menus and captions are short and end without a full stop. */
function weigh(line: Line): number {
  const words = lengthInWords(line.text);
  if ((line.linked ?? 0) > 0.5) return -Math.min(10, words);
  if (line.quoted) return words;
  if (endsSentence(line.text)) return Math.min(words, 40);
  return words >= 20 ? words / 2 : -6;
}

/**
 * The stretch of lines that is the article: the contiguous one with the greatest sum (maximum subsequence segmentation, Pasternack and
 * Roth 2009), so that a short line between paragraphs stays, and a menu before or a footer behind them goes.
 */
export function densest(lines: readonly Line[]): Line[] {
  let best = { sum: 0, from: 0, to: 0 };
  let sum = 0;
  let from = 0;
  for (const [i, line] of lines.entries()) {
    if (sum <= 0) {
      sum = 0;
      from = i;
    }
    sum += weigh(line);
    if (sum > best.sum) best = { sum, from, to: i + 1 };
  }
  return lines.slice(best.from, best.to);
}

/** How many characters of running text there are. */
export function proseIn(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + (isProse(line) ? line.text.length : 0), 0);
}
