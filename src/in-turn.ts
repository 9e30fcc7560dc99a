import { instant } from "./news/article.ts";
import type { Leases } from "./ports/replicas.ts";
import type { Clock, Log } from "./ports.ts";

export type TurnParts = {
  readonly leases: Leases;
  /** Names this process among all replicas. */
  readonly holder: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** How long a replica that died in its turn is waited for. */
const LEASE = 30_000;
const RENEW = 10_000;
const POLL = 500;

/**
 * Does what only one replica at a time should do, such as reading the sources. Null: another one was at it, has come to its end
 * meanwhile, and it need not be done again (or `signal` aborted before it was our turn). `act` is told to stop where the turn was
 * lost, as after a sleep of the whole computer; two at once do no harm then, what they store has the same ids.
 */
export async function inTurn<T>(
  { leases, holder, clock, log }: TurnParts,
  name: string,
  act: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T | null> {
  const take = () => {
    const now = clock.now();
    return leases.take(name, holder, instant(now), instant(new Date(now.getTime() + LEASE)));
  };
  while (!(await take())) {
    await clock.sleep(POLL, signal);
    if (signal.aborted || (await leases.held(name)) === null) return null;
  }
  const lost = new AbortController();
  const done = new AbortController();
  const renewing = (async () => {
    while (!done.signal.aborted) {
      await clock.sleep(RENEW, done.signal);
      if (done.signal.aborted) return;
      // A store that is away for a moment takes no turn away.
      const still = await take().catch((cause) => log.warn("turn not renewed", { name, why: String(cause) }) ?? true);
      if (!still) return lost.abort();
    }
  })();
  try {
    return await act(AbortSignal.any([signal, lost.signal]));
  } finally {
    done.abort();
    await renewing;
    if (!lost.signal.aborted)
      await leases.release(name, holder).catch((cause) => log.warn("turn not given back", { name, why: String(cause) }));
  }
}
