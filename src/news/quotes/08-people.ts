import type { Span } from "../article.ts";
import type { FoundPerson } from "../person.ts";
import type { Name } from "../text/names.ts";
import { at, LOWER, PUNCTUATION, WORD } from "../text/tokens.ts";
import {
  AUXILIARY,
  COMMONVERB,
  CONJUNCTION,
  DETERMINER,
  DOCUMENT,
  FEMALE,
  FUNCTION,
  GROUP,
  MALE,
  NATIONALITY,
  ORGANISATION,
  PLACE,
  PREPOSITION,
  PRONOUN_HE,
  PRONOUN_SHE,
  RELATIVE,
  ROLE,
  TITLE,
  TITLE_SHORT,
} from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { pronounVotes, voted } from "./08-gender.ts";
import { CLOSES } from "./09-signs.ts";
import { FEMALE_ROLES, MALE_ROLES } from "./role-words.ts";

/** What the article says of one of its names. */
export type Known = {
  readonly cluster: number;
  readonly isPerson: boolean;
  /** The longest form as the text writes it, without titles. */
  readonly name: string;
  readonly gender: number;
  readonly role: string | undefined;
  /** Lower-case heads of its titles and appositions: "general", "minister". */
  readonly roleHeads: ReadonlySet<string>;
};

/** Decides which names are persons (who is `quoted` mostly is), and collects title, role and gender of each. */
export function knowNames(reading: Reading, quoted: ReadonlySet<number>): Known[] {
  const { tokens, clusters, text } = reading;
  const votes = pronounVotes(reading);
  return clusters.map((cluster) => {
    let evidence = cluster.person;
    let gender = cluster.gender;
    let role: string | undefined;
    let surnameAlone = false;
    let speaks = false;
    const heads = new Set<string>();
    for (const name of cluster.names.slice(0, 200)) {
      if (cluster.words.length > 1 && name.words.length === 1 && name.words[0] === cluster.words[cluster.words.length - 1])
        surnameAlone = true;
      if (at(reading.cue, name.to) === 3 || (at(reading.cue, name.lead - 1) === 3 && at(reading.inQuote, name.lead - 2) !== 0))
        speaks = true;
      if (name.lead < name.from) {
        const title = text.slice(at(tokens.start, name.lead), at(tokens.end, name.from - 1));
        let isRole = false;
        for (let i = name.lead; i < name.from; i++) {
          const bits = at(tokens.classes, i);
          if (bits & TITLE && !(bits & TITLE_SHORT)) heads.add(tokens.lower[i] ?? "");
          if (bits & (TITLE | TITLE_SHORT) && !(bits & (MALE | FEMALE) && bits & TITLE_SHORT) && !NO_ROLE.has(tokens.lower[i] ?? ""))
            isRole = true;
          const full = SHORT_TITLES.get(tokens.lower[i] ?? "");
          if (full !== undefined) heads.add(full);
        }
        if (isRole && role === undefined) role = title;
      }
      const found = apposition(reading, name.to) ?? prefix(reading, name.lead) ?? introduction(reading, name);
      if (found !== undefined) {
        role ??= found.text;
        heads.add(found.head);
        evidence += 0.8;
      }
    }
    for (const head of heads) {
      if (gender === 0 || gender === (MALE | FEMALE)) gender = FEMALE_ROLES.has(head) ? FEMALE : MALE_ROLES.has(head) ? MALE : gender;
    }
    const vote = voted(votes, cluster.id);
    if (gender === 0 || gender === (MALE | FEMALE)) gender = vote === 0 ? gender : vote;
    if (at(votes.he, cluster.id) + at(votes.she, cluster.id) > 1 && vote !== 0) evidence += 0.4;
    // "Gloria" alone: a given name that only one of the two bears.
    const alone = at(tokens.classes, cluster.longest.from) & (MALE | FEMALE);
    if (gender === 0 && cluster.words.length === 1 && cluster.longest.lead === cluster.longest.from && alone !== (MALE | FEMALE))
      gender = alone;
    if (cluster.person < 0) evidence -= 1.5;
    // "the Karzai government"
    const first = cluster.names[0];
    if (
      cluster.words.length === 1 &&
      first !== undefined &&
      !(at(tokens.classes, first.from) & (PLACE | NATIONALITY | ORGANISATION | DOCUMENT))
    )
      if (cluster.names.some((n) => tokens.lower[n.lead - 1] === "the" && RULED.has(tokens.lower[n.to] ?? "")))
        evidence = Math.max(evidence + 1.5, 1);
    if (surnameAlone && cluster.person > 0) evidence += 1;
    if (speaks) evidence += 0.4;
    const several = cluster.words.length > 1;
    if (quoted.has(cluster.id)) evidence += several ? 0.6 : 0.4;
    // Two or three unknown words: a place or a thing is mostly "the …" or "in …".
    if (several && cluster.person >= 0.7 && cluster.names.every((n) => !NOT_BEFORE_PERSONS.has(tokens.lower[n.lead - 1] ?? "")))
      evidence += 0.55;
    if (pronounFollows(reading, cluster.names)) evidence += 0.5;
    const longest = cluster.longest;
    return {
      cluster: cluster.id,
      isPerson: evidence >= 1.4 || (cluster.words.length > 1 && evidence >= 1.2) || (cluster.words.length === 1 && evidence >= 0.8),
      name: text.slice(at(tokens.start, longest.from), at(tokens.end, longest.to - 1)),
      gender: gender === (MALE | FEMALE) ? 0 : gender,
      role,
      roleHeads: heads,
    };
  });
}

