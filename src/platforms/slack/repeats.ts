import type { Clock } from "../../ports.ts";

/** Slack sends an event again at once, after one and after five minutes. */
const REMEMBER_MS = 10 * 60_000;
const MOST = 20_000;

/** Remembers for ten minutes what was answered. Bolt does not. */
export function repeats(clock: Clock): { isRepeat(ids: readonly string[]): boolean } {
  const seen = new Map<string, number>();
  return {
    /** Whether one of these ids was there before; they are all remembered now. */
    isRepeat(ids) {
      const now = clock.now().getTime();
      // A Map keeps the order of insertion: the oldest stand first.
      for (const [id, at] of seen) {
        if (now - at < REMEMBER_MS && seen.size <= MOST) break;
        seen.delete(id);
      }
      const repeat = ids.some((id) => seen.has(id));
      for (const id of ids) if (!seen.has(id)) seen.set(id, now);
      return repeat;
    },
  };
}
