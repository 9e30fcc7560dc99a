import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "dotenv";
import { describe, expect, it } from "vitest";
import { readConfig, secretsOf } from "../src/config.ts";
import { settings } from "../src/config-table.ts";
import { configurationPage } from "./docs/configuration.ts";

const root = join(import.meta.dirname, "..");
const mistakes = (env: Record<string, string>, ours?: string[]) => {
  const config = readConfig(env, ours);
  return "mistakes" in config ? config.mistakes : [];
};

describe("the settings", () => {
  it("need nothing set: the seeds, the data folder, eight o'clock", () => {
    expect(readConfig({})).toMatchObject({
      sources: ["seeds"],
      dataFolder: "data",
      digest: { cron: "0 8 * * *", zone: "UTC", stories: 5, catchUpHours: 6 },
      slack: null,
      discord: null,
    });
  });

  it("turn both platforms on, each by its token", () => {
    expect(
      readConfig({
        SLACK_BOT_TOKEN: "xoxb-1",
        SLACK_APP_TOKEN: "xapp-1",
        SLACK_CHANNELS: "C0123, C0456,C0123",
        DISCORD_TOKEN: "abc.def.ghi",
        DISCORD_CHANNELS: "1041234567890123456",
      }),
    ).toMatchObject({
      slack: { appToken: "xapp-1", channels: ["C0123", "C0456"] },
      discord: { channels: ["1041234567890123456"], guild: null },
    });
  });

  it("may stand in quotes, as docker --env-file hands them on", () => {
    expect(readConfig({ DIGEST_CRON: '"0 9 * * mon"', DIGEST_TIMEZONE: "'Europe/Berlin'" })).toMatchObject({
      digest: { cron: "0 9 * * mon", zone: "Europe/Berlin" },
    });
  });

  it("name all mistakes at once, and never a secret", () => {
    const said = mistakes({
      DIGEST_CRON: "8 o'clock",
      DIGEST_TIMEZONE: "Berlin",
      DIGEST_STORIES: "many",
      SLACK_BOT_TOKEN: "hunter2-hunter2",
      DISCORD_CHANNELS: "#general",
      DATABASE_URL: "mysql://user:hunter2@host/db",
      LOG_LEVEL: "loud",
      SLACK_API_URL: "slack.com",
    });
    for (const name of [
      "DIGEST_CRON",
      "DIGEST_TIMEZONE",
      "DIGEST_STORIES",
      "SLACK_BOT_TOKEN",
      "DISCORD_CHANNELS",
      "DATABASE_URL",
      "LOG_LEVEL",
      "SLACK_API_URL",
    ])
      expect(said.filter((line) => line.startsWith(name)).length, name).toBeGreaterThan(0);
    expect(said.join("\n")).not.toContain("hunter2");
    expect(said.join("\n")).toContain("DISCORD_CHANNELS is set without DISCORD_TOKEN");
  });

  it.each(settings.flatMap(({ name, kind }) => (kind.is === "whole" ? [[name, kind.from, kind.to] as const] : [])))(
    "%s takes whole numbers from %i to %i and no others",
    (name, from, to) => {
      const said = (value: number | string) => mistakes({ [name]: String(value) }).filter((line) => line.startsWith(name));
      expect([said(from), said(to)]).toEqual([[], []]);
      for (const wrong of [from - 1, to + 1, from + 0.5, "1e1"]) expect(said(wrong)[0], String(wrong)).toContain(`from ${from} to ${to}`);
    },
  );

  it("contradict each other only with a sentence", () => {
    expect(mistakes({ SLACK_BOT_TOKEN: "xoxb-1" })).toEqual([
      "SLACK_BOT_TOKEN is set alone. Add SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).",
    ]);
    expect(mistakes({ SLACK_APP_TOKEN: "xapp-1" })).toEqual(["SLACK_APP_TOKEN is set without SLACK_BOT_TOKEN. Set both or neither."]);
    expect(mistakes({ SOURCES: " , " })).toHaveLength(1);
  });

  it("turn Slack on for several workspaces, which is not for one", () => {
    const key = "A".repeat(43);
    const several = {
      SLACK_CLIENT_ID: "1.2",
      SLACK_CLIENT_SECRET: "a-client-secret",
      SLACK_SIGNING_SECRET: "a-signing-secret",
      TOKEN_KEY: key,
    };
    const hex = "0f".repeat(32);
    expect(
      readConfig({
        ...several,
        TOKEN_KEY: `${hex}, ${key}=`,
        SLACK_PUBLIC_URL: "https://bot.example/",
        SLACK_CHANNELS: "T01/C01,E01-T02/C02",
      }),
    ).toMatchObject({
      slack: {
        botToken: null,
        oauth: { clientId: "1.2", clientSecret: "a-client-secret", publicUrl: "https://bot.example" },
        channels: ["T01/C01", "E01-T02/C02"],
      },
      tokenKeys: [Buffer.from(hex, "hex"), Buffer.alloc(32)],
    });
    expect(mistakes({ ...several, SLACK_BOT_TOKEN: "xoxb-1" })).toEqual([
      expect.stringMatching(/are both set\. Keep SLACK_BOT_TOKEN for one workspace/),
    ]);
    expect(mistakes({ SLACK_CLIENT_ID: "1.2" })).toEqual([
      "SLACK_CLIENT_ID is set without SLACK_CLIENT_SECRET. Copy it from Basic Information in the app's settings.",
      "SLACK_CLIENT_ID is set without TOKEN_KEY. It encrypts the workspaces' tokens; openssl rand -base64 32 makes one. Keep it apart from backups.",
      "SLACK_CLIENT_ID is set alone. Add SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).",
    ]);
    for (const short of ["hunter2-hunter2", key.slice(1), `${key},${hex}0`])
      expect(mistakes({ ...several, TOKEN_KEY: short })).toEqual([
        "TOKEN_KEY must be 32 random bytes as base64, several with commas between, the newest first; openssl rand -base64 32 makes one.",
      ]);
    expect(mistakes({ ...several, SLACK_CHANNELS: "C01" })).toEqual([
      "SLACK_CHANNELS names C01 without its workspace. Write T0123456789/C01, with the workspace's own id.",
    ]);
    expect(mistakes({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", SLACK_MANAGERS: "T01/U01" })).toEqual([
      "SLACK_MANAGERS names T01/U01 with a workspace. Write U01: SLACK_BOT_TOKEN is of one workspace.",
    ]);
    expect(mistakes({ TOKEN_KEY: key })).toEqual(["TOKEN_KEY is set without SLACK_CLIENT_ID. Set both or neither."]);
    expect(secretsOf({ TOKEN_KEY: `${hex},${key}` })).toEqual([`${hex},${key}`, hex, key]);
  });

  it("serve the page to others only with a token", () => {
    expect(readConfig({})).toMatchObject({ web: { host: "127.0.0.1", port: 3000, token: null } });
    expect(readConfig({ WEB_PORT: "0", WEB_HOST: "0.0.0.0" })).toMatchObject({ web: null });
    expect(readConfig({ WEB_HOST: "0.0.0.0", WEB_TOKEN: "0123456789abcdef" })).toMatchObject({ web: { token: "0123456789abcdef" } });
    for (const host of ["0.0.0.0", "::", "192.168.0.7", "news.example", "127.0.0.1.evil.example"])
      expect(mistakes({ WEB_HOST: host })).toEqual([expect.stringContaining("there is no WEB_TOKEN")]);
    for (const host of ["localhost", "127.0.0.2", "::1"]) expect(mistakes({ WEB_HOST: host })).toEqual([]);
    expect(mistakes({ WEB_TOKEN: "short" })).toHaveLength(1);
  });

  it("find a misspelt name in .env", () => {
    expect(mistakes({}, ["DIGEST_CORN", "PATH_TO_NOTHING"])).toEqual([
      "DIGEST_CORN is not a setting; did you mean DIGEST_CRON?",
      "PATH_TO_NOTHING is not a setting; see .env.example for those there are.",
    ]);
  });

  it("know what must never be printed, a database password in both its forms too", () => {
    expect(secretsOf({ DATABASE_URL: "postgres://me:p%40ssword@host/db", SLACK_BOT_TOKEN: " xoxb-9 " }).sort()).toEqual(
      ["p%40ssword", "p@ssword", "postgres://me:p%40ssword@host/db", "xoxb-9"].sort(),
    );
    expect(secretsOf({ DATABASE_URL: "postgres://me:100%@host/db" })).toContain("100%");
  });
});

describe(".env.example", () => {
  const example = readFileSync(join(root, ".env.example"), "utf8");

  it("lists every setting, in order, with its default and what it does", () => {
    const blocks = [...example.matchAll(/^# (.+)\n(?:# (?:.*)\n)*#?([A-Z_]+)=(.*)$/gm)].map((m) => ({
      does: m[1],
      name: m[2],
      default: m[3],
    }));
    expect(blocks).toEqual(
      settings.map((s) => ({ does: s.does, name: s.name, default: s.default && (/[ #]/.test(s.default) ? `"${s.default}"` : s.default) })),
    );
  });

  it("is itself a valid .env that changes nothing", () => {
    const env = parse(example);
    expect(readConfig(env, Object.keys(env))).toEqual(readConfig({}));
  });
});

it("docs/configuration.md is what the table says (npm run docs writes it)", () => {
  expect(readFileSync(join(root, "docs", "configuration.md"), "utf8")).toBe(configurationPage());
});
