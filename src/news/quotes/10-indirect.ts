import type { Span } from "../article.ts";
import { at, LOWER, POSSESSIVE, PUNCTUATION, WORD } from "../text/tokens.ts";
import { ADVERB, AUXILIARY, CALENDAR, COMMONVERB, DETERMINER, PLACE, PREPOSITION, PRONOUN_FIRST, RELATIVE, ROLE } from "../text/words.ts";
import type { Reading } from "./02-reading.ts";
import { type Mention, NAME, PRONOUN, RELATIVE_PRONOUN } from "./03-mentions.ts";
import { headOf, partnerOf } from "./09-heads.ts";
import { clauses, PRONOUNS } from "./10-clauses.ts";
import { BE, CLAUSAL, DASHES, GOES_ON, HAVE, INNER, INVERTING, NEGATIVE, REPORTING, WAITING } from "./reporting-words.ts";

/** How it is reported: their shares of right ones differ (`13-confidence.ts`). */
export type Pattern = "that" | "bare" | "accordingBefore" | "accordingAfter" | "trailing" | "split";
/** What somebody is reported to have said, in the reporter's words. */
export type Reported = {
  readonly mention: number;
  readonly cue: Span;
  readonly parts: readonly [Span, ...Span[]];
  readonly pattern: Pattern;
};

const ARTICLES = new Set(["the", "a", "an"]);
const OBJECT_FORMS = new Set(["his", "her", "him", "them", "their", "its"]);
/** What may stand between the verb and the end of its sentence in "…, she said in an interview on Monday." */
const TAILS = new Set("in on at during via to after before through from by last this earlier later yesterday today tonight".split(" "));

