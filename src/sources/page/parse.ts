import type { Draft } from "../../news/article.ts";
import { joinLines } from "../lines.ts";
import { aboveProse, readMargin } from "../margin.ts";
import { readDocument } from "./dom.ts";
import { extractLines } from "./extract.ts";
import { readStructured } from "./json-ld.ts";
import { readMetadata } from "./metadata.ts";

export type PageOptions = {
  /** Where the page came from: relative addresses are read against it. */
  readonly url?: string;
  /** A date later than a day after this moment is a mistake and is left out. */
  readonly now?: Date;
};

/**
 * The article of an HTML page. What the page does not say is absent; `text` is empty where no article was found. Throws `bad-input` where
 * the page is over the limits of limits.ts. A hostile page can keep this busy for minutes: pages from outside go through `openParser`.
 */
export function parsePage(html: string, options: PageOptions = {}): Omit<Draft, "origin"> {
  const { document, jsonLd } = readDocument(html);
  const structured = readStructured(jsonLd);
  const { title, outlet, byline, published, url, description } = readMetadata(document, structured, options);
  const lines = extractLines(document, structured.body);
  const margin = readMargin(aboveProse(lines), title, options.now);
  const { text, blockQuotes } = joinLines(lines.filter((line) => !margin.told.has(line)));
  const author = byline ?? margin.byline;
  const date = published ?? margin.published;
  return {
    text,
    ...(title === undefined ? {} : { title }),
    ...(outlet === undefined ? {} : { outlet }),
    ...(author === undefined ? {} : { byline: author }),
    ...(url === undefined ? {} : { url }),
    ...(date === undefined ? {} : { published: date }),
    ...(description === undefined ? {} : { description }),
    ...(blockQuotes.length > 0 ? { blockQuotes } : {}),
  };
}
