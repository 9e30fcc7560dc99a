import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";

/** Its own walk over parse5's tree, so that the text to compare with owes nothing to the code that is measured. */
const BLOCKS = new Set(
  "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr ul".split(
    " ",
  ),
);
const UNSEEN = new Set("script style noscript template head select textarea svg math iframe object".split(" "));

const attribute = (element: Tree.Element, name: string) => element.attrs.find((attr) => attr.name === name)?.value;

/** What a page shows, a line a block, from top to bottom. */
export function shownLines(html: string): string[] {
  const lines: string[] = [];
  let text = "";
  const flush = () => {
    const line = text.replace(/\s+/g, " ").trim();
    if (line !== "") lines.push(line);
    text = "";
  };
  const visit = (node: Tree.Node): void => {
    if (node.nodeName === "#text") text += (node as Tree.TextNode).value;
    if (!("childNodes" in node) || UNSEEN.has(node.nodeName)) return;
    const element = "attrs" in node ? node : undefined;
    const style = element ? (attribute(element, "style") ?? "") : "";
    if (element && (attribute(element, "hidden") !== undefined || /display:\s*none/i.test(style))) return;
    const block = BLOCKS.has(node.nodeName);
    if (block) flush();
    else if (node.nodeName === "td" || node.nodeName === "th") text += " ";
    for (const child of node.childNodes) visit(child);
    if (block) flush();
  };
  visit(parse(html));
  flush();
  return lines;
}

function find(node: Tree.Node, wanted: (element: Tree.Element) => boolean): Tree.Element | undefined {
  if ("attrs" in node && wanted(node)) return node;
  if (!("childNodes" in node)) return undefined;
  for (const child of node.childNodes) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return undefined;
}

const textOf = (node: Tree.Node | undefined): string =>
  node === undefined ? "" : "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
const oneLine = (...texts: string[]) => texts.join(" ").replace(/\s+/g, " ").trim();

/**
 * A page flattened to text in the way of the seed article: a line with the title element and the description glued to it, a line with the
 * alternative text of the first picture glued to the heading, then all that the page shows from top to bottom, menus, comments and footers
 * included, a line a block.
 */
export function flattenPage(html: string): string {
  const document = parse(html);
  const named = (tag: string) =>
    find(document, (element) => element.tagName === tag && element.namespaceURI === "http://www.w3.org/1999/xhtml");
  const described = find(document, (element) => element.tagName === "meta" && attribute(element, "name")?.toLowerCase() === "description");
  const picture = find(document, (element) => element.tagName === "img" && Boolean(attribute(element, "alt")?.trim()));
  const head = oneLine(textOf(named("title")), described ? (attribute(described, "content") ?? "") : "");
  const heading = oneLine(picture ? (attribute(picture, "alt") ?? "") : "", textOf(named("h1")));
  return [head, heading, ...shownLines(html)].filter((line) => line !== "").join("\n\n");
}
