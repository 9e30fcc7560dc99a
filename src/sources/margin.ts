import type { Instant } from "../news/article.ts";
import { isProse } from "./boilerplate.ts";
import { parseDate } from "./dates.ts";
import { type Line, lengthInWords, wordsOf } from "./lines.ts";

/** What stands between a title and the first paragraph; `told` are the lines that say nothing else. */
export type Margin = { readonly byline?: string; readonly published?: Instant; readonly told: ReadonlySet<Line> };

const NAME = "(?:\\p{Lu}[\\p{L}\\p{M}.'’-]*|de|da|di|del|der|den|van|von|la|le|bin|al|el|ten|ter)";
const BYLINE = new RegExp(
  `^(?:(?:[Ww]ritten |[Rr]eported |[Pp]osted |[Ww]ords |[Ss]tory |[Tt]ext )?[Bb]y|BY|V[Oo][Nn]|Par|Por|Di|Door|Author|Autore?|Autorin|Text)[:\\s]\\s*(?<names>${NAME}(?:\\s${NAME}){1,4}(?:(?:,| and| und| et| y| &)\\s${NAME}(?:\\s${NAME}){1,4}){0,4})(?<rest>(?:,|\\s(?:for|of|in|at)\\s|\\s?[|/•·—–-]\\s).{0,60})?$`,
  "u",
);
const LABEL =
  /^(?:(?:first |last |originally )?(?:published|posted|updated|modified|created|issued|date|dated|added|edited|filed|released|live)(?: (?:on|at))?|veröffentlicht(?: am)?|erstellt(?: am)?|stand|aktualisiert(?: am)?|publié(?: le)?|mis à jour(?: le)?|publicado(?: el)?|actualizado(?: el)?|am|le|el|on)[\s:]*/iu;
const UPDATE = /^(?:last )?(?:updated|modified|edited)|^aktualisiert|^mis à jour|^actualizado/iu;
/** All that may stand in a line of which a date is the whole sense. */
const DATE_WORDS =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b|\b(?:at|on|of|de|um|uhr|à|a las|am|pm|[ap]\.m\.?|et|est|edt|pt|pst|pdt|ct|cst|cdt|gmt|utc|bst|ist|cet|cest|hrs|h)\b/giu;

/** The date in a line, or a part of one, that says nothing else; null where it says more. */
function dateIn(part: string, now: Date | undefined): Instant | undefined {
  const text = part.replace(LABEL, "");
  if (text.length > 70 || !/\d/.test(text)) return undefined;
  const rest = text.replace(DATE_WORDS, " ").replace(/[\d\p{P}\p{S}]+/gu, " ");
  // The month and no other word.
  return (rest.match(/\p{L}+/gu)?.length ?? 0) <= 1 ? parseDate(text, now) : undefined;
}

function bylineIn(part: string): string | undefined {
  return lengthInWords(part) > 20 ? undefined : BYLINE.exec(part)?.groups?.names;
}

/**
 * Reads byline and date from the lines between a title and the first paragraph. A date in the running text is never one: it says when
 * something happened, not when it was written.
 */
export function readMargin(lines: readonly Line[], title: string | undefined, now?: Date): Margin {
  const titleWords = wordsOf(title ?? "").join(" ");
  const told = new Set<Line>();
  let byline: string | undefined;
  let published: Instant | undefined;
  let updated: Instant | undefined;
  for (const line of lines) {
    if (titleWords !== "" && wordsOf(line.text).join(" ") === titleWords) told.add(line);
    for (const part of line.text.split(/\s+[|•·/]\s+|\s+[–—-]\s+/)) {
      const date = dateIn(part, now);
      const by = date === undefined ? bylineIn(part) : undefined;
      if (date !== undefined && UPDATE.test(part)) updated ??= date;
      else if (date !== undefined) published ??= date;
      if (by !== undefined) byline ??= by;
      if (date !== undefined || by !== undefined) told.add(line);
    }
  }
  published ??= updated;
  return { told, ...(byline === undefined ? {} : { byline }), ...(published === undefined ? {} : { published }) };
}

/** The lines above the first paragraph, at most a dozen. */
export function aboveProse(lines: readonly Line[]): Line[] {
  return lines.slice(0, Math.min(Math.max(lines.findIndex(isProse), 0), 12));
}
