import { foldName } from "../text/fold.ts";
import { isGivenName } from "./nicknames-table.ts";
import { isStray, isStrayBehind } from "./stray-words.ts";
import { surnameFirst } from "./surnames-table.ts";
import { standsBeforeNames, standsBeforeSurnames } from "./titles-words.ts";

/** A name taken apart for comparing, every part folded. */
export type NameForm = {
  /** As `foldName` gives it. */
  readonly key: string;
  /** In order; an initial is one letter, "J.D." is two. Empty for a surname or a mononym on its own. */
  readonly given: readonly string[];
  /** "van der", "bin"; the articles of Arabic names are left out, as papers do. */
  readonly particles: string;
  /** The word a paper would use alone, without particles; a hyphened one in one piece: "ocasiocortez". */
  readonly surname: string;
  /** A second surname behind it: the Pardo of Claudia Sheinbaum Pardo, where her paper calls her Claudia Sheinbaum. */
  readonly second: string;
  /** "jr", "iii". */
  readonly suffix: string;
  /** Somebody else is called so without the suffix. */
  readonly apart?: true;
  /** Every word one may search for, hyphened ones whole and in parts. */
  readonly words: readonly string[];
};

const SUFFIXES = new Set(["jr", "sr", "ii", "iii", "iv"]);
const ARTICLES = new Set(["al", "el", "as", "ash", "ad", "an", "ar", "at", "az", "ul"]);
const PATRONYMICS = new Set(["bin", "ibn", "ben", "bint", "binti", "abu"]);
const PARTICLES = new Set([
  ..."van von der den de del della di da dos das do du la le les ten ter te zu zur zum af av y e st san santa".split(" "),
  ...PATRONYMICS,
  "al",
  "el",
]);
/** They open a surname of two words ("De Niro"); "Van", "Al" and "Ben" are given names too. */
const OPENING = new Set(["de", "di", "du", "del", "della", "dos", "bin", "ibn", "von"]);
/** More is no name; what lies beyond is searched for, not compared. */
const MOST_PIECES = 12;
/** ASCII, a title or one initial at most with a period: folding it is lower case and spaces. */
const PLAIN = /^(?:(?:[A-Za-z]{2,}\. )?[A-Za-z]+(?:[ -][A-Za-z]+)*|[A-Za-z]{2,} [A-Za-z]\. [A-Za-z]{2,}(?:[ -][A-Za-z]+)*|[A-Za-z]\.)$/;
const LONGEST_NAME = 400;
const PLAIN_NAME = /^[\p{L}\p{M}]+(?: [\p{L}\p{M}]+)*$/u;
const FIRST_UNSPACED = 0x2e80;
const UNSPACED_NAME = /^[\p{sc=Han}\p{sc=Hangul}\p{sc=Katakana}\p{sc=Hiragana}]{3,6}$/u;

type Piece = {
  readonly raw: string;
  /** Folded: one for a plain word, several for a hyphened one. */
  readonly parts: readonly string[];
  /** The parts in one. */
  readonly word: string;
};

/** Takes a name as `FoundPerson.name` apart. `aliases` say which of its words stands for the person alone. */
export function nameForm(name: string, aliases: readonly Alone[] = []): NameForm {
  const nicks: string[] = [];
  const cut = name.slice(0, LONGEST_NAME);
  const bare = !/["“”(]/.test(cut)
    ? cut
    : cut.replace(/(^|\s)["“”(]([^"“”()]{1,30})["“”)](?=\s|$)/gu, (_, before: string, nick: string) => {
        nicks.push(...foldName(nick).split(" "));
        return before;
      });
  const key = keyOf(name);
  let pieces = piecesOf(bare, bare === name ? key : "");
  if (pieces.length === 0) pieces = piecesOf(cut, "");
  while (pieces.length > 1 && standsBeforeNames(pieces[0]?.parts[0] ?? "") && pieces[0]?.parts.length === 1) pieces.shift();
  // "Said Comey", "Plus Obama", "Zoe Saldana Responds": what a sentence or a headline set beside the name is no part of it.
  while (pieces.length > 1 && (pieces[0]?.parts.every(isStray) || isStray(pieces[0]?.word ?? ""))) pieces.shift();
  while (pieces.length > 2 && isStrayBehind(pieces.at(-1)?.word ?? "")) pieces.pop();
  const words = nicks;
  for (const piece of pieces) searchWords(piece, words);
  const last = pieces.at(-1)?.word ?? "";
  const suffix = pieces.length > 1 && SUFFIXES.has(last) ? last : "";
  if (suffix) pieces.pop();

  const at = surnameAt(pieces, aliases);
  const surname = surnameOf(pieces[at]);
  let from = at;
  let particles = "";
  while (from > 0 && isParticle(pieces, from - 1)) {
    from--;
    const particle = pieces[from]?.word ?? "";
    if (!ARTICLES.has(particle)) particles = particles === "" ? particle : `${particle} ${particles}`;
  }
  const western = at > 0 || pieces.length === 1;
  const mixed = /\p{Ll}/u.test(bare);
  const given: string[] = [];
  for (let i = western ? 0 : 1; i < (western ? from : pieces.length); i++) addGiven(given, pieces[i], mixed);
  for (const word of key.split(" ")) addWord(words, word);
  for (const word of given) addWord(words, word);
  return {
    key,
    given,
    particles,
    surname,
    second: western
      ? pieces
          .slice(at + 1)
          .map((piece) => piece.word)
          .join(" ")
      : "",
    suffix,
    words,
  };
}

