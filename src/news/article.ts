/** A moment as ISO-8601 text in UTC ("2026-11-03T08:00:00.000Z"): sorts alike in every store. */
export type Instant = string & { readonly brand: "Instant" };
export type ArticleId = string & { readonly brand: "ArticleId" };

/** A stretch of a text: UTF-16 code units, `start` included, `end` not: what `String.prototype.slice` takes. */
export type Span = { readonly start: number; readonly end: number };

/** What a source read, before it is stored. Everything that is absent was not said; nothing is guessed. */
export type Draft = {
  /** The name of the source it came from, as the operator knows it (a folder, a feed's address). */
  readonly origin: string;
  readonly text: string;
  readonly title?: string;
  readonly outlet?: string;
  readonly byline?: string;
  readonly url?: string;
  /** The feed's own id of the item, where there is one. */
  readonly guid?: string;
  readonly published?: Instant;
  /** A line that presents the article and is no part of its body. */
  readonly description?: string;
  /** Stretches of `text` that the source's markup set apart as block quotes. */
  readonly blockQuotes?: readonly Span[];
  /** It came with the first read of its source and was no news any more: it fills the archive and no digest. */
  readonly backlog?: true;
};

/** A stored article. `text` never changes under an id: every quote is a pair of offsets into it. */
export type Article = Draft & {
  readonly id: ArticleId;
  readonly title: string;
  /** When this archive first read it. */
  readonly readAt: Instant;
};

/** The moment of a date, as the stores write it. */
export function instant(date: Date): Instant {
  return date.toISOString() as Instant;
}

/** Quotes are looked for in this many characters, some eighty pages: a longer text is no article, and must not hold up the answers. */
export const LONGEST_READ = 200_000;
