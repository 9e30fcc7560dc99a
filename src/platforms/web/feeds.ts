import { day, phrases } from "../../news/phrases.ts";
import { type Quote, quoteId } from "../../news/quote.ts";
import type { QuoteInStory } from "../../ports.ts";
import { html, raw } from "./markup.ts";

/** A feed of quotes: of a person, or of the stories on a topic. */
export type QuoteFeed = {
  readonly title: string;
  /** Where this page is: "http://127.0.0.1:3000". */
  readonly base: string;
  /** The page that shows the same, and the feed itself, without `base`. */
  readonly page: string;
  readonly self: string;
  readonly quotes: readonly QuoteInStory[];
  readonly now: Date;
};

const LONGEST_TITLE = 120;

/** Names an entry for good, wherever this bot is reached. */
const idOf = (quote: Quote): string => `urn:pullquote:quote:${quoteId(quote)}`;
const linkOf = (quote: Quote): string => `/quotes/${encodeURIComponent(quoteId(quote))}`;

function entryOf({ quote, article }: QuoteInStory) {
  const words = quote.parts.map(({ start, end }) => article.text.slice(start, end)).join(` ${phrases.gap} `);
  const marked = quote.kind === "direct" || quote.kind === "partial" ? `“${words}”` : words;
  const who = quote.speaker?.name ?? null;
  const short = words.length > LONGEST_TITLE ? `${words.slice(0, LONGEST_TITLE).replace(/[\uD800-\uDBFF]$/, "")}…` : words;
  const note = quote.kind === "indirect" ? `${phrases.reported}: ` : "";
  const where = [article.title, article.outlet ?? phrases.noOutlet, article.published ? day(new Date(article.published)) : phrases.undated];
  return {
    id: idOf(quote),
    title: oneLine(`${who ? `${who}: ` : ""}${short}`),
    text: printable(`${note}${marked}\n${phrases.saidBy(who ?? "?")}\n${where.join(" · ")}`),
    author: who === null ? null : oneLine(who),
    at: article.published ?? article.readAt,
    source: article.url && /^https?:\/\//.test(article.url) ? article.url : null,
  };
}

/** XML 1.0 has no place for these, escaped or not. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
  return text.replace(/\p{Surrogate}/gu, "\uFFFD").replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD");
}

const oneLine = (text: string): string => printable(text).replace(/\s+/gu, " ").trim();

/** RFC 4287. */
export async function atom({ title, base, page, self, quotes, now }: QuoteFeed): Promise<string> {
  const entries = quotes.map((found) => ({ ...entryOf(found), link: linkOf(found.quote) }));
  const updated =
    entries
      .map(({ at }) => at)
      .sort()
      .at(-1) ?? now.toISOString();
  const made = html`<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:pullquote:feed:${encodeURIComponent(self)}</id>
<title>${oneLine(title)}</title>
<updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${base}${self}"/>
<link rel="alternate" type="text/html" href="${base}${page}"/>
<generator>Pullquote</generator>
<author><name>Pullquote</name></author>
${entries.map(
  (entry) => html`<entry>
<id>${entry.id}</id>
<title>${entry.title}</title>
<updated>${entry.at}</updated>
<link rel="alternate" type="text/html" href="${base}${entry.link}"/>
${entry.source ? html`<link rel="via" href="${printable(entry.source)}"/>` : raw("")}
${entry.author ? html`<author><name>${entry.author}</name></author>` : raw("")}
<content type="text">${entry.text}</content>
</entry>
`,
)}</feed>`;
  return `<?xml version="1.0" encoding="utf-8"?>\n${String(await made)}\n`;
}

/** https://www.jsonfeed.org/version/1.1/ */
export function jsonFeed({ title, base, page, self, quotes }: QuoteFeed): string {
  const items = quotes.map((found) => {
    const { id, title: head, text, author, at, source } = entryOf(found);
    return {
      id,
      url: base + linkOf(found.quote),
      title: head,
      content_text: text,
      date_published: at,
      ...(source ? { external_url: source } : {}),
      ...(author ? { authors: [{ name: author }] } : {}),
    };
  });
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: oneLine(title),
    home_page_url: base + page,
    feed_url: base + self,
    items,
  });
}
