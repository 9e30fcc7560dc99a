import type { SettingName } from "../config-table.ts";

/** What of Slack's settings does not go together. */
export function slackMistakes(given: (name: SettingName) => string | null, list: (name: SettingName) => readonly string[]): string[] {
  const several = given("SLACK_CLIENT_ID") !== null;
  const token = several ? "SLACK_CLIENT_ID" : "SLACK_BOT_TOKEN";
  const wrong: string[] = [];
  const need = (name: SettingName, what: string) => {
    if (!given(name)) wrong.push(`SLACK_CLIENT_ID is set without ${name}. ${what}`);
  };
  if (several && given("SLACK_BOT_TOKEN"))
    wrong.push(
      "SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set. Keep SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID for several that install the app themselves.",
    );
  if (several) {
    need("SLACK_CLIENT_SECRET", "Copy it from Basic Information in the app's settings.");
    need("TOKEN_KEY", "It encrypts the workspaces' tokens; openssl rand -base64 32 makes one. Keep it apart from backups.");
  }
  if (given(token) && !given("SLACK_APP_TOKEN") && !given("SLACK_SIGNING_SECRET"))
    wrong.push(`${token} is set alone. Add SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).`);
  for (const name of ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CHANNELS", "SLACK_MANAGERS", "SLACK_PING_GROUPS"] as const)
    if (given(name) && !given(token)) wrong.push(`${name} is set without SLACK_BOT_TOKEN. Set both or neither.`);
  for (const name of ["SLACK_CLIENT_SECRET", "SLACK_WORKSPACES", "SLACK_PUBLIC_URL", "TOKEN_KEY"] as const)
    if (given(name) && !several) wrong.push(`${name} is set without SLACK_CLIENT_ID. Set both or neither.`);
  for (const name of ["SLACK_CHANNELS", "SLACK_MANAGERS", "SLACK_PING_GROUPS", "ADMIN_CHANNEL"] as const)
    for (const id of list(name).filter((one) => !/^\d/.test(one) && one.includes("/") !== several))
      wrong.push(
        several
          ? `${name} names ${id} without its workspace. Write T0123456789/${id}, with the workspace's own id.`
          : `${name} names ${id} with a workspace. Write ${id.split("/")[1]}: SLACK_BOT_TOKEN is of one workspace.`,
      );
  return wrong;
}
