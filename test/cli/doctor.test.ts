import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { examine } from "../../src/cli/doctor.ts";
import type { Finding } from "../../src/cli/finding.ts";
import { readConfig } from "../../src/config.ts";
import type { Instant } from "../../src/news/article.ts";
import { newChannelDigest } from "../../src/news/manage/channel-digest.ts";
import { openStore } from "../../src/stores/open.ts";
import { type DiscordFake, startDiscordFake } from "../fake/discord/fake.ts";
import { run } from "../fake/process.ts";
import { type SlackFake, startSlackFake } from "../fake/slack/fake.ts";
import { keptLog } from "../fake/time.ts";

let slack: SlackFake;
let discord: DiscordFake;
beforeAll(async () => {
  slack = await startSlackFake({ channels: [{ id: "C0NEWS" }, { id: "C0SECRET", name: "secret", private: true, member: false }] });
  discord = await startDiscordFake({ channels: [{ id: "1041234567890123456" }] });
});
afterAll(async () => {
  await slack.stop();
  await discord.stop();
});

function home(): string {
  const folder = mkdtempSync(join(tmpdir(), "pullquote-"));
  cpSync(join(import.meta.dirname, "..", "..", "seeds"), join(folder, "seeds"), { recursive: true });
  return folder;
}

const onSlack = () => ({ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl });
const onDiscord = () => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl });

/** In this process, so that the platforms' libraries are loaded once; the first and the last test run the program itself. */
async function findings(env: Record<string, string>, cwd = home()) {
  const folders = (env.SOURCES ?? "seeds").split(",").map((folder) => join(cwd, folder));
  const config = readConfig({ ...env, SOURCES: folders.join(","), DATA_FOLDER: join(cwd, "data") });
  if ("mistakes" in config) throw new Error(config.mistakes.join("\n"));
  const found = await examine(config);
  const of = (check: string, state?: Finding["state"]) =>
    found.filter((f) => f.check === check && (!state || f.state === state)).map(({ says, remedy }) => `${says} ${remedy ?? ""}`);
  return { of, wrong: found.filter(({ state }) => state === "wrong") };
}

