import { classOf, DOCUMENT, FEMALE, GROUP, MALE, NATIONALITY, ORGANISATION, PLACE, THING } from "../text/words.ts";
import type { Bearer, Entry } from "./bearer.ts";
import { aloneForm } from "./name-form.ts";
import { isGivenName } from "./nicknames-table.ts";
import { isStray } from "./stray-words.ts";

const NO_PERSON = ORGANISATION | THING | DOCUMENT | GROUP | PLACE | NATIONALITY;
/** End names of things that the classes of words do not know. */
const THINGS = new Set(
  `forum economics hedge sachs united enforcement corps rights front web hollywood myers pierce bowl high coal streets street st program programme
  act acts poll reserve strategies point point's nation liberation security deal fellow video trump's school schools university college institute
  alliance coalition network project initiative fund foundation partners capital holdings group associates consulting communications media journal
  times post tribune herald chronicle gazette observer telegraph review magazine press news radio committee commission bureau agency department
  ministry office council league club team party caucus conference convention festival awards award prize tower towers airport
  station hospital clinic center centre mosque temple`.split(/\s+/),
);
/** Words that open names of things. */
const COMMON = new Set(
  `st action access big broad capitol citizens civil concrete customs daily dream echo field fort ft human indivisible law liberation marine new
  old oxford patriot protection quiz rolling second sky solidarity spring succeeds super third fourth fifth training trafficking voices zero
  access amazon gallup federal national international global public private social free open red blue green golden silver iron great grand
  good better best high low inner outer upper lower central general common united first last next early late young fresh real true total full`.split(
    /\s+/,
  ),
);
const COMPOUND = /-(?:based|style|winning|led|backed|elect|era|like|born|trump|obama|bush|clinton|republicans|democrats)$/iu;

/**
 * Whether a name is one to list among people. A list asks for more evidence than a search, which finds every name: a given name that is
 * known, a role, a title with the surname, words of their own, or several articles that call them by the surname alone.
 */
export function isListed({ all, surnameOnly }: Bearer): boolean {
  return all.some((entry) => isPerson(entry, surnameOnly));
}

function isPerson({ archived, form }: Entry, surnameOnly: boolean): boolean {
  if (
    COMPOUND.test(archived.name.split(" ")[0] ?? "") ||
    COMPOUND.test(archived.name) ||
    /\.$/.test(archived.name.replace(/\b[A-Z]\.$/, ""))
  )
    return /\b[JS]r\.$/.test(archived.name);
  const last = form.surname;
  const first = form.given[0] ?? "";
  const known = Boolean(classOf(first) & (MALE | FEMALE)) || isGivenName(first) || /^\p{L}$/u.test(first);
  // A surname that stands first is none of these: "Park Geun-hye".
  if (!known && form.key.endsWith(last) && (THINGS.has(last) || classOf(last) & NO_PERSON)) return false;
  if (COMMON.has(first) && archived.quotes === 0 && archived.role === undefined) return false;
  if (form.given.length === 0) return !surnameOnly || archived.quotes > 0 || archived.role !== undefined;
  if (isStray(first)) return false;
  if (known || archived.role !== undefined || archived.quotes > 0) return true;
  // An unknown given name is one as long as it is no word: "Reihan Salam" is listed, "Democratic Leadership" is not.
  if (classOf(first) === 0) return true;
  // "Mr. Barghouti", or the surname alone: nobody shortens "Marine Corps" so.
  return archived.aliases.map(aloneForm).some(({ words, titled }) => titled || words.join(" ") === form.surname);
}
