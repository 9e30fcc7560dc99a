import type { ArchivedName } from "../person.ts";
import { type Bearer, type Entry, order } from "./bearer.ts";
import { ownerOf } from "./leading.ts";
import { aloneForm, keyOf, type NameForm, nameForm, referringWords } from "./name-form.ts";
import { type Ranking, ranking } from "./ranking.ts";
import { clusters } from "./same-person.ts";

/**
 * Which archived names are one person. Kept up to date as names come in: only the surnames that they touch are decided anew.
 * A name weighs what its bearer does: more quotes, then more articles.
 */
export interface Identity extends Pick<Ranking, "weight" | "heaviest"> {
  put(archived: ArchivedName): Entry;
  /** Decides what the names put since the last time have changed; yields after each surname. Nobody may ask before it has ended. */
  settling(): Iterable<void>;
  entry(key: string): Entry | undefined;
  /** The names with a given name that have this surname. */
  family(surname: string): readonly Entry[];
  bearers(): ReadonlySet<Bearer>;
  at(id: number): Entry | undefined;
  /** Names, not persons. */
  count(): number;
}

/** One for all: most names have no alias of several words. */
const NONE: readonly string[] = [];

type Single = { readonly entries: readonly Entry[]; readonly owner: Bearer | null; readonly shared: boolean };

