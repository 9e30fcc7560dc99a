/** ROUGE-1 and ROUGE-2 (F) over Porter-stemmed words, as ROUGE-1.5.5 -m counts them, of sets of sentences of one article. */

const c = "[^aeiou]";
const v = "[aeiouy]";
const C = `${c}[^aeiouy]*`;
const V = `${v}[aeiou]*`;
const MEASURED = new RegExp(`^(${C})?${V}${C}`);
const ONE = new RegExp(`^(${C})?${V}${C}(${V})?$`);
const SEVERAL = new RegExp(`^(${C})?${V}${C}${V}${C}`);
const VOWEL = new RegExp(`^(${C})?${v}`);
const SHORT = new RegExp(`^${C}${v}[^aeiouwxy]$`);
const STEP_2: Readonly<Record<string, string>> = {
  ational: "ate",
  tional: "tion",
  enci: "ence",
  anci: "ance",
  izer: "ize",
  bli: "ble",
  alli: "al",
  entli: "ent",
  eli: "e",
  ousli: "ous",
  ization: "ize",
  ation: "ate",
  ator: "ate",
  alism: "al",
  iveness: "ive",
  fulness: "ful",
  ousness: "ous",
  aliti: "al",
  iviti: "ive",
  biliti: "ble",
  logi: "log",
};
const STEP_3: Readonly<Record<string, string>> = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "" };
const ENDS_2 = new RegExp(`^(.+?)(${Object.keys(STEP_2).join("|")})$`);
const ENDS_3 = new RegExp(`^(.+?)(${Object.keys(STEP_3).join("|")})$`);
const ENDS_4 = /^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/;

/** Porter (1980). */
export function porter(word: string): string {
  if (word.length < 3) return word;
  const y = word.startsWith("y");
  let w = y ? `Y${word.slice(1)}` : word;
  let m = /^(.+?)(ss|i)es$/.exec(w) ?? /^(.+?)([^s])s$/.exec(w);
  if (m) w = `${m[1]}${m[2]}`;
  m = /^(.+?)eed$/.exec(w);
  if (m) {
    if (MEASURED.test(m[1] ?? "")) w = w.slice(0, -1);
  } else {
    m = /^(.+?)(ed|ing)$/.exec(w);
    if (m && VOWEL.test(m[1] ?? "")) {
      w = m[1] ?? "";
      if (/(at|bl|iz)$/.test(w) || SHORT.test(w)) w += "e";
      else if (/([^aeiouylsz])\1$/.test(w)) w = w.slice(0, -1);
    }
  }
  m = /^(.+?)y$/.exec(w);
  if (m && VOWEL.test(m[1] ?? "")) w = `${m[1]}i`;
  m = ENDS_2.exec(w);
  if (m && MEASURED.test(m[1] ?? "")) w = `${m[1]}${STEP_2[m[2] ?? ""]}`;
  m = ENDS_3.exec(w);
  if (m && MEASURED.test(m[1] ?? "")) w = `${m[1]}${STEP_3[m[2] ?? ""]}`;
  m = ENDS_4.exec(w);
  if (m) {
    if (SEVERAL.test(m[1] ?? "")) w = m[1] ?? "";
  } else {
    m = /^(.+?)(s|t)(ion)$/.exec(w);
    if (m && SEVERAL.test(`${m[1]}${m[2]}`)) w = `${m[1]}${m[2]}`;
  }
  m = /^(.+?)e$/.exec(w);
  if (m && (SEVERAL.test(m[1] ?? "") || (ONE.test(m[1] ?? "") && !SHORT.test(m[1] ?? "")))) w = m[1] ?? "";
  if (/ll$/.test(w) && SEVERAL.test(w)) w = w.slice(0, -1);
  return y ? `y${w.slice(1)}` : w;
}

const stems = new Map<string, string>();
export function stemsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .split(" ")
    .filter(Boolean)
    .map((word) => {
      if (word.length <= 3) return word;
      const known = stems.get(word) ?? porter(word);
      stems.set(word, known);
      return known;
    });
}

type Counted = { readonly total: number; readonly counts: ReadonlyMap<string, number> };
export type Reference = { readonly one: Counted; readonly two: Counted };

function counted(items: readonly string[]): Counted {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return { total: items.length, counts };
}
const pairs = (words: readonly string[]) => words.slice(1).map((word, i) => `${words[i]} ${word}`);

export function reference(text: string): Reference {
  const words = stemsOf(text);
  return { one: counted(words), two: counted(pairs(words)) };
}

function overlap(words: readonly string[], want: Counted): number {
  const left = new Map<string, number>();
  let hits = 0;
  for (const word of words) {
    const n = left.get(word) ?? want.counts.get(word) ?? 0;
    if (n > 0) hits++;
    left.set(word, n - 1);
  }
  const sum = words.length + want.total;
  return sum > 0 ? (2 * hits) / sum : 0;
}

/** Mean over the references of ROUGE-1 and ROUGE-2 of a summary given as stems. */
export function rouge(words: readonly string[], references: readonly Reference[]): { one: number; two: number } {
  const two = pairs(words);
  let a = 0;
  let b = 0;
  for (const r of references) {
    a += overlap(words, r.one);
    b += overlap(two, r.two);
  }
  return { one: a / references.length, two: b / references.length };
}
