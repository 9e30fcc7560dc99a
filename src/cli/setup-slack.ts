import { readFileSync } from "node:fs";
import { systemClock } from "../clock.ts";
import { slackPlatform } from "../platforms/slack/connect.ts";
import { askSetting, channelsToSetUp, type SetupOptions, SILENT, writeEnv } from "./setup.ts";

/** Leads through making the Slack app, checks what comes of it at Slack, and writes it into .env. */
export async function setUpSlack({ asking, envFile, apiUrl }: SetupOptions): Promise<void> {
  const manifest = readFileSync(new URL("../../slack-manifest.yaml", import.meta.url), "utf8");
  asking.say(`1. Open https://api.slack.com/apps → Create New App → From a manifest, choose the workspace, and paste (tab YAML):

${manifest.trimEnd()}

2. OAuth & Permissions → Install to Workspace. Copy the Bot User OAuth Token (xoxb-…).
3. Basic Information → App-Level Tokens → Generate, with the scope connections:write. Copy the token (xapp-…).
`);
  const botToken = await askSetting(asking, "SLACK_BOT_TOKEN", "Bot User OAuth Token (xoxb-…):");
  const appToken = await askSetting(asking, "SLACK_APP_TOKEN", "App-level token (xapp-…):");
  const slack = slackPlatform({
    botToken,
    appToken,
    ...(apiUrl ? { apiUrl } : {}),
    codes: { of: () => "", read: () => null },
    log: SILENT,
    clock: systemClock,
  });
  try {
    const { bot, lacks } = await slack.identify();
    asking.say(`Slack takes both tokens. The bot is called ${bot}.`);
    if (lacks.length > 0)
      asking.say(`It lacks ${lacks.join(", ")}: paste the manifest above under App Manifest, then reinstall the app to the workspace.`);
    const channels = await askSetting(
      asking,
      "SLACK_CHANNELS",
      "Ids of channels that get the digest, with commas between (C…; empty: set it up in Slack with /digest schedule):",
      { optional: true },
    );
    const ids = await channelsToSetUp(asking, slack, channels);
    writeEnv(envFile, {
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      ...(ids.length > 0 ? { SLACK_CHANNELS: ids.join(",") } : {}),
    });
  } finally {
    await slack.stop();
  }
  asking.say(`Written to ${envFile}, which only you can read. Start the bot with npm start (or pullquote), and type /news in Slack.`);
}
