/** A process with the platform and nothing else: what one bad packet can end. Prints what it logs. */

import { systemClock } from "../../../src/clock.ts";
import { discordPlatform } from "../../../src/platforms/discord/connect.ts";
import { unsealed } from "../../fake/codes.ts";
import { deskOf } from "../../fake/desk.ts";

const say = (event: string, fields: Record<string, unknown> = {}) => void process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
const platform = discordPlatform({
  token: process.env.TOKEN ?? "",
  apiUrl: process.env.API_URL ?? "",
  log: { debug: say, info: say, warn: say, error: say },
  clock: systemClock,
  codes: unsealed,
});
process.on("SIGTERM", () => void platform.stop().then(() => say("stopped")));
await platform.start(deskOf());
say("ready");
if (process.env.FOREIGN_REJECTION) void Promise.reject(new Error("not of the library"));
