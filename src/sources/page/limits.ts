import { PullquoteError } from "../../errors.ts";

/** More than any article needs; a page over them costs minutes in every parser there is. */
export const LIMITS = {
  characters: 5_000_000,
  tags: 400_000,
  nesting: 20_000,
  nodes: 200_000,
  depth: 200,
  attributes: 40,
  attributeLength: 2_000,
};

/** Elements that never hold others or that the next one of their kind closes: without an end tag they nest nothing. */
const CLOSED_BY_THEMSELVES = new Set(
  "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot colgroup option optgroup rt rp html head body".split(
    " ",
  ),
);
/** What is inside is text: a "<" there opens nothing. */
const RAW = new Set(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"]);

const tooMuch = (what: string) =>
  new PullquoteError(
    "bad-input",
    `The page has ${what}; no article has. Leave the page out, or read the article from its feed or as plain text.`,
  );

/** Counts tags and nesting in one pass over the text, before any parser sees it. Throws `bad-input` over a limit. */
export function checkLimits(html: string): void {
  if (html.length > LIMITS.characters) throw tooMuch(`more than ${LIMITS.characters / 1_000_000} million characters`);
  let tags = 0;
  let nesting = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at)) {
    if (html.startsWith("<!--", at)) {
      const end = html.indexOf("-->", at + 2);
      if (end < 0) return;
      at = end + 3;
      continue;
    }
    const closing = html[at + 1] === "/";
    const name = /[a-z][a-z0-9:-]{0,30}/iy;
    name.lastIndex = at + (closing ? 2 : 1);
    const tag = name.exec(html)?.[0].toLowerCase();
    at += 1;
    if (tag === undefined) continue;
    if (++tags > LIMITS.tags) throw tooMuch(`more than ${LIMITS.tags} tags`);
    if (CLOSED_BY_THEMSELVES.has(tag)) continue;
    if (closing) nesting = Math.max(0, nesting - 1);
    else if (RAW.has(tag)) {
      const end = closeOf(html, tag, at);
      if (end < 0) return;
      at = end;
    } else if (++nesting > LIMITS.nesting) throw tooMuch(`elements nested more than ${LIMITS.nesting} deep`);
  }
}

function closeOf(html: string, tag: string, from: number): number {
  const end = new RegExp(`</${tag}`, "gi");
  end.lastIndex = from;
  const match = end.exec(html);
  return match === null ? -1 : match.index + match[0].length;
}
