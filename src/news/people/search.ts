import { type Bearer, type Entry, personOf } from "./bearer.ts";
import { beginnings, type Marks, marksOf } from "./beginnings.ts";
import type { Identity } from "./identity.ts";
import { keyOf, nameForm } from "./name-form.ts";
import { canBeOne } from "./same-person.ts";
import { isCountry, isTitle, titleMeaning } from "./titles-words.ts";
import { type Vocabulary, vocabulary } from "./vocabulary.ts";

/** How many typing errors a whole question is forgiven. */
const MOST_ERRORS = 2;
/** As many as are wanted of those that fit, about. */
const SHOWN = 25;
const LONGEST_QUESTION = 200;
const MOST_WORDS = 12;

/** A question as folded words, and the titles in it. */
export type Asked = {
  readonly raw: string;
  /** The readings to try, in order; none of an empty question. */
  readonly variants: readonly (readonly string[])[];
  /** The name without any title. */
  readonly bare: readonly string[];
  readonly titles: readonly string[];
};

/** Titles go, unless they are all there is; the question is first tried as it was typed: "Major Garrett" is a name. */
export function asked(typed: string): Asked {
  const raw = typed.slice(0, LONGEST_QUESTION);
  const words = keyOf(raw)
    .split(" ")
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0 || words.length > MOST_WORDS) return { raw, variants: [], bare: [], titles: [] };
  let from = 0;
  while (from < words.length - 1 && isTitle(words[from] ?? "")) from++;
  const titles = words.filter(isTitle).flatMap((word) => titleMeaning(word) ?? []);
  const bare = words.filter((word) => !isTitle(word) && !(titles.length > 0 && isCountry(word)));
  const plain = words.filter((word) => word !== "al" && word !== "el");
  const variants = [words, words.slice(from), bare, plain].filter((variant) => variant.length > 0);
  const unlike = variants.filter((variant, i) => variants.findIndex((other) => other.join(" ") === variant.join(" ")) === i);
  return { raw, variants: unlike, bare: bare.length > 0 ? bare : words, titles };
}

/** Gives false where none of less weight is wanted any more. */
export type Visit = (id: number) => boolean;

/** Names are handed out by their id. */
export interface Search {
  put(entry: Entry): void;
  /** Sorts what came in, so that the next question need not. */
  settle(): void;
  /** Every word is one of the name's. */
  whole(words: readonly string[]): readonly number[];
  /** The same, the most quoted first where there are many: no further than until `visit` gives false. A name may be visited more than once. */
  bestWhole(words: readonly string[], visit: Visit): void;
  /** Exactly a name or an alias of several words. */
  named(words: readonly string[]): readonly number[];
  /** A name that could be the same person's: "Dave Petraeus", "David Howell Petraeus". */
  agreeing(name: string): number[];
  /** Every word begins one of the name's. As `bestWhole`. */
  bestBeginning(words: readonly string[], visit: Visit): void;
  /** Every word is one of the name's but for typing errors; with their number. */
  like(words: readonly string[]): Map<number, number>;
}

