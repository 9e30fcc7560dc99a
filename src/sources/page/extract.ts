import { Readability } from "@mozilla/readability";
import { normaliseText } from "../../news/text/clean.ts";
import { densest, proseIn } from "../body.ts";
import { cleanLines } from "../boilerplate.ts";
import { type Line, plainLines, wordsOf } from "../lines.ts";
import { type PageDocument, type PageElement, readDocument } from "./dom.ts";
import { linesOf } from "./lines.ts";
import { UNWANTED } from "./prune-words.ts";

/** Where Readability finds less than this share of the running text that the densest stretch of the page has, it chose a side column. */
const RESCUE_BELOW = 0.4;
/** Pages that load their text by script often have all of it in the structured data, which is else the poorer copy: no paragraphs. */
const DATA_BELOW = 0.5;
const BESIDE =
  "nav, footer, aside, dialog, [role=dialog], [role=alertdialog], [aria-modal=true], [role=navigation], [role=complementary], [aria-hidden=true], [hidden]";

/** Stand before the page until they are answered, as consent does; often longer than a short article. */
const DIALOGS =
  "dialog, [role=dialog], [role=alertdialog], [aria-modal=true], [id^=onetrust], [id^=didomi], [id^=sp_message], [id^=usercentrics], [id^=qc-cmp], [id^=truste]";

/** Takes out what classes and ids name as comments, shares, related articles; never a part that holds much of the page's running text. */
function prune(body: PageElement): void {
  for (const dialog of [...body.querySelectorAll(DIALOGS)]) if (!dialog.querySelector("article, main")) dialog.remove();
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

/** The `articleBody` of structured data: text, or HTML in a string. */
function linesOfData(body: string): Line[] {
  if (/<\/?(?:p|br|div)\b/i.test(body)) return linesOf(readDocument(body).document.body);
  return plainLines(normaliseText(body));
}

const size = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + line.text.length, 0);

/**
 * The lines of a page's article. The document is used up by it. Readability decides; where it evidently chose the wrong part, the densest
 * stretch of what is not navigation, side column or comments does, or the text in the structured data.
 */
export function extractLines(document: PageDocument, dataBody?: string): Line[] {
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
  const found = cleanLines(proseIn(read) < RESCUE_BELOW * proseIn(page) ? page : read);
  const data = dataBody === undefined || dataBody.length * DATA_BELOW < size(found) ? [] : linesOfData(dataBody);
  return withoutPullQuotes(size(found) < DATA_BELOW * size(data) ? cleanLines(data) : found);
}
