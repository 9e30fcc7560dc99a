import { randomBytes } from "node:crypto";
import { followingOn } from "./answer/following.ts";
import { quotedBehind } from "./answer/links.ts";
import { memoryOf } from "./answer/memory.ts";
import { quotesPage } from "./answer/person-quotes.ts";
import type { Card } from "./news/card.ts";
import {
  alsoCalled,
  contextCard,
  errorCard,
  goneCard,
  mentionedCard,
  notAboutCard,
  noticeCard,
  quotedCard,
  type Reader,
  reportedCard,
  sharedCard,
  topicCard,
  unknownCard,
  whichCard,
} from "./news/cards/answer-cards.ts";
import { digestCard } from "./news/cards/digest-card.ts";
import { helpCard } from "./news/cards/help-card.ts";
import { storyCard } from "./news/cards/story-card.ts";
import { chooseStories } from "./news/digest.ts";
import { DEFAULT_LENGTH, type DigestLength } from "./news/digest-length.ts";
import { isPlatform } from "./news/edition.ts";
import type { Language } from "./news/language.ts";
import type { Form } from "./news/manage/forms.ts";
import { managePhrasesIn } from "./news/manage/manage-phrases.ts";
import type { Found, Person } from "./news/people.ts";
import type { Question } from "./news/question.ts";
import type { ChatSettings, ReadLink } from "./ports/chat.ts";
import type { Archive, Asker, Clock, Desk, Directory, Log } from "./ports.ts";

const QUOTES_A_PAGE = 5;
const REPORTED_SHOWN = 3;
const STORIES_SHOWN = 3;
const CHOICES = 5;
/** What the latest digest chooses from. */
const LATEST_POOL = 100;

export type AnswerParts = {
  readonly archive: Archive;
  readonly clock: Clock;
  readonly log: Log;
  /** The most stories of the latest digest. */
  readonly stories: number;
  /** How much the latest digest says of each. */
  readonly length?: DigestLength;
  /** Of those who do not say theirs. */
  readonly language?: Language;
  /** What is asked in chat; without these parts there is only the archive to ask. */
  readonly chat?: ChatSettings;
  readonly readLink?: ReadLink;
  readonly managing?: {
    answer(question: Question & { readonly kind: "manage" | "home" }, asker: Asker): Promise<Card>;
    form(question: Question, asker: Asker): Promise<Form | null>;
  };
};

