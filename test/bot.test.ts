import { once } from "node:events";
import { cpSync, mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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
  SLACK_MANAGERS: "U0EDITOR",
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

describe("the bot on Slack and Discord", () => {
  it("posts the digest once to both, answers on both, and posts nothing again after a restart", async () => {
    const cwd = await overdue();
    const bot = start([], { cwd, env: settings() });
    await bot.until(/digest delivered[\s\S]*digest delivered/);
    expect(slack.messages(SLACK_CHANNEL)).toHaveLength(1);
    expect(discord.messages(DISCORD_CHANNEL)).toHaveLength(1);
    const posted = [JSON.stringify(slack.messages(SLACK_CHANNEL)), JSON.stringify(discord.messages(DISCORD_CHANNEL))];
    for (const text of posted) {
      expect(text).toContain("Report: Karzai And Taliban Looking For Peace Deal");
      expect(text).toContain("They are very, very serious about finding a way out,");
      expect(text).toContain("one source close to the talks");
      expect(text).toContain("late, was due");
    }

    const onSlack = await slack.command("petraeus");
    expect(onSlack.ackMs).toBeLessThan(3000);
    expect(JSON.stringify(onSlack.answers)).toContain("As I said in Iraq");
    const onDiscord = await discord.command("news", { who: "petraeus" });
    expect(JSON.stringify(onDiscord)).toContain("As I said in Iraq");
    expect(JSON.stringify(await slack.command("karzai"))).toContain("not quoted");
    expect(JSON.stringify(await discord.command("news", { who: "karzai" }))).toContain("not quoted");

    // Whom the settings name may manage, and nobody else.
    const status = (user: string) => slack.command("status", { command: "/digest", user, channel: SLACK_CHANNEL });
    expect(JSON.stringify((await status("U0EDITOR")).answers)).toContain("Last digests");
    expect(JSON.stringify((await status("U0READER")).answers)).toContain("SLACK_MANAGERS");
    expect(JSON.stringify((await slack.command("help")).answers)).toContain("/news karzai about:taliban");
    expect(JSON.stringify(await discord.command("news", { who: "?" }))).toContain("/news peace talks – stories on a topic");

    bot.child.kill("SIGTERM");
    const { code, err, out } = await bot.ended();
    expect(code).toBe(0);
    // One id leads from the slot to each message.
    const lines = err.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as Record<string, string>] : []));
    const trace = lines.find(({ msg }) => msg === "digest planned")?.trace;
    expect(trace).toMatch(/^default \d{4}-\d\d-\d\dT\d\d:\d\d UTC$/);
    expect(lines.filter(({ msg }) => msg === "digest delivered").map((line) => line.trace)).toEqual([trace, trace]);
    for (const secret of [slack.botToken, slack.appToken, discord.token]) expect(err + out).not.toContain(secret);

    const again = start([], { cwd, env: settings() });
    await again.until(/next digest/);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    again.child.kill("SIGTERM");
    await again.ended();
    expect(slack.messages(SLACK_CHANNEL)).toHaveLength(1);
    expect(discord.messages(DISCORD_CHANNEL)).toHaveLength(1);
    expect(slack.violations).toEqual([]);
    expect(discord.violations).toEqual([]);
  }, 60_000);
});

describe("tokens and permissions", () => {
  it("a Slack token that was revoked: one sentence, exit code 1, no stack", async () => {
    const revoked = await startSlackFake();
    revoked.revoke("bot");
    const { code, err } = await run([], {
      cwd: home(),
      env: { SLACK_BOT_TOKEN: revoked.botToken, SLACK_APP_TOKEN: revoked.appToken, SLACK_API_URL: revoked.apiUrl, LOG_LEVEL: "error" },
    });
    await revoked.stop();
    expect(code).toBe(1);
    expect(err).toMatch(/^pullquote: [^\n]+\n$/);
    expect(err).toContain("SLACK_BOT_TOKEN");
    expect(err).not.toContain(revoked.botToken);
  });

  it("a Discord token that is not valid: one sentence, exit code 1, no stack", async () => {
    const { code, err } = await run([], {
      cwd: home(),
      env: { DISCORD_TOKEN: "wrong.wrong.wrong", DISCORD_API_URL: discord.apiUrl, LOG_LEVEL: "error" },
    });
    expect(code).toBe(1);
    expect(err).toMatch(/^pullquote: [^\n]+\n$/);
    expect(err).toContain("DISCORD_TOKEN");
  });

  it("a channel the bot is not in: named at the start, with what to do", async () => {
    const other = await startSlackFake({ channels: [{ id: "C0SECRET", name: "secret", private: true, member: false }] });
    const bot = start([], {
      cwd: home(),
      env: { SLACK_BOT_TOKEN: other.botToken, SLACK_APP_TOKEN: other.appToken, SLACK_API_URL: other.apiUrl, SLACK_CHANNELS: "C0SECRET" },
    });
    await bot.until(/this channel cannot be posted to/);
    expect(bot.err()).toContain("C0SECRET");
    expect(bot.err()).toContain("invite the bot if the channel is private");
    bot.child.kill("SIGTERM");
    await bot.ended();
    await other.stop();
  });
});

describe("SIGTERM", () => {
  it("while a platform is being connected that never answers: ends cleanly, well within a container's ten seconds", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api/`;
    try {
      const bots = [
        { SLACK_BOT_TOKEN: "xoxb-1-hidden", SLACK_APP_TOKEN: "xapp-1-hidden", SLACK_API_URL: address },
        { DISCORD_TOKEN: "abcd.efgh.hidden", DISCORD_API_URL: address },
      ].map((env) => start([], { cwd: home(), env }));
      await Promise.all(
        bots.map(async (bot) => {
          await bot.until(/sources read/);
          await new Promise((resolve) => setTimeout(resolve, 700));
          const asked = Date.now();
          bot.child.kill("SIGTERM");
          expect(await bot.ended()).toMatchObject({ code: 0 });
          expect(Date.now() - asked).toBeLessThan(9_000);
        }),
      );
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });
});

describe("a mistake of ours", () => {
  it("that nothing caught is one line of the log, without the token it holds, and ends the bot", async () => {
    const token = "a-token-never-shown";
    // Once the bot listens for such things: on a busy machine that takes a while.
    const mistakes = `process.emitWarning("too many of something"); setTimeout(() => Promise.reject(new Error("refused: ${token}")), 500)`;
    const listens = `const wait = setInterval(() => { if (process.listenerCount("uncaughtException") > 0) { clearInterval(wait); ${mistakes} } }, 100)`;
    const preload = `data:text/javascript,${encodeURIComponent(listens)}`;
    const bot = start([], {
      cwd: home(),
      env: { WEB_TOKEN: token, NODE_OPTIONS: `--import ${preload}` },
    });
    const { code, err } = await bot.ended();
    expect(code).toBe(1);
    const lines = err
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines.find(({ msg }) => msg === "warning of Node")?.why).toBe("too many of something");
    expect(lines.at(-1)).toMatchObject({ level: "error", why: expect.stringContaining("refused: [secret]") });
    expect(err).not.toContain(token);
  });
});
