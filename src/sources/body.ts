import { isProse } from "./boilerplate.ts";
import { endsSentence, type Line, lengthInWords } from "./lines.ts";

/** Words of one line that count, so that a single long one does not outweigh a menu; what a short line without a full stop costs. */
const CAP = 50;
const SHORT = 4;
/** How much of the best stretch's weight the one behind the title needs to be preferred. */
const SHARE = 0.4;

/** How much a line speaks for being part of the article; links, menus and captions are short and end without a full stop. */
function weigh(line: Line, next: Line | undefined): number {
  const words = lengthInWords(line.text);
  if ((line.linked ?? 0) > 0.5) return -Math.min(10, words);
  if (line.quoted) return words;
  if (endsSentence(line.text)) return Math.min(words, CAP);
  // A sentence that goes on in the next line: verse, or text with the line breaks of its page.
  if (words >= 5 && /^\p{Ll}/u.test(next?.text ?? "")) return words / 2;
  return words >= 20 ? words / 2 : -SHORT;
}

/** Indices of lines, `to` not included, and the sum of their weights. */
export type Stretch = { readonly from: number; readonly to: number; readonly sum: number; readonly titled: boolean };

/**
 * The stretch of lines that is the article: the contiguous one with the greatest sum (maximum subsequence segmentation, Pasternack and
 * Roth 2009), so that a short line between paragraphs stays, and a menu before or a footer behind them goes. Comments and teasers can
 * outweigh a short article: where the title was said (`titles`, the indices behind its copies), the stretch behind it is preferred.
 */
export function densest(lines: readonly Line[], titles: readonly number[] = []): Stretch {
  const weights = lines.map((line, i) => weigh(line, lines[i + 1]));
  const best = (from: number, titled: boolean): Stretch => {
    let found: Stretch = { from, to: from, sum: 0, titled };
    let sum = 0;
    let start = from;
    for (let i = from; i < weights.length; i++) {
      if (sum <= 0 && (!titled || found.sum === 0)) {
        sum = 0;
        start = i;
      }
      sum += weights[i] ?? 0;
      if (sum > found.sum) found = { from: start, to: i + 1, sum, titled };
    }
    return found;
  };
  const all = best(0, false);
  return titles.map((at) => best(at, true)).reduce((a, b) => (b.sum > 0 && b.sum >= (a.titled ? a.sum : SHARE * a.sum) ? b : a), all);
}

/** How many characters of running text there are. */
export function proseIn(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + (isProse(line) ? line.text.length : 0), 0);
}
