import { systemClock } from "../../../src/clock.ts";
import { type DiscordOptions, discordPlatform } from "../../../src/platforms/discord/connect.ts";
import type { Platform } from "../../../src/ports.ts";
import { type DiscordFake, type DiscordFakeOptions, startDiscordFake } from "../../fake/discord/fake.ts";
import { keptLog } from "../../fake/time.ts";

export const CHANNEL = "1040000000000000001";

export type Stage = {
  readonly discord: DiscordFake;
  readonly platform: Platform;
  readonly log: ReturnType<typeof keptLog>;
  end(): Promise<void>;
};

/** A fake Discord and our platform before it, not started yet. */
export async function stage(options: { fake?: DiscordFakeOptions; platform?: Partial<DiscordOptions> } = {}): Promise<Stage> {
  const discord = await startDiscordFake(options.fake);
  const log = keptLog();
  const platform = discordPlatform({
    token: discord.token,
    apiUrl: discord.apiUrl,
    log,
    clock: systemClock,
    timeoutMs: 600,
    limitMs: 3000,
    loginMs: 3000,
    patienceMs: 6000,
    ...options.platform,
  });
  return {
    discord,
    platform,
    log,
    async end() {
      await platform.stop();
      await discord.stop();
    },
  };
}
