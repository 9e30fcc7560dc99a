import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { openLog } from "../log.ts";
import type { Clock, Log } from "../ports.ts";
import { hostUnderWay } from "../sources/http.ts";

/** The clock and the log of a command: lines go to standard error, readable at a terminal. `quiet`: only what is wrong, where a person looks on. */
export function surroundings(config: Config, quiet: boolean): { clock: Clock; log: Log } {
  const terminal = process.stderr.isTTY === true;
  const log = openLog({
    level: quiet && terminal ? "warn" : config.logLevel,
    secrets: config.secrets,
    pretty: terminal,
    write: (line) => void process.stderr.write(line),
  });
  catchAll(log);
  return { clock: systemClock, log };
}

/**
 * Errors nobody caught. One that a server caused while it was being read concerns that source alone; anything else ends the program, with
 * one line in the log, where secrets are blanked.
 */
function catchAll(log: Log): void {
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", (error: unknown) => {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const host = hostUnderWay();
    if (host !== undefined) return log.warn("source failed in a way nobody expected; the others are read on", { source: host, why });
    log.error("this is a bug in Pullquote, please report it; it stops now and resumes at the next start", { why });
    process.exit(1);
  });
}

/** Colour where a person looks on and has not said no (https://no-color.org). */
export function wantsColour(stream: { readonly isTTY?: boolean }, env = process.env): boolean {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
}
