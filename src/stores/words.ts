import type { Article } from "../news/article.ts";
import { foldWords } from "../news/text/fold.ts";

/** PostgreSQL takes no lexeme over 2,046 bytes; nobody searches for one. */
const LONGEST = 100;
/** In UTF-16 code units; PostgreSQL takes a megabyte of words a document, of at most three bytes a unit. */
const MOST = 300_000;
/** A search of more words than this finds nothing that one of so many does not. */
const MOST_ASKED = 20;

const distinct = (text: string): string[] => [...new Set(foldWords(text).map((word) => word.slice(0, LONGEST)))];

/** The words an article is found by, each once: of its text, its title and its description. */
export function wordsOf({ text, title, description }: Pick<Article, "text" | "title" | "description">): string {
  let room = MOST;
  return distinct([title, description ?? "", text].join("\n"))
    .filter((word) => {
      room -= word.length + 1;
      return room > 0;
    })
    .join(" ");
}

export const wordsAsked = (text: string): string[] => distinct(text).slice(0, MOST_ASKED);
