import type { Span } from "./article.ts";

/** One person as one article names them. */
export type FoundPerson = {
  /** The longest form of the name in the article, without titles: "David Petraeus". */
  readonly name: string;
  /** Every other form that stands for them ("Petraeus", "Gen. Petraeus"), no pronouns. */
  readonly aliases: readonly string[];
  /** Title or role as the article gives it. */
  readonly role?: string;
  /** Where the text names them, pronouns not included, in order. */
  readonly mentions: readonly Span[];
};
