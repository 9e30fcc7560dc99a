import type { Draft } from "../../news/article.ts";
import { normaliseLine, normaliseText, unwrapLines } from "../../news/text/clean.ts";
import { densest } from "../body.ts";
import { cleanLines } from "../boilerplate.ts";
import { parseDate } from "../dates.ts";
import { joinLines, type Line, plainLines } from "../lines.ts";
import { readMargin } from "../margin.ts";
import { readHead } from "./head.ts";
import { splitHeader } from "./header.ts";
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
  const margin = readMargin(
    lines.filter((_, i) => !head.spent.has(i)),
    head.title,
    options.now,
  );
  const body = joinLines(chooseBody(margin.lines));
  const published = (fields.date === undefined ? undefined : parseDate(fields.date, options.now)) ?? margin.published;
  const byline = fields.byline ?? margin.byline;
  const url = /^https?:\/\/\S+$/.test(fields.url ?? "") ? fields.url : undefined;
  const outlet = fields.outlet ?? head.outlet;
  const description = fields.description ?? head.description;
  return {
    text: body.text,
    ...(head.title === undefined ? {} : { title: normaliseLine(head.title) }),
    ...(outlet === undefined ? {} : { outlet }),
    ...(byline === undefined ? {} : { byline }),
    ...(url === undefined ? {} : { url }),
    ...(published === undefined ? {} : { published }),
    ...(description === undefined ? {} : { description }),
    ...(body.blockQuotes.length > 0 ? { blockQuotes: body.blockQuotes } : {}),
  };
}

/** The article's own lines; all of them where less than 30 % of the text would be left: then the page is not like others. */
function chooseBody(lines: readonly Line[]): readonly Line[] {
  const size = (of: readonly Line[]) => of.reduce((sum, line) => sum + line.text.length, 0);
  const kept = cleanLines(densest(lines));
  return size(kept) < 0.3 * size(lines) ? lines : kept;
}
