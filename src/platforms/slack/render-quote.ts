import type { Attribution, QuoteItem } from "../../news/card.ts";
import { kindNote, phrases } from "../../news/phrases.ts";
import { isVisible } from "../../news/text/fit.ts";
import { measures } from "./limits.ts";
import { attribution, type Line, line, named, type Unit, unitOf, words } from "./render-elements.ts";
import { clean, cost, cutTo, inGroups, split } from "./render-text.ts";

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
  const source = place && sameSource(quote.source, place.under) ? [] : attribution(quote.source);
  const pieces = inPieces(quote);
  const units = pieces.map((piece, at) => {
    // Of reported words one is told before, of words without marks after: what announces those must stand beside them.
    const note = at > 0 ? phrases.continued : quote.how === "indirect" ? kindNote(quote.how) : null;
    return unitOf([
      ...(at === 0 && place?.first ? [line("text", words(phrases.keyQuotes, { bold: true }))] : []),
      ...(at === 0 ? before.short : []),
      ...(note ? [line("text", words(`${note}:`, { italic: true }))] : []),
      // The reporter's words get nothing that looks like a quote.
      line(quote.how === "indirect" ? "text" : "quote", ...piece.flatMap((stretch) => shown(quote, stretch))),
      ...(at === pieces.length - 1
        ? [
            line("text", words(speaker(quote)), ...(quote.how === "block" ? [words(` (${kindNote(quote.how)})`, { italic: true })] : [])),
            ...after.short,
            ...source,
          ]
        : []),
    ]);
  });
  return [...before.long, ...units, ...after.long];
}

function shown(quote: QuoteItem, stretch: Stretch) {
  const inMarks = quote.how === "direct" || quote.how === "partial";
  return [
    ...(stretch.gap ? [words(` ${phrases.gap} `)] : []),
    // Words that go on open their marks anew and close them once, as in print.
    ...(inMarks ? [words("“")] : []),
    words(stretch.text),
    ...(inMarks && stretch.closes ? [words("”")] : []),
  ];
}

function inPieces(quote: QuoteItem): Stretch[][] {
  const pieces: Stretch[][] = [];
  let room = 0;
  for (const [nth, part] of quote.parts.entries()) {
    const stretches = part === "" ? [] : split(clean(part), measures.piece);
    for (const [at, text] of stretches.entries()) {
      const stretch = { text, gap: nth > 0 && at === 0, closes: at === stretches.length - 1 };
      const piece = pieces.at(-1);
      if (piece && cost(text) <= room) piece.push(stretch);
      else {
        pieces.push([stretch]);
        room = measures.piece;
      }
      room -= cost(text) + 10;
    }
  }
  return pieces;
}

/** The sentences around a quote are the reporter's. Short ones stand beside it, long ones in a block of their own. */
function aside(text: string | undefined): { short: Line[]; long: Unit[] } {
  if (text === undefined || !isVisible(text)) return { short: [], long: [] };
  const said = line("text", words(cutTo(clean(text.trim()), measures.sentence), { italic: true }));
  return cost(text.trim()) <= measures.aside ? { short: [said], long: [] } : { short: [], long: [unitOf([said])] };
}

function speaker(quote: QuoteItem): string {
  const name = named(quote.speaker?.name);
  if (!quote.speaker || name === null) return phrases.speakerUncertain;
  const role = named(quote.speaker.role);
  const unnamed = quote.speaker.kind === "anonymous" ? ` (${phrases.unnamed})` : "";
  return phrases.saidBy(name) + (role ? `, ${role}` : "") + unnamed;
}

/** All the people mentioned, in as many units as their names need. */
export function peopleUnits(people: readonly string[]): Unit[] {
  const names = people.map(named).filter((name) => name !== null);
  return inGroups(names, measures.piece).map((group, at) => {
    const label = at === 0 ? phrases.people : `${phrases.people}, ${phrases.continued}`;
    return unitOf([line("text", words(`${label}: `, { bold: true }), words(group.join(", ")))]);
  });
}

function sameSource(one: Attribution, other: Attribution): boolean {
  return one.title === other.title && one.url === other.url && one.outlet === other.outlet;
}
