import { parseHTML } from "linkedom";
import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { checkLimits, LIMITS } from "./limits.ts";
import { DROPPED } from "./nodes.ts";

/** What is used here of a DOM; the compiler knows no browser. */
export type PageNode = {
  readonly nodeType: number;
  readonly textContent: string;
  readonly childNodes: readonly PageNode[];
};
export type PageElement = PageNode & {
  readonly localName: string;
  readonly className: string;
  readonly id: string;
  readonly parentNode: PageElement | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  append(...nodes: (PageNode | string)[]): void;
  remove(): void;
};
export type PageDocument = PageElement & {
  readonly documentElement: PageElement;
  readonly head: PageElement;
  readonly body: PageElement;
  createElement(name: string): PageElement;
};

export type Page = {
  readonly document: PageDocument;
  /** The contents of the `application/ld+json` scripts, as written. */
  readonly jsonLd: readonly string[];
};

const textOf = (node: Tree.ParentNode) => node.childNodes.map((child) => ("value" in child ? child.value : "")).join("");

/**
 * The document as the HTML standard reads it, without scripts and styles, in a DOM that Readability can walk. parse5 reads and linkedom
 * only holds the tree: linkedom's own parser gives an empty body where html and body tags are left out (3 % of pages). Elements below
 * the depth limit go up to it with their text; what comes after the node limit is left out. Throws `bad-input` over the other limits.
 */
export function readDocument(html: string): Page {
  checkLimits(html);
  const { document } = parseHTML("<!doctype html><html><head></head><body></body></html>") as unknown as { document: PageDocument };
  const jsonLd: string[] = [];
  let nodes = 0;
  const create = (element: Tree.Element): PageElement => {
    const made = document.createElement(element.tagName);
    copyAttributes(element, made);
    return made;
  };

  type Step = { readonly from: Tree.ParentNode; readonly to: PageElement; readonly depth: number };
  const steps: Step[] = [];
  for (const root of parse(html).childNodes) {
    if (!("tagName" in root)) continue;
    copyAttributes(root, document.documentElement);
    for (const part of root.childNodes) {
      const to = part.nodeName === "head" ? document.head : document.body;
      if ("tagName" in part) copyAttributes(part, to);
      if ("childNodes" in part) steps.push({ from: part, to, depth: 0 });
    }
  }
  // One level at a time and no recursion: nesting must not end the stack.
  for (let step = steps.pop(); step !== undefined && nodes < LIMITS.nodes; step = steps.pop()) {
    const below: Step[] = [];
    for (const child of step.from.childNodes) {
      if (++nodes > LIMITS.nodes) break;
      if ("value" in child) step.to.append(child.value);
      else if ("tagName" in child) {
        if (child.tagName === "script" && child.attrs.some((a) => a.name === "type" && /ld\+json/i.test(a.value)))
          jsonLd.push(textOf(child));
        if (DROPPED.has(child.tagName)) continue;
        const deep = step.depth >= LIMITS.depth;
        const made = deep ? step.to : create(child);
        if (!deep) step.to.append(made);
        below.push({ from: child, to: made, depth: deep ? step.depth : step.depth + 1 });
      }
    }
    steps.push(...below.reverse());
  }
  return { document, jsonLd };
}

function copyAttributes(from: Tree.Element, to: PageElement): void {
  for (const { name, value } of from.attrs.slice(0, LIMITS.attributes)) {
    // A data: address of a picture, a whole state in an attribute: nothing that says what the element is.
    if (value.length <= LIMITS.attributeLength) to.setAttribute(name, value);
  }
}
