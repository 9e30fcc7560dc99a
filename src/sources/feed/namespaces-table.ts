/**
 * The vocabularies that feeds mix into their own, by the prefix they are known under here whatever a feed calls them. Addresses are
 * compared in lower case, as http, without what stands behind the last letter or digit: feeds write all of these differently.
 */
const SPACES: readonly (readonly [prefix: string, ...uris: string[]])[] = [
  [
    "",
    "http://purl.org/rss/1.0",
    "http://my.netscape.com/rdf/simple/0.9",
    "http://channel.netscape.com/rdf/simple/0.9",
    "http://purl.org/net/rss1.1",
    "http://backend.userland.com/rss",
    "http://backend.userland.com/rss2",
    "http://backend.userland.com/rss091",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://www.rssboard.org/rss-specification",
    "http://cyber.law.harvard.edu/rss",
  ],
  ["atom", "http://www.w3.org/2005/atom", "http://purl.org/atom/ns", "http://example.com/newformat", "http://purl.org/atom/ns/1.0"],
  ["rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns"],
  ["xhtml", "http://www.w3.org/1999/xhtml", "http://www.w3.org/tr/rec-html40", "http://www.w3.org/tr/html4"],
  ["content", "http://purl.org/rss/1.0/modules/content"],
  ["dc", "http://purl.org/dc/elements/1.1", "http://purl.org/dc/elements/1.0", "http://purl.org/rss/1.0/modules/dc"],
  ["dcterms", "http://purl.org/dc/terms", "http://purl.org/rss/1.0/modules/dcterms"],
  ["sy", "http://purl.org/rss/1.0/modules/syndication"],
  ["itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://example.com/dtds/podcast-1.0.dtd"],
  ["media", "http://search.yahoo.com/mrss", "http://video.search.yahoo.com/mrss"],
  ["feedburner", "http://rssnamespace.org/feedburner/ext/1.0"],
  ["yandex", "http://news.yandex.ru"],
  ["xml", "http://www.w3.org/xml/1998/namespace"],
];

const bare = (uri: string) =>
  uri
    .trim()
    .toLowerCase()
    .replace(/^https:/, "http:")
    .replace(/[^a-z0-9]+$/, "");

const prefixOf: ReadonlyMap<string, string> = new Map(
  SPACES.flatMap(([prefix, ...uris]) => uris.map((uri) => [bare(uri), prefix] as const)),
);
const prefixes: ReadonlySet<string> = new Set(SPACES.map(([prefix]) => prefix));

/** The prefix a vocabulary is known under here ("" for RSS itself); undefined for one that nothing is read from. */
export function knownPrefix(uri: string | undefined, written: string): string | undefined {
  const known = uri === undefined ? undefined : prefixOf.get(bare(uri));
  // A prefix that was never declared, or with an address nobody knows, is most likely meant as everybody means it.
  return known ?? (written !== "" && prefixes.has(written) ? written : undefined);
}
