import { Readability } from "@mozilla/readability";
import { densest, proseIn } from "../body.ts";
import { cleanLines } from "../boilerplate.ts";
import { type Line, wordsOf } from "../lines.ts";
import type { PageDocument, PageElement } from "./dom.ts";
import { linesOf } from "./lines.ts";
import { UNWANTED } from "./prune-words.ts";

/** Where Readability finds less than this share of the running text that the densest stretch of the page has, it chose a side column. */
const RESCUE_BELOW = 0.4;
const BESIDE = "nav, footer, aside, [role=navigation], [role=complementary], [aria-hidden=true], [hidden]";

/** Takes out what classes and ids name as comments, shares, related articles; never a part that holds much of the page's running text. */
function prune(body: PageElement): void {
  const most = 0.3 * proseIn(linesOf(body));
  for (const element of [...body.querySelectorAll("[class], [id]")]) {
    if (["article", "main"].includes(element.localName)) continue;
    if (!UNWANTED.test(`${element.getAttribute("class") ?? ""} ${element.id}`)) continue;
    if (proseIn(linesOf(element)) <= most) element.remove();
  }
}

/** A pull quote says again what the text says: the reader would get the same quote twice. */
function withoutPullQuotes(lines: readonly Line[]): Line[] {
  const said = lines.filter((line) => !line.quoted).map((line) => ` ${wordsOf(line.text).join(" ")} `);
  return lines.filter((line) => {
    const words = wordsOf(line.text);
    return !line.quoted || words.length < 4 || !said.some((text) => text.includes(` ${words.join(" ")} `));
  });
}

/**
 * The lines of a page's article. The document is used up by it. Readability decides; where it evidently chose the wrong part, the densest
 * stretch of what is not navigation, side column or comments does.
 */
export function extractLines(document: PageDocument): Line[] {
  prune(document.body);
  const aside = new Set<PageElement>(document.body.querySelectorAll(BESIDE));
  const shown = linesOf(document.body, aside);
  const { from, to } = densest(shown);
  const page = shown.slice(from, to);
  const reader = new Readability<PageElement>(document as never, {
    serializer: (node) => node as unknown as PageElement,
    keepClasses: true,
  });
  const content = reader.parse()?.content;
  const read = content ? linesOf(content) : [];
  return withoutPullQuotes(cleanLines(proseIn(read) < RESCUE_BELOW * proseIn(page) ? page : read));
}
