import type { QuoteId } from "./quote.ts";
import type { StoryId } from "./story.ts";

/** What a moderator does to the digest of a channel. `words` is what they typed or chose; every form comes down to words too. */
export const acts = [
  "now",
  "preview",
  "schedule",
  "pause",
  "resume",
  "sources",
  "filter",
  "length",
  "roles",
  "quiet",
  "status",
  "help",
] as const;
export type Act = (typeof acts)[number];
export type Managing = {
  readonly kind: "manage";
  readonly act: Act;
  readonly words: string;
  /** Another channel than the one where it is asked, as the platform let one choose it: a forum has no place to type in. */
  readonly channel?: string;
};

/** When somebody who follows a person hears of new quotes: as soon as they are read, or together at the time of the digest. */
export type FollowWhen = "now" | "digest";

/** What may be repeated for everybody. */
export type Shareable =
  | { readonly kind: "latest" }
  | { readonly kind: "search"; readonly words: string; readonly about?: string; readonly offset: number }
  | { readonly kind: "person"; readonly person: string; readonly about?: string; readonly offset: number }
  | { readonly kind: "context"; readonly quote: QuoteId }
  | WholeStory;

/** All there is of one story. `page` counts from 0; `known`: so many of its articles had been told where it is asked from, the others are new. */
export type WholeStory = { readonly kind: "story"; readonly story: StoryId; readonly page: number; readonly known?: number };

/** What one can ask in chat, typed, by a button or by a form. `offset` counts the quotes already seen; `person` is an id or a name as typed. */
export type Question =
  | Shareable
  /** The same answer again, for everybody in the channel. */
  | { readonly kind: "share"; readonly of: Shareable }
  | { readonly kind: "follow"; readonly person: string; readonly when: FollowWhen }
  | { readonly kind: "unfollow"; readonly person: string }
  | { readonly kind: "following" }
  /** What one can type. */
  | { readonly kind: "help" }
  /** Who is quoted here? The links of a message. */
  | { readonly kind: "links"; readonly urls: readonly string[] }
  /** What is scheduled, what is followed, what is broken. */
  | { readonly kind: "home" }
  | Managing;

/** The longest search, in UTF-16 code units: with `about` it still fits a button. */
const LONGEST_WORDS = 55;
const LONGEST_ABOUT = 25;
/** A button's code. Discord's custom_id holds 100: the rest is the seal and a number. */
export const LONGEST_CODE = 85;
/** What is typed after `/digest` may be as long as Discord lets it: what is cut would be set by half. */
const LONGEST_MANAGING = 6000;

/** How one types a story: what completion puts into the line. */
const STORY = /^\s*story:([0-9a-f]{20})\s*$/;

/** What people type to learn what they can type, in the languages of the bot. */
const HELP = /^\s*(?:--?help|-?h|\?+|help|hilfe|aide|ayuda)\s*$/iu;

/** Reads what stands after `/news`: nothing, `help`, a name or words, `about:word` or `about:"two words"`; `follow`, `unfollow`, `following`; `story:` and its id. Never fails: anything is a search. */
export function parseQuestion(typed: string): Question {
  const [, story] = STORY.exec(typed) ?? [];
  if (story) return { kind: "story", story: story as StoryId, page: 0 };
  if (HELP.test(typed)) return { kind: "help" };
  const [, verb = "", whom = ""] = /^\s*(follow|unfollow|following)(?:\s+(.*))?$/isu.exec(typed) ?? [];
  const [, name = whom, when] = /^(.*\S)\s+(now|daily)\s*$/isu.exec(whom) ?? [];
  const person = tidy(name, LONGEST_WORDS);
  if (verb.toLowerCase() === "follow" && person) return { kind: "follow", person, when: /daily/i.test(when ?? "") ? "digest" : "now" };
  if (verb.toLowerCase() === "unfollow" && person) return { kind: "unfollow", person };
  if (verb && !person) return { kind: "following" };

  let about = "";
  const words = typed.replace(/(?:^|\s)about:\s*(?:"([^"]*)"|“([^”]*)”|(\S+))/giu, (_, straight, curly, bare) => {
    about = tidy(straight ?? curly ?? bare ?? "", LONGEST_ABOUT);
    return " ";
  });
  const wanted = tidy(words, LONGEST_WORDS);
  if (wanted === "" && about === "") return { kind: "latest" };
  if (wanted === "") return { kind: "search", words: about, offset: 0 };
  return { kind: "search", words: wanted, offset: 0, ...(about ? { about } : {}) };
}

/** Reads what stands after `/digest`. What is no act is answered with help, which says what was typed. */
export function parseManaging(typed: string): Managing {
  const [, first = "", rest = ""] = /^\s*(\S*)\s*(.*)$/su.exec(typed.slice(0, LONGEST_MANAGING)) ?? [];
  const act = acts.find((name) => name === first.toLowerCase());
  return act ? { kind: "manage", act, words: rest.trim() } : { kind: "manage", act: "help", words: typed.trim().slice(0, 100) };
}

