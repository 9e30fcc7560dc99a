import type { Instant } from "../news/article.ts";

/** Rights that one process at a time has, over all replicas: to read the sources, to answer an event that came to two of them. */
export interface Leases {
  /** True: `holder` has it until `until`, newly or still. */
  take(name: string, holder: string, now: Instant, until: Instant): Promise<boolean>;
  /** Gives it back before its time. */
  release(name: string, holder: string): Promise<void>;
  /** Who has it, or had it last where its time ran out; null where nobody took it or it was given back. */
  held(name: string): Promise<{ readonly holder: string; readonly until: Instant } | null>;
  /** How many whose names begin like this are held now. */
  count(beginning: string, now: Instant): Promise<number>;
  /** Forgets those whose time ran out before this moment. */
  sweep(before: Instant): Promise<void>;
}

/** Whether an event (a command, a click) is to be answered here: false where it came to another replica before. Never throws: without an answer of the store it is answered. */
export type IsFirst = (event: string) => Promise<boolean>;
