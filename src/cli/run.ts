import { openApp } from "../app.ts";
import type { Config } from "../config.ts";
import { runTerminal, terminalStyle } from "../platforms/terminal/print.ts";
import { renderText } from "../platforms/terminal/render.ts";
import { surroundings, wantsColour } from "./surroundings.ts";

export type RunOptions = {
  /** Print the digest and end. */
  readonly once: boolean;
  /** No level was asked for: at a terminal only what is wrong is logged. */
  readonly quiet: boolean;
};

/** Runs the bot: prints the digest, then takes commands at a terminal, or else runs until it is told to stop. */
export async function runBot(config: Config, { once, quiet }: RunOptions): Promise<number> {
  const { clock, log } = surroundings(config, quiet);
  const app = await openApp({ config, clock, log, bot: !once });
  const stop = new AbortController();
  const asked = () => {
    // A second signal does not wait.
    if (stop.signal.aborted) process.exit(1);
    stop.abort();
  };
  process.on("SIGTERM", asked).on("SIGINT", asked);
  try {
    const colour = wantsColour(process.stdout);
    const report = await app.read();
    for (const { item, why } of report.broken) process.stderr.write(`${item}: ${why}\n`);
    const card = await app.desk.answer({ kind: "latest" }, { platform: "terminal", user: "terminal" });
    process.stdout.write(`${renderText(card, terminalStyle(process.stdout, colour))}\n\n`);
    if (once) return report.broken.length > 0 ? 1 : 0;
    await app.start();
    const page = app.page();
    if (page && process.stdout.isTTY) process.stdout.write(`The same as in Slack and in Discord: ${page}\n\n`);
    if (process.stdin.isTTY && process.stdout.isTTY)
      await runTerminal({ desk: app.desk, input: process.stdin, output: process.stdout, colour, signal: stop.signal });
    else await new Promise<void>((resolve) => stop.signal.addEventListener("abort", () => resolve(), { once: true }));
    return 0;
  } finally {
    process.off("SIGTERM", asked).off("SIGINT", asked);
    await app.stop();
    // A request that nobody answers keeps the process for as long as its time-out; a container is killed after ten seconds.
    setTimeout(() => process.exit(), 200).unref();
  }
}
