import type { Clock } from "../ports.ts";

/** Given as the reason, or one with a stack is made for each call that ends in time. */
const ENDED = "ended";

/** Waits for the work, but no longer than `ms`: "late" then. The work itself goes on. */
export async function atMost<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T | "late"> {
  const over = new AbortController();
  try {
    return await Promise.race([work, clock.sleep(Math.max(0, ms), over.signal).then(() => "late" as const)]);
  } finally {
    over.abort(ENDED);
  }
}

/**
 * A call with a limit on all of it: waiting for its turn, the library's repeats and the reading of the answer, for none of which the
 * library has a limit of its own. Throws an Error when the time is over.
 */
export async function within<T>(ms: number, clock: Clock, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const cancel = new AbortController();
  const work = call(cancel.signal);
  const result = await atMost(
    work.then((value) => ({ value })),
    ms,
    clock,
  );
  if (result !== "late") return result.value;
  cancel.abort();
  work.catch(() => {});
  throw new Error(`no answer after ${ms} ms`);
}