/** Finds "X said that …", "according to X, …", "…, according to X" and "…, X said", outside quotation marks. Every token is looked at a bounded number of times. */
export function findReported(reading: Reading, mentions: readonly Mention[]): Reported[] {
  const { tokens, inQuote, starts } = reading;
  const line = (i: number) => at(tokens.paragraph, i);
  const low = (i: number) => tokens.lower[i] ?? "";
  const found: Reported[] = [];
  const mentionFrom = new Map<number, number>();
  mentions.forEach((m, i) => {
    mentionFrom.set(m.from, i);
  });
  const { sentenceEnd, sentenceStart, clause, beginsClause, hasVerb, isRelative, stop } = clauses(reading, (i) => mentionFrom.has(i));
  const cueAt = (i: number, to: number): Span => ({ start: at(tokens.start, i), end: at(tokens.end, to) });
  let taken = 0;
  for (let i = 0; i < tokens.count; i++) {
    if (at(inQuote, i) !== 0 || at(tokens.start, i) < taken) continue;
    const word = low(i);
    const according = word === "according" && low(i + 1) === "to";
    if (!according && (at(tokens.kind, i) !== WORD || at(tokens.shape, i) !== LOWER || !REPORTING.has(word))) continue;
    const made = according ? accordingTo(i) : (saidThat(i, word) ?? trailing(i));
    if (made === undefined) continue;
    found.push(made);
    // What is said to have been said inside it is part of it.
    taken = Math.max(made.parts[made.parts.length - 1]?.end ?? 0, at(tokens.end, according ? i + 1 : i));
  }
  return found;

  /** The mention that is the subject of the verb at i: directly before, over adverbs and "has", or over an apposition between commas. */
  function subjectOf(i: number): number | undefined {
    let j = i - 1;
    for (let step = 0; step < 4 && j >= 0; step++, j--) {
      if (NEGATIVE.has(low(j))) return undefined;
      const helps = HAVE.has(low(j)) || (BE.has(low(j)) && low(i).endsWith("ing"));
      if (!helps && !(at(tokens.classes, j) & ADVERB && mentionEnding(j) === undefined)) break;
    }
    if (j < 0 || at(inQuote, j) !== 0 || line(j) !== line(i)) return undefined;
    const direct = mentionEnding(j);
    if (direct !== undefined) return (mentions[direct]?.to ?? 0) > j + 1 ? undefined : usable(direct);
    if (low(j) !== ",") return undefined;
    // "Jane Roe, a spokeswoman for the party, said"
    let name: number | undefined;
    for (let k = j; k > 0 && j - k < 30 && line(k) === line(i) && at(inQuote, k) === 0; k--) {
      const m = low(k) === "," ? mentionEnding(k - 1) : undefined;
      const mention = mentions[m ?? -1];
      const place = mention !== undefined && at(tokens.classes, mention.head) & PLACE;
      if (m !== undefined && mention?.type === NAME && !place && usable(m) !== undefined) {
        const person = (reading.names[mention.name]?.person ?? 0) > 0;
        if (name === undefined || person) name = m;
        if (person && starts[mention.from]) return m;
      }
      if (starts[k] || (at(tokens.classes, k) & AUXILIARY && !(at(tokens.classes, k - 1) & RELATIVE))) break;
    }
    return name;
  }

  function mentionEnding(j: number): number | undefined {
    for (let k = j; k >= 0 && j - k < 10; k--) {
      const m = mentionFrom.get(k);
      if (m !== undefined) return (mentions[m]?.to ?? 0) - 1 >= j && (mentions[m]?.from ?? 0) <= j ? m : undefined;
    }
    return undefined;
  }

  function usable(m: number): number | undefined {
    const mention = mentions[m];
    if (mention === undefined || mention.possessive) return undefined;
    let before = mention.from - (ARTICLES.has(low(mention.from - 1)) ? 2 : 1);
    // "led by campaign manager Terry Sullivan"
    for (let step = 0; step < 3 && mention.type === NAME && at(tokens.classes, before) & ROLE && at(tokens.shape, before) === LOWER; step++)
      before -= at(tokens.classes, before - 1) & (PREPOSITION | DETERMINER | ROLE) ? 1 : 2;
    // "a panel led by MSNBC's Ann Roe", "the hall of mirrors that is Trump World"
    if (at(tokens.kind, before) === POSSESSIVE && mentions[m - 1]?.to === before) before = (mentions[m - 1]?.from ?? 1) - 1;
    if (at(tokens.classes, before) & AUXILIARY) return undefined;
    if (INNER.has(low(before)) && headOf(reading, mentions, m) === m) return undefined;
    // "Roe and the ministry have said": two speak, and we have one.
    const first = mentions[low(before) === "and" && !starts[before] ? (mentionEnding(before - 1) ?? -1) : -1];
    const opens = first === undefined ? 0 : first.from - (ARTICLES.has(low(first.from - 1)) ? 1 : 0);
    if (first !== undefined && (starts[opens] || low(opens - 1) === ",")) {
      if (partnerOf(reading, mentions, m, () => true) < 0) return undefined;
    }
    if (mention.type === PRONOUN && (mention.classes & PRONOUN_FIRST || OBJECT_FORMS.has(low(mention.head)))) return undefined;
    if (mention.type === RELATIVE_PRONOUN) {
      if (low(mention.head) !== "who") return undefined;
      // "a booker who said": whoever stands directly before; otherwise we do not know.
      // "voters who say the economy matters were divided": without a comma its end cannot be told.
      if (low(mention.from - 1) !== "," || mentionEnding(mention.from - 2) !== m - 1) return undefined;
    }
    return m;
  }

  function saidThat(i: number, word: string): Reported | undefined {
    if (word.endsWith("ing") && !BE.has(low(i - 1))) return undefined;
    const subject = subjectOf(i);
    if (subject === undefined) return undefined;
    const { end, quoted } = sentenceEnd(i);
    const strict = !CLAUSAL.has(word);
    const told = word.startsWith("tell") || word === "told";
    let from = i + 1;
    // "told reporters on Tuesday that", "said in a statement that"; but "announced a breach that …", "noted her comment that …"
    let that = -1;
    const object = !told && !(at(tokens.classes, i + 1) & (PREPOSITION | ADVERB | CALENDAR)) && low(i + 1) !== "that";
    for (let k = i + 1; !object && (told || !beginsClause(i + 1, end, strict)) && k < end && k < i + 14; k++) {
      if (low(k) === "that" && !(at(tokens.classes, k - 1) & PREPOSITION)) {
        that = k;
        break;
      }
      if (k > i + 1 && (at(tokens.classes, k) & (AUXILIARY | COMMONVERB) || REPORTING.has(low(k)))) break;
      if (low(k) === "," || low(k) === ":" || low(k) === "who" || low(k) === "which") break;
    }
    if (that > 0 && isRelative(that, i)) return undefined;
    if (that > 0) from = that;
    else if (told) {
      const m = mentionFrom.get(i + 1);
      if (m === undefined) return undefined;
      // "told his closest advisers"
      if (mentions[m]?.type === PRONOUN && OBJECT_FORMS.has(low(i + 1)) && low(i + 1) !== "him" && low(i + 1) !== "them") return undefined;
      from = mentions[m]?.to ?? end;
      if (!beginsClause(from, end, strict)) return undefined;
    } else if (!beginsClause(from, end, strict)) return undefined;
    let to = stop(from + 1, end, mentions[subject]?.type === RELATIVE_PRONOUN);
    if (to < 0) return undefined;
    // "- a former speechwriter said she demanded it - and …"
    const first = (mentions[subject]?.from ?? 0) - 1;
    const lead = ARTICLES.has(low(first)) || at(tokens.kind, first) === WORD ? first - 1 : first;
    if (DASHES.has(low(first)) || DASHES.has(low(lead))) for (let k = to - 1; k > from; k--) if (DASHES.has(low(k))) to = k;
    // "While some say he is ill, others …": what hangs on the conjunction ends at the comma.
    if (WAITING.has(low(first)) || WAITING.has(low(lead)))
      for (let k = to - 1; k > from; k--) if (DASHES.has(low(k)) || low(k) === ",") to = k;
    // Cut off by a quotation mark: only where a comma ends the clause before it.
    if (quoted && to === end && !(low(end - 1) === "," && at(reading.quoteTo, at(inQuote, end) - 1) - end < 14)) return undefined;
    if (low(from + 1) === "," || low(from + 1) === "if" || (quoted && low(from + 1) === "as")) return undefined;
    const part = clause(from, to);
    return part && { mention: subject, cue: cueAt(i, i), parts: [part], pattern: that > 0 ? "that" : "bare" };
  }

  /** "The bridge will reopen in May, she said." and "Those who can vote, she said, must register." */
  function trailing(i: number): Reported | undefined {
    const start = sentenceStart(i);
    const { end, quoted } = sentenceEnd(i);
    if (quoted || (at(inQuote, start - 1) !== 0 && line(start - 1) === line(i) && !starts[start])) return undefined;
    const before = subjectOf(i);
    const subject = before ?? inverted(i);
    const mention = mentions[subject ?? -1];
    if (subject === undefined || mention === undefined || mention.type === RELATIVE_PRONOUN) return undefined;
    let first = Math.min(mention.from, i);
    // "…, central bank governor Jane Roe said"
    for (let step = 0; step < 6 && low(first - 1) !== "," && first - 1 > start && at(tokens.kind, first - 1) === WORD; step++) {
      if (at(tokens.classes, first - 1) & (AUXILIARY | PREPOSITION | PRONOUNS) || at(reading.cue, first - 1) >= 2) break;
      first--;
    }
    if (low(first - 1) !== "," || first - 1 <= start) return undefined;
    const after = before === undefined ? mention.to : i + 1;
    const tail = at(tokens.kind, after) === PUNCTUATION ? end - after <= 1 : TAILS.has(low(after)) || at(tokens.classes, after) & CALENDAR;
    const more = low(after) === "," && before !== undefined ? stop(after, end, false) : end;
    if (more < 0) return undefined;
    const goesOn = low(after) === "," && before !== undefined && more > after + 1;
    if (goesOn && !(TAILS.has(low(after + 1)) && hasSubject(start, first - 1))) {
      for (let k = after + 1; k < more; k++) if (at(reading.cue, k) === 3) return undefined;
      const [a, b] = [clause(start, first - 1, true), clause(after + 1, more, true)];
      return a && b && { mention: subject, cue: cueAt(i, i), parts: [a, b], pattern: "split" };
    }
    if (!tail && low(after) !== ",") return undefined;
    if ((before !== undefined && more - i > 14) || !hasSubject(start, first - 1)) return undefined;
    const part = clause(start, first - 1);
    return part && { mention: subject, cue: cueAt(i, i), parts: [part], pattern: "trailing" };
  }

  /** Whether tokens [from, to) can be a sentence: they do not open with a preposition, a participle or a conjunction that waits for more. */
  function hasSubject(from: number, to: number): boolean {
    const bits = at(tokens.classes, from);
    const opens = low(from);
    const waits = bits & (PREPOSITION | RELATIVE) || WAITING.has(opens) || /(?:ing|ed)$/u.test(opens);
    if (!waits) return true;
    // "In March, the bridge will reopen": after the comma comes the clause.
    for (let k = from + 1; k < to - 2; k++) if (low(k) === "," && beginsClause(k + 1, to, false)) return true;
    return false;
  }

  function inverted(i: number): number | undefined {
    if (!INVERTING.has(low(i))) return undefined;
    const m = mentionFrom.get(i + 1);
    // "reported it to the police"
    return m === undefined || (mentions[m]?.type === PRONOUN && !low(i).startsWith("sa")) ? undefined : usable(m);
  }

  function accordingTo(i: number): Reported | undefined {
    // "the most recent average": "most" is nobody.
    let m = mentionFrom.get(i + 2);
    for (let k = i + 3; k < i + 7 && (m === undefined || low(mentions[m]?.from ?? 0) === "most"); k++)
      if (k === i + 3 || low(i + 3) === "most") m = mentionFrom.get(k) ?? m;
    if (m === undefined || mentions[m]?.type === RELATIVE_PRONOUN || low(mentions[m]?.from ?? 0) === "most") return undefined;
    const start = sentenceStart(i);
    const { end, quoted } = sentenceEnd(i);
    const cue = cueAt(i, i + 1);
    // "the Iraqi activist group Mosul Eye"
    for (let next = mentions[m + 1]; next !== undefined && next.from <= (mentions[m]?.to ?? 0) + 3; next = mentions[m + 1]) {
      let apart = mentions[m]?.type !== NAME || mentions[m]?.possessive === true;
      for (let k = mentions[m]?.to ?? 0; k < next.from; k++)
        apart ||= at(tokens.kind, k) !== WORD || (at(tokens.classes, k) & (PREPOSITION | AUXILIARY | RELATIVE)) !== 0;
      if (apart) break;
      m++;
    }
    if (start >= i - 1) {
      let k = mentions[m]?.to ?? end;
      while (k < end && k - i < 30 && low(k) !== ",") k++;
      if (low(k) !== "," || quoted) return undefined;
      // Over an apposition to the comma that closes it.
      if (at(tokens.classes, k + 1) & DETERMINER) {
        let next = k + 1;
        while (next < end && next - k < 20 && low(next) !== "," && !(at(tokens.classes, next) & (AUXILIARY | COMMONVERB))) next++;
        if (low(next) === "," && beginsClause(next + 1, end, false)) k = next;
      }
      const to = stop(k + 1, end, false);
      const part = to < 0 ? undefined : clause(k + 1, to);
      return part && { mention: m, cue, parts: [part], pattern: "accordingBefore" };
    }
    // "a man whose book, according to its summary, “draws …”"
    if (quoted) return undefined;
    // "It was the first time, according to officials, that …"
    const after = mentions[m]?.to ?? end;
    if (low(after) === "," && GOES_ON.has(low(after + 1))) return undefined;
    const stopped = low(i - 1) === "," ? i - 1 : i;
    if (at(inQuote, start - 1) !== 0 && line(start - 1) === line(i) && !starts[start]) return undefined;
    const part = hasVerb(start, stopped) ? clause(start, stopped) : undefined;
    return part && { mention: m, cue, parts: [part], pattern: "accordingAfter" };
  }
}
