import type { Instant } from "./article.ts";
import { type Bearer, personOf } from "./people/bearer.ts";
import { identity } from "./people/identity.ts";
import { leader } from "./people/leading.ts";
import { isListed } from "./people/listed.ts";
import { keyOf } from "./people/name-form.ts";
import { type Asked, asked, drawnTogether, search, type Visit, withTitles } from "./people/search.ts";
import { top } from "./people/top.ts";
import type { ArchivedName } from "./person.ts";

/** One person over all articles. */
export type Person = {
  /** The folded name. An id handed out earlier still finds the person after a longer name has come in. */
  readonly id: string;
  readonly name: string;
  /** The archived names that are this person: what the archive is asked for quotes with. */
  readonly names: readonly string[];
  /** As the newest article that gives one has it. */
  readonly role?: string;
  /** Every other form of the name. */
  readonly aliases: readonly string[];
  readonly articles: number;
  readonly quotes: number;
  readonly latest: Instant;
};

export type Found =
  | {
      readonly kind: "one";
      readonly person: Person;
      /** The words only begin the name. */
      readonly begun?: true;
      /** Others who are called so, of whom this one clearly leads. At most 25, best first. */
      readonly also?: readonly Person[];
    }
  /** Which of these? At most 25, best first. */
  | { readonly kind: "several"; readonly persons: readonly Person[]; readonly begun?: true }
  /** Nothing fits exactly; these do but for typing errors. At most 5, best first. */
  | { readonly kind: "near"; readonly persons: readonly Person[] }
  | { readonly kind: "none" };

export interface PeopleIndex {
  /** Takes names with their counts over all articles; one that is there already is replaced. */
  add(names: readonly ArchivedName[]): void;
  /** The same in small steps: others may have their turn between them, but must not ask before the last. */
  adding(names: readonly ArchivedName[]): Iterable<void>;
  find(words: string): Found;
  person(id: string): Person | null;
  /** For a name being typed; the most quoted where nothing has been typed yet. A surname that several bear is left to `find`. */
  complete(words: string, limit: number): readonly Person[];
  /** All persons, the most quoted first; a surname that several bear is one of them. */
  ranked(offset: number, limit: number): readonly Person[];
  /** Persons, counting a surname that several bear as one of its own. */
  size(): number;
}

/** As many as a choice shows on any platform. */
const MOST_CHOICES = 25;
const MOST_NEAR = 5;
/** Fewer letters begin too many names to mean one. Scripts other than Latin say more with a letter. */
const SHORTEST_BEGINNING = 3;

/**
 * Who is who in the archive, from the names as its articles give them. Nothing about identity is stored:
 * a surname that stood for its only bearer stands apart as soon as a second one comes in.
 */