/** How one would type the question; null where it can only be pressed. */
export function typedQuestion(question: Question): string | null {
  switch (question.kind) {
    case "latest":
      return "/news";
    case "search":
      if (question.offset > 0) return null;
      return `/news ${question.words}${question.about ? ` about:${quoted(question.about)}` : ""}`;
    case "story":
      return question.page === 0 && STORY.test(`story:${question.story}`) ? `/news story:${question.story}` : null;
    case "follow":
      return `/news follow ${question.person} ${question.when === "digest" ? "daily" : "now"}`;
    case "unfollow":
      return `/news unfollow ${question.person}`;
    case "following":
      return "/news following";
    case "help":
      return "/news help";
    case "manage":
      return question.channel === undefined ? `/digest ${question.act} ${question.words}`.trim() : null;
    default:
      return null;
  }
}

/** A question as text of at most `LONGEST_CODE` UTF-16 code units, for a button. `decodeQuestion` gives the same question back. */
export function encodeQuestion(question: Question): string {
  switch (question.kind) {
    case "latest":
      return "l";
    case "context":
      return `c|${question.quote}`;
    case "story":
      return ["t", question.page, question.story, ...(question.known === undefined ? [] : [question.known])].join("|");
    case "search":
      return ["s", question.offset, question.words, ...(question.about ? [question.about] : [])].join("|");
    case "person": {
      const code = ["p", question.offset, question.person, ...(question.about ? [question.about] : [])].join("|");
      // A name too long for a button is searched for by its beginning: the answer asks which person was meant.
      return code.length <= LONGEST_CODE && !/[~]/.test(question.person)
        ? code
        : encodeQuestion({ kind: "search", words: tidy(question.person, LONGEST_WORDS), offset: 0 });
    }
    case "share": {
      const code = `x|${encodeQuestion(question.of)}`;
      return code.length <= LONGEST_CODE ? code : encodeQuestion(question.of);
    }
    case "follow":
      return `f|${question.when === "digest" ? "d" : "n"}|${tidy(question.person, LONGEST_CODE - 4)}`;
    case "unfollow":
      return `u|${tidy(question.person, LONGEST_CODE - 2)}`;
    case "following":
      return "w";
    case "help":
      return "?";
    case "links":
    case "home":
      return "h";
    case "manage": {
      const words = tidy(question.words, LONGEST_CODE);
      const begins = question.channel === undefined ? `m|${question.act}|` : `n|${question.channel}|${question.act}|`;
      const code = begins + words;
      // Half an address is another address: what does not fit is asked for again.
      return code.length <= LONGEST_CODE && words === question.words ? code : begins;
    }
  }
}

/** Null: no question of ours (an old button, or somebody else's). */
export function decodeQuestion(code: string): Question | null {
  const [kind, first = "", second = "", third = ""] = code.split("|");
  if (kind === "l") return { kind: "latest" };
  if (kind === "w") return { kind: "following" };
  if (kind === "?") return { kind: "help" };
  if (kind === "h") return { kind: "home" };
  if (kind === "c" && first) return { kind: "context", quote: first as QuoteId };
  if (kind === "u" && first) return { kind: "unfollow", person: first };
  if (kind === "f" && second && /^[nd]$/.test(first)) return { kind: "follow", person: second, when: first === "d" ? "digest" : "now" };
  if (kind === "x") {
    const of = decodeQuestion(code.slice(2));
    return of !== null && isShareable(of) ? { kind: "share", of } : null;
  }
  if (kind === "m") {
    const act = acts.find((name) => name === first);
    return act ? { kind: "manage", act, words: code.slice(first.length + 3) } : null;
  }
  if (kind === "n" && first) {
    const act = acts.find((name) => name === second);
    return act ? { kind: "manage", act, words: code.slice(first.length + second.length + 4), channel: first } : null;
  }
  if (!/^\d{1,6}$/.test(first) || !second) return null;
  if (kind === "t")
    return { kind: "story", story: second as StoryId, page: Number(first), ...(/^\d{1,6}$/.test(third) ? { known: Number(third) } : {}) };
  const more = { offset: Number(first), ...(third ? { about: third } : {}) };
  if (kind === "s") return { kind: "search", words: second, ...more };
  if (kind === "p") return { kind: "person", person: second, ...more };
  return null;
}

export function isShareable(question: Question): question is Shareable {
  return ["latest", "search", "person", "context", "story"].includes(question.kind);
}

/** The http and https addresses in a text, in order, each once; at most `most`. Marks that end a sentence or close a link are no part of them. */
export function linksIn(text: string, most = 5): string[] {
  const found = new Set<string>();
  for (const [match] of text.matchAll(/https?:\/\/[^\s<>|"'`]+/giu)) {
    const url = match.replace(/[.,;:!?)\]}*_~…’”»]+$/u, "");
    if (URL.canParse(url)) found.add(url);
    if (found.size >= most) break;
  }
  return [...found];
}

/** One line without the codes' separators, cut between characters. */
function tidy(text: string, longest: number): string {
  const line = text.replace(/[\s|~]+/gu, " ").trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  return (/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut).trim();
}

function quoted(words: string): string {
  return words.includes(" ") ? `"${words.replaceAll('"', "")}"` : words;
}
