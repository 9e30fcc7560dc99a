import { CREDIT, NOISE, POINTER, TAIL } from "./boilerplate-words.ts";
import { endsSentence, type Line, lengthInWords } from "./lines.ts";

const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/^[\s\p{P}\p{S}]*?(?=[\p{L}\p{N}(©])|[\s:»›>→|…*-]+$/gu, "")
    .trim();

const linked = (line: Line) => line.linked ?? 0;

/** Whether a line is a sentence or more of running text and no list of links. */
export function isProse(line: Line): boolean {
  return lengthInWords(line.text) >= 12 && endsSentence(line.text) && linked(line) < 0.5;
}

/** Whether a line is what pages put between paragraphs: advertising, sharing, comments, credits, pointers to other articles. */
export function isNoise(line: Line): boolean {
  if (line.quoted || line.text.length > 260) return false;
  const text = bare(line.text);
  if (text === "") return true;
  if (NOISE.some((pattern) => pattern.test(text)) || CREDIT.test(text)) return true;
  // "Read more: Looted colonial art" names another article; "More on that was not to be had from the ministry." is a sentence.
  const announces = POINTER.exec(text)?.[0];
  if (announces === undefined) return false;
  if (linked(line) > 0.5) return true;
  const next = text.slice(announces.length);
  return /^\s*[:|»>–-]/.test(next) ? lengthInWords(text) <= 30 : !endsSentence(line.text) && lengthInWords(text) <= 8;
}

/** Where the article ends: at the first heading of what comes behind it that no running text follows any more. */
function endOf(lines: readonly Line[]): number {
  let end = lines.length;
  for (let i = lines.length - 1; i > 0; i--) {
    const line = lines[i];
    if (line === undefined) break;
    if (TAIL.test(bare(line.text)) && lengthInWords(line.text) <= 8) end = i;
    else if (isProse(line) || line.quoted) break;
  }
  return end;
}

/** Takes out what is not the article's own text. Whole lines only: nothing is ever cut out of a line. */
export function cleanLines(lines: readonly Line[]): Line[] {
  return lines.slice(0, endOf(lines)).filter((line) => !isNoise(line));
}
