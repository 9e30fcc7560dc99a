import type { Name } from "./names.ts";
import { ALL_CAPS, CAPITAL, LOWER, NUMERAL, POSSESSIVE, PUNCTUATION, type Tokens } from "./tokens.ts";
import { FEMALE, GROUP, MALE, NATIONALITY, ORGANISATION, PLACE, ROLE, THING, TITLE, TITLE_SHORT } from "./words.ts";

const GENDER = MALE | FEMALE;
/** Titles that also begin the names of things: "General Electric", "Prince Street". */
const SHARED_TITLES = new Set("general major premier king queen prince princess duke chief".split(" "));
/** Between the names of persons only: "de" and "la" are in those of places, too. */
const BORNE = new Set("van von bin ibn bint ter".split(" "));
export const NAME_SUFFIX = new Set(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"]);

/** One run of capitals may hold a title and a name, or two words of which only the last two are the person. */
export function addRun(tokens: Tokens, first: number, end: number, names: Name[]): void {
  const { lower, classes, kind, shape } = tokens;
  let lead = first;
  let from = first;
  let to = end;
  let titled = false;
  let short = false;
  let gender = 0;
  let person = 0;
  let office = first;
  for (let i = first; i < to - 1; i++) {
    const bits = classes[i] ?? 0;
    // "Roy M. Neel": an initial, not "Monsieur".
    if (i > first && lower[i] === "m.") continue;
    if (bits & (TITLE | TITLE_SHORT) && !(i > first && bits & GENDER && !(bits & TITLE_SHORT))) {
      from = i + 1;
      titled = true;
      short ||= (bits & TITLE_SHORT) !== 0;
      if (bits & TITLE_SHORT) gender |= bits & GENDER;
    }
  }
  const thing = SHARED_TITLES.has(lower[from - 1] ?? "") ? ORGANISATION | ROLE | THING : ORGANISATION | ROLE;
  if (titled && from < to && ((classes[from] ?? 0) & thing) !== 0 && to - from === 1 && !short) {
    from = first;
    titled = false;
  }
  if (!titled) {
    // "Republican Donald Trump", "Democrat Hillary Clinton"
    let skip = from;
    while (skip < to - 1 && ((classes[skip] ?? 0) & (NATIONALITY | GROUP | ROLE)) !== 0 && ((classes[skip] ?? 0) & GENDER) === 0) skip++;
    if (skip > from && !((classes[to - 1] ?? 0) & ORGANISATION) && (to - skip >= 2 || ((classes[skip] ?? 0) & GENDER) !== 0)) from = skip;
    // "Texan Ted Cruz", "CNN's Jake Tapper" come apart at the possessive already; "Fox News host" has no person.
    for (let i = from + 1; i < to - 1; i++) {
      const before = classes[i - 1] ?? 0;
      if ((classes[i] ?? 0) & GENDER && before & (ORGANISATION | PLACE | NATIONALITY | ROLE) && !(before & GENDER)) {
        from = i;
        break;
      }
    }
  }
  // "Minister of Education Stefania Giannini": the ministry is no part of the name.
  if (
    !titled &&
    to - first >= 3 &&
    first >= 2 &&
    (lower[first - 1] === "of" || lower[first - 1] === "for") &&
    ((classes[first - 2] ?? 0) & (TITLE | ROLE)) !== 0
  ) {
    let given = to - 2;
    for (let i = first + 1; i < to - 1; i++)
      if ((classes[i] ?? 0) & GENDER) {
        given = i;
        break;
      }
    from = given;
    person += 1.2;
    office = first - 2;
  }
  while (to - 1 > from && NAME_SUFFIX.has(lower[to - 1] ?? "")) to--;
  if (lower[to - 1] === ",") to--;
  const suffixEnd = end;
  if (from >= to) return;
  const words: string[] = [];
  let org = 0;
  let place = 0;
  let nation = 0;
  let role = 0;
  let caps = 0;
  for (let i = from; i < to; i++) {
    words.push(lower[i] ?? "");
    const bits = classes[i] ?? 0;
    if (bits & ORGANISATION || (bits & THING && !titled)) org++;
    if (bits & PLACE) place++;
    if (bits & NATIONALITY) nation++;
    if (bits & TITLE && i > from) role++;
    if (shape[i] === ALL_CAPS && (lower[i] ?? "").length > 2) caps++;
  }
  const size = to - from;
  const firstBits = classes[from] ?? 0;
  const isInitial = /^(?:\p{L}\.)+$/u.test(words[0] ?? "");
  if (titled) person += short ? 3 : 2;
  if (firstBits & GENDER && size > 1) person += 2;
  else if (firstBits & GENDER) person += 0.5;
  else if (isInitial && size > 1) person += 1.5;
  if (size === 2 && org + place + nation + role === 0 && caps === 0) person += 0.7;
  if ((size === 3 || size === 4) && org + place + nation + role + caps === 0) person += 0.4;
  if (size === 3 && /^\p{L}\.?$/u.test(words[1] ?? "")) person += 2;
  if (words.some((w, i) => i > 0 && w.length === 2 && w.endsWith("."))) person += 1;
  if (end > to) person += 2;
  if (org + place + role === 0 && words.slice(1, -1).some((word, i) => BORNE.has(word) && shape[from + 1 + i] === LOWER)) person += 1.2;
  const lastBits = classes[to - 1] ?? 0;
  // "Lake District" is none, "Tom Hall" and "Mr. Park" are persons.
  if (lastBits & ORGANISATION || (lastBits & THING && !(firstBits & GENDER) && !titled)) person -= 3;
  else if (org > 0 && !(firstBits & GENDER)) person -= 2;
  if (words.includes("of") || words.includes("and") || words.includes("&") || words.includes("for")) person -= 4;
  if (place > 0 && !(firstBits & GENDER && size > 1)) person -= size === 1 ? 2 : 1;
  if (nation > 0) person -= size === 1 ? 3 : 0.5;
  if (caps > 0 && caps === size) person -= 1.5;
  // "Press Secretary" is an office, "Florence Baker" is not.
  if (lastBits & ROLE && size > 1 && !(lastBits & GENDER) && !(firstBits & GENDER && !(lastBits & TITLE)))
    person -= lastBits & TITLE ? 2 : 0.7;
  if (size === 1 && firstBits & (ROLE | TITLE) && !titled) person -= 3;
  if (size > 4) person -= 1.5;
  const before = first - 1;
  const article = before >= 0 && (lower[before] === "the" || lower[before] === "a" || lower[before] === "an");
  if (article && lead === from) person -= 1.5;
  if (!titled && size > 1) gender |= firstBits & GENDER;
  else if (titled && gender === 0 && size > 1) gender |= firstBits & GENDER;
  else if (size === 1 && gender === 0) gender = 0;
  const possessive = end < tokens.count && kind[end] === POSSESSIVE;
  lead = office;
  if (size === 1 && !titled && firstBits & (TITLE | TITLE_SHORT) && !(firstBits & GENDER)) return;
  // Age in commas: "Mona Lamberson, 59,"
  if (end + 2 < tokens.count && kind[end] === PUNCTUATION && lower[end] === "," && kind[end + 1] === NUMERAL && lower[end + 2] === ",")
    person += 1.5;
  if (shape[from] === CAPITAL || person > 0 || caps > 0 || size > 1)
    names.push({ from, to: suffixEnd, lead, words, suffix: suffixEnd > to, person, gender, possessive });
}
