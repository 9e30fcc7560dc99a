import type { Draft } from "../../news/article.ts";
import { normaliseLine, normaliseText, unwrapLines } from "../../news/text/clean.ts";
import { parseDate } from "../dates.ts";
import { chooseBody } from "./body.ts";
import { readHead } from "./head.ts";
import { splitHeader } from "./header.ts";
import { joinLines, plainLines } from "./lines.ts";
import { markdownLines } from "./markdown.ts";

export type SeedOptions = {
  /** The text is Markdown: its marks go and its block quotes are kept as such. */
  readonly markdown?: boolean;
  /** A date later than a day after this moment is a mistake and is left out. */
  readonly now?: Date;
};

/**
 * An article from a web page flattened to text, from plain text or from Markdown, with or without header lines. What the text does not
 * say is absent. `text` is empty where nothing was left: the caller says so.
 */
export function parseSeed(text: string, options: SeedOptions = {}): Omit<Draft, "origin"> {
  const { fields, rest } = splitHeader(normaliseText(text));
  const lines = options.markdown ? markdownLines(rest) : plainLines(unwrapLines(rest));
  const head = readHead(lines, fields);
  const body = joinLines(chooseBody(lines.filter((_, i) => !head.spent.has(i))));
  const published = fields.date === undefined ? undefined : parseDate(fields.date, options.now);
  const url = /^https?:\/\/\S+$/.test(fields.url ?? "") ? fields.url : undefined;
  const outlet = fields.outlet ?? head.outlet;
  const description = fields.description ?? head.description;
  return {
    text: body.text,
    ...(head.title === undefined ? {} : { title: normaliseLine(head.title) }),
    ...(outlet === undefined ? {} : { outlet }),
    ...(fields.byline === undefined ? {} : { byline: fields.byline }),
    ...(url === undefined ? {} : { url }),
    ...(published === undefined ? {} : { published }),
    ...(description === undefined ? {} : { description }),
    ...(body.blockQuotes.length > 0 ? { blockQuotes: body.blockQuotes } : {}),
  };
}
