import type { Clock } from "../../ports.ts";

/** Waits for the work, but no longer than `ms`: "late" then. The work itself goes on. */
export async function atMost<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T | "late"> {
  const over = new AbortController();
  try {
    return await Promise.race([work, clock.sleep(Math.max(0, ms), over.signal).then(() => "late" as const)]);
  } finally {
    over.abort();
  }
}
