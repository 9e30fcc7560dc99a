import type { Article, ArticleId, Instant } from "./news/article.ts";
import type { Card } from "./news/card.ts";
import type { Delivery, Destination, Edition, PlatformName, Receipt, Slot, SlotState } from "./news/edition.ts";
import type { Headline } from "./news/headlines.ts";
import type { Language } from "./news/language.ts";
import type { Form } from "./news/manage/forms.ts";
import type { Person } from "./news/people.ts";
import type { ArchivedName } from "./news/person.ts";
import type { Question } from "./news/question.ts";
import type { Quote, QuoteId } from "./news/quote.ts";
import type { Story, StoryId } from "./news/story.ts";
import type { Summary } from "./news/summary.ts";
import type { ChatSettings, Codes } from "./ports/chat.ts";
import type { Installations } from "./ports/installations.ts";
import type { Leases } from "./ports/replicas.ts";
import type { Reading, SourceRegister } from "./ports/sources.ts";
import type { Upkeep } from "./ports/upkeep.ts";

export type { AuditedSlot, Forgotten, ForgottenWorkspace, Queue, ToForget, Upkeep } from "./ports/upkeep.ts";
export type { ArchivedName };

/** What the code is told about time; tests bring their own. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds, or at once when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One line an event. `fields` never holds a secret; the writer blanks the configured ones all the same. */
export interface Log {
  debug(event: string, fields?: Record<string, unknown>): void;
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

/** What could not be read, in words that say what to do. */
export type Skipped = { readonly item: string; readonly why: string };
export interface Source {
  /** As the operator knows it: a folder, an address. */
  readonly name: string;
  /** Everything there is to read now. A bad item is skipped and named; a source that cannot be read at all throws. */
  read(signal?: AbortSignal): Promise<Reading>;
}

export interface Summariser {
  /** At most `max` sentences, of several articles two from different outlets. `beside`: quotes that are shown beside it and need not be said twice. */
  summarise(articles: Story["articles"], max: number, beside: readonly Quote[]): Promise<Summary>;
}

/** Who asks, and where. */
export type Asker = {
  readonly platform: PlatformName | "terminal" | "web";
  readonly user: string;
  readonly channel?: string;
  /** What others call them: named where they share an answer, and as who set a digest up. */
  readonly name?: string;
  readonly language?: Language;
  /** Whether they may manage the digest of the channel they ask in, as the platform says. */
  readonly manages?: boolean;
  /** The bot serves others than those around this asker too: what is there for all of them is not theirs to change. */
  readonly shared?: boolean;
};

/** What a platform asks of the application. */
export interface Desk {
  /** Never throws: what goes wrong comes back as a card with an error id that the log carries too. */
  answer(question: Question, asker: Asker): Promise<Card>;
  /** What `words` may become: people, then stories by their headlines, best first; from memory, in milliseconds. */
  complete(words: string, limit: number): Promise<readonly Completion[]>;
  /** The form that asks for what a question leaves open, with what is set now; null: there is none, the question is answered as it is. Never throws. What is filled in becomes a question again by `readForm`. */
  form(question: Question, asker: Asker): Promise<Form | null>;
}

/** What may be meant by what was typed so far. `typed`: what `/news` takes for it. */
export type Completion = { readonly shown: string; readonly typed: string; readonly of: "person" | "story" };

/** Who is who over all articles, from the index in memory. */
export interface Directory {
  /** The most quoted first; with `words` those who may be meant by them, best first. */
  people(wanted: { readonly words?: string; readonly offset: number; readonly limit: number }): Promise<PeoplePage>;
  person(id: string): Promise<Person | null>;
  /** The person who is called so in the archive; null where it may be several. */
  called(name: string): Promise<Person | null>;
}

/** `total`: of all that are listed. */
export type PeoplePage = { readonly people: readonly Person[]; readonly total: number };

/** One part of an edition to post. */
export type Posting = {
  readonly channel: string;
  /** Names this part of this delivery and no other; the platform keeps it beside the message where it can. */
  readonly key: string;
  /** Counts from 0. */
  readonly part: number;
  /** The messages that carry the parts before this one, in order. */
  readonly earlier?: readonly Receipt[];
  /** Comes without a sound: it is posted in quiet hours. */
  readonly silent?: boolean;
  /** Ids of roles (on Slack of user groups) that part 0 pings. The platform pings those of its settings only. */
  readonly ping?: readonly string[];
};

/** Who the bot is on a platform, which permissions it was not given, and where one invites it with just those it needs. */
export type Introduction = {
  readonly bot: string;
  readonly lacks: readonly string[];
  readonly invite?: string;
  /** Where others install it: how it is in each of the workspaces. `problem`: why it is of no use there. */
  readonly workspaces?: readonly {
    readonly workspace: string;
    readonly name: string;
    readonly lacks: readonly string[];
    readonly problem: string | null;
  }[];
};

export interface Platform {
  readonly name: PlatformName;
  /** Asks the platform whether the tokens are good, without connecting: a bot that runs elsewhere with them is not disturbed. Throws PullquoteError `token` or `connection`. */
  identify(): Promise<Introduction>;
  /** Connects and answers until `stop`. Throws where the token is not good: there is no use in waiting. */
  start(desk: Desk): Promise<void>;
  /** How many messages a card takes there, at least one. May have to ask what kind of channel it is; throws as `post` does. */
  parts(card: Card, destination: Destination): Promise<number>;
  /** Posts one part. Throws PullquoteError `post-refused`, `post-later` or `post-doubtful`: whether it may have arrived decides what is done next. */
  post(card: Card, posting: Posting): Promise<Receipt>;
  /** Looks for a part that may have been posted since `since`. Null: it is not there. Throws PullquoteError where one cannot look (no permission to read the history). */
  find(posting: Posting, since: Instant): Promise<Receipt | null>;
  /** Why nothing can be posted there, or none of these be pinged, and what to do about it; null when all is well. */
  check(destination: Destination, ping?: readonly string[]): Promise<string | null>;
  /** Where a message can be seen; null where the platform has not said enough yet. */
  link(destination: Destination, receipt: Receipt): string | null;
  /** Whether it is connected at this moment. */
  connected(): boolean;
  stop(): Promise<void>;
}

/** A further address of the page's server: health, metrics. */
export type HttpRoute = {
  /** "/livez" */
  readonly path: string;
  /** Answered to everybody by whatever name the computer was reached; whoever has no token where there is one is told the status and no more. */
  readonly open: boolean;
  answer(): Promise<{ readonly status: number; readonly type: string; readonly body: string }>;
};

export type Extent = { readonly articles: number; readonly since: Instant | null };

/** What was read. Ids decide: saving the same again changes nothing. */
export interface Archive {
  /** The ids that are stored already, of those asked. */
  known(ids: readonly ArticleId[]): Promise<ReadonlySet<ArticleId>>;
  save(stories: readonly Story[]): Promise<void>;
  /** The articles read at or after this moment and the story each is in, in the order in which they came. */
  recent(since: Instant): Promise<readonly Omit<QuotedArticle, "quotes">[]>;
  /** Newest first, by publication or else by reading. */
  stories(wanted: StoriesWanted): Promise<readonly Story[]>;
  story(id: StoryId): Promise<Story | null>;
  /** Quotes of the persons with these names (as `FoundPerson.name`), newest first. */
  quotes(wanted: QuotesWanted): Promise<readonly QuoteInStory[]>;
  /** Where these quotes stand, by the archive's own numbers, in the same order; `quotesAt` reads them; null: it is there no more. */
  places(wanted: QuotesWanted): Promise<readonly QuotePlace[]>;
  quotesAt(places: readonly QuotePlace[]): Promise<readonly (QuoteInStory | null)[]>;
  quote(id: QuoteId): Promise<QuoteInStory | null>;
  /** The names that were stored or counted anew at or after `since`, by the clock of whoever did it; all of them without it. Each counted over the whole archive. What the index in memory is made of. */
  names(since?: Instant): Promise<readonly ArchivedName[]>;
  /** The headlines with a number beyond `after`, those that were stored last: at most `limit`. What completes stories is made of it. */
  headlines(after: number, limit: number): Promise<readonly Headline[]>;
  /** How often the persons with these names are quoted, indirect ones not counted: by outlet and month, the earliest first. */
  tally(names: readonly string[]): Promise<readonly Tally[]>;
  extent(): Promise<Extent>;
  /** An article with the quotes in it, also where a newer version has taken its place. */
  article(id: ArticleId): Promise<QuotedArticle | null>;
  /**
   * Puts the newer version of an article, told as a story of its own but with the summary of the whole story, in its place. Of the quotes of the old one only those that are
   * withdrawn are still listed. False: the article is not there any more, or was replaced before.
   */
  revise(old: ArticleId, version: Story, withdrawn: ReadonlyMap<QuoteId, "gone" | "reworded">): Promise<boolean>;
}

/** `month`: "2026-11", of the publication or else the reading. */
export type Tally = { readonly outlet: string | null; readonly month: string; readonly quotes: number };
export type QuotedArticle = { readonly article: Article; readonly quotes: readonly Quote[]; readonly story: StoryId };

export type StoriesWanted = {
  /** Read after this moment. */
  readonly after?: Instant;
  /** That name one of these persons. */
  readonly naming?: readonly string[];
  /** That contain all of these words, in any order. Where very many do and nothing else is asked for, the newest of those that were stored last. */
  readonly words?: string;
  /** That come after this one in the order of the list; `at` is `newest` of it. */
  readonly beyond?: { readonly at: Instant; readonly id: StoryId };
  readonly limit: number;
};

export type QuotesWanted = {
  readonly names: readonly string[];
  /** Whose article contains all of these words. */
  readonly about?: string;
  /** Whether they are to be indirect ones or all the others. */
  readonly reported: boolean;
  readonly offset: number;
  readonly limit: number;
};

export type QuotePlace = { readonly story: StoryId; readonly article: number; readonly ordinal: number };
export type QuoteInStory = { readonly quote: Quote; readonly article: Article; readonly story: StoryId };

/** Slots and deliveries: the memory of what is to be posted once. */
export interface Outbox {
  /** Writes the slot. False: it was there already, somebody else has it. An open slot brings its edition and plans a delivery to each destination, all or nothing. */
  openSlot(slot: Slot, state: SlotState, edition: Edition | null, destinations: readonly Destination[]): Promise<boolean>;
  /** The slot of a schedule that was due last, no later than `until`, whatever became of it. */
  lastSlot(schedule: string, until: Instant): Promise<Slot | null>;
  /** The editions of a schedule, newest first: what they showed is not shown again. */
  editions(schedule: string, limit: number): Promise<readonly Edition[]>;
  /** Takes one delivery that may be tried now, of any platform `but` these: planned, or with a lease that ran out. Nobody else gets it before `leaseUntil`. */
  claim(now: Instant, leaseUntil: Instant, but?: readonly PlatformName[]): Promise<Claimed | null>;
  /** Writes what became of a claimed delivery. False: the lease was lost and somebody else has it; nothing was written. */
  record(delivery: Delivery): Promise<boolean>;
  /** Newest first. */
  deliveries(limit: number): Promise<readonly Claimed[]>;
  /** What became of the deliveries to one channel. */
  history(destination: Destination, limit: number): Promise<DestinationHistory>;
}

/** A delivery with all that is needed to post it. */
export type Claimed = { readonly delivery: Delivery; readonly edition: Edition };

export type DestinationHistory = {
  /** Newest first, each with the slot of its edition. */
  readonly deliveries: readonly { readonly delivery: Delivery; readonly slot: Slot }[];
  /** How many of all its deliveries nobody can tell of and nobody has settled. */
  readonly ambiguous: number;
};

export interface Store {
  readonly chat: ChatSettings;
  readonly codes: Codes;
  readonly archive: Archive;
  readonly outbox: Outbox;
  readonly leases: Leases;
  readonly installations: Installations;
  readonly sources: SourceRegister;
  readonly upkeep: Upkeep;
  close(): Promise<void>;
}
