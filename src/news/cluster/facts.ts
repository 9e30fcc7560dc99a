import { CALENDAR, classOf, DETERMINER, FUNCTION, NATIONALITY, PREPOSITION, ROLE, TITLE } from "../text/words.ts";

/** What an article says of who, where and which: what tells two events of one kind apart. */
export type Facts = {
  /** Stems of the proper names in title and lead. */
  readonly names: ReadonlySet<string>;
  /** Stems of the proper names in the title: what the article is about, mostly. */
  readonly subjects: readonly string[];
  /** Numbers that name one thing: "CVE-2025-1111", a flight, a case. */
  readonly ids: ReadonlySet<string>;
  /** Stems of all other words but the commonest. */
  readonly words: ReadonlySet<string>;
};

/** "Valdoria" and "Valdorian", "Tarsk" and "Tarsk's" are one. */
const STEM = 5;
const stem = (word: string): string =>
  word
    .toLowerCase()
    .replace(/['’]s$/u, "")
    .slice(0, STEM);
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.&-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu;
/** Letters and at least three digits in one word. */
const ID = /^(?=.*\p{L})(?=(?:.*\p{N}){3})[\p{L}\p{N}.-]+$/u;
const NO_NAME = FUNCTION | CALENDAR | DETERMINER | PREPOSITION;
const COMMON = FUNCTION | CALENDAR | DETERMINER | PREPOSITION | TITLE | ROLE;

export function factsOf(title: string, lead: string): Facts {
  const titleWords = [...title.matchAll(WORD)].map(([w]) => w);
  const long = titleWords.filter((w) => w.length > 3);
  const shouted = long.length > 2 && long.filter((w) => /^\p{Lu}/u.test(w)).length > 0.6 * long.length;
  const inLead = properNames(lead, shouted ? "" : title);
  // In a title with capitals throughout only what the text itself writes so is a name.
  const isName = (word: string, n: number) =>
    /^\p{Lu}/u.test(word) && !(classOf(word.toLowerCase()) & NO_NAME) && (inLead.has(stem(word)) || (!shouted && n > 0));
  const inTitle = titleWords.filter(isName);
  const names = new Set([...inLead, ...inTitle.map(stem)]);
  const all = `${title} ${lead}`;
  const ids = new Set(
    [...all.matchAll(WORD)]
      .map(([w]) => w)
      .filter((w) => ID.test(w))
      .map((w) => w.toLowerCase()),
  );
  const words = new Set(
    [...all.matchAll(WORD)]
      .map(([w]) => w.toLowerCase())
      .filter((w) => w.length > 3 && !(classOf(w) & COMMON) && !/^\p{N}/u.test(w))
      .map(stem)
      .filter((w) => !names.has(w)),
  );
  return { names, subjects: inTitle.map(stem), ids, words };
}

/** Words with a capital where no sentence begins, and those of sentence beginnings that are written so elsewhere too. */
function properNames(text: string, title: string): Set<string> {
  const names = new Set<string>();
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const [word] = match;
    const before = text.slice(end, match.index);
    const begins = end === 0 || /[.!?:]["”’)]?\s+["“‘(]?$/u.test(before) || /[.!?]\s*$/u.test(before);
    end = (match.index ?? 0) + word.length;
    const bits = classOf(word.toLowerCase());
    if (!/^\p{Lu}/u.test(word) || bits & NO_NAME) continue;
    // At a sentence's beginning a word of no class is mostly a name: "Norlys reported".
    if (begins && (bits & ~NATIONALITY) !== 0) continue;
    if (begins && /(?:ing|ed|ly|s)$/u.test(word) && !/\p{Lu}/u.test(word.slice(1))) {
      if (!text.slice(end).includes(word) && !title.includes(word)) continue;
    }
    names.add(stem(word));
  }
  return names;
}

/**
 * Whether two articles disagree about what they are about, however alike their words are: they name different things by number; each one's headline
 * names what the other does not know, and they share no name or are told by one template; or all that they share is names.
 */
export function disagree(a: Facts, b: Facts): boolean {
  if (a.ids.size > 0 && b.ids.size > 0 && !meets(a.ids, b.ids)) return true;
  const strangers = a.subjects.some((name) => !knows(b, name)) && b.subjects.some((name) => !knows(a, name));
  if (strangers && shared(a.words, b.words) >= (meets(a.names, b.names) ? SAME_TEXT : TEMPLATE)) return true;
  return Math.max(a.names.size, b.names.size) <= ONE_PERSON && !meets(a.words, b.words);
}

/** So few names are one person's, with an office: all that two reports on the same mayor may share. */
const ONE_PERSON = 3;
/** Reports of two events that are told alike share this much of their words. */
const TEMPLATE = 0.6;
/** Where they share a name beside ("led by Northgate Ventures"), nearly all of it. */
const SAME_TEXT = 0.8;

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => common(a, b) / Math.max(1, Math.min(a.size, b.size));

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const one of a) if (b.has(one)) both++;
  return both;
}

const knows = ({ names, words }: Facts, name: string): boolean => names.has(name) || words.has(name);

function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const one of few) if (many.has(one)) return true;
  return false;
}
