import type { Draft } from "../news/article.ts";
import type { Destination, PlatformName } from "../news/edition.ts";
import type { Follow } from "../news/follow.ts";
import type { ChannelDigest } from "../news/manage/channel-digest.ts";
import type { Question } from "../news/question.ts";

/** Reads one article's page, safely and politely. Throws PullquoteError in words that say what was found instead. */
export type ReadLink = (url: string) => Promise<Draft>;

/** A question as the text of a button that nobody else can write: sealed with a key that the store keeps. */
export interface Codes {
  /** At most 96 UTF-16 code units; `~` and a number may be put behind it, which reading ignores. */
  of(question: Question): string;
  /** Null: not one of ours. */
  read(code: string): Question | null;
}

/** What members and moderators set in chat. */
export interface ChatSettings {
  digest(destination: Destination): Promise<ChannelDigest | null>;
  digests(): Promise<readonly ChannelDigest[]>;
  /** Whoever writes last wins, whole. */
  saveDigest(digest: ChannelDigest): Promise<void>;
  removeDigest(destination: Destination): Promise<void>;
  /** Newest first. */
  following(platform: PlatformName, user: string): Promise<readonly Follow[]>;
  /** Everybody's, by platform and user. */
  follows(): Promise<readonly Follow[]>;
  /** One who is followed already gets `when` and `language` anew and keeps `since`. */
  follow(follow: Follow): Promise<void>;
  /** False: they were not followed. */
  unfollow(platform: PlatformName, user: string, person: string): Promise<boolean>;
}
