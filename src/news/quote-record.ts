import type { Article } from "./article.ts";
import { phrases } from "./phrases.ts";
import { type Quote, quoteId } from "./quote.ts";
import type { StoryId } from "./story.ts";

/** A quote as it leaves the archive: everything that is known of it, in one flat line. */
export type QuoteRecord = {
  readonly id: string;
  readonly kind: Quote["kind"];
  /** The slices of the article; two where its attribution stands between. */
  readonly parts: readonly string[];
  readonly speaker: string | null;
  readonly speakerKind: string | null;
  /** Who it is over the whole archive: the id of a person; null where the speaker is none, or is not certain. */
  readonly person: string | null;
  readonly role: string | null;
  readonly confidence: number;
  readonly title: string;
  readonly outlet: string | null;
  readonly url: string | null;
  readonly published: string | null;
  readonly readAt: string;
  readonly story: string;
  readonly article: string;
  /** Where in the article's text each part stands, in UTF-16 code units. */
  readonly offsets: readonly { readonly start: number; readonly end: number }[];
};

export function quoteRecord(quote: Quote, article: Article, story: StoryId, person: string | null): QuoteRecord {
  return {
    id: quoteId(quote),
    kind: quote.kind,
    parts: quote.parts.map(({ start, end }) => article.text.slice(start, end)),
    speaker: quote.speaker?.name ?? null,
    speakerKind: quote.speaker?.kind ?? null,
    person,
    role: quote.speaker?.role ?? null,
    confidence: Math.round(quote.confidence * 10_000) / 10_000,
    title: article.title,
    outlet: article.outlet ?? null,
    url: article.url ?? null,
    published: article.published ?? null,
    readAt: article.readAt,
    story,
    article: article.id,
    offsets: quote.parts.map(({ start, end }) => ({ start, end })),
  };
}

export function jsonLine(record: QuoteRecord): string {
  return `${JSON.stringify(record)}\n`;
}

const COLUMNS = [
  "id",
  "kind",
  "quote",
  "speaker",
  "speakerKind",
  "person",
  "role",
  "confidence",
  "title",
  "outlet",
  "url",
  "published",
  "story",
] as const;

/** The first line of the CSV (RFC 4180). */
export const csvHead: string = `${COLUMNS.join(",")}\r\n`;

/**
 * A line for a spreadsheet. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which it shows as text: an
 * article could else make it fetch or run something. The exact words are in the JSON lines.
 */
export function csvLine(record: QuoteRecord): string {
  const cells = COLUMNS.map((column) => (column === "quote" ? record.parts.join(` ${phrases.gap} `) : String(record[column] ?? "")));
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(text: string): string {
  const safe = /^[\s\p{Cf}]*[=+\-@\t\r]/u.test(text) && !/^-?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
