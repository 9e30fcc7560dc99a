import { cueStrength } from "./cue-words.ts";
import type { Name } from "./names.ts";
import { LOWER, NUMERAL, type Tokens, WORD } from "./tokens.ts";
import { CALENDAR, classOf, DETERMINER, FEMALE, MALE, TITLE, TITLE_SHORT } from "./words.ts";

/** Names whose words are titles, offices or months. */

const GENDER = MALE | FEMALE;
const MONTH_SURNAMES = new Set(["may", "march", "april", "june", "august"]);

/** "Theresa May said", not "Theresa, May 4". */
export function isMonthSurname({ lower, classes, kind }: Tokens, first: number, end: number): boolean {
  if (end !== first + 1 || !MONTH_SURNAMES.has(lower[end] ?? "") || kind[end + 1] === NUMERAL) return false;
  const before = classes[first] ?? 0;
  return before === 0 || (before & GENDER) !== 0;
}

/** "U.S. Secretary of State Carla Mendes" is one person, not an office and a person. */
export function withoutOffices(names: readonly Name[]): Name[] {
  return names.flatMap((name, n) => {
    const [before, next] = [names[n - 1], names[n + 1]];
    if (next && next.lead < name.to && next.lead >= name.lead) return [];
    return before && name.lead < before.to && name.lead >= before.lead ? [{ ...name, lead: before.lead }] : [name];
  });
}

const TITLES = TITLE | TITLE_SHORT;
/** Titles that are surnames too; "Foreign Secretary" names nobody. */
const TITLE_SURNAMES = new Set(
  "king bishop major duke justice dean pope prince knight baron earl judge marshal sheriff chancellor".split(" "),
);

/** Where an article has Petra King, its "King said" and "Senator King" are her, and no king. */
export function withTitleSurnames(tokens: Tokens, starts: Uint8Array, names: readonly Name[]): Name[] {
  const { lower, classes, kind, shape, count } = tokens;
  const surnames = new Set<string>();
  for (const { words, person } of names) {
    const last = words.at(-1) ?? "";
    const given = words[0] ?? "";
    if (words.length < 2 || classOf(given) & TITLES || !(TITLE_SURNAMES.has(last) || MONTH_SURNAMES.has(last))) continue;
    if (person > 0 || classOf(given) & GENDER || classOf(given) === 0) surnames.add(last);
  }
  if (surnames.size === 0) return [...names];
  const renamed = names.map((name) => {
    const last = name.words.at(-1) ?? "";
    const titles = name.words.slice(0, -1);
    if (surnames.has(last) && titles.length > 0 && !(classOf(titles[0] ?? "") & TITLES))
      return { ...name, person: Math.max(1.5, name.person) };
    if (!surnames.has(last) || titles.length === 0 || !titles.every((word) => classOf(word) & TITLES)) return name;
    const from = name.to - 1 - (lower[name.to - 1] === last ? 0 : 1);
    return { ...name, from, words: [last], person: Math.max(2, name.person) };
  });
  const taken = new Uint8Array(count + 1);
  for (const { lead, to } of renamed) taken.fill(1, lead, to);
  const alone: Name[] = [];
  for (let i = 0; i < count; i++) {
    const word = lower[i] ?? "";
    if (taken[i] || shape[i] === LOWER || kind[i] !== WORD || !surnames.has(word)) continue;
    if ((classes[i - 1] ?? 0) & DETERMINER || kind[i + 1] === NUMERAL) continue;
    // "May the best man win", "In May": a month or a word, unless somebody speaks there.
    const speaks = cueStrength(lower[i + 1] ?? "") === 3 || (cueStrength(lower[i - 1] ?? "") === 3 && !starts[i]);
    if (classOf(word) & CALENDAR ? !speaks : kind[i + 1] === WORD && shape[i + 1] !== LOWER && !starts[i + 1]) continue;
    alone.push({ from: i, to: i + 1, lead: i, words: [word], suffix: false, person: 2, gender: 0, possessive: lower[i + 1] === "'s" });
  }
  return [...renamed, ...alone].sort((a, b) => a.from - b.from);
}
