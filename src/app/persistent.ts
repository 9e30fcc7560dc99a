import { PullquoteError } from "../errors.ts";
import type { Clock, Desk, Log, Platform } from "../ports.ts";

/** Pause before the next try to start a platform: doubled each time. A wrong token is tried again too, for it may be reinstated. */
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

const NOT_STARTED = "platform not started; tried again";

/** Whether waiting cannot help: somebody has to change a setting and restart. */
const isHopeless = (error: unknown): boolean => error instanceof PullquoteError && (error.code === "config" || error.code === "token");

/**
 * A platform that is started again until it is up. A start that failed has closed everything, so each try makes a new one.
 * `start` ends with the first try: its error is thrown, and unless `stop` was called the next tries go on behind it.
 */
export function persistent(create: () => Platform, { clock, log }: { readonly clock: Clock; readonly log: Log }): Platform {
  let current = create();
  const stopping = new AbortController();

  async function keepStarting(desk: Desk): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      await clock.sleep(pause, stopping.signal);
      if (stopping.signal.aborted) return;
      current = create();
      try {
        return await current.start(desk);
      } catch (error) {
        if (!stopping.signal.aborted) log.error(NOT_STARTED, { platform: current.name, why: messageOf(error) });
      }
    }
  }

  return {
    name: current.name,
    async start(desk) {
      try {
        await current.start(desk);
      } catch (error) {
        if (!stopping.signal.aborted) void keepStarting(desk);
        throw error;
      }
    },
    identify: () => current.identify(),
    parts: (card, destination) => current.parts(card, destination),
    post: (card, posting) => current.post(card, posting),
    find: (posting, since) => current.find(posting, since),
    check: (destination, ping) => current.check(destination, ping),
    link: (destination, receipt) => current.link(destination, receipt),
    connected: () => current.connected(),
    stop() {
      stopping.abort();
      return current.stop();
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Starts all platforms side by side, and waits until one is up or each has failed once: one that is away must not hold up the others.
 * Throws only where none of them can ever work as the settings are: then the first one's error, which says what to change.
 */
export async function startAll(platforms: readonly Platform[], desk: Desk, log: Log): Promise<void> {
  const errors: unknown[] = [];
  const tries = platforms.map((platform) =>
    platform.start(desk).catch((error: unknown) => {
      errors.push(error);
      if (errors.length === platforms.length && errors.every(isHopeless)) throw errors[0];
      log.error(NOT_STARTED, { platform: platform.name, why: messageOf(error) });
      if (errors.length < platforms.length) throw error;
    }),
  );
  // One that is up, or the last one that failed and may still come up, ends the wait.
  if (tries.length > 0) await Promise.any(tries).catch(() => Promise.reject(errors[0]));
}