describe("pullquote doctor", () => {
  it("finds nothing wrong where nothing is, and touches nothing: no connection, no data folder, no post", async () => {
    const cwd = home();
    const { code, out } = await run(["doctor"], {
      cwd,
      env: {
        ...onSlack(),
        ...onDiscord(),
        SLACK_CHANNELS: "C0NEWS",
        DISCORD_CHANNELS: "1041234567890123456",
        DIGEST_TIMEZONE: "Europe/Berlin",
      },
    });
    expect(out).toMatch(/\n\nNothing is wrong[^\n]*\.\n$/);
    expect(code).toBe(0);
    expect(out).toMatch(/^ok {2}slack +The tokens are good; the bot is called /m);
    expect(out).toMatch(/^ok {2}slack +The digest can be posted to C0NEWS\.$/m);
    expect(out).toMatch(/^ok {2}discord +The digest can be posted to 1041234567890123456\.$/m);
    expect(out).toMatch(
      /^ok {2}schedule +The next digest is due \d{4}-\d\d-\d\d 08:00 in Europe\/Berlin, which is .*0[67]:00:00\.000Z\.$/m,
    );
    expect(out).toMatch(/^ok {2}clock +This computer's clock is [0-4]\.\d seconds off\.$/m);
    expect(existsSync(join(cwd, "data"))).toBe(false);
    expect(slack.connections()).toBe(0);
    expect(slack.messages("C0NEWS")).toEqual([]);
    expect(slack.violations).toEqual([]);
    expect(discord.violations).toEqual([]);
  });

  it("looks at each workspace that installed the app, at those that left, and at the key", async () => {
    const several = await startSlackFake();
    const one = several.addTeam({ team: "T0ONE", name: "One", channels: [{ id: "C0NEWS" }] });
    const two = several.addTeam({ team: "T0TWO", name: "Two", channels: [{ id: "C0NEWS" }] });
    const key = Buffer.alloc(32, 7);
    const env = {
      ...{
        SLACK_CLIENT_ID: "1.2",
        SLACK_CLIENT_SECRET: "client-secret",
        SLACK_SIGNING_SECRET: "signing-secret",
        SLACK_API_URL: several.apiUrl,
      },
      ...{ TOKEN_KEY: key.toString("base64"), SLACK_CHANNELS: "T0ONE/C0NEWS" },
    };
    const cwd = home();
    expect((await findings(env, cwd)).of("slack", "doubtful")[0]).toMatch(
      /^No workspace has installed the app yet\. Open \/slack\/install/,
    );
    const clock = { now: () => new Date(), sleep: async () => {} };
    const store = await openStore({ folder: join(cwd, "data"), log: keptLog(), clock, tokenKeys: [key] });
    const now = clock.now().toISOString() as Instant;
    for (const { space } of [one, two]) {
      space.tokens.bot = `xoxb-fake-${space.name}`;
      // One that would be renewed.
      const bot = { token: space.tokens.bot, refreshToken: "xoxe-1-fake", expiresAt: 1 };
      const secret = JSON.stringify({ team: { id: space.ids.team }, authVersion: "v2", user: {}, bot });
      await store.installations.save({ workspace: space.ids.team, name: space.name, since: now, secret });
    }
    for (const channel of ["T0GONE/C0NEWS", "T0GONE/C0MORE"])
      await store.chat.saveDigest({
        ...newChannelDigest({ platform: "slack", channel }, "mara", now),
        times: { cron: "0 8 * * *", zone: "UTC" },
      });
    await store.close();
    two.space.tokens.inactive.add(two.space.tokens.bot);
    const looked = await findings(env, cwd);
    expect(looked.of("slack", "fine")).toEqual([
      expect.stringMatching(/^The tokens of 1 workspace are good\./),
      expect.stringMatching(/can be posted to T0ONE\/C0NEWS/),
    ]);
    expect(looked.of("slack", "wrong")).toEqual([expect.stringMatching(/^Two \(T0TWO\): .*account_inactive/)]);
    expect(looked.of("slack", "doubtful")).toEqual([
      expect.stringMatching(/^The workspace T0GONE took the Slack app out: its 2 channels get nothing/),
    ]);
    // It only looks: a token that runs out is not renewed, for the new one would be lost.
    expect(several.calls("oauth.v2.access")).toBe(0);
    const wrong = await findings({ ...env, TOKEN_KEY: Buffer.alloc(32, 9).toString("base64") }, cwd);
    expect(wrong.of("slack", "wrong").slice(0, 2)).toEqual([
      expect.stringMatching(/TOKEN_KEY is not what it was encrypted with/),
      expect.stringMatching(/TOKEN_KEY=new,old/),
    ]);
    await several.stop();
  });

  it("names a token that is not taken and a channel that cannot be posted to, each with what to do", async () => {
    const { wrong, of } = await findings({
      ...onSlack(),
      SLACK_CHANNELS: "C0SECRET,C0NONE",
      DISCORD_TOKEN: "wrong.wrong.wrong",
      DISCORD_API_URL: discord.apiUrl,
    });
    expect(wrong).toHaveLength(3);
    expect(of("slack", "wrong")).toEqual([expect.stringMatching(/C0SECRET.*invite/), expect.stringMatching(/C0NONE/)]);
    expect(of("discord", "wrong")).toEqual([expect.stringMatching(/does not take DISCORD_TOKEN.*Reset Token/)]);
    const other = await startSlackFake();
    other.revoke("app");
    const revoked = await findings({ SLACK_BOT_TOKEN: other.botToken, SLACK_APP_TOKEN: other.appToken, SLACK_API_URL: other.apiUrl });
    expect(revoked.of("slack", "wrong")).toEqual([expect.stringMatching(/^Slack does not take SLACK_APP_TOKEN: /)]);
    await other.stop();
  });

  it("looks at the channels that were set in chat too, but not at one that is paused", async () => {
    const cwd = home();
    const now = new Date().toISOString() as Instant;
    const store = await openStore({ folder: join(cwd, "data"), log: keptLog(), clock: { now: () => new Date(), sleep: async () => {} } });
    const set = (channel: string) => ({
      ...newChannelDigest({ platform: "slack", channel }, "jo", now),
      times: { cron: "0 8 * * *", zone: "UTC" },
    });
    await store.chat.saveDigest(set("C0SECRET"));
    await store.chat.saveDigest({ ...set("C0NONE"), paused: true });
    await store.close();
    const { of, wrong } = await findings(onSlack(), cwd);
    expect(of("slack", "wrong")).toEqual([expect.stringMatching(/C0SECRET.*invite/)]);
    expect(of("schedule", "doubtful")).toEqual([]);
    expect(wrong).toHaveLength(1);
  });

  it("names permissions that were not given", async () => {
    const poor = await startSlackFake({ scopes: ["commands", "chat:write"] });
    const { wrong, of } = await findings({ SLACK_BOT_TOKEN: poor.botToken, SLACK_APP_TOKEN: poor.appToken, SLACK_API_URL: poor.apiUrl });
    expect(wrong).toEqual([]);
    expect(of("slack", "doubtful")).toEqual([expect.stringMatching(/^The app lacks .*channels:history.*docs\/slack\.md/)]);
    await poor.stop();
  });

  it("names a source that is not there, articles that cannot be read, and a damaged store", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "seeds", "binary.txt"), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 0xff, 0xfe, 0, 0]));
    mkdirSync(join(cwd, "data"));
    writeFileSync(join(cwd, "data", "pullquote.db"), "This is no database. ".repeat(500));
    const { wrong, of } = await findings({ SOURCES: "seeds,nowhere" }, cwd);
    expect(wrong).toHaveLength(2);
    expect(of("sources", "wrong")).toEqual([expect.stringMatching(/nowhere: .*\.\s*$/)]);
    expect(of("sources", "doubtful")).toEqual([expect.stringMatching(/binary\.txt/)]);
    expect(of("store", "wrong")).toEqual([expect.stringMatching(/is damaged.*restore the last backup/)]);
  });

  it("tells what is in doubt, and how a bot is that runs there", async () => {
    const cwd = home();
    const now = new Date().toISOString() as Instant;
    const store = await openStore({ folder: join(cwd, "data"), log: keptLog(), clock: { now: () => new Date(), sleep: async () => {} } });
    const slot = { schedule: "default", zone: "UTC", local: "2026-11-20T08:00", due: now };
    await store.outbox.openSlot(slot, "open", { id: "e1", slot, card: { title: "News", items: [], actions: [] } }, [
      { platform: "slack", channel: "C0NEWS" },
    ]);
    const claimed = await store.outbox.claim(now, now);
    if (claimed === null) throw new Error("nothing to claim");
    await store.outbox.record({ ...claimed.delivery, state: "ambiguous", problem: "no answer" });
    await store.close();
    writeFileSync(join(cwd, "data", "heartbeat.json"), JSON.stringify({ at: now, problems: ["Not connected: slack. Its log says why."] }));
    const { wrong, of } = await findings({}, cwd);
    expect(wrong).toHaveLength(1);
    expect(of("store", "doubtful")).toEqual([expect.stringMatching(/^In doubt: 1 delivery\. pullquote audit/)]);
    expect(of("bot", "wrong")).toEqual([expect.stringMatching(/^Not connected: slack/)]);
  });

  it("notices a clock that is ten minutes off", async () => {
    const server = createServer((_, response) => {
      response.writeHead(401, { date: new Date(Date.now() - 600_000).toUTCString(), "content-type": "application/json" });
      response.end('{"message":"401: Unauthorized","code":0}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { of } = await findings({
      DISCORD_TOKEN: "some.good.token",
      DISCORD_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    });
    expect(of("clock", "wrong")).toEqual([
      expect.stringMatching(/^This computer's clock is (59\d|60\d)\.\d seconds off\. Let it be set by NTP\.$/),
    ]);
    server.closeAllConnections();
    server.close();
  });

  it("names every mistake of the settings, under its other name too; exit code 2", async () => {
    const env = { DIGEST_TIMEZONE: "Berlin", SLACK_BOT_TOKEN: "xoxb-hidden-1" };
    const { code, out } = await run(["validate"], { cwd: home(), env });
    expect(code).toBe(2);
    expect(out).toMatch(/^BAD settings +DIGEST_TIMEZONE is "Berlin"/m);
    expect(out).toMatch(/^BAD settings +SLACK_BOT_TOKEN is set alone/m);
    expect(out).toMatch(/2 to mend, 0 to look at\.\n$/);
    const json = await run(["doctor", "--json"], { cwd: home(), env });
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, findings: [{ check: "settings", state: "wrong" }, { check: "settings" }] });
    expect(await run(["doctor"], { cwd: home(), env: { SOURCES: "nowhere" } })).toMatchObject({ code: 1, err: "" });
  });
});
