import type { Speaker } from "../quote.ts";
import { at, POSSESSIVE, PUNCTUATION } from "../text/tokens.ts";
import { ANONYMOUS, AUXILIARY, COMMONVERB, DOCUMENT, GROUP, ORGANISATION, PLACE, PREPOSITION, RELATIVE, ROLE } from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import type { Mention } from "./03-mentions.ts";
import type { Known } from "./08-people.ts";
import type { Referent } from "./09-referent.ts";

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
    return text.slice(at(tokens.start, mention.from), at(tokens.end, Math.max(end, mention.to) - 1));
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
    const name = phrase(nominal);
    if (bits & ANONYMOUS || (bits & ROLE && !(bits & (GROUP | ORGANISATION | DOCUMENT)))) return { name, kind: "anonymous", mention: span };
    if (bits & GROUP) return { name, kind: "group", mention: span };
    if (bits & ORGANISATION) return { name: name.replace(/^(?:the|a|an)\s+/iu, ""), kind: "organization", mention: span };
    if (bits & DOCUMENT) return { name, kind: "document", mention: span };
    return { name, kind: "anonymous", mention: span };
  }

  return speaker;
}
