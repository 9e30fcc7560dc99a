import { systemClock } from "../clock.ts";
import { discordPlatform } from "../platforms/discord/connect.ts";
import { askSetting, channelsToSetUp, type SetupOptions, SILENT, writeEnv } from "./setup.ts";

/** Leads through making the Discord application, checks what comes of it at Discord, and writes it into .env. */
export async function setUpDiscord({ asking, envFile, apiUrl }: SetupOptions): Promise<void> {
  asking.say(`1. Open https://discord.com/developers/applications → New Application, give it a name, Create.
2. Bot → Reset Token, and copy the token. Leave everything under Privileged Gateway Intents off.
`);
  const token = await askSetting(asking, "DISCORD_TOKEN", "Bot token:");
  const discord = discordPlatform({
    token,
    ...(apiUrl ? { apiUrl } : {}),
    codes: { of: () => "", read: () => null },
    log: SILENT,
    clock: systemClock,
  });
  try {
    const { bot, invite } = await discord.identify();
    asking.say(`Discord takes the token. The bot is called ${bot}.

3. Open this link, choose the server, and allow what it asks for; it is what the bot needs and nothing else:

${invite}

4. In Discord: User Settings → Advanced → Developer Mode on. Then right-click a channel → Copy Channel ID.
`);
    const channels = await askSetting(
      asking,
      "DISCORD_CHANNELS",
      "Ids of channels that get the digest, with commas between (empty: set it up in Discord with /digest schedule):",
      { optional: true },
    );
    const ids = await channelsToSetUp(asking, discord, channels);
    writeEnv(envFile, { DISCORD_TOKEN: token, ...(ids.length > 0 ? { DISCORD_CHANNELS: ids.join(",") } : {}) });
  } finally {
    await discord.stop();
  }
  asking.say(`Written to ${envFile}, which only you can read. Start the bot with npm start (or pullquote), and type /news in Discord.`);
}
