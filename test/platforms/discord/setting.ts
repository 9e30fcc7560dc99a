import { join } from "node:path";
import type { TestContext } from "vitest";
import { systemClock } from "../../../src/clock.ts";
import { type DiscordOptions, discordPlatform } from "../../../src/platforms/discord/connect.ts";
import type { Platform } from "../../../src/ports.ts";
import { unsealed } from "../../fake/codes.ts";
import { type DiscordFake, type DiscordFakeOptions, startDiscordFake } from "../../fake/discord/fake.ts";
import { startFile } from "../../fake/process.ts";
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
    codes: unsealed,
    zone: "Europe/Berlin",
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

/** A stage for tests that run side by side; they must not share the hook that is imported. */
export async function open({ onTestFinished }: TestContext, options?: Parameters<typeof stage>[0]): Promise<Stage> {
  const on = await stage(options);
  onTestFinished(() => on.end());
  return on;
}

/** A fake Discord and bot.ts before it as a process of its own, connected or ended. */
export async function run({ onTestFinished }: TestContext, env: Record<string, string> = {}) {
  const discord = await startDiscordFake();
  const bot = startFile(join(import.meta.dirname, "bot.ts"), [], { env: { TOKEN: discord.token, API_URL: discord.apiUrl, ...env } });
  onTestFinished(async () => {
    bot.child.kill("SIGKILL");
    await discord.stop();
  });
  await discord.until(() => bot.out().includes('"ready"') || bot.child.exitCode !== null, 15_000);
  return { discord, bot };
}
