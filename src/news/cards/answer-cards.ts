import type { Article } from "../article.ts";
import type { Action, Card, ChoiceItem, NoticeItem } from "../card.ts";
import { keyQuotes } from "../digest.ts";
import type { Language } from "../language.ts";
import type { Person } from "../people.ts";
import { phrases, phrasesIn } from "../phrases.ts";
import { isShareable, type Question } from "../question.ts";
import { type Quote, quoteId } from "../quote.ts";
import type { SharedQuote } from "../story/same-quote.ts";
import type { Story } from "../story.ts";
import { wholeOf } from "./buttons.ts";
import { carriedIn, quoteInContext, quoteItem, shortQuoteItem, storyItem } from "./items.ts";

/** What was searched, for honest answers: how many articles, since when. */
export type Searched = { readonly articles: number; readonly since: string | null };
/** A quote where it is shown from; `articles`: those that carry it, where others do. */
export type Found = { readonly quote: SharedQuote; readonly article: Article; readonly articles?: readonly Article[] };
/** Whom a card is for: in which language, and whether they are where others are, so that they can share and be written to. */
export type Reader = { readonly language?: Language; readonly chat?: boolean };

const ask = (person: Person, more: { offset?: number; about?: string | undefined } = {}): Question => ({
  kind: "person",
  person: person.id,
  offset: more.offset ?? 0,
  ...(more.about ? { about: more.about } : {}),
});

/** A surname without a first name is called so in the reader's language. */
export function nameOf(person: Person, { language }: Reader = {}): string {
  const ending = phrases.firstNameNotGiven("");
  if (!person.name.endsWith(ending)) return person.name;
  return phrasesIn(language).firstNameNotGiven(person.name.slice(0, -ending.length));
}

/** With the reader's language on it, where they have one. */
export function made(card: Card, to: Reader): Card {
  return to.language ? { ...card, language: to.language } : card;
}

/** The button that repeats an answer for everybody. */
export function sharing(question: Question, to: Reader): Action[] {
  return to.chat && isShareable(question) ? [{ label: phrasesIn(to.language).share, question: { kind: "share", of: question } }] : [];
}

function following(person: Person, to: Reader): Action[] {
  if (!to.chat) return [];
  return [{ label: phrasesIn(to.language).follow(nameOf(person, to)), question: { kind: "follow", person: person.id, when: "now" } }];
}

/** Quoted: their words, newest first; on the last page also what they are reported to have said. */
export function quotedCard(
  person: Person,
  page: {
    readonly quotes: readonly Found[];
    readonly reported: readonly Found[];
    readonly offset: number;
    readonly about?: string | undefined;
    /** Where the next page begins; null on the last. */
    readonly next: number | null;
  },
  extent: Searched,
  to: Reader = {},
): Card {
  const { quotes, reported, offset, about, next } = page;
  const said = phrasesIn(to.language);
  const context: Action[] = quotes.map(({ quote }, i) => ({
    label: quotes.length === 1 ? said.context : `${said.context} ${offset + i + 1}`,
    question: { kind: "context", quote: quoteId(quote) },
  }));
  const actions = [
    ...(next !== null ? [{ label: said.more, question: ask(person, { offset: next, about }) }] : []),
    ...context,
    ...sharing(ask(person, { offset, about }), to),
    ...following(person, to),
  ];
  const items = [...quotes, ...reported].map(({ quote, article, articles = [] }) => ({
    ...shortQuoteItem(quote, article),
    ...carriedIn(quote, { articles: [article, ...articles] }),
  }));
  return made({ title: said.quotesOf(nameOf(person, to), about), note: said.searched(extent), items, actions }, to);
}

/** Only reported indirectly. */
export function reportedCard(
  person: Person,
  reported: readonly Found[],
  about: string | undefined,
  extent: Searched,
  to: Reader = {},
): Card {
  const said = phrasesIn(to.language);
  const name = nameOf(person, to);
  const items: Card["items"] = [
    { kind: "absence", why: "reported", text: said.onlyReported(name) },
    ...reported.map(({ quote, article }) => quoteItem(quote, article)),
  ];
  const actions = [...sharing(ask(person, { about }), to), ...following(person, to)];
  return made({ title: said.quotesOf(name, about), note: said.searched(extent), items, actions }, to);
}

/** Mentioned but not quoted: the stories, and who is quoted in them. */
export function mentionedCard(person: Person, stories: readonly Story[], extent: Searched, to: Reader = {}): Card {
  const said = phrasesIn(to.language);
  const name = nameOf(person, to);
  const speakers = [
    ...new Set(stories.flatMap((s) => s.quotes.flatMap((q) => (q.kind !== "indirect" && q.speaker ? [q.speaker.name] : [])))),
  ];
  const items: Card["items"] = [
    { kind: "absence", why: "mentioned", text: said.mentioned(name, person.articles, speakers) },
    ...stories.map((story) => storyItem(story, keyQuotes(story))),
  ];
  return made(
    {
      title: said.quotesOf(name),
      note: said.searched(extent),
      items,
      actions: [...wholeOf(items, stories, said), ...sharing(ask(person), to), ...following(person, to)],
    },
    to,
  );
}

