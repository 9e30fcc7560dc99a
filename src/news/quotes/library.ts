import type { Span } from "../article.ts";
import type { QuoteKind, SpeakerKind } from "../quote.ts";
import { extract, SPEAKER_MARGIN } from "./extract.ts";

/**
 * The engine as a library: `import { extractQuotes } from "pullquote/quotes"`. Plain functions over strings: no network, no files,
 * nothing of Node; it runs in a browser as well.
 */
export type { QuoteKind, Span, SpeakerKind };

/** A stretch of the given text, `text.slice(start, end)` character for character; offsets are UTF-16 code units. */
export type QuotePart = Span & { readonly text: string };

export type QuoteSpeaker = {
  /** A person's longest name in the text; of others the text's own words ("one source close to the talks"). */
  readonly name: string;
  readonly kind: SpeakerKind;
  /** Title or role as the text gives it. */
  readonly role?: string;
  /** The words that name the speaker at the quote, a pronoun for example; null where none do. */
  readonly mention: QuotePart | null;
};

export type ExtractedQuote = {
  /** In order, without the marks. Two where the attribution stands between; do not join them without marking the gap. */
  readonly parts: readonly QuotePart[];
  /** `indirect` is what somebody is reported to have said, in the reporter's words: never show it in quotation marks. */
  readonly kind: QuoteKind;
  /** The best guess, however doubtful: see `confidence`. Null where the text names nobody. */
  readonly speaker: QuoteSpeaker | null;
  /** The probability, 0 to 1, that these are somebody's words and that `speaker` is whose. */
  readonly confidence: number;
};

export type QuoteOptions = {
  /** Who wrote the text: "I" outside quotation marks is then this person. */
  readonly byline?: string;
  /** Passages that markup sets apart (`<blockquote>`), as offsets. */
  readonly blockQuotes?: readonly Span[];
};

/** Pullquote shows a speaker from this confidence on (97 of 100 are right, measured); below it it shows the quote alone. */
export const speakerMargin: number = SPEAKER_MARGIN;

/** Every quote of an English news text, in the order of the text, with its speaker. Takes time linear in the length of the text. */
export function extractQuotes(text: string, options: QuoteOptions = {}): ExtractedQuote[] {
  const part = ({ start, end }: Span): QuotePart => ({ start, end, text: text.slice(start, end) });
  return extract(text, options).quotes.map(({ parts, kind, speaker, confidence }) => ({
    parts: parts.map(part),
    kind,
    speaker: speaker && {
      name: speaker.name,
      kind: speaker.kind,
      ...(speaker.role === undefined ? {} : { role: speaker.role }),
      mention: speaker.mention && part(speaker.mention),
    },
    confidence,
  }));
}
