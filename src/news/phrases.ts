import type { QuoteKind } from "./quote.ts";

/** Every word of the bot's own that a reader sees on a card. Cards and renderers take them from here, so that a translation is one more table. */
export const phrases = {
  digestTitle: "News digest",
  nothingYet: "Nothing has been read yet. Put articles into the seeds folder, or name other folders in SOURCES.",
  late: (due: string) => `late, was due ${due}`,
  saidBy: (name: string) => `— ${name}`,
  speakerUncertain: "— the article does not make it certain who says this",
  unnamed: "not named in the article",
  reported: "Reported, in the article's words",
  unmarkedBlock: "set apart without quote marks in the source",
  gap: "[…]",
  cut: "[cut by Pullquote; read on at the source]",
  continued: "continued",
  people: "People mentioned",
  keyQuotes: "Key quotes",
  undated: "undated",
  noOutlet: "outlet not given",
  more: "More",
  context: "Show in context",
  read: "Read the article",
  latest: "Latest digest",
  quotesOf: (name: string, about?: string) => (about ? `${name} on ${about}` : name),
  allQuotesOf: (name: string) => `All quotes of ${name}`,
  storiesOn: (words: string) => `Stories on “${words}”`,
  onlyReported: (name: string) => `No words of ${name}'s own are quoted. This is what they are reported to have said:`,
  mentioned: (name: string, articles: number, speakers: readonly string[]) =>
    `${name} is mentioned in ${count(articles, "article")}, but not quoted. ${speakers.length ? `Quoted there: ${list(speakers)}.` : "Nobody is quoted there."}`,
  notAbout: (name: string, about: string) => `Nothing that ${name} said about “${about}”.`,
  noQuotes: "mentioned, not quoted",
  nobody: (words: string) => `“${words}”`,
  unknown: (words: string) => `Nobody and nothing called “${words}” in what was read.`,
  didYouMean: "Did you mean …",
  which: (words: string) => `Which “${words}”?`,
  whichOfThese: (words: string) => `More than one person is called “${words}”:`,
  firstNameNotGiven: (surname: string) => `${surname} (first name not given)`,
  inContext: "In context",
  gone: "No longer there",
  takenOut: "A story that stood here was taken out of the archive.",
  goneText: "What this button pointed at is no longer stored. Ask again with /news.",
  untitled: "untitled",
  noTitle: "Pullquote",
  partOf: (part: number, parts: number) => `Part ${part} of ${parts}`,
  goesOnBelow: "goes on below",
  tooLong: (left: number) => `${count(left, "more message")} would not fit an answer. Ask for less, for example with a name.`,
  oldButtonTitle: "That button is too old",
  oldButton: (command: string) => `It was made by another version and means nothing any more. Ask again with ${command}.`,
  sourceBroken: (name: string) => `A source cannot be read: ${name}`,
  sourceBack: (name: string) => `A source is back: ${name}`,
  sourceSince: (since: string) => `It could not be read since ${since.slice(0, 16).replace("T", " ")} UTC.`,
  error: "Something went wrong here, not with your question.",
  errorNote: (id: string) => `Try again in a minute. If it stays, tell whoever runs this bot: error ${id}.`,
} as const;

/** What stands before a quote that is not plainly in marks. Null: nothing needs saying. */
export function kindNote(kind: QuoteKind): string | null {
  if (kind === "indirect") return phrases.reported;
  if (kind === "block") return phrases.unmarkedBlock;
  return null;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(names);
}

/** "3 November 2026", in UTC. */
export function day(date: Date): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(date);
}

/** "Searched 12 articles read since 3 November 2026." */
export function searched(extent: { readonly articles: number; readonly since: string | null }): string {
  if (extent.articles === 0 || extent.since === null) return "Searched nothing: no article has been read yet.";
  return `Searched ${count(extent.articles, "article")}, read since ${day(new Date(extent.since))}.`;
}