export function peopleIndex(names: readonly ArchivedName[] = []): PeopleIndex {
  const people = identity();
  const words = search(people);

  let sorted: readonly Bearer[] | null = null;

  function* adding(fresh: readonly ArchivedName[]): Iterable<void> {
    if (fresh.length > 0) sorted = null;
    for (const name of fresh) {
      if (name.name.trim() !== "") words.put(people.put(name));
      yield;
    }
    yield* people.settling();
    words.settle();
  }

  function add(fresh: readonly ArchivedName[]): void {
    for (const _ of adding(fresh));
  }

  /** The persons of these names. */
  function bearersOf(ids: Iterable<number>): Bearer[] {
    const found = new Set<Bearer>();
    for (const id of ids) {
      const bearer = people.at(id)?.bearer;
      if (bearer) found.add(bearer);
    }
    return [...found];
  }

  /** The best few of them, without looking at all that are many. */
  function best(each: (visit: Visit) => void, most: number, fullNames = false): readonly Bearer[] {
    const chosen = top<Bearer>(most, rank);
    each((id) => {
      const { last } = chosen;
      if (last && people.weight(id) < weightOf(last)) return false;
      const bearer = people.at(id)?.bearer;
      if (bearer && !(fullNames && bearer.surnameOnly)) chosen.put(bearer);
      return true;
    });
    return chosen.list;
  }

  const weightOf = (bearer: Bearer) => people.weight(bearer.entries[0]?.id ?? -1);

  /** The most quoted first, then the most named, the newest, and by name: never left to chance. */
  function rank(a: Bearer, b: Bearer): number {
    const weighs = weightOf(b) - weightOf(a);
    if (weighs !== 0 || a === b) return weighs;
    const x = personOf(a);
    const y = personOf(b);
    return (
      y.quotes - x.quotes || y.articles - x.articles || (x.latest < y.latest ? 1 : x.latest > y.latest ? -1 : 0) || (x.id < y.id ? -1 : 1)
    );
  }

  /** Sorted by numbers: a hundred thousand persons are not all to be made for one page of them. */
  function byWeight(bearers: Iterable<Bearer>): Bearer[] {
    const keyed = [...bearers].map((bearer) => ({ bearer, weight: weightOf(bearer), name: bearer.entries[0]?.form.key ?? "" }));
    return keyed.sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1)).map(({ bearer }) => bearer);
  }

  const agreeing = (name: string) => bearersOf(words.agreeing(name));

  /** Persons who are called by this word alone come before those who have it as a given name. */
  function byMeaning(found: readonly Bearer[], word: string, most: number): readonly Bearer[] {
    const called = (bearer: Bearer) => (bearer.entries.some((entry) => entry.refers.includes(word)) ? 0 : 1);
    const chosen = top<Bearer>(most, (a, b) => called(a) - called(b) || Number(a.surnameOnly) - Number(b.surnameOnly) || rank(a, b));
    for (const bearer of found) chosen.put(bearer);
    return chosen.list;
  }

  function exactly(tokens: readonly string[], question: Asked): readonly Bearer[] {
    const found = bearersOf(words.whole(tokens));
    // A title may leave any of them.
    const most = question.titles.length > 0 ? found.length : MOST_CHOICES;
    if (tokens.length === 1) return withTitles(byMeaning(found, tokens[0] ?? "", most), question.titles);
    const named = bearersOf(words.named(tokens));
    if (named.length > 0 && !named.some((bearer) => bearer.undecided)) return withTitles([...named].sort(rank), question.titles);
    // "George Bush" is one name in the archive and may be either of two persons.
    const all = named.length > 0 || found.length === 0 ? [...named, ...agreeing(tokens.join(" ")), ...found] : found;
    return withTitles([...new Set(all)].sort(rank), question.titles);
  }

  function begun(tokens: readonly string[]): readonly Bearer[] {
    const longest = Math.max(...tokens.map((token) => token.length));
    if (longest < SHORTEST_BEGINNING && tokens.every((token) => /^[\p{ASCII}\p{sc=Latin}]*$/u.test(token))) return [];
    return best((visit) => words.bestBeginning(tokens, visit), MOST_CHOICES);
  }

  function near(tokens: readonly string[]): readonly Bearer[] {
    const errors = new Map<Bearer, number>();
    for (const [id, count] of words.like(tokens)) {
      const bearer = people.at(id)?.bearer;
      if (bearer) errors.set(bearer, Math.min(count, errors.get(bearer) ?? count));
    }
    const alike = (bearer: Bearer) => (bearer.entries.some((entry) => entry.form.words.some((word) => word[0] === tokens[0]?.[0])) ? 0 : 1);
    const chosen = top<Bearer>(MOST_NEAR, (a, b) => (errors.get(a) ?? 0) - (errors.get(b) ?? 0) || alike(a) - alike(b) || rank(a, b));
    for (const bearer of errors.keys()) chosen.put(bearer);
    return chosen.list;
  }

  /** The first of several ways that finds somebody. */
  function first(ways: Iterable<() => readonly Bearer[]>): readonly Bearer[] {
    for (const way of ways) {
      const found = way();
      if (found.length > 0) return found;
    }
    return [];
  }

  function answer(found: readonly Bearer[], word: string | undefined, how: { readonly begun?: true } = {}): Found | null {
    const [one] = found;
    if (!one) return null;
    if (found.length === 1) return { kind: "one", person: personOf(one), ...how };
    const persons = found.map((bearer) => personOf(bearer));
    // Asked for "paul", whoever is called so goes before all whose given name it is.
    const called = word === undefined ? found : found.filter((bearer) => bearer.entries.some((entry) => entry.refers.includes(word)));
    const bearers = called.length > 0 ? called : found;
    const first = leader(
      bearers.filter(({ surnameOnly }) => !surnameOnly),
      personOf,
    );
    if (first) {
      const also = bearers.filter((bearer) => bearer !== first).slice(0, MOST_CHOICES);
      return { kind: "one", person: personOf(first), also: also.map((bearer) => personOf(bearer)), ...how };
    }
    return { kind: "several", persons: persons.slice(0, MOST_CHOICES), ...how };
  }

  add(names);
  return {
    add,
    adding,
    find(typed) {
      const question = asked(typed);
      const bare = question.bare;
      if (bare.length === 0) return { kind: "none" };
      const together = question.variants.flatMap(drawnTogether);
      const exact = first([
        ...question.variants.map((tokens) => () => exactly(tokens, question)),
        () => agreeing(question.raw),
        ...together.map((tokens) => () => exactly(tokens, question)),
      ]);
      const word = bare.length === 1 ? bare[0] : undefined;
      const known =
        answer(exact, word) ?? answer(first(question.variants.map((tokens) => () => begun(tokens))), undefined, { begun: true });
      if (known) return known;
      const persons = first([bare, ...drawnTogether(bare)].map((tokens) => () => near(tokens))).map((bearer) => personOf(bearer));
      return persons.length > 0 ? { kind: "near", persons } : { kind: "none" };
    },
    person(id) {
      const bearer = people.entry(keyOf(id))?.bearer;
      return bearer ? personOf(bearer) : null;
    },
    complete(typed, limit) {
      const most = Math.max(0, Math.min(100, Math.floor(limit) || 0));
      const question = asked(typed);
      if (question.variants.length === 0) {
        if (/[^\s\p{P}]/u.test(typed)) return [];
        return best(people.heaviest, most, true).map((bearer) => personOf(bearer));
      }
      const found = first([
        ...question.variants.map((tokens) => () => {
          const whole = best((visit) => words.bestWhole(tokens, visit), most, true);
          if (whole.length === most) return whole;
          const begun = best((visit) => words.bestBeginning(tokens, visit), most, true);
          return [...new Set([...whole, ...begun])];
        }),
        () => near(question.bare).filter((bearer) => !bearer.surnameOnly),
      ]);
      return found.slice(0, most).map((bearer) => personOf(bearer));
    },
    ranked(offset, limit) {
      sorted ??= byWeight([...people.bearers()].filter(isListed));
      return sorted.slice(offset, offset + limit).map((bearer) => personOf(bearer));
    },
    size() {
      sorted ??= byWeight([...people.bearers()].filter(isListed));
      return sorted.length;
    },
  };
}
