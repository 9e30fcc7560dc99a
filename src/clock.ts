import type { Clock } from "./ports.ts";

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  // Not the timer of `node:timers/promises`: that makes an error each time it is ended early, as nearly every limit on a call is.
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener("abort", end);
    }),
};
