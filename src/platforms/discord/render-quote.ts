import type { Attribution, QuoteItem } from "../../news/card.ts";
import { kindNote, phrases } from "../../news/phrases.ts";
import { clean, isVisible, oneLine } from "../../news/text/fit.ts";
import { measures } from "./limits.ts";
import { attribution, bold, named, quoted, small, type Unit } from "./render-elements.ts";
import { cost, escaped, split } from "./render-text.ts";

/** A stretch of a quote that stays in one piece. */
type Stretch = {
  readonly text: string;
  /** Whether another part of the quote stands before it. */
  readonly gap: boolean;
  /** Whether the part ends here. */
  readonly closes: boolean;
};

/** The story a quote stands under: its source is said already. */
type Place = { readonly under: Attribution; readonly first: boolean };

/** The units of one quote, one as a rule. What is longer than `measures.piece` goes on in the next unit; nothing of it is left out. */
export function quoteUnits(quote: QuoteItem, place?: Place): Unit[] {
  const before = aside(quote.before);
  const after = aside(quote.after);
  const source = place && sameSource(quote.source, place.under) ? [] : [attribution(quote.source, bold)];
  const pieces = inPieces(quote);
  const main = pieces.map((piece, at): string => {
    const note = at > 0 ? phrases.continued : quote.how === "indirect" ? kindNote(quote.how) : null;
    const words = piece.map((stretch) => shown(quote, stretch)).join("");
    return [
      ...(at === 0 && place?.first ? [bold(phrases.keyQuotes)] : []),
      ...(at === 0 ? before.short : []),
      ...(note ? [`*${note}:*`] : []),
      // The reporter's words get nothing that looks like a quote.
      ...(words === "" ? [] : [quote.how === "indirect" ? words : quoted(words)]),
      ...(at === pieces.length - 1 ? [speaker(quote), ...after.short] : []),
    ].join("\n");
  });
  return [...before.long, ...main, ...after.long, ...source].map((text) => ({ text }));
}

function shown(quote: QuoteItem, stretch: Stretch): string {
  const inMarks = quote.how === "direct" || quote.how === "partial";
  return [
    stretch.gap ? ` ${phrases.gap} ` : "",
    // Words that go on open their marks anew and close them once, as in print.
    inMarks ? "“" : "",
    escaped(stretch.text.trim()),
    inMarks && stretch.closes ? "”" : "",
  ].join("");
}

function inPieces(quote: QuoteItem): Stretch[][] {
  const pieces: Stretch[][] = [[]];
  let room: number = measures.piece;
  for (const part of quote.parts) {
    // A line of its own in reported words could pass for a line of ours.
    const text = quote.how === "indirect" ? oneLine(part) : clean(part);
    if (!isVisible(text)) continue;
    const nth = pieces.some((piece) => piece.length > 0);
    const stretches = split(text, measures.piece);
    for (const [at, text] of stretches.entries()) {
      if (cost(text) > room) {
        pieces.push([]);
        room = measures.piece;
      }
      pieces.at(-1)?.push({ text, gap: nth && at === 0, closes: at === stretches.length - 1 });
      room -= cost(text) + 12;
    }
  }
  return pieces.filter((piece, at) => at === 0 || piece.length > 0);
}

/** The sentences around a quote are the reporter's, in small letters; what is long stands in texts of its own. */
function aside(text: string | undefined): { short: string[]; long: string[] } {
  if (text === undefined || !isVisible(text)) return { short: [], long: [] };
  const said = split(clean(text.trim()), measures.piece).map((piece) => small(escaped(piece.trim())));
  return said.length === 1 && cost(text) <= measures.name * 2 ? { short: said, long: [] } : { short: [], long: said };
}

function speaker(quote: QuoteItem): string {
  const name = named(quote.speaker?.name);
  const role = named(quote.speaker?.role);
  const notes = [quote.speaker?.kind === "anonymous" ? phrases.unnamed : null, quote.how === "block" ? kindNote(quote.how) : null];
  const said = quote.speaker && name ? phrases.saidBy(bold(name)) + (role ? `, ${role}` : "") : phrases.speakerUncertain;
  return said + notes.map((note) => (note ? ` *(${note})*` : "")).join("");
}

function sameSource(one: Attribution, other: Attribution): boolean {
  return one.title === other.title && one.url === other.url && one.outlet === other.outlet;
}
