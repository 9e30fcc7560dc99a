import type { QuoteItem } from "../../news/card.ts";
import {
  marksAround,
  noteBefore,
  notesAfter,
  type Place,
  quotePieces,
  type Stretch,
  sameSource,
  speakerLine,
} from "../../news/cards/quote-lines.ts";
import type { Phrases } from "../../news/phrases.ts";
import { clean, isVisible, oneLine } from "../../news/text/fit.ts";
import { measures } from "./limits.ts";
import { attribution, bold, named, origin, quoted, small, type Unit } from "./render-elements.ts";
import { cost, escaped, split } from "./render-text.ts";

/** The units of one quote, one as a rule. What is longer than `measures.piece` goes on in the next unit; nothing of it is left out. */
export function quoteUnits(quote: QuoteItem, said: Phrases, place?: Place): Unit[] {
  const before = aside(quote.before);
  const after = aside(quote.after);
  const source =
    place && sameSource(quote.source, place.under)
      ? []
      : [place?.brief ? small(origin(quote.source, said)) : attribution(quote.source, said, place ? small : bold)];
  // A line of its own in reported words could pass for a line of ours.
  const parts = quote.parts.map(quote.how === "indirect" ? oneLine : clean).filter(isVisible);
  const pieces = quotePieces(parts, measures.piece, { cost, split });
  const main = pieces.map((piece, at): string => {
    const note = noteBefore(quote, at, said);
    const words = piece.map((stretch) => shown(quote, stretch, said)).join("");
    return [
      ...(at === 0 && place?.first ? [bold(said.keyQuotes)] : []),
      ...(at === 0 ? before.short : []),
      ...(note ? [`*${note}:*`] : []),
      // The reporter's words get nothing that looks like a quote.
      ...(words === "" ? [] : [quote.how === "indirect" ? words : quoted(words)]),
      ...(at === pieces.length - 1 ? [speaker(quote, said), ...after.short] : []),
    ].join("\n");
  });
  return [...before.long, ...main, ...after.long, ...source].map((text) => ({ text }));
}

function shown(quote: QuoteItem, stretch: Stretch, said: Phrases): string {
  const { before, after } = marksAround(quote.how, stretch, said);
  return before + escaped(stretch.text.trim()) + after;
}

/** The sentences around a quote are the reporter's, in small letters; what is long stands in texts of its own. */
function aside(text: string | undefined): { short: string[]; long: string[] } {
  if (text === undefined || !isVisible(text)) return { short: [], long: [] };
  const said = split(clean(text.trim()), measures.piece).map((piece) => small(escaped(piece.trim())));
  return said.length === 1 && cost(text) <= measures.name * 2 ? { short: said, long: [] } : { short: [], long: said };
}

function speaker(quote: QuoteItem, said: Phrases): string {
  const notes = notesAfter(quote, said).map((note) => ` *(${escaped(note)})*`);
  return speakerLine(quote, named, bold, said) + notes.join("");
}
