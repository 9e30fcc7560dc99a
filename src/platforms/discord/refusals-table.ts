/** What a Discord error code means for a call, in words, and what to do about it. */
export type Refusal = { readonly post: "refused" | "later"; readonly says: string; readonly remedy: string };

const refused = (says: string, remedy: string): Refusal => ({ post: "refused", says, remedy });
const later = (says: string): Refusal => ({ post: "later", says, remedy: "It is tried again by itself." });

const PERMISSIONS =
  "In Discord open the channel's settings → Permissions, add the bot's role and allow View Channel, Send Messages (in a thread: Send Messages in Threads) and Read Message History.";
const CHANNEL_ID =
  "Check the id in DISCORD_CHANNELS: in Discord turn on User Settings → Advanced → Developer Mode, then right-click the channel → Copy Channel ID.";
const OTHER_CHANNEL = "Choose a text channel, an announcement channel or a thread.";
const OURS = "This is a fault of Pullquote: please report it with the log line.";
const AUTOMOD = "Open Server Settings → AutoMod and exempt the bot's role, or choose another channel.";

export const ROLE_ID =
  "Check the id in DISCORD_PING_ROLES: in Discord open Server Settings → Roles, right-click the role → Copy Role ID (with Developer Mode on).";
export const MENTIONING =
  "In Discord open Server Settings → Roles → the role → Allow anyone to @mention this role; or the channel's settings → Permissions → the bot's role → allow Mention @everyone, @here, and All Roles.";

export const TOKEN_REMEDY =
  "Open https://discord.com/developers/applications → your application → Bot → Reset Token, put the new token into DISCORD_TOKEN and restart.";

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export const refusals: Readonly<Record<number, Refusal>> = {
  10003: refused("there is no such channel", CHANNEL_ID),
  10004: refused("there is no such server, or the bot is not in it", "Invite the bot with the link in docs/discord.md."),
  10008: refused("the message was posted and then deleted in Discord", "Nothing is posted again; the next digest comes at its time."),
  10062: refused("the question was no longer waiting for an answer", "Ask again; if it stays, this machine is too slow or its network is."),
  10015: refused("the time for an answer is over", "Ask again."),
  20016: later("the channel is in slow mode"),
  20028: later("too many messages were sent to this channel"),
  20009: refused("the server does not allow this content", AUTOMOD),
  40001: refused("the bot may not do this", PERMISSIONS),
  40002: refused("the bot's account must be verified first", "Open https://discord.com/developers/applications and do what it asks there."),
  40005: refused("the message is too large", OURS),
  40060: refused("the question was answered already", "Run only one bot with this token, or ask again."),
  40062: later("the channel takes no more messages for the moment"),
  40066: refused("posting is switched off there for the moment", "Ask a moderator of the server."),
  40333: later("a filter before Discord did not let the request through"),
  50001: refused(
    "the bot cannot see the channel",
    `${PERMISSIONS} If the bot is not in the server yet, invite it with the link in docs/discord.md.`,
  ),
  50006: refused("the message is empty", OURS),
  50007: refused("this person takes no messages from the bot", "They must share a server with the bot and allow direct messages there."),
  50008: refused("messages cannot be sent to this kind of channel", OTHER_CHANNEL),
  50013: refused("the bot lacks a permission in the channel", PERMISSIONS),
  50024: refused("messages cannot be sent to this kind of channel", OTHER_CHANNEL),
  50027: refused("the time for an answer is over", "Ask again."),
  50035: refused("the message breaks one of Discord's rules", OURS),
  50083: refused("the thread is archived", "Open the thread in Discord and unarchive it, or take it out of DISCORD_CHANNELS."),
  50240: refused("the application's Entry Point command may not be removed", OURS),
  50278: refused("the bot shares no server with this person", "They must be in a server that the bot is in."),
  130000: later("Discord is overloaded"),
  160005: refused("the thread is locked", "Ask a moderator to unlock it, or take it out of DISCORD_CHANNELS."),
  200000: refused("the server's AutoMod blocked the message", AUTOMOD),
  200001: refused("the server's AutoMod blocked the message", AUTOMOD),
  240000: refused(
    "Discord blocked the message for a link in it",
    "Look at the sources of the stories in the digest; take a harmful one out.",
  ),
};

/** By HTTP status, for codes that are not in the table. */
export function refusalOf(code: number, status: number): Refusal {
  const known = refusals[code];
  if (known) return known;
  if (status === 401) return refused("the token is not valid", TOKEN_REMEDY);
  if (status === 403) return refused("the bot may not do this", PERMISSIONS);
  if (status === 404 && code === 0) return refused("this address is not Discord's", "Check DISCORD_API_URL; it is empty as a rule.");
  if (status === 404) return refused("there is no such thing any more", CHANNEL_ID);
  if (status === 429) return later("Discord asks for a pause");
  return refused("Discord does not take it", OURS);
}

export type FatalClose = { readonly code: "token" | "config" | "connection"; readonly sentence: string };

/** Close codes after which Discord must not be asked again: the library says nothing and sits there. */
export const fatalCloses: Readonly<Record<number, FatalClose>> = {
  4004: { code: "token", sentence: `Discord does not take DISCORD_TOKEN: it was reset or is not a bot's token. ${TOKEN_REMEDY}` },
  4010: { code: "connection", sentence: `Discord does not know the shard this bot asked for. ${OURS}` },
  4011: {
    code: "connection",
    sentence: "This bot is in more servers than one connection may serve (2,500). Remove it from some, or run one bot a community.",
  },
  4012: { code: "connection", sentence: "Discord no longer speaks this version of its protocol. Install the newest Pullquote." },
  4013: { code: "connection", sentence: `Discord does not know the intents this bot asked for. ${OURS}` },
  4014: {
    code: "config",
    sentence:
      "Discord does not allow this bot the intents it asked for. Pullquote needs no privileged ones: check in https://discord.com/developers/applications → Bot that the application is not restricted, and restart.",
  },
};
