import { ADVERTISING, COMMENTS, CREDIT, NOISE, POINTER, TAIL } from "./boilerplate-words.ts";
import { endsSentence, type Line, lengthInWords } from "./lines.ts";

const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/^[\s\p{P}\p{S}]*?(?=[\p{L}\p{N}(©])|[\s:»›>→|…*\]】』」.-]+$/gu, "")
    .trim();

const fits = (patterns: readonly RegExp[], text: string) => patterns.some((pattern) => pattern.test(text));
const linked = (line: Line) => line.linked ?? 0;

/** Whether a line is a sentence or more of running text and no list of links. */
export function isProse(line: Line): boolean {
  return lengthInWords(line.text) >= 12 && endsSentence(line.text) && linked(line) < 0.5;
}

/** Whether a line is what pages put between paragraphs: advertising, sharing, comments, credits, pointers to other articles. */
function isNoise(line: Line): boolean {
  if (line.quoted || line.text.length > 260) return false;
  const text = bare(line.text);
  if (text === "") return true;
  if (fits(NOISE, text) || fits(ADVERTISING, text) || CREDIT.test(text)) return true;
  // "Read more: Looted colonial art" names another article; "More on that was not to be had from the ministry." is a sentence.
  const announces = POINTER.exec(text)?.[0];
  if (announces === undefined) return false;
  if (linked(line) > 0.5) return true;
  const next = text.slice(announces.length);
  return /^\s*[:|»>–-]/.test(next) ? lengthInWords(text) <= 30 : !endsSentence(line.text) && lengthInWords(text) <= 8;
}

/**
 * Where the article ends: at what only comes behind one. Readers' comments run as the article does, so their heading ends it as soon as
 * something was read. Share buttons and boxes with other articles stand inside articles too: they end it only where hardly any running
 * text follows soon and not much more than was read follows at all.
 */
function endOf(lines: readonly Line[]): number {
  const words = lines.map((line) => (isProse(line) || line.quoted ? lengthInWords(line.text) : 0));
  const all = words.reduce((sum, count) => sum + count, 0);
  let before = 0;
  for (const [i, line] of lines.entries()) {
    before += words[i] ?? 0;
    if (words[i] !== 0 || before < 60 || line.text.length > 100) continue;
    const text = bare(line.text);
    if (COMMENTS.test(text)) return i;
    if (!TAIL.test(text) && !fits(NOISE, text)) continue;
    const next = lines.slice(i + 1, i + 40).filter((below) => !isNoise(below));
    if (all - before < 3 * before && next.slice(0, 12).filter((below) => isProse(below) || below.quoted).length < 2) return i;
  }
  return lines.length;
}

/** The same heading twice in a row is a teaser: the text of its picture and its own. */
function isDouble(line: Line, i: number, lines: readonly Line[]): boolean {
  return (
    !isProse(line) && !line.quoted && lengthInWords(line.text) > 2 && (lines[i - 1]?.text === line.text || lines[i + 1]?.text === line.text)
  );
}

/** Takes out what is not the article's own text. Whole lines only: nothing is ever cut out of a line. */
export function cleanLines(lines: readonly Line[]): Line[] {
  return lines.slice(0, endOf(lines)).filter((line, i, all) => !isNoise(line) && !isDouble(line, i, all));
}
