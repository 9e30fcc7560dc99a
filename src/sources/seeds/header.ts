/** What an author wrote above an article, in "Title: …" lines or in front matter. */
export type Fields = {
  readonly title?: string;
  readonly outlet?: string;
  readonly url?: string;
  readonly date?: string;
  readonly byline?: string;
  readonly description?: string;
};

const KEYS: Readonly<Record<string, keyof Fields>> = {
  title: "title",
  headline: "title",
  source: "outlet",
  outlet: "outlet",
  publisher: "outlet",
  publication: "outlet",
  site: "outlet",
  url: "url",
  link: "url",
  canonical: "url",
  date: "date",
  published: "date",
  pubdate: "date",
  author: "byline",
  authors: "byline",
  byline: "byline",
  by: "byline",
  description: "description",
  summary: "description",
  subtitle: "description",
};

const LINE = /^(?<key>[\p{L}_-]+)\s*[:=]\s*(?<value>.*)$/u;
const FENCE = /^(---|\+\+\+)\n(?<inside>(?:(?!\1$).*\n){0,60}?)\1(?:\n|$)/m;

function field(line: string): readonly [keyof Fields, string] | null {
  const { key = "", value = "" } = LINE.exec(line)?.groups ?? {};
  const name = Object.hasOwn(KEYS, key.toLowerCase()) ? KEYS[key.toLowerCase()] : undefined;
  if (name === undefined) return null;
  // Quotes and brackets as YAML and TOML have them; what is in them is the value.
  const plain = value
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/^(["'])(.*)\1,?$/, "$2")
    .trim();
  return [name, plain];
}

function collect(lines: readonly string[]): Fields {
  const fields: { -readonly [K in keyof Fields]: string } = {};
  for (const line of lines) {
    const [name, value] = field(line) ?? [];
    if (name !== undefined && value && !(name in fields)) fields[name] = value;
  }
  return fields;
}

/**
 * Splits a normalised text into its header and the rest. A header is front matter (YAML or TOML fences, plain "key: value" lines only)
 * or "Title:", "Source:", "URL:", "Date:", "Author:" lines from the first line on. One such line alone is taken only where it can be
 * nothing else (a title, an address): "Source: Karzai to resign" is a headline.
 */
export function splitHeader(text: string): { readonly fields: Fields; readonly rest: string } {
  const fence = FENCE.exec(text);
  if (fence?.index === 0) {
    const fields = collect((fence.groups?.inside ?? "").split("\n"));
    if (Object.keys(fields).length > 0) return { fields, rest: text.slice(fence[0].length).trim() };
  }
  const lines = text.split("\n");
  const end = lines.findIndex((line) => field(line) === null);
  const header = lines.slice(0, end < 0 ? lines.length : end);
  const fields = collect(header);
  const sure = header.length > 1 || "title" in fields || /^https?:\/\/\S+$/.test(fields.url ?? "");
  return sure && header.length > 0 ? { fields, rest: lines.slice(header.length).join("\n").trim() } : { fields: {}, rest: text };
}
