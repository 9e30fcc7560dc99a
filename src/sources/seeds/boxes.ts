import { isProse } from "../boilerplate.ts";
import { endsSentence, type Line, lengthInWords, wordsOf } from "../lines.ts";

/** So many short lines in a row are a menu, a player's controls, a list of places; an article has a heading, a name, a date. */
const MENU_LINES = 12;
const MENU_WORDS = 4;
/** "3/50", "4/50": pictures of a gallery. */
const COUNTED = /^(?<at>\d{1,3})\s?\/\s?(?<of>\d{1,3})(?!\d|\s?\/)/;

/** Runs of lines of a few words of which none ends like a sentence. */
function menus(lines: readonly Line[]): Set<Line> {
  const found = new Set<Line>();
  let run: Line[] = [];
  const close = () => {
    if (run.length >= MENU_LINES) for (const line of run) found.add(line);
    run = [];
  };
  for (const line of lines) {
    if (!line.quoted && lengthInWords(line.text) <= MENU_WORDS && !endsSentence(line.text)) run.push(line);
    else close();
  }
  close();
  return found;
}

/** A gallery with its captions: from its first picture to what belongs to its last. */
function galleries(lines: readonly Line[]): Set<Line> {
  const found = new Set<Line>();
  const counted = lines.map((line) => COUNTED.exec(line.text)?.groups);
  for (let i = 0; i < lines.length; i++) {
    const of = counted[i]?.of;
    if (of === undefined || found.has(lines[i] as Line)) continue;
    const pictures: number[] = [];
    // One after the other: "1/2 cup", "1/2 spoon" are no gallery.
    for (let at = i; at < lines.length; at++) {
      if (counted[at]?.of === of && (pictures.length === 0 || Number(counted[at]?.at) === 1 + Number(counted[pictures.at(-1) ?? at]?.at)))
        pictures.push(at);
    }
    if (pictures.length < 3) continue;
    const gaps = pictures.slice(1).map((at, n) => at - (pictures[n] ?? at));
    const usual = gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 1;
    const end = (pictures.at(-1) ?? i) + usual;
    for (let at = i; at < end && at < lines.length; at++) found.add(lines[at] as Line);
  }
  return found;
}

/** A line that only says something twice or three times: the text of a link's picture and the link's own. */
function isEcho({ text }: Line): boolean {
  const words = wordsOf(text);
  return [2, 3].some((times) => {
    const once = words.length / times;
    return once >= 3 && Number.isInteger(once) && words.every((word, i) => word === words[i % once]);
  });
}

/** So many paragraphs beside a gallery are the article; with fewer the gallery is it. */
const PARAGRAPHS = 5;

/** Takes out what stands between the paragraphs of a flattened page as a block: menus, galleries, teasers that say their title twice. */
export function withoutBoxes(lines: readonly Line[]): Line[] {
  const menu = menus(lines);
  const left = lines.filter((line) => !menu.has(line) && !isEcho(line));
  const gallery = galleries(left);
  const article = left.filter((line) => !gallery.has(line));
  return article.filter(isProse).length >= PARAGRAPHS ? article : left;
}
