import { PullquoteError } from "../errors.ts";
import { addressKey } from "../news/copies/address-key.ts";
import { normaliseLine } from "../news/text/clean.ts";
import type { Skipped } from "../ports.ts";
import { all } from "./feed/nodes.ts";
import { type FeedNode, readTree } from "./feed/tree.ts";
import { httpAddress, withoutFeedScheme } from "./web-address.ts";

/** A feed in a list of feeds. `folders` are the headings it stands under, the outermost first. */
export type Outline = { readonly address: string; readonly title?: string; readonly site?: string; readonly folders: readonly string[] };

/** What importing a list would do. */
export type Import = {
  readonly fresh: readonly Outline[];
  /** Read already, perhaps under another spelling of the address. */
  readonly known: readonly Outline[];
  readonly skipped: readonly Skipped[];
};

const ROOTS = new Set(["opml"]);

const line = (text: string | undefined) => normaliseLine(text ?? "").slice(0, 200);

/**
 * Reads an OPML list as other readers export it, leniently, and compares it with the addresses that are read already. Throws `bad-input`
 * where it is no OPML.
 */
export function readOpml(text: string, known: readonly string[] = []): Import {
  const tree = text.includes("<") ? readTree(text, undefined, ROOTS) : undefined;
  if (tree === undefined)
    throw new PullquoteError("bad-input", "This is no OPML list of feeds. Export one from your reader, and give that file.");
  const seen = new Set<string>();
  const before = new Set(known.map((address) => addressKey(address)));
  const fresh: Outline[] = [];
  const old: Outline[] = [];
  const skipped: Skipped[] = [];

  const visit = (node: FeedNode, folders: readonly string[]): void => {
    for (const outline of all(node, "outline")) {
      const { text: label, title, xmlurl, htmlurl, url, type } = outline.attributes;
      const name = line(title) || line(label);
      const written = xmlurl ?? (type?.toLowerCase() === "rss" || type?.toLowerCase() === "atom" ? url : undefined);
      if (written !== undefined) add(written, name, htmlurl, folders);
      else if (all(outline, "outline").length === 0)
        skipped.push({ item: name || "an entry without a name", why: "has no address of a feed (xmlUrl)." });
      visit(outline, written === undefined && name !== "" ? [...folders, name] : folders);
    }
  };
  const add = (written: string, name: string, htmlUrl: string | undefined, folders: readonly string[]): void => {
    const address = httpAddress(withoutFeedScheme(written));
    if (address === undefined) {
      skipped.push({ item: name || line(written), why: `its address is no http address: ${line(written)}` });
      return;
    }
    const key = addressKey(address) ?? address;
    if (seen.has(key)) return;
    seen.add(key);
    const site = httpAddress(htmlUrl);
    const outline = { address, ...(name === "" ? {} : { title: name }), ...(site === undefined ? {} : { site }), folders };
    (before.has(key) ? old : fresh).push(outline);
  };
  for (const body of all(tree.root, "body")) visit(body, []);
  if (tree.cut) skipped.push({ item: "the end of the file", why: "is missing: the file was cut off. What stands before it is imported." });
  return { fresh, known: old, skipped };
}

const escaped = (text: string) =>
  line(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);

/** An OPML 2.0 list that every reader takes, in the order given, folders as outlines around their feeds. */
export function writeOpml(outlines: readonly Outline[], about: { readonly title: string; readonly now: Date }): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    `  <head><title>${escaped(about.title)}</title><dateCreated>${about.now.toUTCString()}</dateCreated></head>`,
    "  <body>",
  ];
  let open: readonly string[] = [];
  const indent = (depth: number) => "  ".repeat(2 + depth);
  const enter = (folders: readonly string[]) => {
    const same = open.findIndex((name, i) => folders[i] !== name);
    const shared = same < 0 ? open.length : same;
    for (let depth = open.length; depth > shared; depth--) lines.push(`${indent(depth - 1)}</outline>`);
    for (const [i, name] of folders.slice(shared).entries()) lines.push(`${indent(shared + i)}<outline text="${escaped(name)}">`);
    open = folders;
  };
  for (const { address, title, site, folders } of outlines) {
    enter(folders);
    const name = escaped(title ?? address);
    const home = site === undefined ? "" : ` htmlUrl="${escapedAddress(site)}"`;
    lines.push(`${indent(folders.length)}<outline type="rss" text="${name}" title="${name}" xmlUrl="${escapedAddress(address)}"${home}/>`);
  }
  enter([]);
  return [...lines, "  </body>", "</opml>", ""].join("\n");
}

const escapedAddress = (address: string) => address.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
