/** A Bolt app that answers /news with a constant: what the library alone takes. Started by slack.ts. */
import bolt from "@slack/bolt";

const slackApiUrl = process.env.SLACK_API_URL ?? "";
const receiver = new bolt.SocketModeReceiver({
  appToken: process.env.SLACK_APP_TOKEN ?? "",
  installerOptions: { clientOptions: { slackApiUrl } },
  logLevel: bolt.LogLevel.ERROR,
});
const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN ?? "",
  receiver,
  clientOptions: { slackApiUrl },
  logLevel: bolt.LogLevel.ERROR,
});
app.command("/news", async ({ ack, respond }) => {
  await ack();
  await respond({ response_type: "ephemeral", text: "A constant." });
});
await app.start();
process.stdout.write("started\n");
