import { type Line, lengthInWords } from "../lines.ts";

/** The end of a text that goes on elsewhere, alone on its line or behind the last sentence. */
const GOES_ON =
  /(?:\.{3}|…|\[\s*(?:…|\.{3})\s*\]|\((?:more|mehr|suite)[^()]{0,20}\)|(?:read (?:more|on|the (?:full|rest|whole|entire)[^.!?]{0,40})|continue reading[^.!?]{0,80}|(?:full|more) (?:story|article|text)|keep reading|weiterlesen|mehr lesen|zum artikel|lire (?:la suite|plus|l['’]article)|leer más|seguir leyendo|leggi (?:tutto|di più|l['’]articolo)|lees (?:verder|meer)|läs (?:mer|hela)|читать далее|続きを読む|阅读全文)\s*[.…»›→>\]]*)\s*(?:["”’»)\]]|&raquo;)*\s*$/iu;

/** So short that no article is. */
const FEW_WORDS = 40;
/** So long that no presentation is. */
const MANY_WORDS = 150;

/** Whether what a feed carries is only the beginning of an article, or a presentation of it. Doubt is yes: the page is then looked at. */
export function isTeaser(lines: readonly Line[], from: { readonly content: boolean; readonly summary: readonly Line[] }): boolean {
  const words = (of: readonly Line[]) => of.reduce((sum, line) => sum + lengthInWords(line.text), 0);
  const count = words(lines);
  if (count < FEW_WORDS) return true;
  if (lines.slice(-2).some((line) => GOES_ON.test(line.text) && (line === lines.at(-1) || lengthInWords(line.text) < 10))) return true;
  // A publisher who presents an article beside its content gives the content whole.
  return count < MANY_WORDS && !(from.content && from.summary.length > 0 && count > 1.3 * words(from.summary));
}
