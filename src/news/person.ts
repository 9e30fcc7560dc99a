import type { ArticleId, Instant, Span } from "./article.ts";

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
  /** The article of a story that names them, which `mentions` are offsets into. Absent: the story's first. */
  readonly articleId?: ArticleId;
};

/** A name as the archive holds it, over all its articles. */
export type ArchivedName = {
  /** As `FoundPerson.name`. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly role?: string;
  /** An article names somebody else beside them who is called so without "Jr." or "III": the son is not the father. */
  readonly apart?: true;
  /** Articles that name them. */
  readonly articles: number;
  /** Quotes that are theirs, indirect ones not counted. */
  readonly quotes: number;
  readonly latest: Instant;
};
