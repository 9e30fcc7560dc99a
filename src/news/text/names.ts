import { cueStrength } from "./cue-words.ts";
import { addRun, NAME_SUFFIX } from "./name-run.ts";
import { isMonthSurname, withoutOffices, withTitleSurnames } from "./name-words.ts";
import { LOWER, type Tokens, WORD } from "./tokens.ts";
import {
  ADVERB,
  AUXILIARY,
  CALENDAR,
  COMMONVERB,
  classOf,
  DETERMINER,
  FEMALE,
  FUNCTION,
  GROUP,
  MALE,
  NATIONALITY,
  ORGANISATION,
  PARTICLE,
  PLACE,
  PRONOUN_FIRST,
  PRONOUN_HE,
  PRONOUN_IT,
  PRONOUN_SHE,
  PRONOUN_THEY,
  ROLE,
  TITLE,
  TITLE_SHORT,
} from "./words.ts";

/** A name where it stands in the text, as a range of tokens. */
export type Name = {
  /** First token of the name proper, after titles. */
  readonly from: number;
  /** The token after its last. */
  readonly to: number;
  /** First token of what stands directly before and belongs to it: "White House Press Secretary" Josh Earnest. Equal to `from` without one. */
  readonly lead: number;
  /** Lower-case words of the name proper. */
  readonly words: readonly string[];
  /** "Jr.", "III": not the father. */
  readonly suffix: boolean;
  /** How much it looks like a person: above 0 it is one. */
  readonly person: number;
  /** MALE, FEMALE or both or 0, by title and given name. */
  readonly gender: number;
  readonly possessive: boolean;
};

const GENDER = MALE | FEMALE;
const NOT_A_NAME = FUNCTION | CALENDAR | DETERMINER | AUXILIARY;
const PRONOUNS = PRONOUN_FIRST | PRONOUN_HE | PRONOUN_SHE | PRONOUN_THEY | PRONOUN_IT;
/** Join two capitalised stretches of an organisation's name: "Department of Justice". */
const JOINS = new Set(["of", "for", "and", "&", "the"]);

/** Every run of capitalised words that names somebody or something, in order. `starts` says which tokens begin a sentence. */
export function findNames(tokens: Tokens, starts: Uint8Array): Name[] {
  const { count, lower, kind, shape, classes, paragraph } = tokens;
  const inner = new Set<string>();
  const common = new Set<string>();
  for (let i = 0; i < count; i++) {
    if (kind[i] !== WORD) continue;
    const word = lower[i] ?? "";
    if (shape[i] === LOWER) common.add(word);
    else if (!starts[i]) inner.add(word);
  }
  const shouting = shoutingParagraphs(tokens);

  const isName = (i: number): boolean => {
    if (kind[i] !== WORD || shape[i] === LOWER) return false;
    const bits = classes[i] ?? 0;
    const word = lower[i] ?? "";
    // "George Will", "Theresa May": only in the middle of a sentence, or right before a verb of saying.
    if (bits & NOT_A_NAME)
      return (
        (bits & (PLACE | GENDER)) !== 0 &&
        (starts[i] === 0 ? !(bits & PRONOUNS) : (bits & MALE) !== 0 && cueStrength(lower[i + 1] ?? "") === 3)
      );
    if (bits & (TITLE | TITLE_SHORT)) return true;
    if (starts[i] || shouting[paragraph[i] ?? 0]) {
      if (bits & GENDER) return !(common.has(word) && (bits & COMMONVERB) !== 0);
      if (bits & (ADVERB | COMMONVERB)) return false;
      if (bits & (ROLE | GROUP) && !(bits & (NATIONALITY | PLACE))) return nextIsCapital(i);
      if (inner.has(word)) return true;
      // "Senior researcher", "Local residents": an adjective that happens to begin the sentence.
      if (tokens.kind[i + 1] === WORD && shape[i + 1] === LOWER && ((classes[i + 1] ?? 0) & (ROLE | GROUP | ORGANISATION)) !== 0)
        return false;
      if (common.has(word)) return nextIsCapital(i) && !word.endsWith("ing") && !word.endsWith("ly");
      return !/(?:ing|ed|ly)$/.test(word) || nextIsCapital(i);
    }
    return true;
  };
  const nextIsCapital = (i: number): boolean =>
    i + 1 < count &&
    kind[i + 1] === WORD &&
    shape[i + 1] !== LOWER &&
    paragraph[i + 1] === paragraph[i] &&
    ((classes[i + 1] ?? 0) & FUNCTION) === 0;

  const names: Name[] = [];
  /** Persons of two words in the text proper. */
  const pairs = new Set<string>();
  let i = 0;
  while (i < count) {
    if (!isName(i)) {
      i++;
      continue;
    }
    const first = i;
    const line = paragraph[i];
    let end = i + 1;
    while (end < count && paragraph[end] === line && end - first < 14) {
      if (kind[end] === WORD && shape[end] !== LOWER && !starts[end]) {
        const bits = classes[end] ?? 0;
        if (bits & (FUNCTION | CALENDAR) && !(bits & GENDER) && !isMonthSurname(tokens, first, end)) break;
        end++;
        continue;
      }
      // "Ludwig van der Rohe", "Osama bin Laden"
      let skip = end;
      while (skip < count && skip - end < 3 && ((classes[skip] ?? 0) & PARTICLE) !== 0) skip++;
      if (skip > end && skip < count && isCapitalWord(tokens, skip) && paragraph[skip] === line) {
        end = skip + 1;
        continue;
      }
      // "Department of Justice", "Bill & Melinda Gates Foundation"
      let join = end;
      while (join < count && join - end < 2 && JOINS.has(lower[join] ?? "")) join++;
      if (
        join > end &&
        join < count &&
        lower[end] !== "the" &&
        isCapitalWord(tokens, join) &&
        paragraph[join] === line &&
        joinable(tokens, first, end, join)
      ) {
        end = join + 1;
        continue;
      }
      break;
    }
    // "Calvin Rhodes, Jr.,"
    if (lower[end] === "," && NAME_SUFFIX.has(lower[end + 1] ?? "") && paragraph[end + 1] === line) end += 2;
    addRun(tokens, first, end, names);
    i = end;
  }
  for (const name of names)
    if (name.words.length === 2 && name.person > 0 && !shouting[paragraph[name.from] ?? 0]) pairs.add(name.words.join(" "));
  return withNicknames(tokens, withTitleSurnames(tokens, starts, withoutOffices(names))).map((name) =>
    shouting[paragraph[name.from] ?? 0] ? fromHeadline(name) : name,
  );

  /** "Pence Endorses Paul Ryan": of a headline's capitals only the name that the text has, too. */
  function fromHeadline(name: Name): Name {
    if (name.words.length < 3) return name;
    for (let k = 0; k < name.words.length - 1; k++)
      if (!(classOf(name.words[k] ?? "") & PARTICLE) && pairs.has(`${name.words[k]} ${name.words[k + 1]}`)) {
        const from = name.from + k;
        return {
          ...name,
          from,
          lead: k === 0 ? name.lead : from,
          to: from + 2,
          words: name.words.slice(k, k + 2),
          possessive: name.possessive && k + 2 === name.words.length,
        };
      }
    return name;
  }
}

