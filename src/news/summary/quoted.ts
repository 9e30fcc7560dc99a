import type { Span } from "../article.ts";
import { isSpace } from "../text/paragraphs.ts";

/**
 * What stands in quotation marks in one line, marks included, roughly: enough to tell how much of a sentence is somebody's words.
 * Curly, straight, single and the `` '' of tokenised text. A double mark that is not closed runs to the end of the line.
 */
export function quotedSpans(text: string, from: number, to: number): Span[] {
  const found: Span[] = [];
  let double = -1;
  let single = -1;
  for (let i = from; i < to; i++) {
    const char = text.charAt(i);
    if (!MARKS.has(char)) continue;
    const spaceBefore = i === from || isSpace(text.charCodeAt(i - 1)) || "([{—–-".includes(text.charAt(i - 1));
    const spaceAfter = i + 1 >= to || isSpace(text.charCodeAt(i + 1));
    const twice = (char === "`" || char === "'") && text.charAt(i + 1) === char;
    if (char === "“" || char === "„" || char === "«" || (char === "`" && twice)) {
      if (double < 0) double = i;
      if (twice) i++;
    } else if (char === "”" || char === "»" || (char === "'" && twice)) {
      if (twice) i++;
      if (double >= 0) found.push({ start: double, end: i + 1 });
      double = -1;
    } else if (char === '"') {
      const opens = spaceBefore === spaceAfter ? double < 0 : spaceBefore;
      if (opens && double < 0) double = i;
      else if (!opens && double >= 0) {
        found.push({ start: double, end: i + 1 });
        double = -1;
      }
    } else if (double >= 0) {
    } else if (spaceBefore && single < 0 && isApostrophe(text, i, spaceAfter)) {
      // "Wales ' team", "the club 's": tokenised.
    } else if ((char === "‘" || char === "'") && spaceBefore && !spaceAfter && !isApostrophe(text, i, false)) {
      // Every paragraph of a long quotation opens anew.
      if (single >= 0 && i - single < LONG) found.push({ start: single, end: i });
      single = i;
    } else if (char === "'" && spaceBefore && single < 0) {
      single = i;
    } else if (
      single >= 0 &&
      (ENDS.has(text.charAt(i - 1)) || (spaceBefore && spaceAfter) || (spaceAfter && i - single < SHORT) || ENDS.has(text.charAt(i + 1)))
    ) {
      // A plural's apostrophe inside a longer quotation ("the voters' choice") does not close it.
      if (i - single < LONG) found.push({ start: single, end: i + 1 });
      single = -1;
    }
  }
  if (double >= 0) found.push({ start: double, end: to });
  return found;
}

function isApostrophe(text: string, at: number, alone: boolean): boolean {
  if (alone) return /s\s$/.test(text.slice(at - 2, at));
  return /^['’](?:s|ll|re|ve|m|d|t|em|n|\d0s)(?![\p{L}\p{N}])/u.test(text.slice(at, at + 5));
}

const MARKS = new Set("“”„«»\"'‘’`");
const ENDS = new Set(",.!?…");
const SHORT = 40;
/** A single mark that closes later than this was an apostrophe. */
const LONG = 600;
