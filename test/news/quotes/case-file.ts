import type { Span } from "../../../src/news/article.ts";
import type { FoundPerson } from "../../../src/news/person.ts";
import type { FoundQuote, Speaker } from "../../../src/news/quote.ts";
import { foldName } from "../../../src/news/text/fold.ts";

/** One line of what must come out, with the `by:` that follows it. See test/cases/quotes/README.md. */
type Expected = { readonly key: string; readonly value: string; by?: string };

export type QuoteCase = {
  readonly name: string;
  readonly reason: string;
  readonly text: string;
  readonly byline?: string;
  readonly blockQuotes?: readonly Span[];
  readonly expected: readonly Expected[];
};

export type Extracted = { readonly quotes: readonly FoundQuote[]; readonly people: readonly FoundPerson[] };

const QUOTE_KEYS = /^(?:(?:direct|partial|block|indirect)(?: or (?:direct|partial|block|indirect))*|quoted)$/;
const OTHER_KEYS = new Set(["not", "not reported", "never by", "person", "not person"]);
const SPEAKER_KINDS = new Set(["person", "organization", "group", "anonymous", "document"]);

/** Throws where the file is not of the form, so that a slip in a case is never taken for a pass. */
export function readCase(name: string, file: string): QuoteCase {
  const wrong = (why: string): never => {
    throw new Error(`${name}: ${why}`);
  };
  const form = /^# ([^\n]+)\n\n([\s\S]+?)\n\n---\n([\s\S]+?)\n$/.exec(file);
  if (!form) return wrong("not of the form '# reason', text, '---', expectations");
  const [, reason = "", text = "", rest = ""] = form;
  let byline: string | undefined;
  const blockQuotes: Span[] = [];
  const expected: Expected[] = [];
  for (const line of rest.split("\n")) {
    const [, key = "", value = ""] = /^([a-z ]+): (.+)$/.exec(line) ?? wrong(`cannot read the line '${line}'`);
    if (key === "byline") byline = value;
    else if (key === "block quote in the markup") blockQuotes.push(spanOf(text, value) ?? wrong(`'${value}' is not in the text`));
    else if (key === "by") {
      const last = expected.at(-1);
      if (!last || !QUOTE_KEYS.test(last.key)) return wrong("'by:' follows no quote");
      last.by = value;
      for (const option of options(value)) if (!/^(?:nobody|.+ \(.+\))$/.test(option)) wrong(`cannot read the speaker '${option}'`);
    } else if (QUOTE_KEYS.test(key) || OTHER_KEYS.has(key)) {
      const words = key === "never by" ? (value.split(" = ")[1] ?? wrong("'never by' needs 'name = words'")) : value;
      if (!key.endsWith("person")) for (const piece of words.split(" | ")) if (!spanOf(text, piece)) wrong(`'${piece}' is not in the text`);
      expected.push({ key, value });
    } else wrong(`unknown key '${key}'`);
  }
  return { name, reason, text, expected, ...(byline ? { byline } : {}), ...(blockQuotes.length ? { blockQuotes } : {}) };
}

/** What is not as the case says, in words; empty where all of it is. */
export function problems(test: QuoteCase, { quotes, people }: Extracted): string[] {
  const text = test.text;
  const found: string[] = [];
  const shown = (quote: FoundQuote) =>
    `${quote.kind} ${JSON.stringify(quote.parts.map((part) => text.slice(part.start, part.end)).join(" | "))} by ${named(quote.speaker)}`;
  const overlapping = (words: string, kinds: (kind: string) => boolean) => {
    const span = spanOf(text, words) ?? { start: 0, end: 0 };
    return quotes.filter((quote) => kinds(quote.kind) && quote.parts.some((part) => part.start < span.end && span.start < part.end));
  };
  const own = (kind: string) => kind !== "indirect";

  for (const { key, value, by } of test.expected) {
    if (QUOTE_KEYS.test(key)) {
      const kinds = key === "quoted" ? ["direct", "partial", "block"] : key.split(" or ");
      const pieces = value.split(" | ");
      const near = pieces.flatMap((piece) => overlapping(piece, (kind) => (kind === "indirect") === kinds.includes("indirect")));
      const fitting = near.filter((quote) => (kinds.includes("indirect") ? reports(text, quote, value) : consistsOf(text, quote, pieces)));
      const [quote] = fitting;
      if (!quote) {
        const instead = near.length ? [...new Set(near)].map(shown).join("; ") : "nothing there";
        found.push(`expected ${key} ${JSON.stringify(value)}, found ${instead}`);
      } else if (!kinds.includes(quote.kind)) found.push(`expected ${key}, found ${shown(quote)}`);
      else if (by && !spokenBy(quote.speaker, by)) found.push(`expected by ${by}, found ${shown(quote)}`);
    } else if (key === "not")
      for (const quote of overlapping(value, own)) found.push(`expected no quote at ${JSON.stringify(value)}, found ${shown(quote)}`);
    else if (key === "not reported")
      for (const quote of overlapping(value, (kind) => !own(kind)))
        found.push(`expected nothing reported at ${JSON.stringify(value)}, found ${shown(quote)}`);
    else if (key === "never by") {
      const [name = "", words = ""] = value.split(" = ");
      for (const quote of overlapping(words, own))
        if (quote.speaker && sameName(quote.speaker.name, name)) found.push(`expected not by ${name}, found ${shown(quote)}`);
    } else found.push(...personProblems(key, value, people));
  }
  for (const quote of quotes)
    for (const part of quote.parts)
      if (!(0 <= part.start && part.start < part.end && part.end <= text.length))
        found.push(`a part does not lie in the text: ${shown(quote)}`);
  return found;
}

