import { decodeHTMLStrict } from "entities";
import { Parser } from "htmlparser2";
import { PullquoteError } from "../../errors.ts";
import { httpAddress } from "../web-address.ts";
import { knownPrefix } from "./namespaces-table.ts";

/** More than any feed needs. What lies behind a limit counts as cut off. */
export const FEED_LIMITS = { characters: 20_000_000, elements: 2_000_000, nesting: 500 };

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
const ENTITY = /^!ENTITY\s+([\w.-]{1,50})\s+(?:"([^"&%<]{0,100})"|'([^'&%<]{0,100})')/i;
const MOST_ENTITIES = 100;
const MOST_REPLACED = 100_000;

type Scope = Readonly<Record<string, string>>;
type Open = { readonly written: string; readonly node: FeedNode; readonly scope: Scope };

class LimitError extends Error {}

/**
 * Reads a feed's XML as leniently as browsers read HTML: undeclared prefixes and entities, bare ampersands, tags never closed, junk before
 * and behind, a feed inside a page. Undefined where there is no feed's root element in it. Linear in the length of the text.
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
  let cdata = false;
  let ended = false;
  let cut = false;
  let replacements = 0;
  const own = new Map<string, string>();
  const open: Open[] = [];
  const decode = (text: string) => {
    if (!text.includes("&")) return text;
    if (own.size === 0) return decodeHTMLStrict(text);
    const replaced = text.replace(/&([\w.-]{1,50});/g, (whole, name) => {
      const value = replacements < MOST_REPLACED ? own.get(name) : undefined;
      if (value !== undefined) replacements++;
      return value ?? whole;
    });
    return decodeHTMLStrict(replaced);
  };
  const nameOf = (written: string, scope: Scope): string => {
    const colon = written.indexOf(":");
    const prefix = colon < 0 ? "" : written.slice(0, colon);
    const local = written.slice(colon + 1);
    const uri = scope[prefix];
    if (uri === undefined ? prefix === "" : rootUris.has(uri)) return local;
    const known = knownPrefix(uri, prefix);
    return known === undefined ? `?:${local}` : known === "" ? local : `${known}:${local}`;
  };
  const close = (at: number) => {
    open.length = at;
    if (at === 0) ended = true;
  };

  const parser = new Parser(
    {
      onopentag(written, said) {
        if (ended) return;
        const tag = written.toLowerCase();
        if (root === undefined && !roots.has(tag.slice(tag.indexOf(":") + 1))) return;
        if (++elements > FEED_LIMITS.elements || open.length > FEED_LIMITS.nesting) throw new LimitError();
        const outer = open.at(-1);
        const attributes: Record<string, string> = {};
        let scope = outer?.scope ?? {};
        for (const [key, value] of Object.entries(said)) {
          const lower = key.toLowerCase();
          const text = decode(value);
          if (lower === "xmlns") scope = { ...scope, "": text.trim() };
          else if (lower.startsWith("xmlns:")) scope = { ...scope, [lower.slice(6)]: text.trim() };
          else attributes[lower] = text;
        }
        if (outer === undefined) {
          const prefix = tag.includes(":") ? tag.slice(0, tag.indexOf(":")) : "";
          rootUris = new Set([scope[""], prefix === "rdf" ? undefined : scope[prefix]].filter((uri) => uri !== undefined));
        }
        const name = nameOf(tag, scope);
        // An item that was never closed ends where the next one begins.
        if (ITEMS.has(name)) {
          const before = open.findIndex(({ node }) => ITEMS.has(node.name));
          if (before > 0) close(before);
        }
        const parent = open.at(-1)?.node;
        const base = httpAddress(attributes["xml:base"], parent?.base ?? address) ?? parent?.base;
        const node: FeedNode = { name, attributes, children: [], base, cut: false };
        parent?.children.push(node);
        root ??= node;
        open.push({ written: tag, node, scope });
      },
      onclosetag(name) {
        if (root === undefined || ended) return;
        const tag = name.toLowerCase();
        const at = open.findLastIndex((one) => one.written === tag);
        if (at < 0) return;
        close(at);
      },
      ontext(text) {
        const node = open.at(-1)?.node;
        if (node === undefined || ended) return;
        node.children.push(cdata ? text : decode(text));
      },
      oncdatastart() {
        cdata = true;
      },
      oncdataend() {
        cdata = false;
      },
      onprocessinginstruction(_name, data) {
        const [, name, double, single] = ENTITY.exec(data) ?? [];
        if (name !== undefined && own.size < MOST_ENTITIES) own.set(name, double ?? single ?? "");
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  try {
    parser.write(xml.replace(STRAY, "&lt;"));
    for (const { node } of open) node.cut = true;
    cut = root !== undefined && !ended;
    ended = true;
    parser.end();
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    for (const { node } of open) node.cut = true;
    cut = true;
  }
  return root === undefined ? undefined : { root, cut };
}
