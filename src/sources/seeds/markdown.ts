import type { Line } from "../lines.ts";

const HEADING = /^#{1,6}\s+(.*?)\s*#*$/;
const RULE = /^[-*_][-*_ ]{2,}$/;
const ITEM = /^(?:[-*+]|\d{1,3}[.)])\s+/;
// Every repetition has an end: a file of brackets or stars must not take minutes.
const IMAGE = /!\[[^[\]]{0,500}\]\([^()]{0,2000}\)/g;
const LINK = /\[([^[\]]{1,1000})\]\((?:<[^<>]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)(?:\s"[^"]{0,300}")?\)/g;
const REFERENCE = /^\[[^\]]+\]:\s+\S+.*$/;
const STRONG = /(?<![\p{L}\p{N}*_\\])(\*{1,3}|_{1,3})(?=\S)(.{1,500}?)(?<=[^\s\\])\1(?![\p{L}\p{N}*_])/gu;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;

function plain(line: string): string {
  return line
    .replace(IMAGE, "")
    .replace(LINK, "$1")
    .replace(/<(https?:\/\/[^>\s]+)>/g, "$1")
    .replace(STRONG, "$2")
    .replace(/`([^`]+)`/g, "$1")
    .replace(ESCAPE, "$1")
    .trim();
}

/**
 * The lines of a normalised Markdown text, without its marks: headings, emphasis, links, images, lists, rules and block quotes. The lines
 * of one paragraph are drawn together, as Markdown reads them. No HTML inside Markdown and no tables: they stay as they are written.
 */
export function markdownLines(text: string): Line[] {
  const lines: Line[] = [];
  let open: { text: string; quoted: boolean } | null = null;
  const close = () => {
    const words = open ? plain(open.text) : "";
    if (open && words !== "") lines.push(open.quoted ? { text: words, quoted: true } : { text: words });
    open = null;
  };
  for (const written of text.split("\n")) {
    const quoted = /^>/.test(written);
    const line = quoted ? written.replace(/^(?:>\s?)+/, "") : written;
    const heading = HEADING.exec(line);
    if (line === "" || RULE.test(line) || REFERENCE.test(line)) close();
    else if (heading) {
      close();
      lines.push({ text: plain(heading[1] ?? ""), heading: true });
    } else {
      if (ITEM.test(line) || (open !== null && (open as { quoted: boolean }).quoted !== quoted)) close();
      open = { text: `${open === null ? "" : `${(open as { text: string }).text} `}${line.replace(ITEM, "")}`, quoted };
    }
  }
  close();
  return lines;
}
