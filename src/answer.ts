import { randomBytes } from "node:crypto";
import { instant } from "./news/article.ts";
import type { Card } from "./news/card.ts";
import {
  contextCard,
  errorCard,
  goneCard,
  mentionedCard,
  notAboutCard,
  quotedCard,
  reportedCard,
  topicCard,
  unknownCard,
  whichCard,
} from "./news/cards/answer-cards.ts";
import { digestCard } from "./news/cards/digest-card.ts";
import { chooseStories } from "./news/digest.ts";
import { type Found, type Person, peopleIndex } from "./news/people.ts";
import type { Question } from "./news/question.ts";
import type { Archive, Asker, Clock, Desk, Directory, Log } from "./ports.ts";

const QUOTES_A_PAGE = 5;
const REPORTED_SHOWN = 3;
const STORIES_SHOWN = 3;
const CHOICES = 5;
/** An article is surely stored this long after it was read, over replicas whose clocks differ a little: names are asked for again that far back. */
const SETTLED = 5 * 60_000;
/** How old the index may be when a question comes: in a burst of questions, or while thousands of articles come in, it is not renewed for each. */
const FRESH = 2_000;
/** What the latest digest chooses from. */
const LATEST_POOL = 100;

export type AnswerParts = {
  readonly archive: Archive;
  readonly clock: Clock;
  readonly log: Log;
  /** The most stories of the latest digest. */
  readonly stories: number;
};

/** Answers questions from the archive; people are looked up in an index in memory that takes in what was read since it was last asked. */
export function openDesk(parts: AnswerParts): Desk & Directory {
  const { archive, clock, log } = parts;
  const index = peopleIndex();
  let asked: number | null = null;

  async function refresh(): Promise<void> {
    const now = clock.now().getTime();
    if (asked !== null && now >= asked && now - asked < FRESH) return;
    index.add(await archive.names(asked === null ? undefined : instant(new Date(asked - SETTLED))));
    asked = now;
  }

  async function reply(question: Question): Promise<Card> {
    await refresh();
    switch (question.kind) {
      case "latest":
        return digestCard(chooseStories(await archive.stories({ limit: LATEST_POOL }), parts.stories));
      case "person": {
        const person = index.person(question.person);
        return person ? ofPerson(person, question.offset, question.about) : search(question.person, question.about);
      }
      case "search":
        return search(question.words, question.about);
      case "context": {
        const found = await archive.quote(question.quote);
        return found ? contextCard(found.quote, found.article) : goneCard();
      }
    }
  }

  async function search(words: string, about?: string): Promise<Card> {
    const found = index.find(words);
    const extent = await archive.extent();
    const topic = about ? `${words} ${about}` : words;
    const certain = (found.kind === "one" || found.kind === "several") && !found.begun;
    // "iran" only begins the name of a Ms. Irani: stories with that very word come first.
    const stories = certain ? [] : await archive.stories({ words: topic, limit: STORIES_SHOWN });
    if (stories.length > 0) return topicCard(topic, stories, extent);
    if (found.kind === "one") return ofPerson(found.person, 0, about);
    if (found.kind === "several") return whichCard(words, found.persons.slice(0, CHOICES), extent);
    return unknownCard(words, found.kind === "near" ? found.persons.slice(0, CHOICES) : [], extent);
  }

  async function ofPerson(person: Person, offset: number, about?: string): Promise<Card> {
    const wanted = { names: person.names, ...(about ? { about } : {}) };
    const [page, reported, extent] = await Promise.all([
      archive.quotes({ ...wanted, reported: false, offset, limit: QUOTES_A_PAGE + 1 }),
      archive.quotes({ ...wanted, reported: true, offset: 0, limit: REPORTED_SHOWN }),
      archive.extent(),
    ]);
    const quotes = page.slice(0, QUOTES_A_PAGE);
    const more = page.length > quotes.length;
    if (quotes.length > 0) return quotedCard(person, { quotes, reported: more ? [] : reported, offset, about, more }, extent);
    if (reported.length > 0) return reportedCard(person, reported, about, extent);
    if (about) return notAboutCard(person, about, person.quotes, extent);
    const stories = await archive.stories({ naming: person.names, limit: STORIES_SHOWN });
    // Their last article may have left the archive since the name was put into the index.
    return stories.length > 0 ? mentionedCard(person, stories, extent) : unknownCard(person.name, [], extent);
  }

  return {
    async answer(question: Question, asker: Asker): Promise<Card> {
      try {
        return await reply(question);
      } catch (cause) {
        const id = randomBytes(3).toString("hex");
        log.error("question not answered", { error: id, question: question.kind, platform: asker.platform, why: String(cause) });
        return errorCard(id);
      }
    },
    async people({ words, offset, limit }) {
      await refresh();
      const found = words === undefined ? index.ranked() : meant(index.find(words));
      return { people: found.slice(offset, offset + limit), total: found.length };
    },
    async person(id) {
      await refresh();
      return index.person(id);
    },
    async called(name) {
      await refresh();
      const found = index.find(name);
      return found.kind === "one" && !found.begun ? found.person : null;
    },
    complete: (words, limit) => index.complete(words, limit).map((person) => person.name),
  };
}

function meant(found: Found): readonly Person[] {
  if (found.kind === "one") return [found.person];
  return found.kind === "none" ? [] : found.persons;
}
