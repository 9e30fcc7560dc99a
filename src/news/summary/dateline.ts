const CITY = String.raw`[\p{Lu}][\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|de|del|la|of|al))*`;
const AGENCY = String.raw`(?:\(|-LRB- ?)\s*(?:CNN|AP|Reuters|REUTERS|AFP|UPI|PTI|IANS|ANI|BBC|Xinhua|Bloomberg|dpa|DPA|TASS|Kyodo|\p{Lu}[\p{L}. ]{1,28})\s*(?:\)|-RRB-)`;
const DASH = String.raw`\s*(?:--+|—|–|-)\s*`;
const DATE = String.raw`(?:,? ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December)\.? \d{1,2}(?:, \d{4})?)?`;

/** "KABUL, Afghanistan (AP) — ", "(CNN) -- ", "New Delhi, Jul 30 (PTI) ", "WASHINGTON — ", "SRINAGAR: ". */
const PATTERNS: readonly RegExp[] = [
  new RegExp(`^(?:${CITY}(?: ?, ?${CITY}){0,3}${DATE}\\s*)?${AGENCY}(?:${DASH}|\\s*:\\s*)`, "u"),
  new RegExp(`^${CITY}(?: ?, ?${CITY}){0,2}${DATE}\\s*\\((?:PTI|IANS|ANI|UNI|AP|AFP|Reuters|UPI|HT)\\)[:.]?\\s+`, "u"),
  new RegExp(`^\\p{Lu}[\\p{Lu}.'’ -]{2,30}(?: ?, ?${CITY}){0,3}${DATE}${DASH.replace("-)", "- )")}(?=\\S)`, "u"),
  new RegExp(`^\\p{Lu}[\\p{Lu}.'’ -]{3,30}(?:, ?${CITY})?${DATE}: `, "u"),
  new RegExp(`^${CITY}(?: ?, ?${CITY}){1,2} (?:--|—|–) (?=\\p{Lu})`, "u"),
];
const REACH = 90;

/** How many characters of a sentence are its dateline; 0 for most. What follows begins like a sentence. */
export function datelineLength(sentence: string): number {
  const head = sentence.slice(0, REACH);
  for (const pattern of PATTERNS) {
    const length = pattern.exec(head)?.[0].length ?? 0;
    if (length > 0 && length < sentence.length - 20 && /^["“‘'(`]{0,2}[\p{Lu}\d]/u.test(sentence.slice(length))) return length;
  }
  return 0;
}
