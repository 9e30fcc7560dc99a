import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Instant } from "../src/news/article.ts";
import { openStore } from "../src/stores/open.ts";
import { type DiscordFake, startDiscordFake } from "./fake/discord/fake.ts";
import { run, start } from "./fake/process.ts";
import { type SlackFake, startSlackFake } from "./fake/slack/fake.ts";
import { keptLog } from "./fake/time.ts";

/** The whole bot as a process of its own, on both platforms at once, against servers that enforce the platforms' rules. */
let slack: SlackFake;
let discord: DiscordFake;
const SLACK_CHANNEL = "C0NEWS";
const DISCORD_CHANNEL = "1041234567890123456";

beforeAll(async () => {
  slack = await startSlackFake();
  discord = await startDiscordFake({ channels: [{ id: DISCORD_CHANNEL }] });
});
afterAll(async () => {
  await slack.stop();
  await discord.stop();
});

const settings = () => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
  SLACK_CHANNELS: SLACK_CHANNEL,
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
  DISCORD_CHANNELS: DISCORD_CHANNEL,
  // Hourly, half an hour from now: one that is due is late, and none comes due while a test runs.
  DIGEST_CRON: `${(new Date().getUTCMinutes() + 30) % 60} * * * *`,
  CATCH_UP_HOURS: "6",
});

function home(): string {
  const folder = mkdtempSync(join(tmpdir(), "pullquote-"));
  cpSync(join(import.meta.dirname, "..", "seeds"), join(folder, "seeds"), { recursive: true });
  return folder;
}

/** A data folder whose bot last ran two hours ago, so that a digest is due at once. */
async function overdue(): Promise<string> {
  const cwd = home();
  const clock = { now: () => new Date(Date.now() - 2 * 3_600_000), sleep: async () => {} };
  const store = await openStore({ folder: join(cwd, "data"), log: keptLog(), clock });
  const due = clock.now().toISOString() as Instant;
  await store.outbox.openSlot({ schedule: "default", zone: "UTC", local: `start ${due}`, due }, "start", null, []);
  await store.close();
  return cwd;
}

describe("one platform in trouble", () => {
  const unhealthy = async (cwd: string, name: string) => {
    for (let tries = 0; ; tries++) {
      const { out, code } = await run(["health"], { cwd });
      if (code === 1 && out.includes(`Not connected: ${name}.`)) return;
      if (tries > 30) throw new Error(`health never says that ${name} is not connected: ${out}`);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  };

  it("Slack's token revoked at the start: the digest goes to Discord, commands are answered there, health names Slack", async () => {
    const revoked = await startSlackFake();
    revoked.revoke("bot");
    const other = await startDiscordFake({ channels: [{ id: DISCORD_CHANNEL }] });
    const cwd = await overdue();
    const env = { ...settings(), SLACK_BOT_TOKEN: revoked.botToken, SLACK_APP_TOKEN: revoked.appToken, SLACK_API_URL: revoked.apiUrl };
    const bot = start([], { cwd, env: { ...env, DISCORD_TOKEN: other.token, DISCORD_API_URL: other.apiUrl } });
    await bot.until(/digest delivered/);
    expect(bot.err()).toMatch(/platform not started; tried again/);
    expect(other.messages(DISCORD_CHANNEL)).toHaveLength(1);
    expect(JSON.stringify(await other.command("news", { who: "petraeus" }))).toContain("As I said in Iraq");
    await unhealthy(cwd, "slack");
    bot.child.kill("SIGTERM");
    expect(await bot.ended()).toMatchObject({ code: 0 });
    await Promise.all([revoked.stop(), other.stop()]);
  }, 60_000);

  it("Discord's server away at the start: Slack does all of its work, health names Discord", async () => {
    const other = await startSlackFake();
    const cwd = await overdue();
    const env = {
      ...settings(),
      DISCORD_API_URL: "http://127.0.0.1:9/api",
      SLACK_BOT_TOKEN: other.botToken,
      SLACK_APP_TOKEN: other.appToken,
    };
    const bot = start([], { cwd, env: { ...env, SLACK_API_URL: other.apiUrl } });
    await bot.until(/digest delivered/);
    expect(other.messages(SLACK_CHANNEL)).toHaveLength(1);
    await unhealthy(cwd, "discord");
    bot.child.kill("SIGTERM");
    expect(await bot.ended()).toMatchObject({ code: 0 });
    await other.stop();
  }, 60_000);

  it("Discord's token reset while both run: health says so at the second look too, and Slack goes on", async () => {
    const [one, other] = [await startSlackFake(), await startDiscordFake({ channels: [{ id: DISCORD_CHANNEL }] })];
    const cwd = home();
    const env = { ...settings(), DISCORD_TOKEN: other.token, DISCORD_API_URL: other.apiUrl };
    const bot = start([], {
      cwd,
      env: { ...env, SLACK_BOT_TOKEN: one.botToken, SLACK_APP_TOKEN: one.appToken, SLACK_API_URL: one.apiUrl },
    });
    await bot.until(/discord started[\s\S]*slack started|slack started[\s\S]*discord started/);
    other.revoke();
    other.gateway.close(4004);
    await unhealthy(cwd, "discord");
    await unhealthy(cwd, "discord");
    expect(JSON.stringify((await one.command("petraeus")).answers)).toContain("As I said in Iraq");
    bot.child.kill("SIGTERM");
    expect(await bot.ended()).toMatchObject({ code: 0 });
    await Promise.all([one.stop(), other.stop()]);
  }, 120_000);
});