/** Answers questions from the archive; people are looked up in memory. */
export function openDesk(parts: AnswerParts): Desk & Directory {
  const { archive, clock, log, chat, length = DEFAULT_LENGTH } = parts;
  const following = chat && followingOn({ chat, clock });
  const memory = memoryOf(archive, clock, (why) => log.warn("names in memory not renewed", { why }));
  const index = memory.people;
  const extentOf = memory.once(() => archive.extent());
  // Everybody's answer to the bare command, which a whole team may type at once: each reads and compares a hundred stories.
  const latest = memory.once(async () => chooseStories(await archive.stories({ limit: LATEST_POOL }), parts.stories, { length }));

  async function reply(question: Question, asker: Asker): Promise<Card> {
    await memory.refresh();
    const to = readerOf(asker, parts.language);
    switch (question.kind) {
      case "latest":
        return digestCard(await latest(), { ...to, length });
      case "person": {
        const person = index.person(question.person);
        return person ? ofPerson(person, question.offset, question.about, to) : search(question.person, question.about, to);
      }
      case "search":
        return search(question.words, question.about, to);
      case "context": {
        const found = await archive.quote(question.quote);
        return found ? contextCard(found.quote, found.article, to) : goneCard(to);
      }
      case "story": {
        const story = await archive.story(question.story);
        return story ? storyCard(story, question, to) : goneCard(to);
      }
      case "share": {
        const card = await reply(question.of, asker);
        const gone = card.items.some((item) => item.kind === "absence" && item.why === "gone");
        return gone ? card : sharedCard(card, asker.name ?? asker.user, to);
      }
      case "follow":
      case "unfollow":
      case "following":
        return follow(question, asker, to);
      case "help":
        return helpCard(to);
      case "links":
        if (!parts.readLink) return noChat(to);
        return quotedBehind(question.urls, { readLink: parts.readLink, clock }, to);
      case "home":
      case "manage":
        return parts.managing ? parts.managing.answer(question, { ...asker, ...to }) : noChat(to);
    }
  }

  async function follow(question: Question & { kind: "follow" | "unfollow" | "following" }, asker: Asker, to: Reader): Promise<Card> {
    const { platform } = asker;
    if (!following || !isPlatform(platform))
      return question.kind === "following" ? noChat(to) : search(`${question.kind} ${question.person}`, undefined, to);
    if (question.kind === "following") return following.list(asker, platform, to);
    const known = index.person(question.person);
    const found = known ? ({ kind: "one", person: known } as const) : index.find(question.person);
    if (question.kind === "unfollow")
      return following.unfollow(question.person, found.kind === "near" ? [] : meant(found), asker, platform, to);
    if (found.kind === "one") return following.follow(found.person, question.when, asker, platform, to);
    const extent = await extentOf();
    // "follow the money" may be meant as words of a story.
    if (found.kind === "none") return search(`follow ${question.person}`, undefined, to);
    return whichCard(question.person, found.persons.slice(0, CHOICES), extent, to, ({ id }) => ({
      kind: "follow",
      person: id,
      when: question.when,
    }));
  }

  async function search(words: string, about: string | undefined, to: Reader): Promise<Card> {
    const found = index.find(words);
    const extent = await extentOf();
    const topic = about ? `${words} ${about}` : words;
    const certain = (found.kind === "one" || found.kind === "several") && !found.begun;
    // "iran" only begins the name of a Ms. Irani: stories with that very word come first.
    const stories = certain ? [] : await archive.stories({ words: topic, limit: STORIES_SHOWN });
    const [only, ...others] = stories;
    if (only && others.length === 0) return storyCard(only, { kind: "story", story: only.id, page: 0 }, to, extent);
    if (stories.length > 0) return topicCard(topic, stories, extent, to);
    if (found.kind === "one") return alsoCalled(words, await ofPerson(found.person, 0, about, to), found.also ?? [], to);
    if (found.kind === "several") return whichCard(words, found.persons.slice(0, CHOICES), extent, to);
    return unknownCard(words, found.kind === "near" ? found.persons.slice(0, CHOICES) : [], extent, to);
  }

  async function ofPerson(person: Person, offset: number, about: string | undefined, to: Reader): Promise<Card> {
    const wanted = { names: person.names, ...(about ? { about } : {}) };
    const [{ quotes, next }, extent] = await Promise.all([quotesPage(archive, wanted, offset, QUOTES_A_PAGE), extentOf()]);
    const reported = next !== null ? [] : await archive.quotes({ ...wanted, reported: true, offset: 0, limit: REPORTED_SHOWN });
    if (quotes.length > 0) return quotedCard(person, { quotes, reported, offset, about, next }, extent, to);
    if (reported.length > 0) return reportedCard(person, reported, about, extent, to);
    if (about) return notAboutCard(person, about, person.quotes, extent, to);
    const stories = await archive.stories({ naming: person.names, limit: STORIES_SHOWN });
    // Their last article may have left the archive since the name was put into the index.
    return stories.length > 0 ? mentionedCard(person, stories, extent, to) : unknownCard(person.name, [], extent, to);
  }

  return {
    async answer(question: Question, asker: Asker): Promise<Card> {
      try {
        return await reply(question, asker);
      } catch (cause) {
        const id = randomBytes(3).toString("hex");
        log.error("question not answered", { error: id, question: question.kind, platform: asker.platform, why: String(cause) });
        return errorCard(id, readerOf(asker, parts.language).language);
      }
    },
    async people({ words, offset, limit }) {
      await memory.refresh();
      if (words === undefined) return { people: index.ranked(offset, limit), total: index.size() };
      const found = meant(index.find(words));
      return { people: found.slice(offset, offset + limit), total: found.length };
    },
    async person(id) {
      await memory.refresh();
      return index.person(id);
    },
    async called(name) {
      await memory.refresh();
      const found = index.find(name);
      return found.kind === "one" && !found.begun && !found.also ? found.person : null;
    },
    complete: (words, limit) => memory.complete(words, limit),
    async form(question, asker) {
      try {
        return (await parts.managing?.form(question, { ...asker, ...readerOf(asker, parts.language) })) ?? null;
      } catch (cause) {
        log.error("form not made", { question: question.kind, platform: asker.platform, why: String(cause) });
        return null;
      }
    },
  };
}

function meant(found: Found): readonly Person[] {
  if (found.kind === "one") return [found.person, ...(found.also ?? [])];
  return found.kind === "none" ? [] : found.persons;
}

/** Without a language of the reader's own, or of the settings, a card says nothing of it. */
function readerOf({ language, platform }: Asker, fallback: Language | undefined): Reader {
  const spoken = language ?? fallback;
  return { ...(spoken ? { language: spoken } : {}), chat: isPlatform(platform) };
}

function noChat(to: Reader): Card {
  const said = managePhrasesIn(to.language);
  return noticeCard(said.title, said.notHere, to);
}
