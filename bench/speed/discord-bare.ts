/** A discord.js bot that answers /news with a constant, acknowledged first as ours are: what the library alone takes. Started by discord.ts. */
import { Client, Events, MessageFlags } from "discord.js";

const client = new Client({ intents: [], rest: { api: process.env.DISCORD_API_URL ?? "" } });
client.on(Events.InteractionCreate, async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await interaction.editReply({ content: "A constant.", allowedMentions: { parse: [] } });
});
client.once(Events.ClientReady, () => process.stdout.write("started\n"));
await client.login(process.env.DISCORD_TOKEN);
