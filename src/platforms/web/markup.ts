import { html, raw } from "hono/html";

/** HTML whose outside text has been escaped on its way in: whatever stands in a template becomes text, never markup. */
export type Html = ReturnType<typeof html>;
export { html, raw };

/** Nothing at all. */
export const NOTHING: Html = html``;

/** Pieces with something between them. */
export function between(pieces: readonly Html[], separator: Html): Html {
  return html`${pieces.flatMap((piece, n) => (n === 0 ? [piece] : [separator, piece]))}`;
}

/** A name or a title in a line of ours: it keeps its own direction and turns nothing round that stands beside it. */
export function outside(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

/** Only an address of the web becomes a link, whatever a payload or an article says. */
export function webAddress(url: string): string {
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : "#";
}

/** A page as it is sent. */
export async function document(page: Html): Promise<Html> {
  return raw(`<!doctype html>\n${String(await page)}`);
}
