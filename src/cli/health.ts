import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HEARTBEAT } from "../app/heartbeat.ts";
import type { Config } from "../config.ts";
import type { Vitals } from "../health/vitals.ts";

/** The heart beats every half minute; after six beats that did not come it stands still. */
const STALE = 3 * 60_000;

type Heartbeat = Vitals & { readonly problems: readonly string[] };

/** Says how the bot is, a line a problem; the exit code is 0 only if there is none. `json`: all that it knows of itself. */
export async function checkHealth(config: Config, { json }: { readonly json?: boolean }): Promise<number> {
  const say = (problems: readonly string[], vitals: Partial<Vitals>) => {
    const ok = problems.length === 0;
    process.stdout.write(json ? `${JSON.stringify({ ok, problems, ...vitals })}\n` : `${ok ? "running" : problems.join("\n")}\n`);
    return ok ? 0 : 1;
  };
  let heartbeat: Heartbeat;
  try {
    heartbeat = JSON.parse(await readFile(join(config.dataFolder, HEARTBEAT), "utf8")) as Heartbeat;
  } catch {
    return say(
      [`not running: there is no heartbeat in ${config.dataFolder}. Start it with npm start, or set DATA_FOLDER to the bot's.`],
      {},
    );
  }
  const { problems, ...vitals } = heartbeat;
  if (!(Date.now() - Date.parse(vitals.at) < STALE))
    return say([`not running: the last sign of life is of ${vitals.at}. Look at its log, and start it again.`], vitals);
  return say(problems, vitals);
}
