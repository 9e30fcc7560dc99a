import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse as parseEnv } from "dotenv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { writeEnv } from "../../src/cli/setup.ts";
import { readConfig } from "../../src/config.ts";
import { inviteLink } from "../../src/platforms/discord/permissions.ts";
import { startDiscordFake } from "../fake/discord/fake.ts";
import { run } from "../fake/process.ts";
import { type SlackFake, startSlackFake } from "../fake/slack/fake.ts";

let slack: SlackFake;
beforeAll(async () => {
  slack = await startSlackFake({ channels: [{ id: "C0NEWS" }, { id: "C0SECRET", private: true, member: false }] });
});
afterAll(() => slack.stop());

const folder = () => mkdtempSync(join(tmpdir(), "pullquote-setup-"));

describe("pullquote setup slack", () => {
  it("prints the manifest, checks tokens and channels at Slack, and writes them where only the owner reads them", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, ".env"), "# mine\nDIGEST_TIMEZONE=Europe/Berlin\nSLACK_BOT_TOKEN=\n");
    const input = `${slack.botToken}\n${slack.appToken}\nC0NEWS, C0SECRET\n`;
    const { code, out, err } = await run(["setup", "slack"], { cwd, env: { SLACK_API_URL: slack.apiUrl }, input });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("callback_id: who_is_quoted");
    expect(out).toContain("The bot is called pullquote.");
    expect(out).toContain("C0NEWS: can be posted to.");
    expect(out).toMatch(/C0SECRET: .*invite the bot if the channel is private/);
    expect(out).not.toContain(slack.botToken);
    expect(readFileSync(join(cwd, ".env"), "utf8")).toBe(
      `# mine\nDIGEST_TIMEZONE=Europe/Berlin\nSLACK_BOT_TOKEN=${slack.botToken}\nSLACK_APP_TOKEN=${slack.appToken}\nSLACK_CHANNELS=C0NEWS,C0SECRET\n`,
    );
    expect(statSync(join(cwd, ".env")).mode & 0o777).toBe(0o600);
  });

  it.each([
    ["a token of another form", "xoxp-1\n", "SLACK_BOT_TOKEN does not look like one"],
    ["a token that Slack does not take", "xoxb-wrong\nxapp-fake-app-token\n", "Slack does not take SLACK_BOT_TOKEN"],
    ["no answer", "", "SLACK_BOT_TOKEN is needed"],
  ])("writes nothing for %s, and says what to do", async (_, input, says) => {
    const cwd = folder();
    const { code, err } = await run(["setup", "slack"], { cwd, env: { SLACK_API_URL: slack.apiUrl }, input });
    expect(code).toBeGreaterThan(0);
    expect(err).toContain(says);
    expect(() => readFileSync(join(cwd, ".env"))).toThrow();
  });
});

describe("pullquote setup slack --public-url", () => {
  const address = "https://bot.example.org";
  it("prints the manifest of an app that workspaces install, and writes its settings with a key of its own", async () => {
    const cwd = folder();
    const input = "1.2\nthe-client-secret\nthe-signing-secret\n";
    const { code, out, err } = await run(["setup", "slack", "--public-url", `${address}/`], { cwd, input });
    expect([code, err]).toEqual([0, ""]);
    const manifest = parse(/(display_information:[\s\S]*token_rotation_enabled: false)/.exec(out)?.[1] ?? "");
    expect(manifest.oauth_config.redirect_urls).toEqual([`${address}/slack/oauth_redirect`]);
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: false,
      interactivity: { is_enabled: true, request_url: `${address}/slack/events` },
      event_subscriptions: { request_url: `${address}/slack/events`, bot_events: ["app_home_opened", "app_uninstalled", "tokens_revoked"] },
    });
    expect(manifest.features.slash_commands.map(({ url }: { url: string }) => url)).toEqual([
      `${address}/slack/events`,
      `${address}/slack/events`,
    ]);
    expect(out).toContain(`${address}/slack/install`);
    for (const secret of ["the-client-secret", "the-signing-secret"]) expect(out).not.toContain(secret);
    const written = readFileSync(join(cwd, ".env"), "utf8");
    expect(written).toMatch(
      /^SLACK_CLIENT_ID=1\.2\nSLACK_CLIENT_SECRET=the-client-secret\nSLACK_SIGNING_SECRET=the-signing-secret\nSLACK_PUBLIC_URL=https:\/\/bot\.example\.org\nTOKEN_KEY=[\w+/]{43}=\n$/,
    );
    expect(readConfig(parseEnv(written))).not.toHaveProperty("mistakes");
    expect(statSync(join(cwd, ".env")).mode & 0o777).toBe(0o600);
    // Once more: the key stays, for tokens may be encrypted with it.
    expect((await run(["setup", "slack", "--public-url", address], { cwd, input })).code).toBe(0);
    expect(readFileSync(join(cwd, ".env"), "utf8")).toBe(written);
  });

  it.each([
    ["an address that is none", "bot.example.org", "", "--public-url takes the address"],
    ["an address without TLS", "http://bot.example.org", "", "--public-url takes the address"],
    ["a bot of one workspace", address, "SLACK_BOT_TOKEN=xoxb-1\n", "Take the line out first"],
  ])("refuses %s", async (_, url, env, says) => {
    const cwd = folder();
    writeFileSync(join(cwd, ".env"), env);
    const { code, err } = await run(["setup", "slack", "--public-url", url], { cwd, input: "" });
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
    expect(readFileSync(join(cwd, ".env"), "utf8")).toBe(env);
  });
});

describe("pullquote setup discord", () => {
  it("prints the link that invites the bot, checks token and channels at Discord, and writes them where only the owner reads them", async () => {
    const discord = await startDiscordFake({
      channels: [
        { id: "1040000000000000001", name: "news" },
        { id: "1040000000000000002", name: "secret", lacks: ["Send Messages"] },
      ],
    });
    const cwd = folder();
    const env = { DISCORD_API_URL: discord.apiUrl };
    const input = `${discord.token}\n1040000000000000001,1040000000000000002\n`;
    const { code, out, err } = await run(["setup", "discord"], { cwd, env, input });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(inviteLink(discord.world.ids.app));
    expect(out).toContain("1040000000000000001: can be posted to.");
    expect(out).toMatch(/1040000000000000002: The bot lacks Send Messages/);
    expect(out).not.toContain(discord.token);
    expect(readFileSync(join(cwd, ".env"), "utf8")).toBe(
      `DISCORD_TOKEN=${discord.token}\nDISCORD_CHANNELS=1040000000000000001,1040000000000000002\n`,
    );
    expect(statSync(join(cwd, ".env")).mode & 0o777).toBe(0o600);
    const other = folder();
    const wrong = await run(["setup", "discord"], { cwd: other, env, input: "MTA.wrong.token-of-another\n" });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain("Discord does not take DISCORD_TOKEN");
    expect(() => readFileSync(join(other, ".env"))).toThrow();
    await discord.stop();
  });

  it("knows no other platform", async () => {
    const { code, err } = await run(["setup", "irc"], { cwd: folder(), input: "" });
    expect([code, err]).toEqual([2, 'pullquote: There is nothing to set up called "irc". There are slack and discord.\n']);
  });
});

it("a value with white space or a # is quoted in .env", () => {
  const file = join(folder(), ".env");
  writeEnv(file, { CONTACT: "News desk #1", LANGUAGE: "de" });
  expect(readFileSync(file, "utf8")).toBe('CONTACT="News desk #1"\nLANGUAGE=de\n');
});
