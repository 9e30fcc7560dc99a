import type { Draft } from "../../news/article.ts";
import { normaliseLine, normaliseText, unwrapLines } from "../../news/text/clean.ts";
import { densest, proseIn } from "../body.ts";
import { cleanLines } from "../boilerplate.ts";
import { parseDate } from "../dates.ts";
import { joinLines, type Line, plainLines } from "../lines.ts";
import { aboveProse, readMargin } from "../margin.ts";
import { withoutBoxes } from "./boxes.ts";
import { copyrightHolder } from "./copyright.ts";
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
  const { body, above } = chooseBody(lines, head.spent);
  const margin = readMargin(above, head.title, options.now);
  const told = body.filter((line) => !margin.told.has(line));
  // A text that is nothing but its title is an article of one line.
  const { text: words, blockQuotes } = joinLines(told.length > 0 ? told : lines);
  const published = (fields.date === undefined ? undefined : parseDate(fields.date, options.now)) ?? margin.published;
  const byline = fields.byline ?? margin.byline;
  const url = /^https?:\/\/\S+$/.test(fields.url ?? "") ? fields.url : undefined;
  const outlet = fields.outlet ?? head.outlet ?? copyrightHolder(lines);
  const description = fields.description ?? head.description;
  return {
    text: words,
    ...(head.title === undefined ? {} : { title: titleOf(head.title) }),
    ...(outlet === undefined ? {} : { outlet }),
    ...(byline === undefined ? {} : { byline }),
    ...(url === undefined ? {} : { url }),
    ...(published === undefined ? {} : { published }),
    ...(description === undefined ? {} : { description }),
    ...(blockQuotes.length > 0 ? { blockQuotes } : {}),
  };
}

/**
 * The article's own lines, and those above its first paragraph, which may tell of author and date. Where nothing says where the article
 * begins and less than 30 % of the running text would be left, all of it stays: then the text is not like others. So it does where hardly
 * anything but running text is there: then it is no page, and a last line without a full stop is its author's.
 */
function chooseBody(
  lines: readonly Line[],
  spent: ReadonlySet<number>,
): { readonly body: readonly Line[]; readonly above: readonly Line[] } {
  const rest: Line[] = [];
  const titles: number[] = [];
  for (const [i, line] of lines.entries()) {
    if (!spent.has(i)) rest.push(line);
    else if (titles.length < 50) titles.push(rest.length);
  }
  const { from, to, titled } = densest(rest, titles);
  const stretch = rest.slice(from, to);
  const prose = proseIn(rest);
  if (stretch.length === 0 || (!titled && proseIn(stretch) < 0.3 * prose)) return { body: rest, above: aboveProse(rest) };
  if (prose > 0.85 * rest.reduce((sum, line) => sum + line.text.length, 0)) return { body: cleanLines(rest), above: aboveProse(rest) };
  const title = Math.max(0, ...titles.filter((at) => at <= from));
  return { body: cleanLines(withoutBoxes(stretch)), above: [...rest.slice(Math.max(title, from - 8), from), ...aboveProse(stretch)] };
}

/** Without the sign that links to the heading itself. */
const titleOf = (line: string) => normaliseLine(line).replace(/\s*[¶#]$/u, "");
