import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { QUOTED_HERE } from "../../../src/platforms/slack/converse.ts";
import { methods, scopes } from "../../../src/platforms/slack/methods-table.ts";

const root = join(import.meta.dirname, "../../..");
const code = readdirSync(join(root, "src/platforms/slack"))
  .map((file) => readFileSync(join(root, "src/platforms/slack", file), "utf8"))
  .join("\n");
const manifest = parse(readFileSync(join(root, "slack-manifest.yaml"), "utf8"));

describe("slack-manifest.yaml", () => {
  it("switches on Socket Mode, the buttons and /news", () => {
    expect(manifest.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    expect(manifest.features.slash_commands.map((one: { command: string }) => one.command)).toEqual(["/news", "/digest"]);
    expect(manifest.features.slash_commands[0].description.length).toBeLessThanOrEqual(2000);
    expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
    expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
  });

  it("switches on the Home tab, direct messages and the message shortcut, under the names the code listens for", () => {
    expect(manifest.features.app_home).toMatchObject({ home_tab_enabled: true, messages_tab_enabled: true });
    expect(manifest.features.shortcuts).toEqual([
      { name: "Who is quoted here?", type: "message", callback_id: QUOTED_HERE, description: expect.any(String) },
    ]);
    expect(manifest.features.shortcuts[0].name.length).toBeLessThanOrEqual(24);
    expect(manifest.features.shortcuts[0].description.length).toBeLessThanOrEqual(150);
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(["app_home_opened"]);
  });

  it("asks for the scopes of what the code calls, and for no other", () => {
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...scopes]);
  });

  it("is checked against every method that the code calls", () => {
    const called = [...code.matchAll(/\bclient\.((?:chat|conversations|auth|apps|users|views)(?:\.\w+)+)\(/g)].map((match) => match[1]);
    expect([...new Set([...called, "apps.connections.open"])].sort()).toEqual(Object.keys(methods).sort());
  });

  it("is what the page tells people to use", () => {
    const page = readFileSync(join(root, "docs/slack.md"), "utf8");
    for (const setting of [
      "SLACK_BOT_TOKEN",
      "SLACK_APP_TOKEN",
      "SLACK_SIGNING_SECRET",
      "SLACK_PORT",
      "SLACK_CHANNELS",
      "slack-manifest.yaml",
    ])
      expect(page).toContain(setting);
    for (const scope of scopes) expect(page).toContain(`\`${scope}\``);
  });
});
