import { randomUUID } from "node:crypto";
import { instant } from "./news/article.ts";
import type { Leases } from "./ports/replicas.ts";
import type { Upkeep } from "./ports/upkeep.ts";
import type { Clock, Log } from "./ports.ts";

export type PruneParts = {
  readonly upkeep: Upkeep;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
  /** 0: for ever. */
  readonly keepDays: number;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What a bot does first is to connect and to read. */
const FIRST = 5 * MINUTE;
const NAME = "prune";
/** It is done every day: a clock that has gone on by more since then is one of a bot that was off for long, or is wrong. */
const JUMP = 7 * DAY;

/** Takes out what is older than is to be kept, once a day whichever replica comes first; a failure is tried again in an hour. */
export async function keepPruning(parts: PruneParts, signal: AbortSignal): Promise<void> {
  await parts.clock.sleep(FIRST, signal);
  while (!signal.aborted) {
    await prune(parts).catch((cause) =>
      parts.log.error("archive not pruned", { why: cause instanceof Error ? cause.message : String(cause) }),
    );
    await parts.clock.sleep(HOUR, signal);
  }
}

/** The same once, unless it was done within a day. */
export async function prune({ upkeep, leases, clock, log, keepDays }: PruneParts): Promise<void> {
  const now = clock.now();
  const ago = (ms: number) => instant(new Date(now.getTime() - ms));
  // Taken by a clock that was far ahead, it would be held until that day comes.
  const held = await leases.held(NAME);
  if (held !== null && held.until > ago(-2 * DAY)) await leases.release(NAME, held.holder);
  // Not given back: that it is held says that it was done, to a bot that is started again too.
  const holder = randomUUID();
  if (!(await leases.take(NAME, holder, ago(0), ago(-DAY)))) return;
  try {
    await leases.sweep(ago(DAY));
    if (keepDays === 0) return;
    // By a clock that is a year ahead for an hour the whole archive would be old. Whoever was off for long waits a day longer.
    if (held !== null && held.until < ago(JUMP)) {
      log.warn("archive not pruned: it is long since that was done last, or the clock is wrong; it is done tomorrow", {
        last: held.until,
        now: ago(0),
      });
      return;
    }
    const { stories, articles, quotes } = await upkeep.prune(ago(keepDays * DAY));
    log.info("archive pruned", { keepDays, stories, articles, quotes });
  } catch (cause) {
    await leases.release(NAME, holder).catch(() => {});
    throw cause;
  }
}
