import { at, LOWER, WORD } from "../text/tokens.ts";
import {
  ANONYMOUS,
  AUXILIARY,
  CALENDAR,
  classOf,
  DETERMINER,
  DOCUMENT,
  FEMALE,
  GROUP,
  MALE,
  NATIONALITY,
  ORGANISATION,
  PLACE,
  PREPOSITION,
  PRONOUN_FIRST,
  PRONOUN_HE,
  PRONOUN_IT,
  PRONOUN_SHE,
  PRONOUN_THEY,
  ROLE,
  TITLE,
} from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME, NOMINAL, PRONOUN, RELATIVE_PRONOUN } from "./03-mentions.ts";
import type { Known } from "./08-people.ts";
import { antecedents, NOBODY, type Spoken } from "./09-antecedent.ts";
import { naming } from "./09-naming.ts";
import type { Referent, Resolver } from "./09-referent.ts";
import { genderIn, introduced } from "./09-signs.ts";

/** Whoever does this is mostly somebody beside the one just spoken of. */
const OTHERS = new Set(
  "narrator moderator host interviewer reporter correspondent journalist caller spokesman spokeswoman spokesperson official source officer aide adviser advisor lawyer attorney person man woman judge witness victim suspect".split(
    " ",
  ),
);
/** "his son": whose he is says not who he is. */
const OWNERS = new Set(["his", "her", "their", "its", "'s"]);
const INDEFINITE = new Set(["a", "an", "one", "another"]);
const FIRMS = new Set(
  "company firm agency organization organisation newspaper paper magazine outlet network bank airline charity nonprofit startup".split(" "),
);

