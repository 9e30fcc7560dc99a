import type { ArticleId, Span } from "./article.ts";

/**
 * - `direct`: whole sentences in the speaker's words, between marks
 * - `partial`: words of the speaker's inside a sentence of the reporter's, between marks
 * - `indirect`: what they are reported to have said, in the reporter's words; never shown in quote marks
 * - `block`: a passage in the speaker's words that the text sets apart without marks
 */
export type QuoteKind = "direct" | "partial" | "indirect" | "block";

/** `anonymous` is a source the article does not name ("one source close to the talks"); it stays unnamed. */
export type SpeakerKind = "person" | "organization" | "group" | "anonymous" | "document";

export type Speaker = {
  /** A person's longest name in the article; for the others the words of the article ("one source close to the talks"). */
  readonly name: string;
  readonly kind: SpeakerKind;
  /** Title or role as the article gives it ("General", "the finance minister"). */
  readonly role?: string;
  /** The words that name the speaker where the quote is attributed, a pronoun for example; null where nothing does (a second sentence of the same voice). */
  readonly mention: Span | null;
};

/** Somebody's words as offsets into the article's text: there is no other copy of them. */
export type Quote = {
  readonly articleId: ArticleId;
  /** In order. Two parts where the attribution stands between them; they are never joined without marking the gap. Marks are not included. */
  readonly parts: readonly [Span, ...Span[]];
  readonly kind: QuoteKind;
  readonly speaker: Speaker | null;
  /** The word that says that something was said ("said", "according to"), where there is one. */
  readonly cue: Span | null;
  /** For a block quote: the sentence that announces it. */
  readonly announcement?: Span;
  /** The probability, 0 to 1, that these are somebody's words and that `speaker` is whose. */
  readonly confidence: number;
  /** The article was changed since: its newer version does not have these words, or has others of the speaker's in their place. */
  readonly withdrawn?: "gone" | "reworded";
};

/** A quote as the engine finds it, before it belongs to a stored article. */
export type FoundQuote = Omit<Quote, "articleId">;

export type QuoteId = string & { readonly brand: "QuoteId" };

/** Where a quote begins names it: an article's text never changes under its id. */
export function quoteId(quote: Quote): QuoteId {
  return `${quote.articleId}.${quote.parts[0].start}` as QuoteId;
}
