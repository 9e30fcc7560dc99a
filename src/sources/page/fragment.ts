import { parseFragment, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { checkLimits, LIMITS } from "./limits.ts";
import { DROPPED, type TextElement, type TextNode } from "./nodes.ts";

type Made = TextElement & { readonly childNodes: TextNode[] };

/**
 * A piece of HTML (what a feed carries of an article, a title with markup in it) as the HTML standard reads it, for `linesOf` to walk: no
 * attributes, no scripts, no styles, and no DOM, which would take most of the time. Throws `bad-input` over the limits of a page.
 */
export function readFragment(html: string): TextElement {
  checkLimits(html);
  const root: Made = { nodeType: 1, localName: "body", textContent: "", childNodes: [] };
  let nodes = 0;
  type Step = { readonly from: Tree.ParentNode; readonly to: Made; readonly depth: number };
  const steps: Step[] = [{ from: parseFragment(html), to: root, depth: 0 }];
  for (let step = steps.pop(); step !== undefined && nodes < LIMITS.nodes; step = steps.pop()) {
    const below: Step[] = [];
    for (const child of step.from.childNodes) {
      if (++nodes > LIMITS.nodes) break;
      if ("value" in child) step.to.childNodes.push({ nodeType: 3, textContent: child.value, childNodes: [] });
      else if ("tagName" in child && !DROPPED.has(child.tagName)) {
        const deep = step.depth >= LIMITS.depth;
        const made: Made = deep ? step.to : { nodeType: 1, localName: child.tagName, textContent: "", childNodes: [] };
        if (!deep) step.to.childNodes.push(made);
        below.push({ from: child, to: made, depth: deep ? step.depth : step.depth + 1 });
      }
    }
    steps.push(...below.reverse());
  }
  return root;
}
