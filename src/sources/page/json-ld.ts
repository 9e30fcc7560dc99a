/** What the structured data of a page says of its article. */
export type Structured = {
  readonly headline?: string;
  readonly publisher?: string;
  readonly author?: string;
  readonly published?: string;
  readonly body?: string;
  readonly url?: string;
};

type Node = Readonly<Record<string, unknown>>;

const ARTICLE = /(?:Article|BlogPosting|SocialMediaPosting|Report|LiveBlogPosting)$/;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
const stringOf = (value: unknown): string | undefined => (typeof value === "string" && value.trim() !== "" ? value : undefined);

/** All objects in the data, those inside others too, as far as four levels down. */
function nodesIn(value: unknown, depth = 0): Node[] {
  if (Array.isArray(value)) return depth > 4 ? [] : value.slice(0, 500).flatMap((item) => nodesIn(item, depth + 1));
  if (!isNode(value) || depth > 4) return [];
  return [
    value,
    ...nodesIn(value["@graph"], depth + 1),
    ...nodesIn(value.mainEntity, depth + 1),
    ...nodesIn(value.mainEntityOfPage, depth + 1),
  ];
}

function read(script: string): Node[] {
  // As pages have it: inside an HTML comment or CDATA, with line breaks in strings, with a semicolon behind it.
  const json = script
    .replace(/^\s*(?:<!--|\/?\/?\*?<!\[CDATA\[\*?\/?)|(?:-->|\/?\/?\*?\]\]>\*?\/?)\s*$/g, "")
    .replace(/[\n\r\t]/g, " ")
    .replace(/;\s*$/, "");
  try {
    return nodesIn(JSON.parse(json));
  } catch {
    return [];
  }
}

/** The names in an author or publisher: a string, an object, a reference to an object elsewhere, or a list of them. */
function namesIn(value: unknown, all: readonly Node[]): string[] {
  return listOf(value).flatMap((one) => {
    if (typeof one === "string") return [one];
    if (!isNode(one)) return [];
    const whole = one.name === undefined ? all.find((node) => node["@id"] !== undefined && node["@id"] === one["@id"]) : one;
    return listOf(whole?.name).filter((name) => typeof name === "string");
  });
}

/** Reads the first article in the `application/ld+json` scripts of a page; what cannot be read is left out. */
export function readStructured(scripts: readonly string[]): Structured {
  const nodes = scripts.slice(0, 50).flatMap(read);
  const article = nodes.find((node) => listOf(node["@type"]).some((type) => typeof type === "string" && ARTICLE.test(type)));
  if (!article) return {};
  const known = {
    headline: stringOf(article.headline) ?? stringOf(article.name),
    publisher: namesIn(article.publisher, nodes)[0],
    author: namesIn(article.author, nodes).join(", ") || undefined,
    published: stringOf(article.datePublished),
    body: stringOf(article.articleBody),
    url: stringOf(article.url) ?? stringOf(article.mainEntityOfPage),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}