function personProblems(key: string, value: string, people: readonly FoundPerson[]): string[] {
  const all = people.map((person) => [person.name, ...person.aliases].join(" = ")).join("; ") || "nobody";
  const [names = "", aliases = ""] = value.split(" = ");
  const person = people.find((candidate) => names.split(" / ").some((name) => sameName(candidate.name, name)));
  if (key === "not person") return person ? [`expected no person ${value}, found ${all}`] : [];
  if (!person) return [`expected the person ${names}, found ${all}`];
  const missing = aliases.split(", ").filter((alias) => alias && !person.aliases.some((other) => sameName(other, alias)));
  return missing.length ? [`expected ${names} to be called ${missing.join(", ")} too, found ${all}`] : [];
}

/** The parts of the quote, or some of them in a row, are the pieces and nothing else. */
function consistsOf(text: string, quote: FoundQuote, pieces: readonly string[]): boolean {
  const wanted = bare(pieces.join(" "));
  const parts = quote.parts.map((part) => bare(text.slice(part.start, part.end)));
  for (let from = 0; from < parts.length; from++)
    for (let to = from + 1; to <= parts.length; to++) if (parts.slice(from, to).join("") === wanted) return true;
  return false;
}

/** Reported speech has no sharp ends: the words are in it, and it does not go on for more than as much again. */
function reports(text: string, quote: FoundQuote, words: string): boolean {
  const said = quote.parts.map((part) => text.slice(part.start, part.end)).join(" ");
  return said.includes(words.replaceAll(" | ", " ")) && said.length <= words.length * 2 + 20;
}

/** Without what stands between the pieces of one quote: spaces and marks. */
function bare(words: string): string {
  return words.replace(/[\s"“”„«»‘’'`「」]+/gu, "");
}

function spokenBy(speaker: Speaker | null, by: string): boolean {
  return options(by).some((option) => {
    if (option === "nobody") return speaker === null;
    const [, names = "", kinds = ""] = /^(.+) \((.+)\)$/.exec(option) ?? [];
    if (!speaker || !kinds.split(" or ").includes(speaker.kind)) return false;
    return names.split(" / ").some((name) => {
      if (speaker.kind === "person") return sameName(speaker.name, name);
      // The words of the article: a longer descriptor is as good, a shorter one loses who it was.
      return ` ${foldName(speaker.name)} `.includes(` ${foldName(name).replace(/^(?:the|a|an) /, "")} `);
    });
  });
}

/** "A (person) or nobody", where "or" in brackets parts kinds. */
function options(by: string): string[] {
  return by.split(/ or (?![^(]*\))/);
}

function named(speaker: Speaker | null): string {
  return speaker ? `${speaker.name} (${speaker.kind})` : "nobody";
}

function sameName(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}

function spanOf(text: string, words: string): Span | null {
  const start = text.indexOf(words);
  return start < 0 ? null : { start, end: start + words.length };
}

export function speakerKindsOf(test: QuoteCase): string[] {
  return test.expected.flatMap(({ by }) => options(by ?? "")).flatMap((option) => /\((.+)\)$/.exec(option)?.[1]?.split(" or ") ?? []);
}

export function isSpeakerKind(kind: string): boolean {
  return SPEAKER_KINDS.has(kind);
}
