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
import { isVisible } from "../../news/text/fit.ts";
import { measures } from "./limits.ts";
import { attribution, type Line, line, named, type Unit, unitOf, words } from "./render-elements.ts";
import { clean, cost, cutTo, inGroups, split } from "./render-text.ts";

/** The units of one quote, one as a rule. What is longer than `measures.piece` goes on in the next unit; nothing of it is left out. */
export function quoteUnits(quote: QuoteItem, said: Phrases, place?: Place): Unit[] {
  const before = aside(quote.before, said);
  const after = aside(quote.after, said);
  const all = place && sameSource(quote.source, place.under) ? [] : attribution(quote.source, said);
  const source = place?.brief ? all.slice(1) : all;
  const parts = quote.parts.map(clean).filter((part) => part !== "");
  const pieces = quotePieces(parts, measures.piece, { cost, split });
  const units = pieces.map((piece, at) => {
    const note = noteBefore(quote, at, said);
    return unitOf([
      ...(at === 0 && place?.first ? [line("text", words(said.keyQuotes, { bold: true }))] : []),
      ...(at === 0 ? before.short : []),
      ...(note ? [line("text", words(`${note}:`, { italic: true }))] : []),
      // The reporter's words get nothing that looks like a quote.
      ...(piece.length > 0
        ? [line(quote.how === "indirect" ? "text" : "quote", ...piece.flatMap((stretch) => shown(quote, stretch, said)))]
        : []),
      ...(at === pieces.length - 1
        ? [
            line(
              "text",
              words(speakerLine(quote, named, undefined, said)),
              ...notesAfter(quote, said).map((note) => words(` (${note})`, { italic: true })),
            ),
            ...after.short,
            ...source,
          ]
        : []),
    ]);
  });
  return [...before.long, ...units, ...after.long];
}

function shown(quote: QuoteItem, stretch: Stretch, said: Phrases) {
  const { before, after } = marksAround(quote.how, stretch, said);
  return [...(before ? [words(before)] : []), words(stretch.text), ...(after ? [words(after)] : [])];
}

/** The sentences around a quote are the reporter's. Short ones stand beside it, long ones in a block of their own. */
function aside(text: string | undefined, phrases: Phrases): { short: Line[]; long: Unit[] } {
  if (text === undefined || !isVisible(text)) return { short: [], long: [] };
  const said = line("text", words(cutTo(clean(text.trim()), measures.sentence, ` ${phrases.cut}`), { italic: true }));
  return cost(text.trim()) <= measures.aside ? { short: [said], long: [] } : { short: [], long: [unitOf([said])] };
}

/** All the people mentioned, in as many units as their names need. */
export function peopleUnits(people: readonly string[], said: Phrases): Unit[] {
  const names = people.map(named).filter((name) => name !== null);
  return inGroups(names, measures.piece).map((group, at) => {
    const label = at === 0 ? said.people : `${said.people}, ${said.continued}`;
    return unitOf([line("text", words(`${label}: `, { bold: true }), words(group.join(", ")))]);
  });
}
