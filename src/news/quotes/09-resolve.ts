import { at, LOWER, WORD } from "../text/tokens.ts";
import {
  ANONYMOUS,
  AUXILIARY,
  DETERMINER,
  DOCUMENT,
  FEMALE,
  GROUP,
  MALE,
  ORGANISATION,
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
import { naming } from "./09-naming.ts";
import type { Referent, Resolver } from "./09-referent.ts";
import { genderIn, introduced, subjectIn } from "./09-signs.ts";

const NOBODY: Referent = { cluster: -1, nominal: -1, sure: 0 };
const LOOK_BACK = 40;
const FIRMS = new Set(
  "company firm agency organization organisation newspaper paper magazine outlet network bank airline charity nonprofit startup".split(" "),
);

export function resolver(reading: Reading, mentions: readonly Mention[], known: readonly Known[]): Resolver {
  const { tokens } = reading;
  let last: { referent: Referent; token: number } | undefined;
  const cache = new Map<number, Referent | undefined>();

  const isPerson = (cluster: number) => known[cluster]?.isPerson ?? false;
  const genderOf = (mention: Mention) => genderIn(reading, known, mention);
  const isSubject = (mention: Mention) => subjectIn(reading, mention);

  const introducedAs = (index: number) => introduced(reading, mentions, isPerson, index);

  function antecedent(index: number, wanted: "person" | "group" | "thing", gender: number): Referent {
    const pronoun = mentions[index];
    if (pronoun === undefined) return NOBODY;
    const line = at(tokens.paragraph, pronoun.head);
    const sentence = at(reading.sentence, pronoun.head);
    let bestScore = -Infinity;
    let second = -Infinity;
    let found: Referent = NOBODY;
    const consider = (referent: Referent, score: number) => {
      const same = found.cluster >= 0 ? found.cluster === referent.cluster : referent.cluster < 0 && found.nominal === referent.nominal;
      if (score > bestScore) {
        if (!same) second = bestScore;
        bestScore = score;
        found = referent;
      } else if (!same && score > second) second = score;
    };
    for (let m = index - 1, step = 0; m >= 0 && step < LOOK_BACK; m--, step++) {
      const mention = mentions[m];
      if (mention === undefined || line - at(tokens.paragraph, mention.head) > 4) break;
      if (mention.type === RELATIVE_PRONOUN) continue;
      let score = 0;
      if (mention.type === PRONOUN) {
        // "He describes it as a blessing. … he said": the same he, where he is the subject.
        const earlier = wanted === "person" && mention.classes & (gender === MALE ? PRONOUN_HE : PRONOUN_SHE) ? cache.get(m) : undefined;
        if (earlier === undefined || !isSubject(mention)) continue;
        consider(
          earlier,
          1.2 - 0.55 * Math.min(8, sentence - at(reading.sentence, mention.head)) - 0.4 * (line - at(tokens.paragraph, mention.head)),
        );
        continue;
      }
      if (mention.type === NAME) {
        const person = isPerson(mention.cluster);
        if (wanted === "person" ? !person : wanted === "thing" ? person : false) continue;
        if (wanted === "group" && person) score -= 2.5;
      } else {
        const bits = mention.classes;
        const plural = (bits & GROUP) !== 0;
        if (wanted === "person" && (!(bits & (ROLE | TITLE)) || plural)) continue;
        if (wanted === "thing" && !(bits & (ORGANISATION | DOCUMENT))) continue;
        if (wanted === "group" && !plural && !(bits & ORGANISATION)) continue;
        if (wanted === "person") {
          // "Jane Roe, the minister," is Jane Roe; "the minister" that links to a name is that name.
          if (tokens.lower[mention.from - 1] === "," || at(tokens.classes, mention.from - 1) & PREPOSITION) score -= 1.5;
          score -= 0.8;
        }
      }
      const theirs = genderOf(mention);
      if (gender !== 0 && theirs !== 0 && theirs !== gender) continue;
      if (gender !== 0 && theirs === gender) score += 0.5;
      const away = sentence - at(reading.sentence, mention.head);
      score -= away === 0 ? 0.3 : 0.55 * Math.min(away, 8);
      score -= 0.4 * (line - at(tokens.paragraph, mention.head));
      if (isSubject(mention)) score += 0.9;
      if (at(reading.starts, mention.from)) score += 0.5;
      if (mention.possessive) score -= 0.7;
      if (at(tokens.classes, mention.from - 1) & PREPOSITION) score -= 0.5;
      if (mention.cluster >= 0) score += Math.min(0.8, 0.12 * (reading.clusters[mention.cluster]?.names.length ?? 0));
      if (last !== undefined && last.token < pronoun.head && line - at(tokens.paragraph, last.token) <= 3) {
        if (last.referent.cluster >= 0 && last.referent.cluster === mention.cluster) score += 0.8;
        else if (last.referent.nominal === m) score += 0.8;
      }
      consider(
        mention.type === NAME ? { cluster: mention.cluster, nominal: -1, sure: 1 } : (link(m) ?? { cluster: -1, nominal: m, sure: 1 }),
        score,
      );
    }
    if (found === NOBODY) return NOBODY;
    const margin = bestScore - second;
    return { ...found, sure: 1 / (1 + Math.exp(-(0.6 + 1.3 * Math.min(4, margin)))) };
  }

  /** "the senator": the person the article introduced with that role, the latest before. */
  function link(index: number): Referent | undefined {
    const mention = mentions[index];
    if (mention === undefined || mention.type !== NOMINAL || !(mention.classes & (ROLE | TITLE)) || mention.classes & GROUP)
      return undefined;
    const head = tokens.lower[mention.head] ?? "";
    const first = tokens.lower[mention.from] ?? "";
    if (first === "a" || first === "an" || first === "one" || first === "another" || mention.classes & ANONYMOUS) return undefined;
    let found: Referent | undefined;
    let options = 0;
    const seen = new Set<number>();
    for (let m = index - 1, step = 0; m >= 0 && step < 120; m--, step++) {
      const other = mentions[m];
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

  /** "the company": the organisation spoken of last. */
  function firm(index: number): Referent | undefined {
    const mention = mentions[index];
    if (
      mention === undefined ||
      mention.to - mention.from !== 2 ||
      tokens.lower[mention.from] !== "the" ||
      !FIRMS.has(tokens.lower[mention.head] ?? "")
    )
      return undefined;
    const found = antecedent(index, "thing", 0);
    return found.cluster >= 0 && found.sure > 0.6 ? { ...found, sure: 0.6 } : undefined;
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
