import { ADVERB, AUXILIARY, CALENDAR, COMMONVERB, CONJUNCTION, classOf, FEMALE, MALE, NATIONALITY, PREPOSITION } from "../text/words.ts";
import { isGivenName } from "./nicknames-table.ts";

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Capitalised beside a name where a sentence, a headline or a compound begins: "Said Comey", "Plus Obama", "Team Clinton". Never given names. */
const BEFORE =
  words(`said says added stated told tells asked wrote writes continued noted called calling plus unlike like despite absent joining
  former top longtime then-president then-secretary then-senator ex candidate candidates celebrities celebrity team anti pro post crooked dear dump
  endorse electing attacking bashing chasing asserting celebrating combine classic everything fascist hail impeaching injecting interestingly
  notice painting playing rebuking resist see sorry stop talk thanks watching wherever derelict entrusting professors senators justices
  representatives state secretary representative special agent agents ag crazy virginia longtime meet remember vote elect ask tell hear watch
  read defending supporting backing facing following including introducing interviewing president-elect vice-president mayor-elect governor-elect
  rival rivals opponent nominee incumbent newcomer veteran star actor actress singer legend hero author columnist host anchor`);

/** Given names that end as participles do. */
const GIVEN_ING = words(
  "irving sterling channing manning ming ding ning qing ting jing ling ping xing ying king ring ching shing bing ging wing hing sing ving",
);

const NO_NAME = ADVERB | AUXILIARY | CALENDAR | COMMONVERB | CONJUNCTION | NATIONALITY | PREPOSITION;

/** Whether the first word of a name, folded, is no part of it. */
export function isStray(word: string): boolean {
  if (BEFORE.has(word)) return true;
  const bits = classOf(word);
  if (bits & (MALE | FEMALE) || isGivenName(word)) return false;
  if (bits & NO_NAME) return true;
  return /^\p{Ll}{3,}ing$/u.test(word) && !GIVEN_ING.has(word);
}

/** Whether the last word of a name is no part of it: a headline's verb, a label. */
const BEHIND = words("responds reacts video videos says photo photos interview transcript");
export const isStrayBehind = (word: string): boolean => BEHIND.has(word);

/** A name as it is shown: "Said James Comey" is James Comey, "FlagShareLikeReplyAni Vrabel" Ani Vrabel. */
export function withoutStray(name: string): string {
  const words = name.split(" ").map(unglued);
  const folded = (word: string | undefined) => (word ?? "").toLowerCase().replace(/[.,]/gu, "");
  while (words.length > 1 && (isStray(folded(words[0])) || folded(words[0]).split("-").every(isStray))) words.shift();
  while (words.length > 2 && isStrayBehind(folded(words.at(-1)))) words.pop();
  return words.join(" ");
}

/** Page furniture that was glued to a name: three capitals and more in one word, or a small word before a capital. */
function unglued(word: string): string {
  const small = /^(\p{Ll}+)(\p{Lu}\p{Ll}+)$/u.exec(word);
  if (small) return classOf(small[1] ?? "") === 0 ? word : (small[2] ?? word);
  const humps = word.match(/\p{Lu}\p{Ll}+/gu) ?? [];
  return humps.length >= 3 && humps.join("") === word ? (humps.at(-1) ?? word) : word;
}
