import { type DigestLength, digestLengths } from "../digest-length.ts";

/** The lengths as they may be typed, in the languages of the bot. */
const WORDS: Readonly<Record<DigestLength | "default", readonly string[]>> = {
  headlines: ["headline", "titles", "schlagzeilen", "überschriften", "titres", "titulares"],
  brief: ["short", "kurz", "bref", "court", "breve", "corto"],
  full: ["long", "all", "everything", "voll", "lang", "alles", "complet", "tout", "completo", "todo"],
  default: ["off", "none", "standard", "défaut", "defecto"],
};

/** Null: as the settings say. Undefined: it is no length. */
export function readLength(typed: string): DigestLength | null | undefined {
  const word = typed.trim().toLowerCase();
  if (word === "default" || WORDS.default.includes(word)) return null;
  return digestLengths.find((length) => length === word || WORDS[length].includes(word));
}
