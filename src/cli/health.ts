import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";

/** The schedule is seen to every minute; three missed turns are no accident. */
const STALE = 3 * 60_000;

/** Says in one line how the bot is; the exit code is 0 only if it lives and is connected. */
export async function checkHealth(config: Config): Promise<number> {
  const say = (code: number, text: string) => {
    process.stdout.write(`${text}\n`);
    return code;
  };
  let beat: { at: string; platforms: { name: string; connected: boolean }[] };
  try {
    beat = JSON.parse(await readFile(join(config.dataFolder, "heartbeat.json"), "utf8"));
  } catch {
    return say(1, `not running: there is no heartbeat in ${config.dataFolder}. Start it with npm start.`);
  }
  const age = Date.now() - Date.parse(beat.at);
  if (!(age < STALE)) return say(1, `not running: the last sign of life is of ${beat.at}. Look at its log, and start it again.`);
  const away = beat.platforms.filter((p) => !p.connected).map((p) => p.name);
  return away.length
    ? say(1, `running, not connected: ${away.join(", ")}. It tries again by itself; its log says why.`)
    : say(0, "running");
}
