import type { Line } from "../lines.ts";
import { wordsOf } from "../lines.ts";

/** What the first lines of a flattened page say about it, and which lines of the text only say that. */
export type Head = {
  readonly title?: string;
  readonly outlet?: string;
  readonly description?: string;
  /** Indices of the lines that are no part of the body. */
  readonly spent: ReadonlySet<number>;
  /** The last line that repeats the title: the body begins behind it. */
  readonly end: number;
};

const SEPARATOR = /\s+(?:[|\-–—:·•»«>]|::|\/)\s+|\s*[|»«•]\s*/u;
const OPENS = /^\s*(?:[|\-–—:·•»«>/]|::)\s+|^\s*[|»«•]\s*/u;
const LOGO = /^(?<name>[\p{Lu}\d][^!?]{1,40}?)\s+[Ll]ogo$/u;
const SENTENCE = /[.!?…]["'”’»)]*$/u;

const starts = (whole: readonly string[], part: readonly string[]) => part.every((word, i) => whole[i] === word);

/** How many characters of `text` hold its first `count` words. */
function lengthOf(text: string, count: number): number {
  let end = 0;
  let seen = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu)) {
    if (seen++ === count) break;
    end = match.index + match[0].length;
  }
  // What closes the last word belongs to it: "Inc.", "talks?", a closing quote.
  return end + (/^[.!?…]*["'”’»)\]]*/u.exec(text.slice(end))?.[0].length ?? 0);
}

/** A line, other than the first, whose words the first line begins with: the title said again. */
function repeatedTitle(lines: readonly Line[]): string | undefined {
  const [first] = lines;
  if (!first) return undefined;
  const whole = wordsOf(first.text);
  let best: { title: string; words: number } | undefined;
  for (const line of lines.slice(1, 200)) {
    const words = wordsOf(line.text);
    if (words.length === 0 || words.length > 40 || !starts(whole, words)) continue;
    const rest = first.text.slice(lengthOf(first.text, words.length));
    const clear = words.length >= 4 || rest.trim() === "" || OPENS.test(rest);
    if (clear && words.length > (best?.words ?? 0)) best = { title: line.text, words: words.length };
  }
  return best?.title;
}

function isSentence(text: string): boolean {
  return SENTENCE.test(text) && wordsOf(text).length > 14;
}

/** The title in a first line that nothing repeats: its longest part, or all of it if it is no sentence. */
function titleInLine(first: string): string | undefined {
  if (wordsOf(first).length > 40) return undefined;
  const parts = first.split(SEPARATOR).filter((part) => part !== undefined && part !== "");
  const longest = parts.reduce((a, b) => (b.length > a.length ? b : a), "");
  if (parts.length > 1 && !isSentence(longest)) return longest;
  return isSentence(first) ? undefined : first;
}

/**
 * Sets a site's name apart from the description that was glued behind it: the name is a run of capitalised words, and the sentence
 * begins where an article or a pronoun interrupts the run ("The Two-Way The Washington Post is reporting …").
 */
export function splitSite(rest: string, outlet: string | undefined): { readonly site?: string; readonly description?: string } {
  const text = rest.replace(OPENS, "").trim();
  if (text === "") return {};
  if (outlet && text.startsWith(`${outlet} `)) return { site: outlet, description: text.slice(outlet.length).trim() };
  if (!OPENS.test(rest)) return { description: text };
  if (wordsOf(text).length <= 5 && !SENTENCE.test(text)) return { site: text };
  const words = text.split(" ");
  for (let i = 1; i <= 6 && i < words.length; i++) {
    if (/^(?:The|A|An|In|It|He|She|They|We|This|That|As|On|At|For|After|When|If)$/.test(words[i] ?? "")) {
      return { site: words.slice(0, i).join(" "), description: words.slice(i).join(" ") };
    }
    if (/^\p{Ll}/u.test(words[i] ?? "")) break;
  }
  return { description: text };
}

/** Reads title, outlet and description from the first lines, as the flattening of a web page leaves them. */
export function readHead(lines: readonly Line[], known: { readonly title?: string; readonly outlet?: string }): Head {
  const first = lines[0]?.text ?? "";
  const heading = lines.slice(0, 3).find((line) => line.heading)?.text;
  const title = known.title ?? heading ?? repeatedTitle(lines) ?? titleInLine(first);
  if (title === undefined) return { spent: new Set(), end: -1 };

  const words = wordsOf(title);
  const spent = new Set<number>();
  let outlet = known.outlet;
  let rest: string | undefined;
  let end = -1;
  for (const [i, line] of lines.entries()) {
    const here = wordsOf(line.text);
    const at = here.length - words.length;
    if (at < 0 || words.length === 0 || i > 200) continue;
    if (i === 0 && at > 0 && starts(here, words)) rest = line.text.slice(lengthOf(line.text, words.length));
    // The title alone, or behind the alternative text of an image ("NPR logo Report: …").
    else if (at > 8 || !starts(here.slice(at), words)) continue;
    const logo = LOGO.exec(line.text.slice(0, lengthOf(line.text, at)).trim())?.groups?.name;
    if (at > 0 && logo !== undefined) outlet ??= logo;
    spent.add(i);
    end = i;
  }
  const { site, description } = rest === undefined ? {} : splitSite(rest, outlet);
  outlet ??= site;
  return {
    title,
    ...(outlet === undefined ? {} : { outlet }),
    ...(description === undefined ? {} : { description }),
    spent,
    end,
  };
}