/** As `foldName`, with a short way for the plain names that most are, and for what was folded a moment ago: a surname, its name, its alias. */
export function keyOf(name: string): string {
  if (PLAIN.test(name))
    return name
      .toLowerCase()
      .replace(/[.-] ?/g, " ")
      .trimEnd();
  const known = folded.get(name);
  if (known !== undefined) return known;
  const key = foldName(name);
  if (folded.size === MOST_FOLDED) folded.clear();
  if (name.length <= LONGEST_NAME) folded.set(name, key);
  return key;
}

const folded = new Map<string, string>();
const MOST_FOLDED = 8_192;

/** An alias without its title, folded: "President Xi" is `xi`. Empty for a title alone. */
export type Alone = {
  readonly words: readonly string[];
  /** With a title that a surname follows. */
  readonly titled: boolean;
};

export function aloneForm(alias: string): Alone {
  const words = keyOf(alias.slice(0, LONGEST_NAME)).split(" ");
  let from = 0;
  let titled = false;
  while (from < words.length && standsBeforeNames(words[from] ?? "")) {
    if (standsBeforeSurnames(words[from] ?? "")) titled = true;
    from++;
  }
  return { words: words.slice(from), titled };
}

/** What the person is called by alone, besides the surname: "AMLO", "Bibi". Given names do not say who it is. */
export function referringWords(form: NameForm, aliases: readonly Alone[]): string[] {
  const found: string[] = [];
  addWord(found, form.surname);
  for (const { words, titled } of aliases) {
    const word = words.length === 1 ? (words[0] ?? "") : "";
    if (word.length < 2 || (!titled && (form.given.includes(word) || isGivenName(word)))) continue;
    addWord(found, word);
  }
  return found;
}

function piecesOf(name: string, key: string): Piece[] {
  // Where nothing is folded away, the words of the key are the words of the name, and need no folding one by one.
  const plain = key !== "" && PLAIN_NAME.test(name) ? key.split(" ") : [];
  const raws = name.split(plain.length > 0 ? " " : /[\s,]+/u);
  if (raws.length === plain.length && raws.length <= MOST_PIECES) return raws.map((raw, i) => pieceOf(raw, [plain[i] ?? ""]));
  const pieces: Piece[] = [];
  for (const raw of raws) {
    if (pieces.length === MOST_PIECES) break;
    if (/[\p{L}\p{N}]/u.test(raw)) pieces.push(pieceOf(raw, keyOf(raw).split(" ")));
  }
  return pieces;
}

function pieceOf(raw: string, parts: readonly string[]): Piece {
  return { raw, parts, word: parts.length === 1 ? (parts[0] ?? "") : parts.join("") };
}

function searchWords(piece: Piece, words: string[]): void {
  const joined = piece.word;
  addWord(words, joined);
  if (piece.parts.length > 1) for (const part of piece.parts) if (part.length > 1) addWord(words, part);
  // "Brien" for O'Brien.
  if (/['’ʼ‘]/.test(piece.raw))
    for (const part of keyOf(piece.raw.replace(/['’ʼ‘]/g, " ")).split(" ")) if (part.length > 1) addWord(words, part);
  // Without spaces the given name is a part of the word: 習近平 is found by 近平.
  if (joined.charCodeAt(0) >= FIRST_UNSPACED && UNSPACED_NAME.test(joined)) {
    addWord(words, joined.slice(1));
    if (joined.length > 3) addWord(words, joined.slice(2));
  }
}

function addWord(words: string[], word: string): void {
  if (word !== "" && !words.includes(word)) words.push(word);
}

function surnameAt(pieces: readonly Piece[], aliases: readonly Alone[]): number {
  const last = pieces.length - 1;
  if (last < 1) return 0;
  const folded = pieces.map((piece) => piece.word);
  const surname = surnameOf(pieces[last]);
  let shortened = -1;
  let first = false;
  for (const { words, titled } of aliases) {
    const joined = words.join("");
    if (joined === folded[last] || joined === surname) return last;
    if (words.length === 1 && titled && joined === folded[0]) first = true;
    // "Claudia Sheinbaum" for Claudia Sheinbaum Pardo.
    for (let end = last - 1; end >= 1 && words.length > 1; end--)
      if (joined === folded.slice(0, end + 1).join("") && (folded[end] ?? "").length > 1) shortened = Math.max(shortened, end);
  }
  if (shortened > 0) return shortened;
  return first || surnameFirst(pieces.map((piece) => piece.parts)) ? 0 : last;
}

function isParticle(pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at];
  const word = piece?.word ?? "";
  // "Loretta E. Lynch" has an initial there, "Silva e Sousa" a particle.
  if (!PARTICLES.has(word) || /^\p{Lu}\.?$/u.test(piece?.raw ?? "")) return false;
  return at > 0 || /^\p{Ll}/u.test(piece?.raw ?? "") || OPENING.has(word);
}

/** Without the article of an Arabic name: "assad" for al-Assad. */
function surnameOf(piece: Piece | undefined): string {
  if (!piece) return "";
  return piece.parts.length > 1 && ARTICLES.has(piece.parts[0] ?? "") ? piece.parts.slice(1).join("") : piece.word;
}

/** "J.D." and, in a name that is not all capitals, "JD" are two initials. */
function addGiven(given: string[], piece: Piece | undefined, mixed: boolean): void {
  if (!piece) return;
  const initials = piece.raw.includes(".")
    ? /^(?:\p{L}\.)+\p{L}?$/u.test(piece.raw)
    : mixed && piece.raw.length === 2 && /^\p{Lu}{2}$/u.test(piece.raw);
  if (initials) given.push(...piece.word);
  else given.push(piece.word);
}
