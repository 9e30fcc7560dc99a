import type { Clock, Log } from "../../src/ports.ts";

/** A clock that stands still until it is moved; sleepers wake when their time has come. */
export function fakeClock(start: string): Clock & { set(to: string): void; advance(ms: number): void } {
  let now = Date.parse(start);
  const sleepers = new Set<{ at: number; wake: () => void }>();
  const move = (to: number) => {
    now = to;
    for (const sleeper of [...sleepers]) if (sleeper.at <= now) sleeper.wake();
  };
  return {
    now: () => new Date(now),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = {
          at: now + ms,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener("abort", sleeper.wake);
            resolve();
          },
        };
        if (ms <= 0 || signal?.aborted) return resolve();
        sleepers.add(sleeper);
        signal?.addEventListener("abort", sleeper.wake, { once: true });
      }),
    set: (to) => move(Date.parse(to)),
    advance: (ms) => move(now + ms),
  };
}

export type Logged = { readonly level: string; readonly event: string; readonly fields: Record<string, unknown> };

/** A log that keeps what it was told. */
export function keptLog(): Log & { readonly lines: Logged[] } {
  const lines: Logged[] = [];
  const at =
    (level: string) =>
    (event: string, fields: Record<string, unknown> = {}) =>
      void lines.push({ level, event, fields });
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
