import { PullquoteError } from "../errors.ts";
import type { Given, ReadGiven } from "../platforms/web/analysis.ts";
import type { PageReader } from "../ports/sources.ts";
import type { Clock } from "../ports.ts";
import { openParser } from "../sources/parser.ts";
import { parseSeed } from "../sources/seeds/parse.ts";

/** Reads what somebody pastes into the page as a source would read it: pages in a thread of their own, addresses with the site's leave and through the one safe fetch. */
export function openReader(pages: PageReader, clock: Clock): { readonly read: ReadGiven; close(): Promise<void> } {
  const parser = openParser();
  return {
    async read(given: Given) {
      if ("html" in given) return parser.html(given.html, { now: clock.now() });
      if ("text" in given) return parseSeed(given.text, { now: clock.now() });
      const read = await pages.read(given.address);
      if ("problem" in read) throw new PullquoteError("source", read.problem);
      return read.draft;
    },
    close: () => parser.close(),
  };
}
