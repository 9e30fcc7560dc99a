import { openApp } from "../app.ts";
import type { Config } from "../config.ts";
import { runTerminal, terminalStyle } from "../platforms/terminal/print.ts";
import { renderText } from "../platforms/terminal/render.ts";
import type { Log } from "../ports.ts";
import { progress } from "./progress.ts";
import { surroundings, wantsColour } from "./surroundings.ts";

export type RunOptions = {
  /** Print the digest and end. */
  readonly once: boolean;
  /** No level was asked for: at a terminal only what is wrong is logged. */
  readonly quiet: boolean;
};

/** How long the bot waits for its sources before it starts; they are read to the end all the same. */
const FIRST_READ = 30_000;

/** Runs the bot: prints the digest, then takes commands at a terminal, or else runs until it is told to stop. */
export async function runBot(config: Config, { once, quiet }: RunOptions): Promise<number> {
  const { clock, log } = surroundings(config, quiet);
  logWarnings(log);
  const stop = new AbortController();
  let opened = false;
  const asked = () => {
    // A second signal does not wait; before the store is open there is nothing to wait for.
    if (stop.signal.aborted || !opened) process.exit(opened ? 1 : 0);
    stop.abort();
  };
  // First of all: process 1 of a container has no other way to be told.
  process.on("SIGTERM", asked).on("SIGINT", asked);
  const stopped = new Promise<"stopped">((resolve) => stop.signal.addEventListener("abort", () => resolve("stopped"), { once: true }));
  const app = await openApp({ config, clock, log, bot: !once });
  opened = true;
  try {
    const colour = wantsColour(process.stdout);
    const bar = progress();
    const reading = app.read(({ items, ofItems, sources, ofSources }) => {
      bar.at(`Reading ${sources} of ${ofSources} ${ofSources === 1 ? "source" : "sources"}, articles`, items, ofItems);
    });
    // Many feeds take minutes the first time, and their pages two seconds each: the bot does not wait for all of it.
    const enough = once ? stopped : Promise.race([stopped, clock.sleep(FIRST_READ, stop.signal).then(() => "later" as const)]);
    const report = await Promise.race([reading, enough]).finally(() => bar.end());
    if (report === "stopped" || stop.signal.aborted) return 0;
    if (report === "later") reading.catch((cause) => log.error("sources not read", { why: String(cause) }));
    else for (const { item, why } of report.broken) process.stderr.write(`${item}: ${why}\n`);
    const card = await app.desk.answer({ kind: "latest" }, { platform: "terminal", user: "terminal" });
    const atTerminal = process.stdin.isTTY && process.stdout.isTTY && !once;
    if (!atTerminal) process.stdout.write(`${renderText(card, terminalStyle(process.stdout, colour))}\n\n`);
    if (once) return report !== "later" && report.broken.length > 0 ? 1 : 0;
    // A platform that cannot be reached is tried for a minute: whoever stops the bot does not wait for that.
    if ((await Promise.race([app.start(), stopped])) === "stopped") return 0;
    const page = app.page();
    if (page && process.stdout.isTTY) process.stdout.write(`The same as in Slack and in Discord: ${page}\n\n`);
    if (atTerminal)
      await runTerminal({ desk: app.desk, first: card, input: process.stdin, output: process.stdout, colour, signal: stop.signal });
    else await stopped;
    return 0;
  } finally {
    await app.stop();
    process.off("SIGTERM", asked).off("SIGINT", asked);
    // A request that nobody answers keeps the process for as long as its time-out; a container is killed after ten seconds.
    setTimeout(() => process.exit(), 200).unref();
  }
}

/** Warnings of Node go through the log, where secrets are blanked and each event is one line. */
function logWarnings(log: Log): void {
  process.removeAllListeners("warning");
  process.on("warning", ({ name, message }) => log.warn("warning of Node", { name, why: message }));
}
