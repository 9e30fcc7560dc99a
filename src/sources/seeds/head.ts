import { endsSentence, type Line, lengthInWords, wordsOf } from "../lines.ts";
import { lengthOfWords, splitTitleLine } from "./title-line.ts";

/** What the first lines of a flattened page say about it, and which lines of the text only say that. */
export type Head = {
  readonly title?: string;
  readonly outlet?: string;
  readonly description?: string;
  /** Indices of the lines that are no part of the body. */
  readonly spent: ReadonlySet<number>;
};

const LOGO = /^(?<name>[\p{Lu}\d][^!?]{1,40}?)\s+[Ll]ogo$/u;
const OPENS = /^\s*(?:[|\-–—:·•»«>/]|::|\p{So})\s+|^\s*[|•_]/u;
/** How far down a menu may push the heading of the article. */
const FAR = 400;

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/**
 * A line that the first line begins with: the title said again. The longest one, but one that goes on behind a separator only where no
 * other line stops at it ("Headline" before "Headline - BBC News").
 */
function repeatedTitle(lines: readonly Line[]): string | undefined {
  const first = lines[0]?.text ?? "";
  const whole = wordsOf(first);
  const found: string[] = [];
  for (const { text } of lines.slice(1, FAR)) {
    const words = wordsOf(text);
    if (words.length === 0 || text.length > 300 || /(?:\.\.\.|…)$/.test(text)) continue;
    // The title element may have an article or a label more in front.
    const skipped = [0, 1, 2].find((skip) => words.every((word, i) => whole[i + skip] === word));
    if (skipped === undefined) continue;
    const rest = first.slice(lengthOfWords(first, words.length + skipped));
    const alone = skipped === 0 && (rest.trim() === "" || OPENS.test(rest));
    // Without a separator behind it, a word that the first line begins with by chance is no title.
    if (alone || lettersOf(text).length >= 20) found.push(text);
  }
  found.sort((a, b) => b.length - a.length);
  const goesOn = (title: string) =>
    found.some((shorter) => title.startsWith(shorter) && OPENS.test(title.slice(shorter.length)) && wordsOf(shorter).length > 2);
  return found.find((title) => !goesOn(title)) ?? found[0];
}

/**
 * The title in a first line that nothing repeats. With a site and a description glued behind it, what stands before them; else the line
 * without its site, if it is no sentence. A dash belongs to many a headline: what is behind one is a site only if it stands elsewhere too.
 */
function titleInLine(lines: readonly Line[]): string | undefined {
  const first = lines[0]?.text ?? "";
  if (first === "") return undefined;
  const parts = splitTitleLine(first);
  const last = parts.at(-1) ?? "";
  const before = first.slice(0, first.lastIndexOf(last)).replace(/[\s|\-–—:·•»«>/~]+$/u, "");
  if (parts.length > 1 && lengthInWords(first) > 14 && endsSentence(last) && lengthInWords(last) > 6) {
    const longest = parts.slice(0, -1).reduce((a, b) => (b.length > a.length ? b : a), "");
    const glued = /^[\p{Lu}\p{Lo}\d"“„«]/u.test(last) && !/[.!?]["”’]?\s+\p{Lu}|[,;]$/u.test(longest) && lengthInWords(longest) >= 3;
    const named = [1, 2, 3, 4].some((count) => isElsewhere(last.split(" ").slice(0, count).join(" "), lines));
    if (lengthInWords(first) > 18 || named) return glued ? longest : undefined;
  }
  if (endsSentence(first) ? lengthInWords(first) > 14 : lengthInWords(first) > 25) return undefined;
  const site = parts.length > 1 && lengthInWords(last) <= 5 ? nameOf(last) : undefined;
  if (site !== undefined && (/\|\s*\S[^|]*$/.test(first) || isElsewhere(site, lines))) return before;
  return first;
}

/** Whether a name is a line of its own further down, or in a copyright line. */
function isElsewhere(name: string, lines: readonly Line[]): boolean {
  const letters = lettersOf(name);
  if (letters === "") return false;
  return lines
    .slice(1)
    .some(
      ({ text }) =>
        lettersOf(text) === letters || (text.length < 160 && /©|\(c\)|copyright/i.test(text) && lettersOf(text).includes(letters)),
    );
}

