import { closed, fitting, turns } from "../../news/text/fit.ts";

/** Means something to Discord wherever it stands: emphasis, code, spoilers, links, mentions, timestamps, emoji. */
const ANYWHERE = /[\\*_~`|<>[\]@]/;
/** What would make a link's address of what follows a bracket: Discord looks for the last one behind a link of ours, and an escape does not stop it. */
const ADDRESS = /(?<=\])\(/u;
/** A colon that belongs to an address or an emoji code; "he said: yes" is left alone. */
const COLON = /:(?=\S)/u;
/** The dot of an address without a scheme ("discord.gg/x"), which some clients make into a link or an invitation. */
const DOT = /(?<=[\p{L}\p{N}])\.(?=\p{L})/u;
/** Entities, which Discord leaves alone and other readers of Markdown do not. */
const ENTITY = /&(?=[#\w])/u;
/** What makes a heading, a small line or a list of a line that begins with it. */
const LINE_START = /(?<=^[\s\p{Cf}]*)[#\-+=]/u;
const LIST_NUMBER = /(?<=^[\s\p{Cf}]*\d{1,10})[.)]/u;
const MARKUP = new RegExp([ANYWHERE, ADDRESS, COLON, DOT, ENTITY, LINE_START, LIST_NUMBER].map(({ source }) => source).join("|"), "gmu");

/**
 * The same words for a text display. Every character that Discord could read as markup has a backslash before it, which is the one
 * escape all its clients know and which nobody sees: the words stay as they are, and can be copied.
 */
export function escaped(text: string): string {
  return closed(text).replace(MARKUP, "\\$&");
}

/** The longest mark before a line: "-# ". */
const LINE_MARK = 3;

/** How much room the text takes once it is escaped and each of its lines has a mark before it ("> ", "-# "). */
export function cost(text: string): number {
  const shown = escaped(text);
  let lines = 0;
  for (let at = shown.indexOf("\n"); at >= 0; at = shown.indexOf("\n", at + 1)) lines++;
  return shown.length + LINE_MARK * lines;
}

export const { split, cutTo } = fitting({ cost, reach });

function reach(text: string, most: number): number {
  if (turns(text)) return reachByHalves(text, most);
  const marked = new Set<number>();
  for (const { index } of text.matchAll(MARKUP)) marked.add(index);
  let used = 0;
  for (let at = 0; at < text.length; at++) {
    used += (marked.has(at) ? 2 : 1) + (text.charAt(at) === "\n" ? LINE_MARK : 0);
    if (used > most) return Math.max(1, at);
  }
  return text.length;
}

/** The same where direction marks have to be closed, which a cut may add. */
function reachByHalves(text: string, most: number): number {
  let fits = 0;
  let reach = text.length;
  while (fits < reach) {
    const middle = Math.ceil((fits + reach) / 2);
    if (cost(text.slice(0, middle)) <= most) fits = middle;
    else reach = middle - 1;
  }
  return Math.max(1, fits);
}
