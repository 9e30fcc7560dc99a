import { decodeHTMLStrict } from "entities";
import { PullquoteError } from "../../errors.ts";
import { httpAddress } from "../web-address.ts";
import { readMarkup } from "./markup.ts";
import { knownPrefix } from "./namespaces-table.ts";

/** More than any feed needs. What lies behind a limit counts as cut off. */
export const FEED_LIMITS = { characters: 20_000_000, elements: 2_000_000, nesting: 1_000 };

/** An element of a feed. Names are in lower case, with the prefix that is usual for their vocabulary ("dc:creator") or none for the feed's own. */
export type FeedNode = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Elements, and text with its entities decoded once. */
  readonly children: (FeedNode | string)[];
  /** What relative addresses in it are read against, where the document says so: xml:base of this element and those around it. */
  readonly base: string | undefined;
  /** The document ended inside it. */
  cut: boolean;
};

export type FeedTree = {
  readonly root: FeedNode;
  /** The document ended before its last element did, or went over a limit. */
  readonly cut: boolean;
};

const ROOTS = new Set(["rss", "feed", "rdf", "channel"]);
const ITEMS = new Set(["item", "entry"]);
/** A "<" that opens nothing: "a <3 b", "x < y". XML forbids it, publishers write it. */
const STRAY = /<(?![a-z_/!?:\u0080-\uffff])/giu;
/** `<!ENTITY name "text">`; whoever defines more than a few short ones wants something else. */
const ENTITY = /!?ENTITY\s+([\w.-]{1,50})\s+(?:"([^"&%<]{0,100})"|'([^'&%<]{0,100})')/gi;
const MOST_ENTITIES = 100;
const MOST_REPLACED = 100_000;

/** The prefixes of an element, by what is declared around it. */
type Scope = Readonly<Record<string, string>>;
type Open = { readonly written: string; readonly node: FeedNode; readonly scope: Scope };

class LimitError extends Error {}

/**
 * Reads a feed's XML as leniently as browsers read HTML: undeclared prefixes and entities, bare ampersands, tags never closed, junk before
 * and behind, a feed inside a page. Undefined where there is no root element of that name in it. Linear in the length of the text.
 */
export function readTree(xml: string, address: string | undefined, roots: ReadonlySet<string> = ROOTS): FeedTree | undefined {
  if (xml.length > FEED_LIMITS.characters)
    throw new PullquoteError(
      "bad-input",
      `The feed has more than ${FEED_LIMITS.characters / 1_000_000} million characters; no feed has. Ask its publisher for a shorter one.`,
    );
  let root: FeedNode | undefined;
  let rootUris: ReadonlySet<string> = new Set();
  let elements = 0;
  let ended = false;
  const decode = entityDecoder();
  const open: Open[] = [];
  /** How many elements of a name are open: most end tags that match nothing are found out by it. */
  const openNames = new Map<string, number>();

  const push = (one: Open) => {
    open.push(one);
    openNames.set(one.written, (openNames.get(one.written) ?? 0) + 1);
  };
  const closeTo = (depth: number) => {
    while (open.length > depth) {
      const written = open.pop()?.written ?? "";
      openNames.set(written, (openNames.get(written) ?? 1) - 1);
    }
    if (depth === 0) ended = true;
  };

  const onOpen = (written: string, said: Readonly<Record<string, string>>, selfClosing: boolean) => {
    if (ended || (root === undefined && !roots.has(written.slice(written.indexOf(":") + 1)))) return;
    if (++elements > FEED_LIMITS.elements || open.length > FEED_LIMITS.nesting) throw new LimitError();
    const { attributes, scope } = readAttributes(said, open.at(-1)?.scope ?? {}, decode.text);
    if (root === undefined) rootUris = urisOf(written, scope);
    const name = nameOf(written, scope, rootUris);
    // An item that was never closed ends where the next one begins.
    const before = ITEMS.has(name) ? open.findIndex(({ node }) => ITEMS.has(node.name)) : -1;
    if (before > 0) closeTo(before);
    const parent = open.at(-1)?.node;
    const base = httpAddress(attributes["xml:base"], parent?.base ?? address) ?? parent?.base;
    const node: FeedNode = { name, attributes, children: [], base, cut: false };
    parent?.children.push(node);
    root ??= node;
    push({ written, node, scope });
    if (selfClosing) closeTo(open.length - 1);
  };

  try {
    readMarkup(
      xml.replace(STRAY, "&lt;"),
      {
        onOpen,
        onClose(written) {
          if (!ended && openNames.get(written)) closeTo(open.findLastIndex((one) => one.written === written));
        },
        onText(text, cdata) {
          if (!ended) open.at(-1)?.node.children.push(cdata ? text : decode.text(text));
        },
        onDeclaration: decode.declare,
      },
      true,
    );
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
  }
  for (const { node } of open) node.cut = true;
  return root === undefined ? undefined : { root, cut: !ended };
}

/** Decodes entities once: those of XML and HTML, and the few a document declares for itself. */
function entityDecoder(): { text(text: string): string; declare(declaration: string): void } {
  const own = new Map<string, string>();
  let replaced = 0;
  return {
    text(text) {
      if (!text.includes("&")) return text;
      if (own.size === 0) return decodeHTMLStrict(text);
      const known = text.replace(/&([\w.-]{1,50});/g, (whole, name) => {
        const value = replaced < MOST_REPLACED ? own.get(name) : undefined;
        if (value !== undefined) replaced++;
        return value ?? whole;
      });
      return decodeHTMLStrict(known);
    },
    declare(declaration) {
      // The first one comes with the DOCTYPE it stands in.
      for (const [, name, double, single] of declaration.matchAll(ENTITY)) {
        if (name !== undefined && own.size < MOST_ENTITIES) own.set(name, double ?? single ?? "");
      }
    },
  };
}

function readAttributes(said: Readonly<Record<string, string>>, outer: Scope, decode: (text: string) => string) {
  const attributes: Record<string, string> = {};
  let scope = outer;
  for (const [name, written] of Object.entries(said)) {
    const value = decode(written);
    if (name === "xmlns") scope = { ...scope, "": value.trim() };
    else if (name.startsWith("xmlns:")) scope = { ...scope, [name.slice(6)]: value.trim() };
    else attributes[name] = value;
  }
  return { attributes, scope };
}

const prefixOf = (written: string) => (written.includes(":") ? written.slice(0, written.indexOf(":")) : "");

/** The vocabularies that are a document's own, whatever they are: that of its root element, and the one it sets for all without a prefix. */
function urisOf(root: string, scope: Scope): ReadonlySet<string> {
  const prefix = prefixOf(root);
  return new Set([scope[""], prefix === "rdf" ? undefined : scope[prefix]].filter((uri) => uri !== undefined));
}

function nameOf(written: string, scope: Scope, own: ReadonlySet<string>): string {
  const prefix = prefixOf(written);
  const local = written.slice(written.indexOf(":") + 1);
  const uri = scope[prefix];
  if (uri === undefined ? prefix === "" : own.has(uri)) return local;
  const known = knownPrefix(uri, prefix);
  return known === undefined ? `?:${local}` : known === "" ? local : `${known}:${local}`;
}
