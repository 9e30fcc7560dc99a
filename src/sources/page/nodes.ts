/** What reading lines needs of a document's nodes, whoever made them: 1 is an element, 3 text. */
export type TextNode = {
  readonly nodeType: number;
  readonly textContent: string;
  readonly childNodes: readonly TextNode[];
};
export type TextElement = TextNode & { readonly localName: string };

/** What shows no text of the document, or shows what is inside as it is written, tags and all. */
export const DROPPED: ReadonlySet<string> = new Set(
  "script style template svg math noscript iframe object embed canvas audio video map xmp plaintext noembed noframes".split(" "),
);

export const isElement = (node: TextNode): node is TextElement => node.nodeType === 1;

/** Whether there is an element of one of these names below. */
export function holds(node: TextNode, names: ReadonlySet<string>): boolean {
  return node.childNodes.some((child) => isElement(child) && (names.has(child.localName) || holds(child, names)));
}

/** All text below, as it is written. */
export function textBelow(node: TextNode): string {
  return node.nodeType === 3 ? node.textContent : node.childNodes.map(textBelow).join("");
}
