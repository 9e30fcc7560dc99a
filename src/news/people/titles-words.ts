import { classOf, NATIONALITY, PLACE, ROLE, TITLE } from "../text/words.ts";

/** As typed → as compared. */
const SHORT: Readonly<Record<string, string>> = {
  pres: "president",
  gen: "general",
  sen: "senator",
  rep: "representative",
  gov: "governor",
  col: "colonel",
  lt: "lieutenant",
  maj: "major",
  sgt: "sergeant",
  capt: "captain",
  cmdr: "commander",
  adm: "admiral",
  prof: "professor",
  rev: "reverend",
  fr: "father",
  hon: "honorable",
  amb: "ambassador",
  sec: "secretary",
  det: "detective",
  insp: "inspector",
  supt: "superintendent",
  cllr: "councillor",
  pm: "minister",
  ceo: "executive",
  premier: "minister",
  chairwoman: "chairman",
  chair: "chairman",
  congresswoman: "representative",
  congressman: "representative",
  spokeswoman: "spokesman",
  spokesperson: "spokesman",
};

/** They say nothing about who somebody is. */
const HONORIFICS = words(
  "mr mrs ms miss mx dr sir dame madam madame mme mlle monsieur herr frau señor senor señora senora señorita don doña dona sr sra signor signora shri smt sri ji sahib haji hajji datuk dato tan tun pak bapak ibu bu sheikh shaykh sayyid maulana mullah the",
);

/** Parts of longer titles: "former deputy prime minister". */
const MODIFIERS = words(
  "prime vice deputy former ex acting interim incoming outgoing late chief attorney foreign finance defence defense home interior state press us uk united of assistant senior junior first lady minister president secretary general his her excellency majesty highness honourable honorable honorary crown",
);

/** Titles that stand before a name in text and are never a given name: taken off a name or an alias that still carries one. */
const BEFORE_NAMES = words(
  "mr mrs ms dr pres president gen general sen senator rep gov governor col colonel lt lieutenant sgt sergeant capt captain adm admiral prof professor rev chancellor minister secretary justice congressman congresswoman chairman chairwoman premier ambassador commissioner sir lord pope imam ayatollah herr frau shri smt",
);

/** The titles with which a surname follows and never a given name: "President Xi", "Mr. Kim"; not "Queen Elizabeth" or "Sir Elton". */
const BEFORE_SURNAMES = words(
  "mr mrs ms pres president gen general sen senator rep gov governor col colonel chancellor minister secretary chairman chairwoman premier ambassador leader",
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** Whether a folded word of a question may be a title or a part of one. */
export function isTitle(word: string): boolean {
  return HONORIFICS.has(word) || MODIFIERS.has(word) || word in SHORT || (classOf(word) & (TITLE | ROLE)) !== 0;
}

/** Stands in a title and not in most names: "Afghan president". */
export function isCountry(word: string): boolean {
  return (classOf(word) & (NATIONALITY | PLACE)) !== 0;
}

/** What a title says about its bearer, in one spelling; null for those that say nothing ("Mr.", "former"). */
export function titleMeaning(word: string): string | null {
  if (HONORIFICS.has(word)) return null;
  const meant = Object.hasOwn(SHORT, word) ? (SHORT[word] ?? word) : word;
  return (classOf(meant) & (TITLE | ROLE)) !== 0 || meant !== word || word === "president" || word === "minister" ? meant : null;
}

export function standsBeforeNames(word: string): boolean {
  return BEFORE_NAMES.has(word);
}

export function standsBeforeSurnames(word: string): boolean {
  return BEFORE_SURNAMES.has(word);
}
