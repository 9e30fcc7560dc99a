import type { Person } from "../people.ts";
import type { ArchivedName } from "../person.ts";
import { phrases } from "../phrases.ts";
import type { NameForm } from "./name-form.ts";
import { withoutStray } from "./stray-words.ts";

/** An archived name and the person it was found to be. */
export type Entry = {
  /** Counts from 0. */
  readonly id: number;
  archived: ArchivedName;
  /** Every spelling that folds to this name. */
  spellings: readonly string[];
  form: NameForm;
  /** What the bearer is called by alone. */
  refers: readonly string[];
  /** The aliases of several words without titles, folded. */
  longAliases: readonly string[];
  /** Every word that finds it, of the name and the aliases. */
  words: readonly string[];
  bearer: Bearer | null;
};

/** One person of the index. */
export type Bearer = {
  readonly entries: readonly Entry[];
  /** The name fits several persons here, and none of them for certain. */
  readonly undecided: boolean;
  /** A surname that several persons here bear. */
  readonly surnameOnly: boolean;
  /** With the names that are a surname alone, this person's only. */
  all: readonly Entry[];
  /** Made when it is first asked for. */
  person: Person | null;
};

/** What the names of one person say together. */
export function personOf(bearer: Bearer): Person {
  bearer.person ??= summed(bearer.all, bearer);
  return bearer.person;
}

function summed(members: readonly Entry[], bearer: Bearer): Person {
  const sorted = [...members].sort((a, b) => order(a.form.key, b.form.key));
  const newest = sorted.reduce((a, b) => (b.archived.latest > a.archived.latest ? b : a));
  const told = sorted.filter((entry) => entry.archived.role !== undefined);
  const role = told.length > 0 ? told.reduce((a, b) => (b.archived.latest > a.archived.latest ? b : a)).archived.role : undefined;
  const main = [...bearer.entries].sort(
    (a, b) =>
      shouted(a.archived.name) - shouted(b.archived.name) ||
      b.archived.articles - a.archived.articles ||
      b.form.key.length - a.form.key.length ||
      order(a.form.key, b.form.key),
  )[0];
  const name = withoutStray(main?.archived.name ?? "");
  const names = sorted.flatMap((entry) => entry.spellings);
  return {
    id: main?.form.key ?? "",
    name: bearer.surnameOnly ? phrases.firstNameNotGiven(name) : name,
    names,
    ...(role === undefined ? {} : { role }),
    aliases: [...new Set([...names, ...sorted.flatMap((entry) => entry.archived.aliases)])].filter((alias) => alias !== name).sort(order),
    articles: sorted.reduce((sum, entry) => sum + entry.archived.articles, 0),
    quotes: sorted.reduce((sum, entry) => sum + entry.archived.quotes, 0),
    latest: newest.archived.latest,
  };
}

/** 1 for a name in capitals. */
function shouted(name: string): number {
  return /\p{Ll}/u.test(name) || !/\p{Lu}/u.test(name) ? 0 : 1;
}

/** By code unit: the same on every machine. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
