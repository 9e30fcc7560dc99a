import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { parse } from "dotenv";
import { PullquoteError } from "../errors.ts";
import { INSTALL, REDIRECT } from "../platforms/slack/oauth.ts";
import { askSetting, type SetupOptions, writeEnv } from "./setup.ts";
import { manifestFor, publicAddress } from "./slack-manifest.ts";

/** Leads through making a Slack app that several workspaces install themselves, and writes it into .env. */
export async function setUpSlackForWorkspaces({
  asking,
  envFile,
  publicUrl,
}: SetupOptions & { readonly publicUrl: string }): Promise<void> {
  const address = publicAddress(publicUrl);
  const manifest = readFileSync(new URL("../../slack-manifest.yaml", import.meta.url), "utf8");
  const before = existsSync(envFile) ? parse(readFileSync(envFile)) : {};
  if (before.SLACK_BOT_TOKEN)
    throw new PullquoteError(
      "usage",
      `${envFile} has SLACK_BOT_TOKEN, which is of one workspace. Take the line out first; that workspace installs the app then like all others.`,
    );
  asking.say(`1. Open https://api.slack.com/apps → Create New App → From a manifest, choose your own workspace, and paste (tab YAML):

${manifestFor(manifest, address).trimEnd()}

2. Manage Distribution → Activate Public Distribution. Without it only your own workspace can install the app.
3. Basic Information → App Credentials has the three values that are asked for now.
`);
  const clientId = await askSetting(asking, "SLACK_CLIENT_ID", "Client ID:");
  const clientSecret = await askSetting(asking, "SLACK_CLIENT_SECRET", "Client Secret:");
  const signingSecret = await askSetting(asking, "SLACK_SIGNING_SECRET", "Signing Secret:");
  writeEnv(envFile, {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_PUBLIC_URL: address,
    // One that is there stays: tokens may be encrypted with it.
    ...(before.TOKEN_KEY ? {} : { TOKEN_KEY: randomBytes(32).toString("base64") }),
  });
  asking.say(`Written to ${envFile}, which only you can read${before.TOKEN_KEY ? "" : ", with a new TOKEN_KEY: keep a copy of it, and not beside the backups"}.
Let your reverse proxy pass ${address}/slack/… on to port ${before.SLACK_PORT || "3001"}, and start the bot with npm start (or pullquote).
Under Event Subscriptions Slack then says Verified (or offers to try again). Every workspace installs it at ${address}${INSTALL};
Slack sends them back to ${address}${REDIRECT}.`);
}
