import type { Instant } from "./article.ts";
import type { Card } from "./card.ts";
import type { DigestLength } from "./digest-length.ts";
import type { Filter } from "./filter.ts";

export type PlatformName = "slack" | "discord";

/** Whether this is where members are, whom one can write to; not the terminal or a page of this machine. */
export const isPlatform = (name: string): name is PlatformName => name === "slack" || name === "discord";

/** A channel that digests are posted to, by its id; `@` and a user's id: a direct message to them. */
export type Destination = { readonly platform: PlatformName; readonly channel: string };

export type Schedule = {
  readonly id: string;
  /** Five fields: minute, hour, day of month, month, day of week. A day must fit both day fields. Several with ";" between. */
  readonly cron: string;
  /** IANA, "Europe/Berlin". */
  readonly zone: string;
  readonly destinations: readonly Destination[];
  /** Slots up to this moment are none of its: when it was resumed after a pause. */
  readonly since?: Instant;
  /** What these destinations want of the news; everything where there is none. */
  readonly filter?: Filter;
  /** How much its digests say of each story; that of the settings where it is not said. */
  readonly length?: DigestLength;
  /** Other schedules whose editions its destinations have seen: what those showed is not shown again. */
  readonly seen?: readonly string[];
};

/** One time at which a schedule is due. `local` is the wall clock of the schedule's zone ("2026-11-24T08:00"); with `schedule` and `zone` it is unique. */
export type Slot = {
  readonly schedule: string;
  readonly zone: string;
  readonly local: string;
  readonly due: Instant;
  /** The expression it follows from: a schedule that shows another one now was changed since. */
  readonly cron?: string;
};

/**
 * `open`: has an edition · `empty`: there was nothing new to post · `missed`: the bot was down and came back too late ·
 * `start`: no slot at all but the moment the schedule was first seen, or seen with another cron or zone; nothing before it was missed.
 */
export type SlotState = "open" | "empty" | "missed" | "start";

/** A digest for one slot, fixed as a card: what is posted after a crash is what would have been posted before it. */
export type Edition = { readonly id: string; readonly slot: Slot; readonly card: Card };

/**
 * planned → claimed (a worker has it until its lease ends) → sending (a part may be on its way) → sent | ambiguous | failed.
 * `ambiguous`: nobody can tell whether a part arrived; it is named, not repeated.
 */
export type DeliveryState = "planned" | "claimed" | "sending" | "sent" | "ambiguous" | "failed";

/** What a platform says of a message it took. */
export type Receipt = { readonly messageId: string };

/** An edition on its way to one destination. */
export type Delivery = {
  readonly id: string;
  readonly edition: string;
  readonly destination: Destination;
  readonly state: DeliveryState;
  /** The parts that arrived, in order; an edition that does not fit one message has several. */
  readonly receipts: readonly Receipt[];
  readonly attempts: number;
  /** Not to be tried before. */
  readonly notBefore: Instant;
  /** Grows with every claim; a worker whose number is older may no longer write. */
  readonly fence: number;
  readonly leaseUntil: Instant | null;
  /** Why it failed or is in doubt, in plain words. */
  readonly problem: string | null;
};
