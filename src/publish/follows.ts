import { instant } from "../news/article.ts";
import type { Card, QuoteItem } from "../news/card.ts";
import { quoteItem } from "../news/cards/items.ts";
import type { Edition, Slot } from "../news/edition.ts";
import type { Follow } from "../news/follow.ts";
import type { Language } from "../news/language.ts";
import { locales } from "../news/language.ts";
import { managePhrasesIn } from "../news/manage/manage-phrases.ts";
import type { Person } from "../news/people.ts";
import type { FollowWhen } from "../news/question.ts";
import { type QuoteId, quoteId } from "../news/quote.ts";
import { quoteWords } from "../news/story/same-quote.ts";
import { foldWords } from "../news/text/fold.ts";
import type { ChatSettings } from "../ports/chat.ts";
import type { Archive, Clock, Log, Outbox, QuoteInStory } from "../ports.ts";

export type FollowParts = {
  readonly archive: Archive;
  readonly outbox: Outbox;
  readonly chat: ChatSettings;
  /** Who an id is now. */
  person(id: string): Promise<Person | null>;
  readonly clock: Clock;
  readonly log: Log;
};

/** Quotes looked at for each person followed, and shown in one message. */
const NEWEST = 30;
const MOST = 10;
const FEWEST_WORDS = 4;
/** Messages looked back at for quotes that were sent already. */
const EDITIONS_BACK = 30;
/** Quotes that did not fit one message come with the next one, for so long. */
const LEFT_OVER = 2 * 24 * 3_600_000;

/**
 * Plans a direct message to everybody who follows somebody of whom new quotes were read. Safe at any time, twice and by several
 * replicas: the message number n of a member is written with a unique key, by whoever has seen what all before it have sent.
 */
export async function publishFollows(parts: FollowParts, when: FollowWhen): Promise<void> {
  const follows = (await parts.chat.follows()).filter((one) => one.when === when);
  if (follows.length === 0) return;
  const newest = new Map<string, readonly QuoteInStory[]>();
  const newestOf = async (id: string) => {
    const person = await parts.person(id);
    return person ? parts.archive.quotes({ names: person.names, reported: false, offset: 0, limit: NEWEST }) : [];
  };
  const members = new Map<string, Follow[]>();
  for (const follow of follows) {
    if (!newest.has(follow.person)) newest.set(follow.person, await newestOf(follow.person));
    const member = `follows ${follow.platform} ${follow.user}`;
    members.set(member, [...(members.get(member) ?? []), follow]);
  }
  for (const [schedule, its] of members) {
    // Most members have nothing new: their messages are not read for that.
    if (!its.some(({ person, since }) => newest.get(person)?.some(({ article }) => isNews(article, since)))) continue;
    await publishTo(parts, schedule, its, newest).catch((cause) =>
      parts.log.error("new quotes not planned", { schedule, why: cause instanceof Error ? cause.message : String(cause) }),
    );
  }
}

const isNews = ({ readAt, backlog }: QuoteInStory["article"], since: string): boolean => readAt > since && !backlog;

async function publishTo(
  parts: FollowParts,
  schedule: string,
  follows: readonly Follow[],
  newest: ReadonlyMap<string, readonly QuoteInStory[]>,
): Promise<void> {
  const [first] = follows;
  if (!first) return;
  const now = instant(parts.clock.now());
  const earlier = await parts.outbox.editions(schedule, EDITIONS_BACK);
  const sent = new Set(earlier.flatMap(quotesIn).map(({ id }) => id));
  const last = earlier[0];
  const floor = last ? instant(new Date(Date.parse(last.slot.due) - LEFT_OVER)) : "";
  const fresh = follows.flatMap(({ person, name, since }) =>
    (newest.get(person) ?? [])
      .filter(({ article, quote }) => !quote.withdrawn && isNews(article, since) && article.readAt > floor && !sent.has(quoteId(quote)))
      .map((found) => ({ ...found, name })),
  );
  // Another outlet that carries the same words is no news to one who was told them.
  const told = new Set(
    earlier
      .filter(({ slot }) => slot.due > floor)
      .flatMap(quotesIn)
      .map((item) => keyOf(item.id, foldWords(item.parts.join(" ")))),
  );
  const heard = ({ quote, article }: QuoteInStory) => keyOf(quoteId(quote), quoteWords(quote, article.text));
  const unlike = [...new Map(fresh.filter((found) => !told.has(heard(found))).map((found) => [heard(found), found])).values()].slice(
    0,
    MOST,
  );
  if (unlike.length === 0) return;
  const number = String(Number(last?.slot.local ?? 0) + 1).padStart(8, "0");
  const slot: Slot = { schedule, zone: "UTC", local: number, due: now };
  const edition: Edition = { id: `${schedule} ${number} UTC`, slot, card: newQuotesCard(unlike, first.language) };
  // Whoever comes second has not seen what the first one sent, and looks again at the next turn.
  if (await parts.outbox.openSlot(slot, "open", edition, [{ platform: first.platform, channel: `@${first.user}` }]))
    parts.log.info("new quotes planned", { platform: first.platform, quotes: unlike.length });
}

const quotesIn = ({ card }: Edition): QuoteItem[] => card.items.flatMap((item) => (item.kind === "quote" ? [item] : []));

/** Few words may be said twice. */
const keyOf = (id: QuoteId, words: readonly string[]): string => (words.length < FEWEST_WORDS ? id : words.join(" "));

function newQuotesCard(found: readonly (QuoteInStory & { readonly name: string })[], language: Language): Card {
  const said = managePhrasesIn(language);
  const names = [...new Set(found.map(({ name }) => name))];
  return {
    title: said.newQuotes(new Intl.ListFormat(locales[language], { type: "conjunction" }).format(names)),
    items: found.map(({ quote, article }) => quoteItem(quote, article)),
    actions: [{ label: said.followingTitle, question: { kind: "following" } }],
    language,
  };
}
