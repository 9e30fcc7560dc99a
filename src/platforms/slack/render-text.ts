import { clean as cleaned, closed, fitting } from "../../news/text/fit.ts";

/** Text as it can be sent, direction marks closed: Slack has nothing to escape in which they could be closed later. */
export function clean(text: string): string {
  return closed(cleaned(text));
}

/** For the one place where Slack reads markup: the top-level `text`. Only these three can be escaped there. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** How long the text is once it is escaped. */
export function cost(text: string): number {
  return escapeText(text).length;
}

export const { split, cutTo } = fitting({
  cost,
  reach(text, most) {
    let room = most;
    for (let at = 0; at < text.length; at++) {
      const unit = text[at];
      room -= unit === "&" ? 5 : unit === "<" || unit === ">" ? 4 : 1;
      if (room < 0) return Math.max(1, at);
    }
    return text.length;
  },
});

/** Lines in groups that cost at most `most` each, in order; a line is never divided. `textOf`: all that counts of it. */
export function inGroups(lines: readonly string[], most: number): string[][];
export function inGroups<T>(lines: readonly T[], most: number, textOf: (line: T) => string): T[][];
export function inGroups<T>(lines: readonly T[], most: number, textOf: (line: T) => string = String): T[][] {
  const groups: T[][] = [];
  let room = 0;
  for (const line of lines) {
    const needs = cost(textOf(line)) + 3;
    const group = groups.at(-1);
    if (group && needs <= room) group.push(line);
    else {
      groups.push([line]);
      room = most;
    }
    room -= needs;
  }
  return groups;
}