/** Whether a sentence that names somebody is followed by one that begins with "he" or "she". */
function pronounFollows(reading: Reading, names: readonly Name[]): boolean {
  const { tokens, starts } = reading;
  for (const name of names.slice(0, 20)) {
    for (let i = name.to; i < Math.min(tokens.count, name.to + 40); i++) {
      if (!starts[i] || at(reading.inQuote, i) !== 0) continue;
      if (at(tokens.classes, i) & (PRONOUN_HE | PRONOUN_SHE)) return true;
      break;
    }
  }
  return false;
}

/** "trails rival Ann Roe": whose rival is not said. */
const RELATIONS = new Set("rival rivals opponent opponents critic critics foe foes ally allies supporter supporters".split(" "));
/** "Betsy Ebeling, many of her friends, …": a list, no apposition. */
const SOME = new Set("many some most several both all few".split(" "));
const NO_ROLE = new Set(["dr", "dr.", "st.", "m.", "fr", "fr.", "hon", "hon.", "don", "herr", "frau"]);
const NOT_BEFORE_PERSONS = new Set("the in at near outside inside across around on into through".split(" "));
const RULED = new Set(["government", "administration", "regime", "presidency", "campaign", "family", "cabinet", "era"]);
const SHORT_TITLES: ReadonlyMap<string, string> = new Map(
  "sen.:senator sen:senator rep.:representative rep:representative gov.:governor gov:governor gen.:general gen:general dr.:doctor dr:doctor prof.:professor lt.:lieutenant col.:colonel sgt.:sergeant capt.:captain maj.:major adm.:admiral rev.:reverend pres.:president"
    .split(" ")
    .map((p) => p.split(":") as [string, string]),
);

/** "Jane Roe, the minister," or "Jane Roe, a spokeswoman for the party," : the words between the commas. */
function apposition(reading: Reading, from: number): { text: string; head: string } | undefined {
  const { tokens, text } = reading;
  if (tokens.lower[from] !== ",") return undefined;
  const line = at(tokens.paragraph, from);
  let head = "";
  let end = from + 1;
  let stopped = false;
  for (let i = from + 1; i < tokens.count && i < from + 16; i++) {
    if (at(tokens.paragraph, i) !== line || at(reading.inQuote, i) !== 0) break;
    const bits = at(tokens.classes, i);
    if (at(tokens.kind, i) === PUNCTUATION) {
      if (tokens.lower[i] === "," || tokens.lower[i] === "." || tokens.lower[i] === ";") stopped = true;
      break;
    }
    if (bits & (AUXILIARY | RELATIVE)) {
      stopped = true;
      break;
    }
    if (at(reading.cue, i) >= 3 && head !== "") break;
    if (i === from + 1 && !(bits & DETERMINER || bits & ROLE || tokens.shape[i] === LOWER || (tokens.classes[i + 1] ?? 0) & ROLE))
      return undefined;
    if (head === "" && bits & (PREPOSITION | COMMONVERB)) return undefined;
    if (i === from + 1 && (bits & CONJUNCTION || /ing$/u.test(tokens.lower[i] ?? "") || SOME.has(tokens.lower[i] ?? ""))) return undefined;
    if (head === "" && bits & ROLE) head = tokens.lower[i] ?? "";
    else if (head !== "" && bits & ROLE && at(tokens.classes, i - 1) & ROLE) head = tokens.lower[i] ?? "";
    end = i + 1;
  }
  if (head === "" || (!stopped && end - from > 14)) return undefined;
  return { text: text.slice(at(tokens.start, from + 1), at(tokens.end, end - 1)).replace(/^(?:an?|one)\s+/iu, ""), head };
}