const MARK = /^["“”'‘’]$/u;

/** Anthony "Big Tony" Marchetti is one name. */
function withNicknames(tokens: Tokens, names: readonly Name[]): Name[] {
  const out: Name[] = [];
  for (let n = 0; n < names.length; n++) {
    const name = names[n];
    if (name === undefined) break;
    const open = name.to;
    let close = open + 1;
    if (MARK.test(tokens.lower[open] ?? "")) while (close < open + 4 && !MARK.test(tokens.lower[close] ?? "")) close++;
    let m = n + 1;
    while (m < names.length && (names[m]?.from ?? 0) <= close) m++;
    const last = names[m];
    const first = tokens.classes[name.from] ?? 0;
    if (
      last !== undefined &&
      last.from === close + 1 &&
      close - open >= 2 &&
      last.words.length === 1 &&
      last.lead === last.from &&
      !name.possessive &&
      name.words.length <= 2 &&
      (name.person > 0 || (first & GENDER) !== 0) &&
      MARK.test(tokens.lower[open] ?? "") &&
      MARK.test(tokens.lower[close] ?? "") &&
      tokens.paragraph[open] === tokens.paragraph[close + 1] &&
      isCapitalWord(tokens, open + 1)
    ) {
      const person = Math.max(name.person, 0) + 1.5;
      out.push({
        ...last,
        from: name.from,
        lead: name.lead,
        words: [...name.words, ...last.words],
        person,
        gender: name.gender | (first & GENDER),
      });
      n = m;
    } else out.push(name);
  }
  return out;
}

function isCapitalWord(tokens: Tokens, i: number): boolean {
  return tokens.kind[i] === WORD && tokens.shape[i] !== LOWER && ((tokens.classes[i] ?? 0) & (FUNCTION | CALENDAR)) === 0;
}

function joinable(tokens: Tokens, first: number, end: number, next: number): boolean {
  const word = tokens.lower[end] ?? "";
  const last = tokens.classes[end - 1] ?? 0;
  const after = tokens.classes[next] ?? 0;
  if (word === "&") return true;
  if (word === "and") return false;
  for (let i = first; i < end; i++) if ((tokens.classes[i] ?? 0) & (TITLE | GENDER)) return false;
  return (last & ORGANISATION) !== 0 || ((last & (PLACE | ROLE)) === 0 && (after & (PLACE | TITLE)) === 0 && end - first <= 3);
}

/** Headlines in capitals or title case: there a capital says nothing. */
function shoutingParagraphs(tokens: Tokens): boolean[] {
  const words: number[] = [];
  const capitals: number[] = [];
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] !== WORD || (tokens.lower[i] ?? "").length < 4) continue;
    const line = tokens.paragraph[i] ?? 0;
    words[line] = (words[line] ?? 0) + 1;
    if (tokens.shape[i] !== LOWER) capitals[line] = (capitals[line] ?? 0) + 1;
  }
  return Array.from(words, (n, line) => (n ?? 0) >= 5 && (capitals[line] ?? 0) > 0.75 * (n ?? 0));
}
