/** Slack and Discord in a process of their own, so that what they keep is not taken for the bot's memory: `fakes.ts CHANNELS` prints one line of JSON and stays. */
import { startDiscordFake } from "../fake/discord/fake.ts";
import { startSlackFake } from "../fake/slack/fake.ts";

const each = Number(process.argv[2]);
const ids = (form: (n: number) => string) => Array.from({ length: each }, (_, n) => form(n));
const onSlack = ids((n) => `C0SOAK${String(n).padStart(3, "0")}`);
const onDiscord = ids((n) => String(1_041_234_567_890_100_000n + BigInt(n)));

const slack = await startSlackFake({ channels: onSlack.map((id) => ({ id })) });
const discord = await startDiscordFake({ channels: onDiscord.map((id) => ({ id })) });

const said = {
  slack: { apiUrl: slack.apiUrl, botToken: slack.botToken, appToken: slack.appToken, channels: onSlack },
  discord: { apiUrl: discord.apiUrl, token: discord.token, channels: onDiscord },
};
export type Fakes = typeof said;
process.stdout.write(`${JSON.stringify(said)}\n`);

/** What stands in each channel: the ids of its messages. And the rules that were broken. */
process.on("message", (order: { readonly fault?: "slack" | "discord"; readonly number?: number; readonly report?: true }) => {
  if (order.fault === "slack") slack.fault("chat.postMessage", slackFault(order.number ?? 0));
  if (order.fault === "discord") discord.fault("message.create", discordFault(order.number ?? 0));
  if (order.report)
    process.send?.({
      posted: {
        slack: onSlack.map((id) => slack.messages(id).map(({ ts }) => ts)),
        discord: onDiscord.map((id) => discord.messages(id).map((message) => message.id)),
      },
      violations: [...slack.violations, ...discord.violations],
    });
});

type SlackFault = Parameters<typeof slack.fault>[1];
type DiscordFault = Parameters<typeof discord.fault>[1];

/** Lost before or after the post arrived, refused for a while, a server in trouble. */
function slackFault(number: number): SlackFault {
  const faults: SlackFault[] = [
    { when: "after", do: "drop" },
    { when: "before", do: "drop" },
    { when: "after", do: 500 },
    { when: "before", do: 503 },
    { when: "before", do: { retryAfter: 20 } },
  ];
  return faults[number % faults.length] as SlackFault;
}

function discordFault(number: number): DiscordFault {
  const faults: DiscordFault[] = [
    { when: "after", do: "drop" },
    { when: "before", do: "drop" },
    { when: "after", do: 500 },
    { when: "before", do: 502 },
  ];
  return faults[number % faults.length] as DiscordFault;
}
