import type { Line } from "./lines.ts";
import { wordsOf } from "./lines.ts";

const SENTENCE = /[.!?…:]["'”’»)\]]*$|[。！？؟۔।]["'”’»」』)\]]*$/u;

/** How much a line speaks for being part of the article; links, menus and captions are short and end without a full stop. */
function weigh(line: Line): number {
  const words = wordsOf(line.text).length;
  if (line.quoted) return words;
  if (SENTENCE.test(line.text)) return Math.min(words, 40);
  return words >= 20 ? words / 2 : -6;
}

/**
 * The stretch of lines that is the article: the contiguous one with the greatest sum (Pasternack and Roth 2009), so that a short line
 * between paragraphs stays and a menu before or a footer behind them goes. Where less than 30 % of the text would be left, all of it stays.
 */
export function chooseBody(lines: readonly Line[]): Line[] {
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
  const kept = lines.slice(best.from, best.to);
  const size = (of: readonly Line[]) => of.reduce((all, line) => all + line.text.length, 0);
  return size(kept) < 0.3 * size(lines) ? [...lines] : kept;
}
