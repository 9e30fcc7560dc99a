import { isTracking } from "./tracking-words.ts";

/** Google's and Bing's copies of AMP pages carry the address of the page in theirs. */
const AMP_CACHE =
  /^https?:\/\/(?:[\w-]+\.cdn\.ampproject\.org\/(?:c|v|i)\/|(?:www\.)?google\.[a-z.]{2,6}\/amp\/|[\w-]+\.bing-amp\.com\/c\/)(?<secure>s\/)?(?<rest>.+)$/i;
/** What a server gives for the folder itself. */
const DEFAULT_FILE = /\/(?:index|default)\.(?:html?|php|aspx?|jsp)$/i;

function unwrap(address: string): string {
  const { secure, rest } = AMP_CACHE.exec(address)?.groups ?? {};
  return rest === undefined ? address : `${secure === undefined ? "http" : "https"}://${rest}`;
}

/** Letters that are escaped without need, and escapes in the one way of the standard. */
const plainPath = (path: string) =>
  path.replace(/%([0-9a-f]{2})/gi, (whole, hex: string) => {
    const letter = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9._~-]/.test(letter) ? letter : whole.toUpperCase();
  });

/** "/amp/" before, behind or within the path of an article, "story.amp.html", "story.amp". Never all of the path. */
function withoutAmp(path: string): string {
  const plain = path.replace(/\.amp(?=\.html?$|$)/i, "");
  const parts = plain.split("/").filter((part) => part !== "");
  const rest = parts.filter((part) => !/^amp$/i.test(part));
  // A site may have a page on amplifiers; an article has a name or a number of its own.
  return rest.some((part) => /\d|-.*-/.test(part)) ? `/${rest.join("/")}` : `/${parts.join("/")}`;
}

/**
 * What is the same for all addresses of one article: no scheme, no "www." or "m.", no tracking, no AMP, no fragment, parameters in order.
 * For comparing and storing, never for reading. Undefined for what is no http address.
 */
export function addressKey(address: string): string | undefined {
  let url: URL;
  try {
    url = new URL(unwrap(address.trim()));
  } catch {
    return undefined;
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  const host = url.hostname.replace(/\.$/, "");
  const bare = host.replace(/^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.[^.]+)/, "");
  const port = url.port === "" ? "" : `:${url.port}`;
  const path = withoutAmp(plainPath(url.pathname).replace(DEFAULT_FILE, "/"));
  const kept = [...url.searchParams].filter(([name, value]) => !isTracking(name, value));
  kept.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : x > y ? 1 : 0) : a < b ? -1 : 1));
  const query = kept.map(([name, value]) => `${encodeURIComponent(name)}${value === "" ? "" : `=${encodeURIComponent(value)}`}`).join("&");
  // "#!/story/1" is an address within an old kind of page; any other fragment is a place on it, or tracking.
  const bang = url.hash.startsWith("#!") ? url.hash : "";
  return `${bare}${port}${path === "/" ? "" : path}${query === "" ? "" : `?${query}`}${bang}`;
}
