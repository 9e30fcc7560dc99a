import type { Logger } from "@slack/bolt";
import type { Log } from "../../ports.ts";

const SECRETS = /\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|https?:\/\/\S+/g;

/** The library's own lines: warnings and errors only, as debug lines of ours (what matters is logged by us in our words), and without tokens and addresses. */
export function libraryLog(log: Log): Logger {
  const line = (level: string, said: readonly unknown[]) =>
    log.debug("slack library", {
      level,
      said: said
        .map((part) => (part instanceof Error ? part.message : String(part)))
        .join(" ")
        .replace(SECRETS, "…")
        .slice(0, 300),
    });
  return {
    debug: () => {},
    info: () => {},
    warn: (...said) => line("warn", said),
    error: (...said) => line("error", said),
    setLevel: () => {},
    getLevel: () => "warn" as ReturnType<Logger["getLevel"]>,
    setName: () => {},
  };
}
