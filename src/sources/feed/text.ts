import { decodeHTMLStrict } from "entities";
import { normaliseLine, normaliseText } from "../../news/text/clean.ts";
import { type Line, plainLines } from "../lines.ts";
import { readFragment } from "../page/fragment.ts";
import { linesOf } from "../page/lines.ts";
import { hasBlocks, hasMarkup } from "./markup-words.ts";

/** What a feed says, and whether it says it in HTML: RSS always does, whatever it was meant to be; Atom and JSON Feed tell. */
export type Said = { readonly value: string; readonly html: boolean };

/** Publishers escape twice, sometimes three times. */
const MOST_ROUNDS = 3;
const LONGEST_LINE = 1_000;

/**
 * The lines of an item's text. Where it is HTML without any block, blank lines set the paragraphs apart; HTML that was escaped once too
 * often is read once more. Throws `bad-input` where the HTML is over the limits of a page.
 */
export function linesSaid({ value, html }: Said): Line[] {
  let rest = value;
  const isHtml = html || hasMarkup(value);
  for (let round = 0; isHtml && round < MOST_ROUNDS; round++) {
    if (!rest.includes("<")) {
      rest = decodeHTMLStrict(rest);
      if (!hasMarkup(rest)) return plainLines(normaliseText(paragraphs(rest)));
      continue;
    }
    const lines = linesOf(readFragment(hasBlocks(rest) ? rest : rest.replace(/\n\s*\n/g, "<br>")));
    if (lines.length > 1 || !hasMarkup(lines[0]?.text ?? "")) return lines.flatMap(withoutMarkup);
    rest = lines[0]?.text ?? "";
  }
  return plainLines(normaliseText(isHtml ? stripped(rest) : value));
}

/** HTML that a line of HTML shows: escaped twice, or an article on HTML, which then loses its examples. */
function withoutMarkup(line: Line): Line[] {
  if (!hasMarkup(line.text)) return [line];
  const text = onOneLine({ value: line.text, html: true });
  return text === "" ? [] : [{ ...line, text }];
}

const stripped = (text: string) => text.replace(/<[^<>]*>/g, " ");

/** In HTML a line break is a space; two of them, where nothing else sets paragraphs apart, were meant. */
const paragraphs = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s+/g, " "))
    .join("\n\n");

/** One line without markup: a title, a name. Undefined where nothing is left. */
export function lineSaid({ value, html }: Said): string | undefined {
  const line = onOneLine({ value: value.slice(0, 20 * LONGEST_LINE), html });
  return (line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE).replace(/\s+\S*$/u, "")} …`) || undefined;
}

function onOneLine({ value, html }: Said): string {
  let rest = value;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (!(html && round === 0) && !hasMarkup(rest)) break;
    rest = rest.includes("<")
      ? linesOf(readFragment(rest))
          .map((line) => line.text)
          .join(" ")
      : decodeHTMLStrict(rest);
  }
  // "Honey Reverie&#39;s": escaped once too often in what is plain text by the letter. Markup must not come of it.
  const decoded = html || hasMarkup(rest) ? rest : decodeHTMLStrict(rest);
  return normaliseLine(hasMarkup(rest) ? stripped(rest) : decoded.includes("<") ? rest : decoded);
}
