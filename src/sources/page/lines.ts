import { normaliseLine } from "../../news/text/clean.ts";
import type { Line } from "../lines.ts";
import { holds, isElement, type TextElement, type TextNode, textBelow } from "./nodes.ts";

const BLOCKS = new Set(
  `address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
   header hgroup hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul`.split(/\s+/),
);
const SKIPPED = new Set("figcaption picture button select textarea nav noscript script style template title head".split(" "));

const IN_FIGURE = new Set(["blockquote", "table", "pre"]);

type Walk = {
  lines: Line[];
  text: string;
  inLinks: number;
  quoted: boolean;
  heading: boolean;
  link: boolean;
  without: ReadonlySet<TextElement>;
};

/**
 * The lines of what is below an element: one for each block, and a new one at each line break. `textContent` would glue the last word of
 * a paragraph to the first of the next. Pictures go with their captions: a caption is not the article's text. What is below an element of
 * `without` is left out.
 */
export function linesOf(root: TextElement, without: ReadonlySet<TextElement> = new Set()): Line[] {
  const walk: Walk = { lines: [], text: "", inLinks: 0, quoted: false, heading: false, link: false, without };
  visit(root, walk);
  flush(walk);
  return walk.lines;
}

function flush(walk: Walk): void {
  const text = normaliseLine(walk.text);
  const linked = Math.min(1, walk.inLinks / (text.length || 1));
  walk.text = "";
  walk.inLinks = 0;
  if (text === "") return;
  walk.lines.push({ text, linked, ...(walk.quoted ? { quoted: true as const } : {}), ...(walk.heading ? { heading: true as const } : {}) });
}

/** The depth limit of the document keeps this recursion shallow. */
function visit(node: TextNode, walk: Walk): void {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) {
      walk.text += child.textContent;
      if (walk.link) walk.inLinks += child.textContent.trim().length;
    } else if (isElement(child)) enter(child, walk);
  }
}

function enter(element: TextElement, walk: Walk): void {
  const name = element.localName;
  if (SKIPPED.has(name) || walk.without.has(element)) return;
  // A figure may hold a table, a listing or a quote, and then that is text.
  if (name === "figure" && !holds(element, IN_FIGURE)) return;
  if (name === "br") {
    flush(walk);
    return;
  }
  if (name === "td" || name === "th") walk.text += " ";
  const before = { quoted: walk.quoted, heading: walk.heading, link: walk.link };
  if (name === "a") walk.link = true;
  if (!BLOCKS.has(name)) {
    visit(element, walk);
    walk.link = before.link;
    return;
  }
  flush(walk);
  if (name === "pre") {
    for (const line of textBelow(element).split("\n")) {
      walk.text = line;
      flush(walk);
    }
    return;
  }
  if (name === "blockquote") walk.quoted = true;
  if (/^h[1-6]$/.test(name)) walk.heading = true;
  visit(element, walk);
  flush(walk);
  Object.assign(walk, before);
}
