import type { Article } from "../article.ts";
import type { Action, Card, ChoiceItem } from "../card.ts";
import { keyQuotes } from "../digest.ts";
import type { Person } from "../people.ts";
import { count, phrases, searched } from "../phrases.ts";
import type { Question } from "../question.ts";
import { type Quote, quoteId } from "../quote.ts";
import type { Story } from "../story.ts";
import { quoteInContext, quoteItem, storyItem } from "./items.ts";

/** What was searched, for honest answers: how many articles, since when. */
export type Searched = { readonly articles: number; readonly since: string | null };
type Found = { readonly quote: Quote; readonly article: Article };

const ask = (person: Person, more: { offset?: number; about?: string | undefined } = {}): Question => ({
  kind: "person",
  person: person.id,
  offset: more.offset ?? 0,
  ...(more.about ? { about: more.about } : {}),
});

/** Quoted: their words, newest first; on the last page also what they are reported to have said. */
export function quotedCard(
  person: Person,
  page: {
    readonly quotes: readonly Found[];
    readonly reported: readonly Found[];
    readonly offset: number;
    readonly about?: string | undefined;
    readonly more: boolean;
  },
  extent: Searched,
): Card {
  const { quotes, reported, offset, about, more } = page;
  const context: Action[] = quotes.map(({ quote }, i) => ({
    label: quotes.length === 1 ? phrases.context : `${phrases.context} ${offset + i + 1}`,
    question: { kind: "context", quote: quoteId(quote) },
  }));
  return {
    title: phrases.quotesOf(person.name, about),
    note: searched(extent),
    items: [...quotes, ...reported].map(({ quote, article }) => quoteItem(quote, article)),
    actions: [...(more ? [{ label: phrases.more, question: ask(person, { offset: offset + quotes.length, about }) }] : []), ...context],
  };
}

/** Only reported indirectly. */
export function reportedCard(person: Person, reported: readonly Found[], about: string | undefined, extent: Searched): Card {
  return {
    title: phrases.quotesOf(person.name, about),
    note: searched(extent),
    items: [
      { kind: "absence", why: "reported", text: phrases.onlyReported(person.name) },
      ...reported.map(({ quote, article }) => quoteItem(quote, article)),
    ],
    actions: [],
  };
}

/** Mentioned but not quoted: the stories, and who is quoted in them. */
export function mentionedCard(person: Person, stories: readonly Story[], extent: Searched): Card {
  const speakers = [
    ...new Set(stories.flatMap((s) => s.quotes.flatMap((q) => (q.kind !== "indirect" && q.speaker ? [q.speaker.name] : [])))),
  ];
  return {
    title: phrases.quotesOf(person.name),
    note: searched(extent),
    items: [
      { kind: "absence", why: "mentioned", text: phrases.mentioned(person.name, person.articles, speakers) },
      ...stories.map((story) => storyItem(story, keyQuotes(story))),
    ],
    actions: [],
  };
}

/** Quoted, but not on this. */
export function notAboutCard(person: Person, about: string, quotes: number, extent: Searched): Card {
  return {
    title: phrases.quotesOf(person.name, about),
    note: searched(extent),
    items: [{ kind: "absence", why: "unknown", text: phrases.notAbout(person.name, about) }],
    actions: quotes > 0 ? [{ label: phrases.allQuotesOf(person.name), question: ask(person) }] : [],
  };
}

/** Stories that contain the words asked for. */
export function topicCard(words: string, stories: readonly Story[], extent: Searched): Card {
  return {
    title: phrases.storiesOn(words),
    note: searched(extent),
    items: stories.map((story) => storyItem(story, keyQuotes(story))),
    actions: [],
  };
}

/** Unknown here, with the names that are nearest. */
export function unknownCard(words: string, near: readonly Person[], extent: Searched): Card {
  const choice: ChoiceItem[] = near.length ? [{ kind: "choice", text: phrases.didYouMean, options: near.map(option) }] : [];
  return {
    title: phrases.nobody(words),
    note: searched(extent),
    items: [{ kind: "absence", why: "unknown", text: phrases.unknown(words) }, ...choice],
    actions: [],
  };
}

/** Which of these? */
export function whichCard(words: string, persons: readonly Person[], extent: Searched): Card {
  return {
    title: phrases.which(words),
    note: searched(extent),
    items: [{ kind: "choice", text: phrases.whichOfThese(words), options: persons.map(option) }],
    actions: [],
  };
}

function option(person: Person): ChoiceItem["options"][number] {
  const known = person.quotes > 0 ? count(person.quotes, "quote") : phrases.noQuotes;
  return { label: person.name, detail: [person.role, known].filter(Boolean).join(", "), question: ask(person) };
}

/** The sentence before and after, with the quote marked. */
export function contextCard(quote: Quote, article: Article): Card {
  return { title: phrases.inContext, items: [quoteInContext(quote, article)], actions: [] };
}

/** What a button points at is no longer stored. */
export function goneCard(): Card {
  return { title: phrases.gone, items: [{ kind: "absence", why: "gone", text: phrases.goneText }], actions: [] };
}

/** `id` stands in the log too. */
export function errorCard(id: string): Card {
  return { title: phrases.error, note: phrases.errorNote(id), items: [], actions: [] };
}

/** A word to the one who asked, about the question itself. */
export function noticeCard(title: string, text: string): Card {
  return { title, items: [{ kind: "absence", why: "gone", text }], actions: [] };
}

/** Ends an answer of which this many messages are left out, because a platform takes no more of them. */
export function tooLongCard(left: number): Card {
  return { title: phrases.noTitle, note: phrases.tooLong(left), items: [], actions: [] };
}