export function search(people: Identity): Search {
  const words: Vocabulary = vocabulary();
  const names = new Map<string, number[]>();
  const wordsOf: (readonly string[])[] = [];
  const starts = beginnings();

  function putName(name: string, id: number): void {
    const there = names.get(name);
    if (!there) names.set(name, [id]);
    else if (!there.includes(id)) there.push(id);
  }

  const has = (id: number, tokens: readonly string[], marks: Marks) =>
    starts.mayHave(id, marks) && tokens.every((token) => wordsOf[id]?.includes(token));
  const rarestOf = (tokens: readonly string[]) =>
    tokens.map((token) => words.having(token)).reduce((least, having) => (having.length < least.length ? having : least));
  const whole = (tokens: readonly string[], marks = marksOf(tokens)) => rarestOf(tokens).filter((id) => has(id, tokens, marks));

  /**
   * Of many that fit, the heaviest are soon met among all names by weight; of few, going through them is shorter. Where so many fit that
   * there would be more to go through than to meet, it is tried by weight, and left off where those that fit turn out to weigh little.
   */
  function best(many: number, each: () => void, fits: (id: number) => boolean, visit: Visit): void {
    let left = many * many < SHOWN * people.count() ? 0 : many;
    if (left > 0)
      people.heaviest((id) => {
        if (fits(id) && !visit(id)) return false;
        left -= 1;
        return left > 0;
      });
    if (left === 0) each();
  }

  return {
    put(entry) {
      const known = wordsOf[entry.id] ?? [];
      putName(entry.form.key, entry.id);
      for (const alias of entry.longAliases) putName(alias, entry.id);
      for (const word of entry.words) if (!known.includes(word)) words.put(word, entry.id);
      wordsOf[entry.id] = entry.words;
      starts.put(entry.id, entry.words);
    },
    settle: () => words.settle(),
    whole,
    bestWhole(tokens, visit) {
      const marks = marksOf(tokens);
      const each = () => {
        for (const id of whole(tokens, marks)) visit(id);
      };
      best(rarestOf(tokens).length, each, (id) => has(id, tokens, marks), visit);
    },
    named: (tokens) => names.get(tokens.join(" ")) ?? [],
    agreeing(name) {
      const form = nameForm(name);
      if (form.given.length === 0) return [];
      return people.family(form.surname).flatMap((entry) => (canBeOne(entry.form, form) ? entry.id : []));
    },
    bestBeginning(tokens, visit) {
      const ranges = tokens.map((token) => words.beginning(token));
      const rarest = ranges.reduce((least, range) => (range.size < least.size ? range : least));
      const marks = marksOf(tokens);
      const fits = (id: number) =>
        starts.mayHave(id, marks) && tokens.every((token) => wordsOf[id]?.some((word) => word.startsWith(token)));
      const each = () => {
        rarest.each((id) => {
          if (tokens.length === 1 || fits(id)) visit(id);
        });
      };
      best(rarest.size, each, fits, visit);
    },
    like(tokens) {
      const close = tokens.map((token) => words.like(token));
      const found = new Map<number, number>();
      const sizes = close.map((map) => [...map.keys()].reduce((sum, word) => sum + words.having(word).length, 0));
      const rarest = sizes.indexOf(Math.min(...sizes));
      for (const word of close[rarest]?.keys() ?? [])
        for (const id of words.having(word)) {
          let errors = 0;
          for (const map of close) {
            let least = MOST_ERRORS + 1;
            for (const own of wordsOf[id] ?? []) least = Math.min(least, map.get(own) ?? least);
            errors += least;
            if (errors > MOST_ERRORS) break;
          }
          if (errors <= MOST_ERRORS) found.set(id, Math.min(errors, found.get(id) ?? errors));
        }
      return found;
    },
  };
}

/** Those of whom a role or a titled alias says what the question's title says; all of them where it says it of none. */
export function withTitles(bearers: readonly Bearer[], titles: readonly string[]): readonly Bearer[] {
  if (titles.length === 0 || bearers.length < 2) return bearers;
  const fitting = bearers.filter((bearer) => {
    const person = personOf(bearer);
    const said = [person.role ?? "", ...person.aliases].flatMap((text) =>
      keyOf(text)
        .split(" ")
        .slice(0, 30)
        .flatMap((word) => titleMeaning(word) ?? []),
    );
    return titles.every((title) => said.includes(title));
  });
  return fitting.length > 0 ? fitting : bearers;
}

/** The words with two neighbours written as one: "o brien", "mc donald", "jong un". */
export function drawnTogether(words: readonly string[]): string[][] {
  return words.slice(1).map((word, i) => [...words.slice(0, i), `${words[i]}${word}`, ...words.slice(i + 2)]);
}