/** Reads title, outlet and description from the first lines, as the flattening of a web page leaves them. */
export function readHead(lines: readonly Line[], known: { readonly title?: string }): Head {
  const heading = lines.slice(0, 3).find((line) => line.heading)?.text;
  const title = known.title ?? heading ?? repeatedTitle(lines) ?? titleInLine(lines);
  if (title === undefined) return { spent: new Set() };

  const letters = lettersOf(title);
  const spent = new Set<number>();
  let logo: string | undefined;
  let rest: string | undefined;
  for (const [i, { text }] of lines.slice(0, FAR).entries()) {
    const here = lettersOf(text);
    if (i === 0 && here !== letters && here.startsWith(letters)) rest = text.slice(lengthOfWords(text, wordsOf(title).length));
    // The title alone, or behind the alternative text of an image ("NPR logo Report: …").
    else if (!here.endsWith(letters) || here.length > letters.length + 60) continue;
    logo ??= LOGO.exec(text.slice(0, text.length - title.length).trim())?.groups?.name;
    spent.add(i);
  }
  const { site, description } = rest === undefined ? {} : splitSite(rest, lines, logo);
  const outlet = logo ?? site;
  return {
    title,
    ...(outlet === undefined ? {} : { outlet }),
    ...(description === undefined ? {} : { description }),
    spent,
  };
}

const DETERMINER =
  /^(?:The|A|An|In|It|He|She|They|We|This|That|As|On|At|For|After|When|If|How|Why|What|Der|Die|Das|Ein|Eine|Im|Le|La|Les|Un|Une|El|Los|Las|Una)$/;

/**
 * Sets a site's name apart from the description that was glued behind it ("… : The Two-Way The Washington Post is reporting …"). The name
 * ends where the whole of it is a line elsewhere on the page, where another line begins as the description does, or where an article or
 * a pronoun interrupts its run of capitalised words.
 */
function splitSite(
  rest: string,
  lines: readonly Line[],
  logo: string | undefined,
): { readonly site?: string; readonly description?: string } {
  if (rest.trim() === "") return {};
  if (!OPENS.test(rest)) return { description: rest.trim() };
  // Sections and authors come before the site: only the last part counts, if it comes soon.
  const parts = splitTitleLine(rest.replace(OPENS, ""));
  let before = 0;
  while (parts.length - before > 1 && wordsOf(parts[before] ?? "").length <= 5 && before < 3) before++;
  const text = parts.slice(before).join(" - ").trim();
  if (logo !== undefined && text.startsWith(`${logo} `)) return { site: logo, description: text.slice(logo.length).trim() };
  const words = text.split(" ");
  if (lengthInWords(text) <= 5) return nameOf(text) === undefined ? { description: text } : { site: text };

  const others = new Set(lines.slice(1).map((line) => lettersOf(line.text)));
  const begins = lines.slice(1).map((line) => lettersOf(line.text).slice(0, 30));
  const cut = (count: number) => {
    const site = nameOf(words.slice(0, count).join(" "));
    return site === undefined ? undefined : { site, description: words.slice(count).join(" ") };
  };
  const at = (fits: (count: number) => boolean) => [5, 4, 3, 2, 1].find((count) => count < words.length && fits(count));
  const count =
    at((n) => others.has(lettersOf(words.slice(0, n).join(" ")))) ??
    at((n) => begins.includes(lettersOf(words.slice(n).join(" ")).slice(0, 30))) ??
    (/^\s*-|^\s*[–—]/.test(rest) && words.length < 12 ? [] : [1, 2, 3, 4, 5]).find(
      (n) => DETERMINER.test(words[n] ?? "") && !words.slice(0, n).some((word) => /^\p{Ll}/u.test(word)),
    );
  return (count === undefined ? undefined : cut(count)) ?? { description: text };
}

/** Whether a short text may be an outlet's name: no date, no sentence, a capital in front or an address. */
export function nameOf(text: string): string | undefined {
  const name = text.replace(/^[\s|»«•_-]+|[\s|»«•_-]+$/gu, "");
  if (name === "" || name.length > 50 || /\d{4}|\d+[:.]\d+|[.!?。！？]["”’»]?$|[,;]/.test(name)) return undefined;
  return /^[\p{Lu}\p{Lo}\d]|\.\p{L}{2,}$/u.test(name) ? name : undefined;
}
