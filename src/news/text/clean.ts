/** Every line break there is: CRLF, CR, next line, line and paragraph separator, vertical tab, form feed. */
const BREAKS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;
/** Spaces of every width, the no-break ones and the tab included; the ideographic space too. */
const SPACES = /[\t\p{Zs}]/gu;
/**
 * What nobody sees: soft hyphen, zero-width space, word joiner, BOM, the embeddings, overrides and isolates that can turn a line around.
 * Not the joiners U+200C and U+200D nor the marks U+200E and U+200F: Persian, Indic scripts, emoji and Arabic are written with them.
 */
const UNSEEN = /[\u00AD\u200B\u2060-\u2064\u206A-\u206F\uFEFF\u202A-\u202E\u2066-\u2069]/g;
const CONTROLS = /[^\P{Cc}\n]/gu;
/** More marks on one letter than any script has (UAX #15, stream-safe text): what comes after thirty goes. Sorting them takes minutes. */
const STACKED_MARKS = /(\p{M}{30})\p{M}+/gu;
const LONE_SURROGATES = /\p{Cs}/gu;

/**
 * One form for text from anywhere: NFC, line breaks as "\n", one kind of space, nothing invisible, no space at a line's ends.
 * Words, marks and punctuation stay as they are. Offsets are only ever taken in the text that comes out of here.
 */
export function normaliseText(text: string): string {
  return text
    .replace(BREAKS, "\n")
    .replace(SPACES, " ")
    .replace(UNSEEN, "")
    .replace(CONTROLS, "")
    .replace(LONE_SURROGATES, "\uFFFD")
    .replace(STACKED_MARKS, "$1")
    .normalize("NFC")
    .replace(/ {2,}/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .trim();
}

/** The same for a title, a name, an address: everything on one line. */
export function normaliseLine(text: string): string {
  return normaliseText(text).replace(/\n+/g, " ");
}

/**
 * Joins the lines of a text wrapped by hand or by an editor (about 60 to 80 characters a line, paragraphs set apart by blank lines), so
 * that a quote does not stop at the margin. Any other text comes back as it went in: there a line is a paragraph.
 */
export function unwrapLines(text: string): string {
  const blocks = text.split(/\n{2,}/);
  const wrapped = blocks.map((block) => block.split("\n")).filter((lines) => lines.length > 1);
  const full = wrapped.flatMap((lines) => lines.slice(0, -1));
  if (full.length < 4 || text.split("\n").some((line) => line.length > 100)) return text;
  const widths = full.map((line) => line.length).sort((a, b) => a - b);
  const middle = widths[widths.length >> 1] ?? 0;
  const even = full.filter((line) => Math.abs(line.length - middle) <= 12).length;
  if (middle < 45 || even < 0.8 * full.length) return text;
  return blocks.map((block) => block.replace(/\n/g, " ")).join("\n\n");
}