export function identity(): Identity {
  const entries = new Map<string, Entry>();
  const byId: Entry[] = [];
  const weights = ranking();
  const families = new Map<string, Entry[]>();
  const singles = new Map<string, Entry[]>();
  /** By what they are called alone besides the surname: "AMLO". */
  const called = new Map<string, Entry[]>();
  const named = new Map<string, Entry[]>();
  const lone = new Map<string, readonly Single[]>();
  const all = new Set<Bearer>();
  const dirtyFamilies = new Set<string>();
  const dirtySingles = new Set<string>();
  const recounted = new Set<Entry>();

  function file(entry: Entry, act: (map: Map<string, Entry[]>, key: string, entry: Entry) => void): void {
    if (entry.form.given.length === 0) {
      act(singles, entry.form.surname, entry);
      dirtySingles.add(entry.form.surname);
      return;
    }
    act(families, entry.form.surname, entry);
    dirtyFamilies.add(entry.form.surname);
    for (const alias of entry.longAliases) act(named, alias, entry);
    for (const word of entry.refers) if (word !== entry.form.surname) act(called, word, entry);
  }

  /** Those who may be meant by a word alone. */
  function* bearing(word: string): Iterable<Entry> {
    yield* families.get(word) ?? [];
    yield* called.get(word) ?? [];
  }

  function drop(bearer: Bearer | null): void {
    if (!bearer) return;
    all.delete(bearer);
    for (const entry of bearer.entries) if (entry.bearer === bearer) entry.bearer = null;
  }

  function bear(members: readonly Entry[], undecided: boolean, surnameOnly: boolean): void {
    const bearer: Bearer = { entries: members, undecided, surnameOnly, all: members, person: null };
    for (const entry of members) entry.bearer = bearer;
    all.add(bearer);
  }

  function decideFamily(surname: string): void {
    const family = families.get(surname) ?? [];
    for (const entry of family) drop(entry.bearer);
    const short = new Map<Entry, Entry[]>();
    for (const entry of family) {
      // "García Márquez" where an article on Gabriel García Márquez calls him so.
      const longer = (named.get(entry.form.key) ?? []).filter((other) => other !== entry && other.form.key.endsWith(` ${entry.form.key}`));
      if (longer.length > 0) short.set(entry, longer);
    }
    const groups = clusters(family.filter((entry) => !short.has(entry)));
    const joining = new Map<Entry, Entry[]>();
    for (const [entry, longer] of short) {
      const fitting = groups.filter((group) => group.members.some((member) => longer.includes(member)));
      const host = fitting.length === 1 ? fitting[0]?.members[0] : undefined;
      if (host) joining.set(host, [...(joining.get(host) ?? []), entry]);
      else bear([entry], true, false);
    }
    for (const group of groups) {
      const [first] = group.members;
      bear([...group.members, ...((first && joining.get(first)) ?? [])], group.undecided, false);
    }
    for (const entry of family) for (const word of entry.refers) if (singles.has(word)) dirtySingles.add(word);
  }

  /** The names without a given name by this surname, and whose each is: null where nobody or several bear it. */
  function decideSingles(surname: string): Single[] {
    const found = new Map<string, Entry[]>();
    for (const entry of singles.get(surname) ?? []) {
      const key = `${entry.form.particles}|${entry.form.suffix}`;
      found.set(key, [...(found.get(key) ?? []), entry]);
    }
    return [...found.values()].map((same) => {
      const possible = owners(same[0]?.form);
      return { entries: same, owner: ownerOf(possible, same), shared: possible.length > 1 };
    });
  }

  /** The persons that a name without a given name may be. */
  function owners(single: NameForm | undefined): Bearer[] {
    const found = new Set<Bearer>();
    for (const entry of single ? bearing(single.surname) : []) {
      const form = entry.form;
      if (single?.suffix !== "" && single?.suffix !== form.suffix) continue;
      // "Salman" is not Mohammed bin Salman, nor "van Dyk" somebody called Dyk.
      if (form.surname === single.surname && single.particles !== form.particles) continue;
      if (entry.bearer) found.add(entry.bearer);
    }
    return [...found];
  }

  function gather(bearer: Bearer): void {
    let members = bearer.entries;
    for (const entry of bearer.entries)
      for (const word of entry.refers)
        for (const single of lone.get(word) ?? [])
          if (single.owner === bearer) members = [...members, ...single.entries.filter((own) => !members.includes(own))];
    let quotes = 0;
    let articles = 0;
    for (const entry of members) {
      entry.bearer = bearer;
      quotes += entry.archived.quotes;
      articles += entry.archived.articles;
    }
    bearer.all = members;
    bearer.person = null;
    for (const entry of members) weights.set(entry.id, quotes * 2 ** 20 + Math.min(articles, 2 ** 20 - 1));
  }

  return {
    put(archived) {
      const key = keyOf(archived.name);
      const old = entries.get(key);
      if (old && sameNames(old.archived, archived)) {
        // Only the counts are new: who is who stays as it is.
        old.archived = archived;
        recounted.add(old);
        for (const word of old.refers) if (singles.has(word)) dirtySingles.add(word);
        return old;
      }
      const aliases = archived.aliases.map(aloneForm);
      const form = archived.apart ? { ...nameForm(archived.name, aliases), apart: true as const } : nameForm(archived.name, aliases);
      const more = new Set<string>();
      for (const alias of aliases) for (const word of alias.words) if (!form.words.includes(word)) more.add(word);
      const words = more.size > 0 ? [...form.words, ...more] : form.words;
      const long = aliases.flatMap((alias) => (alias.words.length > 1 ? alias.words.join(" ") : []));
      const longAliases = long.length > 0 ? long : NONE;
      const spellings = old ? [...new Set([...old.spellings, archived.name])].sort(order) : [archived.name];
      const refers = referringWords(form, aliases);
      if (old) {
        file(old, remove);
        for (const word of old.refers) if (singles.has(word)) dirtySingles.add(word);
        if (old.bearer?.entries.includes(old)) drop(old.bearer);
      }
      const entry: Entry = old ?? { id: byId.length, archived, spellings, form, refers, longAliases, words, bearer: null };
      if (old) Object.assign(old, { archived, spellings, form, refers, longAliases, words });
      if (!old) {
        entries.set(key, entry);
        byId.push(entry);
      }
      file(entry, insert);
      return entry;
    },
    *settling() {
      const touched = new Set<Bearer>();
      for (const surname of dirtyFamilies) {
        decideFamily(surname);
        yield;
      }
      for (const surname of dirtyFamilies) for (const entry of families.get(surname) ?? []) if (entry.bearer) touched.add(entry.bearer);
      for (const surname of dirtySingles) {
        for (const entry of singles.get(surname) ?? []) if (entry.bearer?.entries.includes(entry)) drop(entry.bearer);
        const decided = decideSingles(surname);
        if (decided.length > 0) lone.set(surname, decided);
        else lone.delete(surname);
        for (const single of decided) {
          if (!single.owner) bear(single.entries, false, single.shared);
          for (const entry of single.entries) if (entry.bearer) touched.add(entry.bearer);
        }
        if (singles.has(surname)) for (const entry of bearing(surname)) if (entry.bearer) touched.add(entry.bearer);
      }
      for (const entry of recounted) if (entry.bearer) touched.add(entry.bearer);
      for (const bearer of touched) if (all.has(bearer)) gather(bearer);
      dirtyFamilies.clear();
      dirtySingles.clear();
      recounted.clear();
      weights.settle();
    },
    entry: (key) => entries.get(key),
    family: (surname) => families.get(surname) ?? [],
    bearers: () => all,
    at: (id) => byId[id],
    count: () => byId.length,
    weight: weights.weight,
    heaviest: weights.heaviest,
  };
}

function insert(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const there = map.get(key);
  if (there) there.push(entry);
  else map.set(key, [entry]);
}

function remove(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const left = (map.get(key) ?? []).filter((other) => other !== entry);
  if (left.length > 0) map.set(key, left);
  else map.delete(key);
}

function sameNames(a: ArchivedName, b: ArchivedName): boolean {
  return (
    a.name === b.name &&
    a.apart === b.apart &&
    a.aliases.length === b.aliases.length &&
    a.aliases.every((alias, i) => alias === b.aliases[i])
  );
}