export function resolver(reading: Reading, mentions: readonly Mention[], known: readonly Known[]): Resolver {
  const { tokens } = reading;
  let last: Spoken | undefined;
  const cache = new Map<number, Referent | undefined>();

  const isPerson = (cluster: number) => known[cluster]?.isPerson ?? false;
  const genderOf = (mention: Mention) => genderIn(reading, known, mention);

  const introducedAs = (index: number) => introduced(reading, mentions, isPerson, index);

  const antecedent = antecedents(reading, mentions, isPerson, {
    genderOf,
    link: (m) => {
      if (!cache.has(m)) cache.set(m, find(m));
      const of = cache.get(m);
      return of !== undefined && of.cluster >= 0 ? of : undefined;
    },
    standsFor: (m) => cache.get(m),
    modifies: (m) => {
      const of = modified(m);
      return of !== undefined && of.cluster !== mentions[m]?.cluster;
    },
    lastSpoke: () => last,
  });

  /** "the senator": the person the article introduced with that role, the latest before. */
  function link(index: number): Referent | undefined {
    const mention = mentions[index];
    if (mention === undefined || mention.type !== NOMINAL || !(mention.classes & (ROLE | TITLE)) || mention.classes & GROUP)
      return undefined;
    const head = tokens.lower[mention.head] ?? "";
    const first = tokens.lower[mention.from] ?? "";
    if (INDEFINITE.has(first) || mention.classes & ANONYMOUS || OWNERS.has(tokens.lower[mention.from - 1] ?? "")) return undefined;
    let found: Referent | undefined;
    let options = 0;
    const seen = new Set<number>();
    for (let m = index - 1, step = 0; m >= 0 && step < 120; m--, step++) {
      const other = mentions[m];
      // "A United Airlines spokesperson said … The spokesperson shared …": another one than the airport's, who is named.
      if (
        found === undefined &&
        other?.type === NOMINAL &&
        tokens.lower[other.head] === head &&
        INDEFINITE.has(tokens.lower[other.from] ?? "") &&
        tokens.lower[other.from - 1] !== ","
      )
        return introducedAs(m);
      if (other === undefined || other.type !== NAME || !isPerson(other.cluster) || seen.has(other.cluster)) continue;
      seen.add(other.cluster);
      if (!known[other.cluster]?.roleHeads.has(head)) continue;
      options++;
      found ??= { cluster: other.cluster, nominal: -1, sure: 0.9 };
    }
    return found === undefined ? undefined : { ...found, sure: options === 1 ? 0.9 : 0.7 };
  }

  let done = 0;
  function resolve(index: number): Referent | undefined {
    for (; done < index; done++) {
      const earlier = mentions[done];
      if (earlier?.type === PRONOUN && earlier.classes & (PRONOUN_HE | PRONOUN_SHE) && !cache.has(done)) cache.set(done, find(done));
    }
    if (cache.has(index)) return cache.get(index);
    const value = find(index);
    cache.set(index, value);
    return value;
  }

  function find(index: number): Referent | undefined {
    const mention = mentions[index];
    if (mention === undefined) return undefined;
    if (mention.type === NAME) return modified(index) ?? { cluster: mention.cluster, nominal: -1, sure: 1 };
    if (mention.type === NOMINAL)
      return introducedAs(index) ?? link(index) ?? firm(index) ?? epithet(index) ?? { cluster: -1, nominal: index, sure: 1 };
    if (mention.type === RELATIVE_PRONOUN) {
      for (let m = index - 1; m >= 0 && index - m < 6; m--) {
        const other = mentions[m];
        if (other === undefined || at(tokens.paragraph, other.head) !== at(tokens.paragraph, mention.head)) break;
        if (other.type === NAME && (tokens.lower[mention.head] !== "who" || isPerson(other.cluster)))
          return { cluster: other.cluster, nominal: -1, sure: 0.9 };
        if (other.type === NOMINAL && m === index - 1) return link(m) ?? { cluster: -1, nominal: m, sure: 0.8 };
      }
      return undefined;
    }
    const bits = mention.classes;
    if (bits & PRONOUN_FIRST) return undefined;
    if (bits & PRONOUN_HE) return usable(antecedent(index, "person", MALE));
    if (bits & PRONOUN_SHE) return usable(antecedent(index, "person", FEMALE));
    if (bits & PRONOUN_THEY) return usable(antecedent(index, "group", 0));
    if (bits & PRONOUN_IT) return usable(antecedent(index, "thing", 0));
    return undefined;
  }
  const usable = (referent: Referent) => (referent === NOBODY ? undefined : referent);

  /** "Bay Area resident Jane Roe", "the Crown prosecutor, John Doe,": the name only says which resident. */
  function modified(index: number): Referent | undefined {
    const mention = mentions[index];
    if (mention === undefined || mention.possessive) return undefined;
    const next = mentions[index + 1];
    // "The Prime Minister, Beatrice Lyle, replied"
    const office = mention.classes & (ROLE | TITLE) && tokens.lower[mention.to] === "," && !isPerson(mention.cluster);
    if (office && next?.type === NAME && next.from === mention.to + 1 && isPerson(next.cluster))
      return { cluster: next.cluster, nominal: -1, sure: 0.95 };
    let to = mention.to;
    while (
      to < mention.to + 3 &&
      at(tokens.kind, to) === WORD &&
      at(tokens.shape, to) === LOWER &&
      !(at(tokens.classes, to) & (PREPOSITION | AUXILIARY | DETERMINER)) &&
      at(reading.cue, to) < 3
    )
      to++;
    if (to === mention.to || !(at(tokens.classes, to - 1) & (ROLE | TITLE)) || at(tokens.classes, to - 1) & GROUP) return undefined;
    for (let m = index + 1; m <= index + 2; m++) {
      const other = mentions[m];
      if (other === undefined) return undefined;
      if (other.type === NAME && other.from === to && isPerson(other.cluster)) return { cluster: other.cluster, nominal: -1, sure: 0.95 };
      if (other.type === NOMINAL && other.to === to && !isPerson(mention.cluster))
        return introducedAs(m) ?? link(m) ?? { cluster: -1, nominal: m, sure: 0.8 };
    }
    return undefined;
  }

  /** "the foundation": the one that has the word in its name; "the company": the one spoken of last, where the article speaks of it most. */
  function firm(index: number): Referent | undefined {
    const mention = mentions[index];
    const head = tokens.lower[mention?.head ?? 0] ?? "";
    if (mention === undefined || mention.to - mention.from !== 2 || tokens.lower[mention.from] !== "the") return undefined;
    const any = FIRMS.has(head);
    if (!any && !(mention.classes & ORGANISATION)) return undefined;
    const count = new Map<number, number>();
    let all = 0;
    for (let m = index - 1, step = 0; m >= 0 && step < 200; m--, step++) {
      const other = mentions[m];
      // "the trade group … the group"
      if (other?.type === NOMINAL && other.head !== other.from && tokens.lower[other.head] === head && other.to - other.from > 2) {
        if (!any) return undefined;
        continue;
      }
      if (other?.type !== NAME || isPerson(other.cluster)) continue;
      const words = reading.clusters[other.cluster]?.words ?? [];
      if (words.length > 1 && words[words.length - 1] === head) return { cluster: other.cluster, nominal: -1, sure: 0.9 };
      if (words.every((w) => classOf(w) & (PLACE | NATIONALITY | CALENDAR))) continue;
      count.set(other.cluster, (count.get(other.cluster) ?? 0) + 1);
      all++;
    }
    if (!any) return undefined;
    const [top, second] = [...count].sort((a, b) => b[1] - a[1]);
    if (top === undefined) return undefined;
    if (top[1] >= 6 && (top[1] >= 0.6 * all || top[1] >= 3 * (second?.[1] ?? 0))) return { cluster: top[0], nominal: -1, sure: 0.75 };
    const near = antecedent(index, "thing", 0);
    return near.cluster === top[0] && near.sure > 0.6 ? { ...near, sure: 0.65 } : undefined;
  }

  /** "the billionaire": nobody was introduced so, but somebody was just spoken of. */
  function epithet(index: number): Referent | undefined {
    const mention = mentions[index];
    if (
      mention === undefined ||
      tokens.lower[mention.from] !== "the" ||
      !(mention.classes & (ROLE | TITLE)) ||
      mention.classes & (GROUP | ANONYMOUS | ORGANISATION | DOCUMENT)
    )
      return undefined;
    const head = tokens.lower[mention.head] ?? "";
    // "the mayor of Roanoke" says himself who he is.
    if (OTHERS.has(head) || (["of", "for"].includes(tokens.lower[mention.to] ?? "") && tokens.lower[mention.to + 1] !== "state"))
      return undefined;
    // Introduced as "a protester" before: then it is that one.
    for (let m = index - 1; m >= 0 && index - m < 60; m--)
      if (mentions[m]?.type === NOMINAL && tokens.lower[mentions[m]?.head ?? 0] === head) return undefined;
    const found = antecedent(index, "person", genderOf(mention));
    return found.cluster >= 0 && found.sure > 0.7 ? { ...found, sure: 0.55 } : undefined;
  }

  return {
    resolve,
    isPerson,
    speaker: naming(reading, mentions, known),
    spoke: (referent, token) => {
      last = { referent, token };
    },
  };
}