/** "Republican pollster Daron Shaw": the role directly before a name, in lower case. */
function prefix(reading: Reading, lead: number): { text: string; head: string } | undefined {
  const { tokens, text } = reading;
  const i = lead - 1;
  if (i < 0 || at(tokens.kind, i) !== WORD || at(tokens.paragraph, i) !== at(tokens.paragraph, lead) || at(reading.inQuote, i) !== 0)
    return undefined;
  if (RELATIONS.has(tokens.lower[i] ?? "")) return undefined;
  if (!(at(tokens.classes, i) & (ROLE | TITLE)) || at(tokens.shape, i) !== LOWER || at(reading.cue, i) >= 2) return undefined;
  let from = i;
  while (
    from > 0 &&
    i - from < 5 &&
    at(tokens.kind, from - 1) === WORD &&
    at(tokens.paragraph, from - 1) === at(tokens.paragraph, i) &&
    !at(reading.starts, from)
  ) {
    const bits = at(tokens.classes, from - 1);
    if (
      bits & (FUNCTION | PREPOSITION | COMMONVERB | MALE | FEMALE) ||
      at(reading.cue, from - 1) >= 2 ||
      at(reading.inQuote, from - 1) !== 0
    )
      break;
    if (at(tokens.shape, from - 1) === LOWER && /ed$/u.test(tokens.lower[from - 1] ?? "")) break;
    from--;
  }
  return { text: text.slice(at(tokens.start, from), at(tokens.end, i)), head: tokens.lower[i] ?? "" };
}

/** "A spokeswoman for the firm, Jane Roe,": the nominal before the comma. */
function introduction(reading: Reading, { lead, to }: Name): { text: string; head: string } | undefined {
  const { tokens, text } = reading;
  if (!CLOSES.has(tokens.lower[to] ?? "")) return undefined;
  if (tokens.lower[lead - 1] !== "," || at(tokens.paragraph, lead - 1) !== at(tokens.paragraph, lead)) return undefined;
  let head = "";
  for (
    let i = lead - 2;
    i >= 0 && lead - i < 13 && at(tokens.paragraph, i) === at(tokens.paragraph, lead) && at(reading.inQuote, i) === 0;
    i--
  ) {
    const bits = at(tokens.classes, i);
    if (bits & (AUXILIARY | RELATIVE) || tokens.lower[i] === "," || at(reading.cue, i) >= 2) return undefined;
    if (bits & (ROLE | TITLE) && !(bits & GROUP) && tokens.shape[i] === LOWER)
      head = head === "" || !(at(tokens.classes, i + 1) & (ROLE | TITLE)) ? (tokens.lower[i] ?? "") : head;
    if (head !== "" && bits & DETERMINER)
      return { text: text.slice(at(tokens.start, i), at(tokens.end, lead - 2)).replace(/^(?:an?|one)\s+/iu, ""), head };
    if (at(reading.starts, i)) return undefined;
  }
  return undefined;
}

/** The persons among the names, each with all the forms the article uses. */
export function people(reading: Reading, known: readonly Known[]): FoundPerson[] {
  const { tokens, clusters, text } = reading;
  const found: FoundPerson[] = [];
  for (const entry of known) {
    const cluster = clusters[entry.cluster];
    if (!entry.isPerson || cluster === undefined) continue;
    const forms = new Set<string>();
    const mentions: Span[] = [];
    for (const name of cluster.names) {
      const span = { start: at(tokens.start, name.lead), end: at(tokens.end, name.to - 1) };
      mentions.push(span);
      forms.add(text.slice(span.start, span.end));
    }
    forms.delete(entry.name);
    mentions.sort((a, b) => a.start - b.start);
    found.push({ name: entry.name, aliases: [...forms], ...(entry.role === undefined ? {} : { role: entry.role }), mentions });
  }
  return found;
}
