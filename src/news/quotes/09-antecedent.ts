import { at } from "../text/tokens.ts";
import { DOCUMENT, GROUP, MALE, ORGANISATION, PREPOSITION, PRONOUN_HE, PRONOUN_SHE, ROLE, TITLE } from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME, PRONOUN, RELATIVE_PRONOUN } from "./03-mentions.ts";
import type { Referent } from "./09-referent.ts";
import { leadsIn, subjectIn } from "./09-signs.ts";

export const NOBODY: Referent = { cluster: -1, nominal: -1, sure: 0 };
const LOOK_BACK = 40;

const ASKED = new Set(["asked", "asks", "pressed"]);
const QUESTION = new Set("whether if about how what why when who , .".split(" "));

/** Who spoke last, and at which token. */
export type Spoken = { readonly referent: Referent; readonly token: number };

type Knows = {
  readonly genderOf: (mention: Mention) => number;
  /** The person a nominal stands for, if it stands for one. */
  readonly link: (mention: number) => Referent | undefined;
  /** Whom an earlier pronoun was found to mean. */
  readonly standsFor: (mention: number) => Referent | undefined;
  /** Whether a name only says more about the next: "McConnell spokesman Don Stewart". */
  readonly modifies: (mention: number) => boolean;
  readonly lastSpoke: () => Spoken | undefined;
};

/** Whom "he", "they" or "it" means: the best of the mentions before it, by gender, distance, being the subject, and who spoke last. */
export function antecedents(
  reading: Reading,
  mentions: readonly Mention[],
  isPerson: (cluster: number) => boolean,
  knows: Knows,
): (index: number, wanted: "person" | "group" | "thing", gender: number) => Referent {
  const { tokens } = reading;
  const isSubject = (mention: Mention) => subjectIn(reading, mention);
  return antecedent;

  function antecedent(index: number, wanted: "person" | "group" | "thing", gender: number): Referent {
    const pronoun = mentions[index];
    const last = knows.lastSpoke();
    if (pronoun === undefined) return NOBODY;
    const line = at(tokens.paragraph, pronoun.head);
    const sentence = at(reading.sentence, pronoun.head);
    // "Trump is no conservative, he said": whom the clause is about is not who said it.
    const trails = tokens.lower[pronoun.from - 1] === "," && at(reading.cue, pronoun.to) === 3;
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
        const earlier =
          wanted === "person" && mention.classes & (gender === MALE ? PRONOUN_HE : PRONOUN_SHE) ? knows.standsFor(m) : undefined;
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
        if (wanted === "group" && person) score -= 3.5;
        if (person && knows.modifies(m)) continue;
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
      const theirs = knows.genderOf(mention);
      if (gender !== 0 && theirs !== 0 && theirs !== gender) continue;
      if (gender !== 0 && theirs === gender) score += 0.5;
      const away = sentence - at(reading.sentence, mention.head);
      const leads = leadsIn(reading, mention);
      const subject = isSubject(mention);
      // "Biden weighed in as well, telling …, he said": the subject of the same sentence; any other of its mentions rather not.
      score -= away === 0 ? (trails && at(reading.cue, mention.to) < 2 ? 1 : leads && subject ? -0.2 : 0.3) : 0.55 * Math.min(away, 8);
      score -= 0.5 * (line - at(tokens.paragraph, mention.head));
      if (subject) score += leads ? 0.9 : 0.5;
      if (leads && wanted === "person" && mention.type === NAME) score += 0.6;
      if (at(reading.starts, mention.from)) score += 0.5;
      if (mention.possessive) score -= at(reading.starts, mention.from) ? 0.4 : 0.7;
      // "Conroy asked Sanders whether …": the one who was asked speaks next.
      if (wanted === "person" && ASKED.has(tokens.lower[mention.from - 1] ?? "") && QUESTION.has(tokens.lower[mention.to] ?? ""))
        score += 1;
      const next = mentions[m + 1];
      if (
        wanted === "person" &&
        next?.from === mention.to + 1 &&
        ASKED.has(tokens.lower[mention.to] ?? "") &&
        QUESTION.has(tokens.lower[next.to] ?? "")
      )
        score -= 0.6;
      if (at(tokens.classes, mention.from - 1) & PREPOSITION) score -= 0.5;
      if (mention.cluster >= 0) score += Math.min(0.8, 0.12 * (reading.clusters[mention.cluster]?.names.length ?? 0));
      if (last !== undefined && last.token < pronoun.head && line - at(tokens.paragraph, last.token) <= 3) {
        if (last.referent.cluster >= 0 && last.referent.cluster === mention.cluster) score += 0.8;
        else if (last.referent.nominal === m) score += 0.8;
      }
      consider(
        mention.type === NAME
          ? { cluster: mention.cluster, nominal: -1, sure: 1 }
          : (knows.link(m) ?? { cluster: -1, nominal: m, sure: 1 }),
        score,
      );
    }
    if (found === NOBODY) return NOBODY;
    const margin = bestScore - second;
    return { ...found, sure: 1 / (1 + Math.exp(-(0.6 + 1.3 * Math.min(4, margin)))) };
  }
}
