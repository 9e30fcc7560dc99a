import type { Instant } from "./article.ts";
import type { PlatformName } from "./edition.ts";
import type { Language } from "./language.ts";
import type { FollowWhen } from "./question.ts";

/** A member who wants to hear what a person says. */
export type Follow = {
  readonly platform: PlatformName;
  readonly user: string;
  /** The person's id. */
  readonly person: string;
  /** What they were called when the follow was made. */
  readonly name: string;
  readonly when: FollowWhen;
  readonly language: Language;
  /** What was read before is not sent. */
  readonly since: Instant;
};
