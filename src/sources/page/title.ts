import { wordsOf } from "../lines.ts";

const squeeze = (text: string) => wordsOf(text).join("");
const BREAK = /\s+[|\-–—:·•»«~]\s+|\s*\|\s*/gu;

/** Whether a part of a title is the site's: the outlet's name, or what the host is called. */
function isSite(part: string, outlet: string | undefined, url: string | undefined): boolean {
  const name = squeeze(part);
  if (name === "") return true;
  if (outlet !== undefined && name === squeeze(outlet)) return true;
  if (url === undefined || name.length < 3) return false;
  const host = new URL(url).hostname.replace(/^www\./, "");
  return name === host.replace(/[^\p{L}\p{N}]/gu, "") || host.split(".").some((label) => squeeze(label) === name);
}

/**
 * A page's title without the name of its site before or behind it ("Headline | The Times"). A heading of the page that the title begins
 * with is the headline whatever the rest is; otherwise only a part that names the outlet or the host goes.
 */
export function withoutSite(
  title: string,
  page: { readonly outlet: string | undefined; readonly headings: readonly string[]; readonly url: string | undefined },
): string {
  const breaks = [...title.matchAll(BREAK)];
  for (const heading of page.headings) {
    const longEnough = wordsOf(heading).length >= 3 && heading.length < title.length;
    if (longEnough && breaks.some((at) => squeeze(title.slice(0, at.index)) === squeeze(heading))) return heading;
  }
  const last = breaks.at(-1);
  if (last && isSite(title.slice(last.index + last[0].length), page.outlet, page.url)) return title.slice(0, last.index);
  const first = breaks[0];
  if (first && isSite(title.slice(0, first.index), page.outlet, page.url)) return title.slice(first.index + first[0].length);
  return title;
}
