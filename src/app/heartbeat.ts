import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { problemsOf } from "../health/vitals.ts";
import type { Watch } from "../health/watch.ts";
import type { Clock, Log } from "../ports.ts";

export const HEARTBEAT = "heartbeat.json";
const EVERY = 30_000;

export type Heart = {
  beat(): Promise<void>;
  /** Beats until `signal`, also while a tick takes long or hangs. */
  keep(signal: AbortSignal): Promise<void>;
};

/** Writes into the data folder how the bot is: what `pullquote health` reads. */
export function openHeart({ folder, watch, clock, log }: { folder: string; watch: Watch; clock: Clock; log: Log }): Heart {
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    try {
      const vitals = await watch.vitals();
      const file = join(folder, HEARTBEAT);
      await mkdir(folder, { recursive: true });
      await writeFile(`${file}.new`, JSON.stringify({ ...vitals, problems: problemsOf(vitals, new Date(vitals.at)) }));
      await rename(`${file}.new`, file);
    } catch (cause) {
      log.warn("heartbeat not written", { why: String(cause) });
    }
  };
  const beat = () => {
    // One after the other, or one would rename the other's file.
    writing = writing.then(write);
    return writing;
  };
  return {
    beat,
    async keep(signal) {
      while (!signal.aborted) {
        await beat();
        await clock.sleep(EVERY, signal);
      }
    },
  };
}
