import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { openLog } from "../log.ts";
import type { Clock, Log } from "../ports.ts";

/** The clock and the log of a command: lines go to standard error, readable at a terminal. `quiet`: only what is wrong, where a person looks on. */
export function surroundings(config: Config, quiet: boolean): { clock: Clock; log: Log } {
  const terminal = process.stderr.isTTY === true;
  const log = openLog({
    level: quiet && terminal ? "warn" : config.logLevel,
    secrets: config.secrets,
    pretty: terminal,
    write: (line) => void process.stderr.write(line),
  });
  return { clock: systemClock, log };
}

/** Colour where a person looks on and has not said no (https://no-color.org). */
export function wantsColour(stream: { readonly isTTY?: boolean }, env = process.env): boolean {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
}