/** Quoted, but not on this. */
export function notAboutCard(person: Person, about: string, quotes: number, extent: Searched, to: Reader = {}): Card {
  const said = phrasesIn(to.language);
  const name = nameOf(person, to);
  return made(
    {
      title: said.quotesOf(name, about),
      note: said.searched(extent),
      items: [{ kind: "absence", why: "unknown", text: said.notAbout(name, about) }],
      actions: quotes > 0 ? [{ label: said.allQuotesOf(name), question: ask(person) }] : [],
    },
    to,
  );
}

/** Stories that contain the words asked for. */
export function topicCard(words: string, stories: readonly Story[], extent: Searched, to: Reader = {}): Card {
  const said = phrasesIn(to.language);
  const items = stories.map((story) => storyItem(story, keyQuotes(story)));
  return made(
    {
      title: said.storiesOn(words),
      note: said.searched(extent),
      items,
      actions: [...wholeOf(items, stories, said), ...sharing({ kind: "search", words, offset: 0 }, to)],
    },
    to,
  );
}

/** Unknown here, with the names that are nearest. */
export function unknownCard(words: string, near: readonly Person[], extent: Searched, to: Reader = {}): Card {
  const said = phrasesIn(to.language);
  const choice: ChoiceItem[] = near.length
    ? [{ kind: "choice", text: said.didYouMean, options: near.map((person) => option(person, ask(person), to)) }]
    : [];
  return made(
    {
      title: said.nobody(words),
      note: said.searched(extent),
      items: [{ kind: "absence", why: "unknown", text: said.unknown(words) }, ...choice],
      actions: [],
    },
    to,
  );
}

/** Which of these? `then`: what is asked of the one that is chosen. */
export function whichCard(
  words: string,
  persons: readonly Person[],
  extent: Searched,
  to: Reader = {},
  then: (person: Person) => Question = ask,
): Card {
  const said = phrasesIn(to.language);
  return made(
    {
      title: said.which(words),
      note: said.searched(extent),
      items: [{ kind: "choice", text: said.whichOfThese(words), options: persons.map((person) => option(person, then(person), to)) }],
      actions: [],
    },
    to,
  );
}

/** So many others of a name stand below an answer. */
const OTHERS = 4;

/** An answer about whom a name means, and below it the others who are called so. */
export function alsoCalled(words: string, card: Card, others: readonly Person[], to: Reader = {}): Card {
  if (others.length === 0) return card;
  const said = phrasesIn(to.language);
  const options = others.slice(0, OTHERS).map((person) => option(person, ask(person), to));
  return { ...card, items: [...card.items, { kind: "choice", text: said.alsoCalled(words), options }] };
}

function option(person: Person, question: Question, to: Reader): ChoiceItem["options"][number] {
  const said = phrasesIn(to.language);
  const known = person.quotes > 0 ? said.quotes(person.quotes) : said.noQuotes;
  return { label: nameOf(person, to), detail: [person.role, known].filter(Boolean).join(", "), question };
}

/** The sentence before and after, with the quote marked. */
export function contextCard(quote: Quote, article: Article, to: Reader = {}): Card {
  const actions = sharing({ kind: "context", quote: quoteId(quote) }, to);
  return made({ title: phrasesIn(to.language).inContext, items: [quoteInContext(quote, article)], actions }, to);
}

/** What a button points at is no longer stored. */
export function goneCard(to: Reader = {}): Card {
  const said = phrasesIn(to.language);
  return made({ title: said.gone, items: [{ kind: "absence", why: "gone", text: said.goneText }], actions: [] }, to);
}

/** The same answer for everybody in the channel: who shared it is said, and its buttons are for whoever presses them. */
export function sharedCard(card: Card, by: string, to: Reader = {}): Card {
  const shared = phrasesIn(to.language).sharedBy(by);
  return {
    ...card,
    note: card.note ? `${shared} ${card.note}` : shared,
    actions: card.actions.filter(({ question }) => question.kind !== "share"),
    audience: "channel",
  };
}

/** `id` stands in the log too. */
export function errorCard(id: string, language?: Language): Card {
  const said = phrasesIn(language);
  return made({ title: said.error, note: said.errorNote(id), items: [], actions: [] }, language ? { language } : {});
}

/** A word of the bot's own to the one who asked. */
export function noticeCard(
  title: string,
  text: string | readonly string[],
  more: Reader & { readonly actions?: readonly Action[] } = {},
): Card {
  const lines: NoticeItem["lines"] = [text].flat().map((line) => ({ text: line }));
  return made({ title, items: [{ kind: "notice", lines }], actions: more.actions ?? [] }, more);
}

/** Ends an answer of which this many messages are left out, because a platform takes no more of them. */
export function tooLongCard(left: number, language?: Language): Card {
  const said = phrasesIn(language);
  return made({ title: said.noTitle, note: said.tooLong(left), items: [], actions: [] }, language ? { language } : {});
}
