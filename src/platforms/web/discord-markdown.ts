import { type Html, html, webAddress } from "./markup.ts";
import { date, dateTime, time } from "./moments.ts";

/**
 * The Markdown of Discord's text displays as its clients show it: headings, small lines, quotes and lists of a line each; bold, italic,
 * underlined, struck out, code, links with words, moments; a backslash before a mark takes its meaning away.
 */
export function markdown(source: string): Html {
  const groups: { readonly kind: Kind; readonly lines: string[] }[] = [];
  for (const line of source.split("\n")) {
    const { kind, text } = lineOf(line);
    const last = groups.at(-1);
    if (last?.kind === kind && !SINGLE.has(kind)) last.lines.push(text);
    else groups.push({ kind, lines: [text] });
  }
  return html`${groups.map(({ kind, lines }) => block(kind, lines))}`;
}

type Kind = "h1" | "h2" | "h3" | "small" | "quote" | "list" | "text";
const SINGLE: ReadonlySet<Kind> = new Set(["h1", "h2", "h3", "small"]);
const MARKS: readonly (readonly [RegExp, Kind])[] = [
  [/^ *# +(?=\S)/, "h1"],
  [/^ *## +(?=\S)/, "h2"],
  [/^ *### +(?=\S)/, "h3"],
  [/^ *-# +(?=\S)/, "small"],
  [/^ *> ?/, "quote"],
  [/^ *[-*] +(?=\S)/, "list"],
];

function lineOf(line: string): { kind: Kind; text: string } {
  for (const [mark, kind] of MARKS) if (mark.test(line)) return { kind, text: line.replace(mark, "") };
  return { kind: "text", text: line };
}

function block(kind: Kind, lines: readonly string[]): Html {
  const text = lines.join("\n");
  switch (kind) {
    case "h1":
    case "h2":
    case "h3":
      return html`<h3 class="d-${kind}" dir="auto">${inline(text)}</h3>`;
    case "small":
      return html`<p class="d-small" dir="auto">${inline(text)}</p>`;
    case "quote":
      return html`<blockquote dir="auto">${inline(text)}</blockquote>`;
    case "list":
      return html`<ul>${lines.map((line) => html`<li dir="auto">${inline(line)}</li>`)}</ul>`;
    case "text":
      return text.trim() === "" ? html`` : html`<p dir="auto">${inline(text)}</p>`;
  }
}

const ESCAPED = /^\\([^0-9A-Za-z\s])/u;
const MOMENT = /^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/;
const LINK = /^\[((?:\\[\s\S]|[^\]\\])+)\]\((https?:\/\/[^\s()]+)\)/i;
const STYLES: readonly (readonly [RegExp, (inner: Html) => Html])[] = [
  [/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, (inner) => html`<b>${inner}</b>`],
  [/^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, (inner) => html`<u>${inner}</u>`],
  [/^~~((?:\\[\s\S]|[^\\])+?)~~/, (inner) => html`<s>${inner}</s>`],
  [/^\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/, (inner) => html`<i>${inner}</i>`],
];
/** No mark begins with any other character. */
const NEXT = /[\\<[*_~]/g;
/** Marks within marks: deeper than this is no message of ours. */
const DEEPEST = 6;

function inline(source: string, depth = 0): Html {
  const out: Html[] = [];
  let plain = "";
  let at = 0;
  const put = (made: Html, length: number) => {
    if (plain) out.push(html`${plain}`);
    plain = "";
    out.push(made);
    at += length;
  };
  while (at < source.length) {
    NEXT.lastIndex = at;
    const next = NEXT.exec(source)?.index ?? source.length;
    plain += source.slice(at, next);
    at = next;
    if (at >= source.length) break;
    const rest = source.slice(at);
    const escaped = ESCAPED.exec(rest);
    if (escaped) {
      plain += escaped[1] ?? "";
      at += escaped[0].length;
      continue;
    }
    const marked = depth < DEEPEST ? special(rest, depth) : null;
    if (marked) put(marked.made, marked.length);
    else plain += source.charAt(at++);
  }
  if (plain) out.push(html`${plain}`);
  return html`${out}`;
}

function special(rest: string, depth: number): { made: Html; length: number } | null {
  const moment = MOMENT.exec(rest);
  if (moment) return { made: momentOf(Number(moment[1]), moment[2]), length: moment[0].length };
  const link = LINK.exec(rest);
  if (link)
    return {
      made: html`<a href="${webAddress(link[2] ?? "")}" rel="noreferrer">${inline(link[1] ?? "", depth + 1)}</a>`,
      length: link[0].length,
    };
  for (const [form, make] of STYLES) {
    const found = form.exec(rest);
    if (found) return { made: make(inline(found[1] ?? "", depth + 1)), length: found[0].length };
  }
  return null;
}

function momentOf(seconds: number, form: string | undefined): Html {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return html`Invalid date`;
  const shown = form === "t" || form === "T" ? time(at) : form === "d" || form === "D" ? date(at) : dateTime(at);
  return html`<time datetime="${at.toISOString()}">${shown}</time>`;
}
