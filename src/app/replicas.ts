import { randomUUID } from "node:crypto";
import { inTurn } from "../in-turn.ts";
import type { IngestReport } from "../ingest.ts";
import { instant } from "../news/article.ts";
import type { IsFirst, Leases } from "../ports/replicas.ts";
import type { Clock, Log } from "../ports.ts";

/** What several replicas on one database share out among themselves. */
export type Replicas = {
  /** Reads the sources unless another replica is at it; then waits until it has come to its end. */
  read(read: (signal: AbortSignal) => Promise<IngestReport>, signal: AbortSignal): Promise<IngestReport>;
  readonly isFirst: IsFirst;
  /** How many there are, this one among them: so many share what the platforms allow. */
  count(): number;
  /** Says that this one is there, and counts, until `signal`. */
  keep(signal: AbortSignal): Promise<void>;
};

/** What an event is asked about for no longer: a platform waits three seconds for a word. */
const ASK_WITHIN = 500;
/** Slack brings an event again for five minutes, Discord's buttons and commands live for fifteen. */
const REMEMBER = 20 * 60_000;
/** One that says nothing for so long is not counted any more. */
const THERE = 60_000;
const SAY = 15_000;
const NOTHING: IngestReport = { read: 0, added: 0, skipped: [], broken: [] };

/** One of any number of replicas. */
export function oneOfSeveral({ leases, clock, log }: { leases: Leases; clock: Clock; log: Log }): Replicas {
  const holder = randomUUID();
  const name = `replica ${holder}`;
  let others = 0;

  async function say(): Promise<void> {
    const now = clock.now();
    await leases.take(name, holder, instant(now), instant(new Date(now.getTime() + THERE)));
    others = (await leases.count("replica ", instant(now))) - 1;
  }

  return {
    count: () => 1 + Math.max(0, others),
    async keep(signal) {
      while (!signal.aborted) {
        await say().catch((cause) => log.warn("replicas not counted", { why: String(cause) }));
        await clock.sleep(SAY, signal);
      }
      await leases.release(name, holder).catch(() => {});
    },
    async read(read, signal) {
      const report = await inTurn({ leases, holder, clock, log }, "sources", read, signal);
      if (report === null) log.info("sources read by another replica");
      return report ?? NOTHING;
    },
    async isFirst(event) {
      const now = clock.now();
      // A holder of its own for each time: the same event twice at one replica is no first either.
      const first = leases.take(`event ${event}`, randomUUID(), instant(now), instant(new Date(now.getTime() + REMEMBER)));
      const limit = new AbortController();
      try {
        return await Promise.race([first, clock.sleep(ASK_WITHIN, limit.signal).then(() => true)]);
      } catch (cause) {
        log.warn("nobody can tell whether another replica answers", { why: String(cause) });
        return true;
      } finally {
        limit.abort();
        first.catch(() => {});
      }
    },
  };
}

/** The only one: its data folder is locked. */
export const alone: Replicas = { read: (read, signal) => read(signal), isFirst: async () => true, count: () => 1, keep: async () => {} };
