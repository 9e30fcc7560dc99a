import type { NameForm } from "./name-form.ts";
import { fullForms } from "./nicknames-table.ts";

/** More names than this with one surname and one given name (or initial) say that it is a common name: none of them is taken for another. */
const CROWDED = 200;
/** So few are compared each with each. */
const FEW = 16;

/**
 * Whether two names of one surname can be one person's: nothing in them contradicts.
 * David Petraeus, David H. Petraeus and Dave Petraeus can be; George W. and George H.W. Bush cannot, nor a Jr. and his father.
 */
export function canBeOne(a: NameForm, b: NameForm): boolean {
  if (a.surname !== b.surname || a.particles !== b.particles) return false;
  // A paper leaves "Jr." or "III" out where nobody else is meant; who is named apart in one article is told by `apart`.
  if (a.suffix !== b.suffix && ((a.suffix !== "" && b.suffix !== "") || a.apart || b.apart)) return false;
  if (a.second !== b.second && a.second !== "" && b.second !== "") return false;
  return givenAgree(a.given, b.given);
}

function givenAgree(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return a.length === b.length;
  if (a.join("") === b.join("")) return true;
  if (wordsAgree(a[0] ?? "", b[0] ?? "", true)) return restAgrees(a, b);
  // "J. Edgar Hoover" is also written Edgar Hoover.
  if (isInitial(a[0]) && a.length > 1 && !isInitial(b[0])) return wordsAgree(a[1] ?? "", b[0] ?? "", false) && restAgrees(a.slice(1), b);
  if (isInitial(b[0]) && b.length > 1 && !isInitial(a[0])) return wordsAgree(a[0] ?? "", b[1] ?? "", false) && restAgrees(a, b.slice(1));
  return false;
}

function restAgrees(a: readonly string[], b: readonly string[]): boolean {
  for (let i = 1; i < Math.min(a.length, b.length); i++) if (!wordsAgree(a[i] ?? "", b[i] ?? "", true)) return false;
  return true;
}

function wordsAgree(a: string, b: string, initials: boolean): boolean {
  if (a === b) return true;
  if (isInitial(a) || isInitial(b)) return initials && a !== "" && b !== "" && (isInitial(a) ? b.startsWith(a) : a.startsWith(b));
  const meant = fullForms(a);
  return fullForms(b).some((form) => meant.includes(form));
}

function isInitial(word: string | undefined): boolean {
  return word?.length === 1 && /[\p{Ll}\p{Lu}]/u.test(word);
}

/** Names that are one person; `undecided` where it could be one of several others ("J. Smith" beside John and Jane). */
export type Cluster<T> = { readonly members: readonly T[]; readonly undecided: boolean };

/**
 * Parts the names of one surname into persons. The outcome does not depend on their order:
 * a name joins others only where all that it agrees with also agree with each other, so no two of a cluster contradict.
 * Given names first; a name that begins with an initial then joins the only person it fits.
 */
export function clusters<T extends { readonly form: NameForm }>(names: readonly T[]): Cluster<T>[] {
  if (names.length === 1) return [{ members: names, undecided: false }];
  const full = names.filter((name) => !isInitial(name.form.given[0]));
  const found = cliques(
    full,
    bucketsOf(full, (form) => fullForms(form.given[0] ?? "")),
  );
  const short = names.filter((name) => isInitial(name.form.given[0]));
  if (short.length === 0) return found;

  const byLetter = new Map<string, Set<Cluster<T>>>();
  for (const cluster of found)
    for (const member of cluster.members)
      for (const word of member.form.given) {
        const letter = word.slice(0, 1);
        byLetter.set(letter, (byLetter.get(letter) ?? new Set()).add(cluster));
      }
  const joining = new Map<Cluster<T>, T[]>();
  const alone: T[] = [];
  const undecided: T[] = [];
  for (const name of short) {
    const letters = new Set(name.form.given.map((word) => word.slice(0, 1)));
    const near = [...letters].reduce((sum, letter) => sum + (byLetter.get(letter)?.size ?? 0), 0);
    const near2 = near > CROWDED ? [] : [...new Set([...letters].flatMap((letter) => [...(byLetter.get(letter) ?? [])]))];
    const fitting = near2.filter((cluster) => cluster.members.some((member) => canBeOne(member.form, name.form)));
    const [only] = fitting;
    if (only === undefined && near <= CROWDED) alone.push(name);
    else if (only && fitting.length === 1 && !only.undecided && only.members.every((member) => canBeOne(member.form, name.form)))
      joining.set(only, [...(joining.get(only) ?? []), name]);
    else undecided.push(name);
  }
  const initials = bucketsOf(alone, (form) => [form.given[0] ?? ""]);
  const result = [...cliques(alone, initials), ...undecided.map((name) => ({ members: [name], undecided: true }))];
  for (const cluster of found) {
    const wanting = joining.get(cluster) ?? [];
    // "J. A. Smith" and "J. B. Smith" both fit John, and so neither of them is taken for him.
    const agreeing = wanting.filter((a) => wanting.length <= CROWDED && wanting.every((b) => a === b || canBeOne(a.form, b.form)));
    result.push({ members: [...cluster.members, ...agreeing], undecided: cluster.undecided });
    for (const name of wanting) if (!agreeing.includes(name)) result.push({ members: [name], undecided: true });
  }
  return result;
}

function bucketsOf<T extends { readonly form: NameForm }>(
  names: readonly T[],
  keysOf: (form: NameForm) => readonly string[],
): Map<T, T[][]> {
  const buckets = new Map<string, T[]>();
  if (names.length <= FEW) return new Map();
  const put = (key: string, name: T) => {
    const bucket = buckets.get(key);
    if (bucket) bucket.push(name);
    else buckets.set(key, [name]);
  };
  const keys = (form: NameForm) => [...keysOf(form).map((key) => `1 ${key}`), `2 ${form.given.join("")}`];
  for (const name of names) for (const key of keys(name.form)) put(key, name);
  return new Map(names.map((name) => [name, keys(name.form).map((key) => buckets.get(key) ?? [])]));
}

function cliques<T extends { readonly form: NameForm }>(names: readonly T[], buckets: ReadonlyMap<T, readonly T[][]>): Cluster<T>[] {
  const friends = new Map<T, T[] | null>();
  for (const name of names) {
    const near = names.length <= FEW ? [names] : (buckets.get(name) ?? []);
    if (near.some((bucket) => bucket.length > CROWDED)) friends.set(name, null);
    else
      friends.set(
        name,
        [...new Set(near.flat())].filter((other) => other !== name && canBeOne(name.form, other.form)),
      );
  }
  const decided = (name: T) => {
    const mine = friends.get(name);
    return mine?.every((a, i) => mine.slice(i + 1).every((b) => canBeOne(a.form, b.form)));
  };
  const sure = new Set(names.filter(decided));
  const done = new Set<T>();
  const found: Cluster<T>[] = [];
  for (const name of names) {
    if (done.has(name)) continue;
    const members = sure.has(name)
      ? [name, ...(friends.get(name) ?? []).filter((friend) => sure.has(friend) && !done.has(friend))]
      : [name];
    for (const member of members) done.add(member);
    found.push({ members, undecided: !sure.has(name) && friends.get(name) !== null });
  }
  return found;
}
