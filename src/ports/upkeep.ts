import type { Instant } from "../news/article.ts";
import type { Delivery, Slot, SlotState } from "../news/edition.ts";

/** What is to be forgotten for good. A person: every story that names or quotes them. A source: every story that it brought an article of. */
export type ToForget =
  | { readonly kind: "source"; readonly origin: string }
  | { readonly kind: "person"; readonly name: string }
  | { readonly kind: "all" };

export type Forgotten = { readonly stories: number; readonly articles: number; readonly quotes: number; readonly editions: number };

export type ForgottenWorkspace = { readonly installed: boolean; readonly channels: number; readonly follows: number };

/** One slot and all that became of it. */
export type AuditedSlot = {
  readonly slot: Slot;
  readonly state: SlotState;
  /** The id of its edition. */
  readonly edition: string | null;
  readonly deliveries: readonly Delivery[];
};

/** What is still to be delivered, and what is in doubt. */
export type Queue = { readonly waiting: number; readonly oldestDue: Instant | null; readonly ambiguous: number };

/** What an operator does with a store. Slots, editions and deliveries are never taken away: they are what is posted once. */
export interface Upkeep {
  /**
   * Takes out the stories that were read before this moment, all of their articles, but none that a delivery under way shows: its quotes
   * are compared with the articles before they are posted. A feed that still lists them does not bring them back.
   */
  prune(before: Instant): Promise<Forgotten>;
  /** Takes stories out and overwrites them on disk; editions keep of their cards only what the archive still holds. A running bot learns of it when it is restarted. */
  forget(what: ToForget): Promise<Forgotten>;
  /** Forgets that a workspace installed the bot, and what was set and followed there; overwritten on disk. */
  forgetWorkspace(workspace: string): Promise<ForgottenWorkspace>;
  /** Newest first. */
  audit(limit: number): Promise<readonly AuditedSlot[]>;
  /** Throws PullquoteError `store` where the store does not answer. */
  queue(): Promise<Queue>;
}
