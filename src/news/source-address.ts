/** A name with dots as sites have them, perhaps with a port and a path; no file name. */
const SITE = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?::\d+)?(?:[/?].*)?$/u;
const FILE = /\.(?:txt|text|md|markdown|html?|xhtml|opml|xml|json)$/i;

export type SourceAddress = { readonly is: "web" | "folder"; readonly address: string };

/**
 * What somebody means who writes this as a source. "example.org" is a site unless there is such a folder; "feed:" is how some sites write
 * the address of a feed. Addresses that are the same for every server get one form, so that a source is not added twice.
 */
export function sourceAddress(written: string, isFolder: (path: string) => boolean = () => false): SourceAddress {
  const text = written
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, "")
    .replace(/^feed:(?:\/\/)?/i, "http://");
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return { is: "web", address: plain(text) };
  if (isFolder(text)) return { is: "folder", address: text };
  if (SITE.test(text) && !FILE.test(text.replace(/^[^/]*$/, ""))) return { is: "web", address: plain(`https://${text}`) };
  return { is: "folder", address: text };
}

function plain(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  url.hash = "";
  return url.href;
}

/** An address for people who may not be meant to see all of it: private feeds have their key in the query, sometimes in the path. */
export function shownAddress(address: string): string {
  if (!URL.canParse(address) || !/^https?:/.test(address)) return address;
  const url = new URL(address);
  const path = url.pathname.replace(/[^/]*(?:[0-9a-f]{16}|[A-Za-z0-9_-]{24})[^/]*/g, "…");
  return `${url.host}${path === "/" ? "" : path}${url.search === "" ? "" : "?…"}`;
}
