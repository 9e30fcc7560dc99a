import type { Filter } from "../filter.ts";

/** The parts of a filter, and how each may be called in what is typed. */
const KEYS: Readonly<Record<keyof Filter, readonly string[]>> = {
  people: ["people", "person", "personen", "personnes", "personas"],
  topics: ["topics", "topic", "themen", "thema", "sujets", "temas"],
  sources: ["sources", "source", "outlets", "quellen", "fuentes"],
  words: ["words", "word", "wörter", "mots", "palabras"],
  without: ["without", "not", "ohne", "sans", "sin"],
};
export const filterKeys = Object.keys(KEYS) as readonly (keyof Filter)[];

/** Entries of one part, and characters of one entry. */
const MOST = 50;
const LONGEST = 100;

/** What cannot be read, as it was typed. */
export type NoFilter = { readonly wrong: string };

/** Reads "people: Karzai, Petraeus; topics: peace talks; without: sport". Commas and line breaks part entries; one that holds a separator stands in quotes. */
export function parseFilter(typed: string): Filter | NoFilter {
  const filter: Record<keyof Filter, string[]> = { people: [], topics: [], sources: [], words: [], without: [] };
  let key: keyof Filter | null = null;
  for (const part of parted(typed, /[;]/)) {
    const [, name = "", rest = ""] = /^\s*([^\s:"]+)\s*:(?!\/\/)\s*(.*)$/su.exec(part) ?? [];
    const found = filterKeys.find((one) => KEYS[one].includes(name.toLowerCase()));
    if (found === undefined && (name !== "" || key === null)) return { wrong: part.trim().slice(0, 60) };
    key = found ?? key;
    if (key !== null) filter[key].push(...entriesIn(found === undefined ? part : rest));
  }
  return {
    people: some(filter.people),
    topics: some(filter.topics),
    sources: some(filter.sources),
    words: some(filter.words),
    without: some(filter.without),
  };
}

/** The entries of one part: "Hamid Karzai, \"Smith, John\"". */
export function entriesIn(text: string): string[] {
  return some(
    parted(text, /[,\n]/).map((entry) =>
      entry
        .trim()
        .replace(/^"(.*)"$/s, "$1")
        .replaceAll('""', '"'),
    ),
  );
}

/** A filter as one would type it; `parseFilter` reads the same. */
export function filterWords(filter: Filter): string {
  return filterKeys
    .filter((key) => filter[key].length > 0)
    .map((key) => `${key}: ${entryWords(filter[key])}`)
    .join("; ");
}

export function entryWords(entries: readonly string[]): string {
  return entries.map((entry) => (/[,;:"\n]/.test(entry) ? `"${entry.replaceAll('"', '""')}"` : entry)).join(", ");
}

export const isEverything = (filter: Filter): boolean => filterKeys.every((key) => filter[key].length === 0);

function some(entries: readonly string[]): string[] {
  const clean = entries.map((entry) => entry.replace(/\s+/gu, " ").trim().slice(0, LONGEST).trim()).filter(Boolean);
  return [...new Set(clean)].slice(0, MOST);
}

/** Parted at separators that do not stand in quotes. */
function parted(text: string, separator: RegExp): string[] {
  const parts: string[] = [""];
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    if (!quoted && separator.test(letter)) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts.filter((part) => part.trim() !== "");
}
