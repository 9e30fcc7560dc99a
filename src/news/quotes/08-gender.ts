import { at } from "../text/tokens.ts";
import { FEMALE, MALE, PRONOUN_HE, PRONOUN_SHE } from "../text/words.ts";
import type { Reading } from "./02-reading.ts";

/** How often "he" and "she" can only mean a name: nobody else is named in the sentence before the pronoun, or in the one before it. */
export type Votes = { readonly he: Int32Array; readonly she: Int32Array };

const SUBJECTS = new Set(["he", "she", "himself", "herself"]);

export function pronounVotes(reading: Reading): Votes {
  const { tokens, names, clusters, clusterOf, sentence } = reading;
  const he = new Int32Array(clusters.length);
  const she = new Int32Array(clusters.length);
  const SEVERAL = -2;
  /** The only cluster named in a sentence so far: -1 of none. */
  const only = new Int32Array(at(sentence, tokens.count) + 2).fill(-1);
  let next = 0;
  for (let i = 0; i < tokens.count; i++) {
    while (next < names.length && (names[next]?.lead ?? 0) <= i) {
      const name = names[next];
      const cluster = at(clusterOf, next++);
      if (name === undefined || at(reading.inQuote, name.from) !== 0) continue;
      const s = at(sentence, name.from);
      if (clusters[cluster]?.person !== undefined && (clusters[cluster]?.person ?? 0) <= -2) continue;
      only[s] = at(only, s) === -1 || at(only, s) === cluster ? cluster : SEVERAL;
    }
    const bits = at(tokens.classes, i) & (PRONOUN_HE | PRONOUN_SHE);
    // "Obama thanked her": only the forms that cannot be somebody else's beside the subject.
    if (bits === 0 || !SUBJECTS.has(tokens.lower[i] ?? "") || at(reading.inQuote, i) !== 0) continue;
    const s = at(sentence, i);
    const here = at(only, s);
    const of = here === -1 && at(reading.starts, i) === 1 && s > 0 ? at(only, s - 1) : here;
    if (of < 0) continue;
    const votes = bits & PRONOUN_HE ? he : she;
    votes[of] = at(votes, of) + 1;
  }
  return { he, she };
}

/** What the votes say of one name: MALE or FEMALE where hardly any speaks against it, otherwise 0. */
export function voted(votes: Votes, cluster: number): number {
  const [he, she] = [at(votes.he, cluster), at(votes.she, cluster)];
  if (he >= 3 * she && he > 0) return MALE;
  return she >= 3 * he && she > 0 ? FEMALE : 0;
}
