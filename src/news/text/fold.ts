/** Letters that have no decomposition in Unicode, as a reader without them on the keyboard types them. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ħ: "h",
  ı: "i",
  ŋ: "ng",
  ŧ: "t",
  ə: "e",
  ς: "σ",
};
const UNDECOMPOSED = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "gu");

/**
 * Marks of Latin, Greek, Cyrillic, Hebrew and Arabic, which people leave out when they type a name.
 * Not every \p{M}: the vowels of Devanagari and the voicing of kana are marks too, and without them two names become one.
 */
const MARKS = new RegExp(
  ["\\u0300-\\u036F", "\\u1AB0-\\u1AFF", "\\u1DC0-\\u1DFF", "\\uFE20-\\uFE2F"]
    .concat("\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7", "\\u064B-\\u065F\\u0670")
    .map((range) => `[${range}]`)
    .join("|"),
  "gu",
);
const UNSEEN = /[\u00AD\u061C\u0640\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
/** With the okina and the ayin and hamza of transcriptions ("Sana‘a", "Hawaiʻi", "Saʿd"). */
const APOSTROPHES = /[’‘‛´`′＇ʹʻʼʽʾʿˈ]/gu;
/** "J. K." and "U.S." are one word; the period after the last letter keeps "Plan B. I agree" two. */
const INITIALS = /(?<![\p{L}\p{N}])((?:\p{L}\.\s?)+\p{L})\./gu;
/** Written without spaces: each character counts as a word. */
const UNSPACED = /([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]\p{M}*)/gu;

/**
 * The form of a name that is stored and compared: "Ángela O’Neill-Łoś" and "angela oneill los" are one.
 * A possessive ending goes, punctuation becomes a space, initials are drawn together ("J. K." is "jk").
 * Never empty for a text with something to see in it: one of punctuation alone stays as it is.
 */
export function foldName(name: string): string {
  const seen = name.replace(UNSEEN, "").replace(APOSTROPHES, "'");
  // Looking back at every letter takes longer than all the rest: only where there is what is looked for.
  const drawn = seen.includes(".") ? seen.replace(INITIALS, (_, run: string) => `${run.replace(/[.\s]/gu, "")} `) : seen;
  const bare = drawn
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(UNSEEN, "")
    .replace(APOSTROPHES, "'")
    .replace(MARKS, "")
    .replace(UNDECOMPOSED, (letter) => PLAIN[letter] ?? letter)
    .normalize("NFC");
  const plain = bare.includes("'") ? bare.replace(/(?<=[\p{L}\p{N}])'s(?![\p{L}\p{N}\p{M}])/gu, "").replace(/'/gu, "") : bare;
  const folded = plain.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
  return folded === "" ? name.replace(/\s+/gu, " ").trim().toLowerCase() : folded;
}

/** The words of a text in folded form, in order, repeated as often as they stand there: what a search compares. */
export function foldWords(text: string): string[] {
  return foldName(text)
    .replace(UNSPACED, " $1 ")
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== "");
}
