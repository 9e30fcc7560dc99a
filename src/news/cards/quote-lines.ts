import type { Attribution, QuoteItem, StoryItem } from "../card.ts";
import { kindNote, type Phrases, phrases } from "../phrases.ts";
import type { QuoteKind } from "../quote.ts";
import { oneLine } from "../text/fit.ts";

/** The story a quote stands under: its source is said already. `brief`: where the source is another one, only its outlet and date are said. */
export type Place = { readonly under: Attribution; readonly first: boolean; readonly brief?: true };

export function placeOf({ source, rest }: StoryItem, nth: number): Place {
  return { under: source, first: nth === 0 && rest === undefined, ...(rest ? { brief: true as const } : {}) };
}

/** A stretch of a quote that stays in one piece. */
export type Stretch = {
  readonly text: string;
  /** Whether another part of the quote stands before it. */
  readonly gap: boolean;
  /** Whether the part ends here. */
  readonly closes: boolean;
};

/** Kept free beside each stretch for marks and the gap. */
const BETWEEN = 12;

/**
 * The parts of a quote in pieces of at most `most` by `cost`; at least one piece, which is empty where the quote is. `split` cuts a part
 * that is longer than that; nothing is left out.
 */
export function quotePieces(
  parts: readonly string[],
  most: number,
  { cost, split }: { cost(text: string): number; split(text: string, most: number): readonly string[] },
): [Stretch[], ...Stretch[][]] {
  const pieces: [Stretch[], ...Stretch[][]] = [[]];
  let piece: Stretch[] = pieces[0];
  let room = most;
  for (const [nth, part] of parts.entries()) {
    const stretches = split(part, most);
    for (const [at, text] of stretches.entries()) {
      if (cost(text) > room && piece.length > 0) {
        piece = [];
        pieces.push(piece);
        room = most;
      }
      piece.push({ text, gap: nth > 0 && at === 0, closes: at === stretches.length - 1 });
      room -= cost(text) + BETWEEN;
    }
  }
  return pieces;
}

/** What stands around a stretch: words that go on open their marks anew and close them once, as in print. What a source sets without marks gets none. */
export function marksAround(
  how: QuoteKind,
  { gap, closes }: Stretch,
  said: Phrases = phrases,
): { readonly before: string; readonly after: string } {
  const inMarks = how === "direct" || how === "partial";
  return { before: (gap ? ` ${said.gap} ` : "") + (inMarks ? "“" : ""), after: inMarks && closes ? "”" : "" };
}

/** What is said before the nth piece. Of reported words one is told before; of words without marks after: what announces those must stand beside them. */
export function noteBefore({ how, variant }: QuoteItem, nth: number, said: Phrases = phrases): string | null {
  if (nth > 0) return said.continued;
  return (
    [variant ? said.otherWording : null, how === "indirect" ? kindNote(how, said) : null].filter((note) => note !== null).join("; ") || null
  );
}

/** "— Mara Lindqvist, foreign minister", "— General David Petraeus". `shown` makes a name or role fit to be shown (null: nothing to be seen), `emphasis` marks the name. */
export function speakerLine(
  { speaker }: QuoteItem,
  shown: (text: string | undefined) => string | null,
  emphasis: (name: string) => string = (name) => name,
  said: Phrases = phrases,
): string {
  const name = shown(speaker?.name);
  if (name === null) return said.speakerUncertain;
  const role = shown(speaker?.role);
  if (!role) return said.saidBy(emphasis(name));
  // A title stands before the name ("General"), a role behind it ("the finance minister").
  return said.saidBy(/^\p{Lu}/u.test(role) ? `${role} ${emphasis(name)}` : `${emphasis(name)}, ${role}`);
}

/** A wording longer than this is not shown beside a quote; the builder of cards cuts it before, at a sentence. */
const LONGEST_WORDING = 400;
const LONGEST_OUTLET = 150;

/**
 * What is said behind the speaker: that the article does not name them, that the source sets no marks, that the article was changed since,
 * who else carries the words, that they were cut. May hold an outlet's name and an article's words, which are to be escaped like these.
 */
export function notesAfter({ speaker, how, withdrawn, carried, cut, fresh }: QuoteItem, said: Phrases = phrases): string[] {
  const wording = carried?.wording;
  const words = [wording?.parts.join(` ${said.gap} `).replace(/\s+/gu, " ") ?? "", ...(wording?.cut ? [said.gap] : [])].join(" ");
  const outlet = oneLine(wording?.outlet ?? said.noOutlet);
  const shown = words.length <= LONGEST_WORDING && outlet.length <= LONGEST_OUTLET ? [said.wordedIn(outlet, words)] : [];
  return [
    fresh ? said.freshQuote : null,
    speaker?.kind === "anonymous" ? said.unnamed : null,
    how === "block" ? kindNote(how, said) : null,
    withdrawn ? said.withdrawn(withdrawn) : null,
    carried ? [said.carriedBy(carried.outlets), ...(wording ? [said.wordingDiffers, ...shown] : [])].join("; ") : null,
    cut ? said.cutQuote : null,
  ].filter((note) => note !== null);
}

/** Whether a quote needs no source of its own beside that of the story it stands under. */
export function sameSource(one: Attribution, other: Attribution): boolean {
  return one.title === other.title && one.url === other.url && one.outlet === other.outlet;
}
