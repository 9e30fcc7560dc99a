import type { Speaker } from "../quote.ts";
import { at, POSSESSIVE, PUNCTUATION } from "../text/tokens.ts";
import {
  ANONYMOUS,
  AUXILIARY,
  COMMONVERB,
  DETERMINER,
  DOCUMENT,
  GROUP,
  NATIONALITY,
  ORGANISATION,
  PLACE,
  PREPOSITION,
  RELATIVE,
  ROLE,
} from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME, NOMINAL } from "./03-mentions.ts";
import type { Known } from "./08-people.ts";
import type { Referent } from "./09-referent.ts";

const ARTICLES = new Set(["a", "an", "one", "another", "the"]);
const OWNERS = new Set(["his", "her", "their"]);
const TEXTS = new Set("act constitution bill amendment treaty report declaration bible quran gospel".split(" "));

/** Writes down who a referent is: a person's longest name, or the article's own words for what stays unnamed. */
export function naming(
  reading: Reading,
  mentions: readonly Mention[],
  known: readonly Known[],
): (referent: Referent, mention: number) => Speaker {
  const { tokens, text } = reading;

  /** "one source close to the talks": the phrase up to its verb. */
  function phrase(mention: Mention): string {
    let to = mention.to;
    const line = at(tokens.paragraph, mention.head);
    while (to < tokens.count && to - mention.to < 10 && at(tokens.paragraph, to) === line && at(reading.inQuote, to) === 0) {
      const bits = at(tokens.classes, to);
      const kind = at(tokens.kind, to);
      const cue = at(reading.cue, to);
      if (kind === PUNCTUATION || bits & (AUXILIARY | RELATIVE) || cue >= 2) break;
      if (kind === POSSESSIVE) break;
      if (to === mention.to && !(bits & PREPOSITION) && !["close", "familiar", "briefed", "involved"].includes(tokens.lower[to] ?? ""))
        break;
      if (bits & COMMONVERB) break;
      to++;
    }
    const ended =
      to < tokens.count &&
      (at(reading.cue, to) >= 2 ||
        at(tokens.kind, to) === PUNCTUATION ||
        at(reading.inQuote, to) !== 0 ||
        at(tokens.classes, to) & (AUXILIARY | RELATIVE));
    const end = ended || to >= tokens.count ? to : mention.to;
    // "his son", "Roe's lawyer" is in the mention already
    const from = OWNERS.has(tokens.lower[mention.from - 1] ?? "") ? mention.from - 1 : mention.from;
    return text.slice(at(tokens.start, from), at(tokens.end, Math.max(end, mention.to) - 1));
  }

  /** "Humboldt's letter": by the owner's whole name, "Humboldt County's letter". */
  function owned(index: number, name: string): string {
    const mention = mentions[index];
    if (mention === undefined) return name;
    for (let m = index - 1; m >= index - 2; m--) {
      const owner = mentions[m];
      if (owner?.type !== NAME || !owner.possessive || owner.to >= mention.head) continue;
      if (owner.from < mention.from && owner.to + 1 !== mention.from) continue;
      const whole = known[owner.cluster]?.name;
      return whole === undefined ? name : `${whole}${text.slice(at(tokens.end, owner.to - 1), at(tokens.end, mention.to - 1))}`;
    }
    return name;
  }

  /** "the spokesperson": as "A United Airlines spokesperson" before. A source keeps the words it has where it speaks. */
  function introducing(index: number): Mention | undefined {
    const mention = mentions[index];
    if (mention === undefined || tokens.lower[mention.from] !== "the" || mention.to - mention.from !== 2 || mention.classes & ANONYMOUS)
      return undefined;
    if (at(tokens.classes, mention.to) & PREPOSITION || !(mention.classes & (ROLE | GROUP))) return undefined;
    for (let m = index - 1, step = 0; m >= 0 && step < 60; m--, step++) {
      const other = mentions[m];
      if (other?.type !== NOMINAL || tokens.lower[other.head] !== tokens.lower[mention.head]) continue;
      const determined = at(tokens.classes, other.from) & DETERMINER || at(tokens.kind, other.from) === POSSESSIVE || other.classes & GROUP;
      if (!determined) continue;
      if (other.to - other.from > 2 || at(tokens.classes, other.to) & PREPOSITION) return other;
    }
    return undefined;
  }

  function speaker(referent: Referent, mentionIndex: number): Speaker {
    const own = mentions[mentionIndex];
    const span = own === undefined ? null : { start: at(tokens.start, own.from), end: at(tokens.end, own.to - 1) };
    if (referent.cluster >= 0) {
      const entry = known[referent.cluster];
      const cluster = reading.clusters[referent.cluster];
      if (entry !== undefined && cluster !== undefined) {
        if (entry.isPerson)
          return { name: entry.name, kind: "person", ...(entry.role === undefined ? {} : { role: entry.role }), mention: span };
        // "a Democrat familiar with his remarks", "the South Carolina Republican": somebody, unnamed.
        const word = reading.names[own?.name ?? -1];
        if (
          own !== undefined &&
          word !== undefined &&
          ARTICLES.has(tokens.lower[word.lead - 1] ?? "") &&
          at(tokens.classes, own.head) & NATIONALITY
        )
          if (!/s$/u.test(tokens.lower[own.head] ?? ""))
            return { name: phrase({ ...own, from: word.lead - 1 }), kind: "anonymous", mention: span };
        // "the Harpers" are two or more, "the Times" is one.
        const only = reading.names[own?.name ?? -1];
        if (
          cluster.words.length === 1 &&
          only !== undefined &&
          tokens.lower[only.lead - 1] === "the" &&
          /[^su]s$/.test(cluster.words[0] ?? "") &&
          !(at(tokens.classes, only.from) & (ORGANISATION | DOCUMENT | PLACE))
        )
          return { name: text.slice(at(tokens.start, only.lead - 1), at(tokens.end, only.to - 1)), kind: "group", mention: span };
        const last = cluster.words[cluster.words.length - 1] ?? "";
        return { name: entry.name, kind: TEXTS.has(last) ? "document" : "organization", mention: span };
      }
    }
    const nominal = mentions[referent.nominal];
    if (nominal === undefined)
      return {
        name: own === undefined ? "" : text.slice(at(tokens.start, own.from), at(tokens.end, own.to - 1)),
        kind: "anonymous",
        mention: span,
      };
    const bits = nominal.classes;
    const name = phrase(introducing(referent.nominal) ?? nominal);
    if (bits & ANONYMOUS || (bits & ROLE && !(bits & (GROUP | ORGANISATION | DOCUMENT)))) return { name, kind: "anonymous", mention: span };
    if (bits & GROUP) return { name, kind: "group", mention: span };
    if (bits & ORGANISATION) return { name: name.replace(/^(?:the|a|an)\s+/iu, ""), kind: "organization", mention: span };
    if (bits & DOCUMENT) return { name: owned(referent.nominal, name), kind: "document", mention: span };
    return { name, kind: "anonymous", mention: span };
  }

  return speaker;
}
