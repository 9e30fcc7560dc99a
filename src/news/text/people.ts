import type { Name } from "./names.ts";
import { classOf, FEMALE, MALE, PARTICLE } from "./words.ts";

/** All the names in one article that stand for one person or thing. */
export type Cluster = {
  readonly id: number;
  /** The longest form, as lower-case words. */
  words: readonly string[];
  /** The name whose words these are. */
  longest: Name;
  readonly names: Name[];
  person: number;
  /** Votes: given name, "Mr.", "Mrs."; MALE, FEMALE, both (unknown) or 0 (unknown). */
  gender: number;
};

const NICKNAMES: ReadonlyMap<string, string> = new Map(
  "bill:william billy:william will:william bob:robert bobby:robert rob:robert mike:michael jim:james jimmy:james joe:joseph tom:thomas dan:daniel danny:daniel dave:david steve:steven stephen:steven chris:christopher matt:matthew tony:anthony ted:edward ed:edward ben:benjamin bernie:bernard rick:richard dick:richard rich:richard jeff:jeffrey greg:gregory ken:kenneth tim:timothy andy:andrew drew:andrew josh:joshua nick:nicholas sam:samuel alex:alexander pat:patrick chuck:charles charlie:charles larry:lawrence jerry:gerald ron:ronald don:donald doug:douglas ray:raymond fred:frederick liz:elizabeth beth:elizabeth betsy:elizabeth kate:katherine katie:katherine kathy:katherine cathy:catherine sue:susan debbie:deborah deb:deborah barb:barbara jen:jennifer jenny:jennifer jess:jessica mandy:amanda becky:rebecca peggy:margaret maggie:margaret meg:margaret patty:patricia trish:patricia cindy:cynthia vicky:victoria vicki:victoria chrissy:christine christina:christine kristin:kristen jon:jonathan zach:zachary zack:zachary hank:henry harry:henry jack:john johnny:john mitch:mitchell newt:newton"
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);
function plain(word: string): string {
  const full = NICKNAMES.get(word) ?? word;
  // Most words are plain already: normalising is what costs here.
  return /^[a-z-]*$/.test(full) ? full : full.normalize("NFD").replace(/\p{M}/gu, "").replaceAll(".", "");
}
const single = (gender: number) => (gender === MALE || gender === FEMALE ? gender : 0);

/** Whether two given names can be one person's: "J." and "John", "Bill" and "William"; never "Bill" and "Hillary". */
function givenAgree(a: string, b: string): boolean {
  const x = plain(a);
  const y = plain(b);
  if (x === y) return true;
  if (x.length === 1 || y.length === 1) return x[0] === y[0];
  return x.length >= 3 && y.length >= 3 && (x.startsWith(y) || y.startsWith(x));
}

