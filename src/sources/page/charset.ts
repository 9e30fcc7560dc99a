import { charsetOf } from "../charset.ts";

/** The standard's first look is 1,024 bytes, but browsers start again where a declaration comes later; this is far enough for both. */
const PRESCAN_BYTES = 16_384;

const SPACE = "[\\t\\n\\f\\r ]";
const ATTRIBUTE = new RegExp(
  `[\\t\\n\\f\\r /]*(?<name>[^\\t\\n\\f\\r />=][^\\t\\n\\f\\r />=]*)(?:${SPACE}*=${SPACE}*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\\t\\n\\f\\r >]*)))?`,
  "y",
);
const CHARSET = /charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\t\n\f\r ;"']+))/i;

const valueIn = (groups: Readonly<Record<string, string | undefined>> | undefined) =>
  groups?.double ?? groups?.single ?? groups?.bare ?? "";

/** The attributes of the tag whose name ends at `from`, the first of each name, and where it ends. */
function attributesAt(html: string, from: number): { readonly attributes: ReadonlyMap<string, string>; readonly end: number } {
  const attributes = new Map<string, string>();
  let end = from;
  ATTRIBUTE.lastIndex = end;
  for (let match = ATTRIBUTE.exec(html); match !== null; match = ATTRIBUTE.exec(html)) {
    const name = (match.groups?.name ?? "").toLowerCase();
    if (!attributes.has(name)) attributes.set(name, valueIn(match.groups));
    end = ATTRIBUTE.lastIndex;
  }
  return { attributes, end };
}

function labelIn(attributes: ReadonlyMap<string, string>): string | undefined {
  const direct = attributes.get("charset");
  if (direct !== undefined) return direct;
  if (attributes.get("http-equiv")?.toLowerCase() !== "content-type") return undefined;
  const match = CHARSET.exec(attributes.get("content") ?? "");
  return match === null ? undefined : valueIn(match.groups);
}

/**
 * The charset that an HTML page declares in its first bytes (HTML standard, "prescan a byte stream to determine its encoding"), under its
 * canonical name; none where it declares none that is known. UTF-16 in a declaration that could be read as ASCII means UTF-8.
 */
export function declaredCharset(bytes: Buffer): string | undefined {
  const html = bytes.subarray(0, PRESCAN_BYTES).toString("latin1");
  const xml = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/.exec(html)?.[1];
  let at = 0;
  while (at >= 0 && at < html.length) {
    at = html.indexOf("<", at);
    if (at < 0) break;
    if (html.startsWith("<!--", at)) {
      const end = html.indexOf("-->", at + 2);
      at = end < 0 ? -1 : end + 3;
      continue;
    }
    const tag = /<(?<name>\/?[a-z][^\t\n\f\r />]*)/iy;
    tag.lastIndex = at;
    const name = tag.exec(html)?.groups?.name?.toLowerCase();
    if (name !== undefined) {
      const { attributes, end } = attributesAt(html, tag.lastIndex);
      // A tag that the end of the file cuts off says nothing.
      const label = name === "meta" && end < html.length ? labelIn(attributes) : undefined;
      const charset = label === undefined ? undefined : charsetOf(label);
      if (charset !== undefined) return charset.startsWith("utf-16") ? "utf-8" : charset;
      at = end;
    } else if (/^<[!/?]/.test(html.slice(at, at + 2))) at = html.indexOf(">", at);
    else at += 1;
  }
  return xml === undefined ? undefined : charsetOf(xml);
}
