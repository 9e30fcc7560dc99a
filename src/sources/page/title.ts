import { wordsOf } from "../lines.ts";

const squeeze = (text: string) => wordsOf(text).join("");
const BREAK = /\s+[|\-–—:·•»«~]\s+|\s*\|\s*/gu;

/** Whether a part of a title is the site's: the outlet's name, or what the host is called. */
function isSite(part: string, outlet: string | undefined, url: string | undefined): boolean {
  const name = squeeze(part);
  if (name === "") return false;
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

/**
 * The outlet in the title element of a page that names it nowhere else ("Headline | The Times"): its last part, if the host is called so
 * or the page's copyright line names it. `text` is all that the page shows.
 */
export function siteInTitle(title: string, page: { readonly url: string | undefined; readonly text: string }): string | undefined {
  const last = [...title.matchAll(BREAK)].at(-1);
  const name = last === undefined ? "" : title.slice(last.index + last[0].length).trim();
  if (name === "" || name.length > 50 || wordsOf(name).length > 5) return undefined;
  const owned = [...page.text.matchAll(/(?:©|\bcopyright\b)[^\n]{0,100}/giu)]
    .slice(0, 20)
    .some((line) => squeeze(line[0]).includes(squeeze(name)));
  return owned || isSite(name, undefined, page.url) ? name : undefined;
}