/** Groups the names of one article. A surname alone goes to the person of that surname named last; given names that differ never meet. */
export function clusterNames(names: readonly Name[]): { clusters: Cluster[]; of: Int32Array } {
  const clusters: Cluster[] = [];
  const of = new Int32Array(names.length).fill(-1);
  const byLast = new Map<string, number[]>();
  const byFirst = new Map<string, number[]>();
  const byWhole = new Map<string, number>();
  const last = (words: readonly string[]) => plain(words[words.length - 1] ?? "");

  const wholeName = (name: Name) => `${name.words.join(" ")}${name.suffix ? " jr" : ""}`;
  const add = (map: Map<string, number[]>, key: string, id: number) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [id]);
    else if (!list.includes(id) && list.length < 32) list.push(id);
  };
  const join = (index: number, name: Name, cluster: Cluster) => {
    of[index] = cluster.id;
    cluster.names.push(name);
    cluster.person = Math.max(cluster.person, name.person) + 0;
    const gender = single(name.gender);
    if (gender !== 0) cluster.gender = single(cluster.gender) === 0 ? gender : cluster.gender | gender;
    if (name.words.length > cluster.words.length) {
      cluster.words = name.words;
      cluster.longest = name;
    }
    byWhole.set(wholeName(name), cluster.id);
  };
  const create = (index: number, name: Name) => {
    const cluster: Cluster = { id: clusters.length, words: name.words, longest: name, names: [], person: name.person, gender: 0 };
    clusters.push(cluster);
    join(index, name, cluster);
    if (name.words.length > 1) add(byFirst, plain(name.words[0] ?? ""), cluster.id);
    add(byLast, last(name.words), cluster.id);
    // "María José Iturbide Sáenz" is "Iturbide".
    if (name.words.length >= 4) add(byLast, plain(name.words[name.words.length - 2] ?? ""), cluster.id);
    // "Luiz Inácio Lula da Silva" is "Lula".
    if (name.words.length >= 4)
      for (const word of name.words.slice(1, -1)) if (!(classOf(word) & PARTICLE)) add(byFirst, plain(word), cluster.id);
  };

  // Full names first: a headline's "Clinton" may stand before the first "Hillary Clinton".
  names.forEach((name, index) => {
    if (name.words.length < 2) return;
    const whole = byWhole.get(wholeName(name));
    const known = whole === undefined ? undefined : clusters[whole];
    if (known !== undefined) {
      join(index, name, known);
      return;
    }
    for (const id of byLast.get(last(name.words)) ?? []) {
      const cluster = clusters[id];
      if (cluster === undefined || cluster.words.length < 2) continue;
      if (name.person > 0 !== cluster.person > 0) continue;
      // "Donald Trump Jr." is not Donald Trump.
      if (name.suffix !== cluster.longest.suffix && cluster.names.some((n) => n.words.length > 1 && n.words[0] === name.words[0])) continue;
      // "Ms. de la Cruz": only the end of a longer name.
      if (name.words.length < cluster.words.length && cluster.words.slice(-name.words.length).join(" ") === name.words.join(" ")) {
        join(index, name, cluster);
        return;
      }
      if (name.person > 0 && givenAgree(name.words[0] ?? "", cluster.words[0] ?? "")) {
        join(index, name, cluster);
        return;
      }
    }
    create(index, name);
  });
  // "Korean Central News Agency (KCNA)"
  const initials = new Map<string, Cluster>();
  for (const cluster of clusters)
    if (cluster.person <= 0 && cluster.words.length > 2)
      initials.set(
        cluster.words
          .filter((w) => w.length > 3 || !SMALL.has(w))
          .map((w) => w[0])
          .join(""),
        cluster,
      );
  const misspelt = (word: string, fits: (id: number) => boolean): number[] => {
    if (word.length < 5) return [];
    for (const [key, ids] of byLast)
      if (key[0] === word[0] && Math.abs(key.length - word.length) <= 1 && slip(key, word))
        return ids.filter((id) => (clusters[id]?.words.length ?? 0) > 1 && (clusters[id]?.person ?? 0) > 0 && fits(id));
    return [];
  };
  names.forEach((name, index) => {
    if (name.words.length !== 1) return;
    const word = name.words[0] ?? "";
    const gender = single(name.gender);
    const fits = (id: number) => {
      const cluster = clusters[id];
      if (cluster === undefined) return false;
      if (gender !== 0 && single(cluster.gender) !== 0 && cluster.gender !== gender) return false;
      // "The Post" is the Washington Post, where nobody is called so.
      return cluster.person > 0 || cluster.words.length === 1 || name.person <= 0;
    };
    const acronym = name.person <= 0 && /^[a-z]{3,6}$/.test(word) && initials.get(word);
    if (acronym) {
      join(index, name, acronym);
      return;
    }
    const surnames = (byLast.get(plain(word)) ?? []).filter(fits);
    const given =
      surnames.length > 0 || (name.person > 1.9 && classOf(word) & (MALE | FEMALE)) ? [] : (byFirst.get(plain(word)) ?? []).filter(fits);
    const known = surnames.length > 0 ? surnames : given;
    const options = known.length > 0 ? known : byLast.size < 300 && !byLast.has(plain(word)) ? misspelt(plain(word), fits) : [];
    let best: Cluster | undefined;
    for (const id of options) {
      const cluster = clusters[id];
      if (cluster !== undefined && (best === undefined || standing(cluster, name) > standing(best, name))) best = cluster;
    }
    // Two people of one surname, as present the one as the other: then it is neither's.
    const rival = options
      .map((id) => clusters[id])
      .some(
        (c) =>
          c !== undefined &&
          c !== best &&
          best !== undefined &&
          c.person > 0 &&
          c.words.length > 1 &&
          best.words.length > 1 &&
          standing(best, name) - standing(c, name) < 0.35,
      );
    if (best === undefined || rival) create(index, name);
    else join(index, name, best);
  });
  return { clusters, of };
}

const SMALL = new Set(["of", "the", "and", "for", "&"]);

/** One letter too many, too few or wrong, or two beside each other swapped: "Water" for "Waters", "Bauchtman" for "Buchtmann" is two. */
function slip(a: string, b: string): boolean {
  let edits = 0;
  let i = 0;
  let j = 0;
  const most = a.length >= 8 ? 2 : 1;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      i++;
      j++;
      continue;
    }
    if (++edits > most) return false;
    if (a[i + 1] === b[j]) i++;
    else if (a[i] === b[j + 1]) j++;
    else {
      i++;
      j++;
    }
  }
  return edits + (a.length - i) + (b.length - j) <= most;
}

/** How present a person is where a surname alone stands: named before rather than after, often rather than once. */
function standing(cluster: Cluster, name: Name): number {
  const before = cluster.longest.from < name.from ? 4 : 0;
  return before + Math.min(3, cluster.names.length * 0.3) + (cluster.person > 0 ? 2 : 0);
}
