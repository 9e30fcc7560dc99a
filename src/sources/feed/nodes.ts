import type { Said } from "./text.ts";
import type { FeedNode } from "./tree.ts";

const isNode = (child: FeedNode | string): child is FeedNode => typeof child !== "string";

/** The children of an element by their names, made when they are first asked for: an item is asked for forty. */
const byName = new WeakMap<FeedNode, ReadonlyMap<string, FeedNode[]>>();

function indexOf(node: FeedNode): ReadonlyMap<string, FeedNode[]> {
  const made = byName.get(node);
  if (made !== undefined) return made;
  const index = new Map<string, FeedNode[]>();
  for (const child of node.children) {
    if (!isNode(child)) continue;
    const others = index.get(child.name);
    if (others === undefined) index.set(child.name, [child]);
    else others.push(child);
  }
  byName.set(node, index);
  return index;
}

/** The elements directly below with one of these names, by name and then in the order of the document. */
export function all(node: FeedNode | undefined, ...names: readonly string[]): readonly FeedNode[] {
  if (node === undefined) return [];
  const index = indexOf(node);
  const [name = ""] = names;
  return names.length === 1 ? (index.get(name) ?? []) : names.flatMap((one) => index.get(one) ?? []);
}

/** The first element directly below with the first of these names that has any text or attribute. */
export function first(node: FeedNode | undefined, ...names: string[]): FeedNode | undefined {
  for (const name of names) {
    const found = all(node, name).find((one) => one.children.length > 0 || Object.keys(one.attributes).length > 0);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text of an element and all below it, without markup. */
export function textOf(node: FeedNode | undefined): string {
  let text = "";
  for (const child of node?.children ?? []) text += isNode(child) ? textOf(child) : child;
  return text.trim();
}

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** The markup below an element as HTML; attributes are nothing that is read from it. */
function htmlBelow(node: FeedNode): string {
  return node.children
    .map((child) => {
      if (!isNode(child)) return escaped(child);
      const name = child.name.slice(child.name.indexOf(":") + 1);
      return /^[a-z][a-z0-9]*$/.test(name) ? `<${name}>${htmlBelow(child)}</${name}>` : htmlBelow(child);
    })
    .join("");
}

/** What an element says. One with elements in it says it in HTML, whatever it declares. */
export function saidIn(node: FeedNode, html: boolean): Said {
  if (!node.children.some(isNode)) return { value: node.children.join("").trim(), html };
  return { value: htmlBelow(node), html: true };
}

/** What these elements say, as HTML; empty ones are left out. */
export function htmlIn(node: FeedNode | undefined, ...names: readonly string[]): Said[] {
  return all(node, ...names)
    .map((one) => saidIn(one, true))
    .filter(({ value }) => value !== "");
}

/** The text of these elements; empty ones are left out. */
export function textsIn(node: FeedNode | undefined, ...names: readonly string[]): string[] {
  return all(node, ...names)
    .map(textOf)
    .filter((text) => text !== "");
}
