import { DEFAULT_LENGTH, digestLengths } from "./news/digest-length.ts";
import { languages } from "./news/language.ts";

/** What a value must be like. */
export type Kind =
  | { readonly is: "text" }
  | { readonly is: "list" }
  | { readonly is: "choice"; readonly of: readonly string[] }
  | { readonly is: "whole"; readonly from: number; readonly to: number }
  | { readonly is: "cron" }
  | { readonly is: "zone" }
  | { readonly is: "url"; readonly schemes: readonly string[] }
  | { readonly is: "ids"; readonly form: RegExp; readonly like: string }
  | { readonly is: "keys" }
  | { readonly is: "token"; readonly form: RegExp; readonly like: string };

export type Setting = {
  readonly name: string;
  readonly kind: Kind;
  readonly default: string;
  /** Never shown: not in a log line, an error or a page. */
  readonly secret?: true;
  readonly does: string;
};

const setting = <const Name extends string>(name: Name, kind: Kind, fallback: string, does: string): Setting & { readonly name: Name } => ({
  name,
  kind,
  default: fallback,
  does,
});
const secret = <const Name extends string>(name: Name, kind: Kind, does: string): Setting & { readonly name: Name } => ({
  name,
  kind,
  default: "",
  secret: true,
  does,
});

/** A Slack id; where the bot serves several workspaces it stands behind that of its workspace: "T0123456789/C0123456789". */
const slackId = (first: string, or = ""): RegExp => new RegExp(`^(?:(?:(?:E[A-Z0-9]{2,}-)?T[A-Z0-9]{2,}/)?${first}[A-Z0-9]{2,}${or})$`);

/** Every setting there is. `.env.example` is checked against it. */
export const settings = [
  setting(
    "SOURCES",
    { is: "list" },
    "seeds",
    "Where articles come from, separated by commas: folders (.txt, .md, .html), feeds, sites (their feed is found), single pages.",
  ),
  setting("DATA_FOLDER", { is: "text" }, "data", "Where the archive and the record of posted digests are stored."),
  secret(
    "DATABASE_URL",
    { is: "url", schemes: ["postgres:", "postgresql:"] },
    "PostgreSQL 15 or later instead of the data folder, for several replicas.",
  ),
  setting(
    "READ_EVERY_MINUTES",
    { is: "whole", from: 1, to: 1440 },
    "60",
    "How often sources are checked, in minutes. Feeds and pages are checked at most every 15 minutes, or less often if they ask for it.",
  ),
  setting("CONTACT", { is: "text" }, "", "Contact address sent to sites in the User-Agent, so they can reach you instead of blocking you."),
  setting(
    "PRIVATE_HOSTS",
    { is: "list" },
    "",
    "Hosts on your own network that sources may use, separated by commas; all other private addresses are refused.",
  ),
  secret("HTTP_PROXY", { is: "url", schemes: ["http:", "https:"] }, "Proxy for http sources."),
  secret("HTTPS_PROXY", { is: "url", schemes: ["http:", "https:"] }, "Proxy for https sources."),
  setting("NO_PROXY", { is: "text" }, "", "Hosts to reach without the proxy, separated by commas."),
  setting(
    "ADMIN_CHANNEL",
    { is: "ids", form: slackId("[CGD]", "|\\d{5,20}"), like: "C0123456789" },
    "",
    "Channel ids to notify, once, when a source breaks and when it recovers, separated by commas. If the bot serves several workspaces or servers, sources can be added and removed in chat only here.",
  ),
  setting("KEEP_DAYS", { is: "whole", from: 0, to: 36_500 }, "0", "How many days to keep articles and their quotes. 0: forever."),

  setting("DIGEST_CRON", { is: "cron" }, "0 8 * * *", "When the digest is posted: minute, hour, day of month, month, day of week."),
  setting("DIGEST_TIMEZONE", { is: "zone" }, "UTC", "The time zone of DIGEST_CRON, as in Europe/Berlin."),
  setting(
    "LANGUAGE",
    { is: "choice", of: languages },
    "en",
    "The language of the bot's own words: en, de, fr or es. On Discord, a member's own language takes precedence. News stays as it was written.",
  ),
  setting("DIGEST_STORIES", { is: "whole", from: 1, to: 50 }, "5", "Maximum number of stories in a digest."),
  setting(
    "DIGEST_LENGTH",
    { is: "choice", of: digestLengths },
    DEFAULT_LENGTH,
    "How much a digest shows of each story: its headline, a headline with one sentence and one quote, or everything. A channel can set its own.",
  ),
  setting(
    "CATCH_UP_HOURS",
    { is: "whole", from: 0, to: 168 },
    "6",
    "Post a digest missed during downtime if it is at most this many hours late.",
  ),

  secret("SLACK_BOT_TOKEN", { is: "token", form: /^xox[be]/, like: "xoxb-…" }, "Bot token of the Slack app. Turns Slack on."),
  secret("SLACK_APP_TOKEN", { is: "token", form: /^xapp-/, like: "xapp-…" }, "App-level token for Socket Mode; no public address needed."),
  secret(
    "SLACK_SIGNING_SECRET",
    { is: "token", form: /^\S{8,}$/, like: "the signing secret of Basic Information" },
    "Signing secret for HTTP mode, if there is no SLACK_APP_TOKEN.",
  ),
  setting("SLACK_PORT", { is: "whole", from: 1, to: 65535 }, "3001", "Port for HTTP mode."),
  setting(
    "SLACK_CHANNELS",
    { is: "ids", form: slackId("[CGD]"), like: "C0123456789" },
    "",
    "Ids of the channels that receive the digest, separated by commas.",
  ),
  setting(
    "SLACK_MANAGERS",
    { is: "ids", form: slackId("[UW]"), like: "U0123456789" },
    "",
    "Ids of the members who can manage digests in Slack. Empty: the workspace's administrators.",
  ),
  setting(
    "SLACK_PING_GROUPS",
    { is: "ids", form: slackId("S"), like: "S0123456789" },
    "",
    "Ids of the user groups a digest may be set to ping. Empty: none, whatever is set in chat.",
  ),
  setting(
    "SLACK_CLIENT_ID",
    { is: "token", form: /^\S{3,}$/, like: "1234567890.1234567890" },
    "",
    "Client id of the Slack app, instead of SLACK_BOT_TOKEN, so that several workspaces can install it themselves.",
  ),
  secret(
    "SLACK_CLIENT_SECRET",
    { is: "token", form: /^\S{8,}$/, like: "the client secret of Basic Information" },
    "Client secret that goes with SLACK_CLIENT_ID.",
  ),
  setting(
    "SLACK_WORKSPACES",
    { is: "ids", form: /^[TE][A-Z0-9]{2,}$/, like: "T0123456789" },
    "",
    "Ids of the workspaces (T…) and organisations (E…) allowed to install the app. Empty: anyone who finds the address.",
  ),
  setting(
    "SLACK_PUBLIC_URL",
    { is: "url", schemes: ["https:", "http:"] },
    "",
    "Public address of SLACK_PORT, such as https://bot.example.org; workspaces install at /slack/install there. Empty: Slack redirects to the first redirect URL in the app's settings.",
  ),
  secret("TOKEN_KEY", { is: "keys" }, "Key that encrypts the workspace tokens. To rotate it, put the new key first: new,old."),
  setting("SLACK_API_URL", { is: "url", schemes: ["http:", "https:"] }, "", "Server to use instead of slack.com, for tests and proxies."),

  secret(
    "DISCORD_TOKEN",
    { is: "token", form: /^[\w-]{3,}\.[\w-]+\.[\w-]+$/, like: "three parts with dots between" },
    "Bot token of the Discord application. Turns Discord on.",
  ),
  setting(
    "DISCORD_GUILD",
    { is: "ids", form: /^\d{5,20}$/, like: "1041234567890123456" },
    "",
    "Register commands in this server only (available immediately). Empty: every server.",
  ),
  setting(
    "DISCORD_CHANNELS",
    { is: "ids", form: /^\d{5,20}$/, like: "1041234567890123456" },
    "",
    "Ids of the channels that receive the digest, separated by commas.",
  ),
  setting(
    "DISCORD_CARDS",
    { is: "choice", of: ["components", "embeds"] },
    "components",
    "Message format: components (newer), or embeds for older clients and bots.",
  ),
  setting(
    "DISCORD_PING_ROLES",
    { is: "ids", form: /^\d{5,20}$/, like: "1041234567890123456" },
    "",
    "Ids of the roles a digest may be set to ping. Empty: none, whatever is set in chat.",
  ),
  setting(
    "DISCORD_API_URL",
    { is: "url", schemes: ["http:", "https:"] },
    "",
    "Server to use instead of discord.com, for tests and proxies.",
  ),

  setting("WEB_PORT", { is: "whole", from: 0, to: 65535 }, "3000", "Port of the web page. 0 turns it off."),
  setting("WEB_HOST", { is: "text" }, "127.0.0.1", "Address the web page listens on. Anything but this computer needs WEB_TOKEN."),
  secret(
    "WEB_TOKEN",
    { is: "token", form: /^\S{16,200}$/, like: "16 characters or more without a space" },
    "Password required to open the web page (16+ characters).",
  ),

  setting(
    "LLM_BASE_URL",
    { is: "url", schemes: ["http:", "https:"] },
    "",
    "OpenAI-compatible endpoint of a model that writes summaries, never quotes; it can be local (http://127.0.0.1:11434/v1). Empty: no model.",
  ),
  setting("LLM_MODEL", { is: "text" }, "", "The model's name at that endpoint."),
  secret("LLM_API_KEY", { is: "token", form: /^\S+$/, like: "a key without spaces" }, "API key for that endpoint, if it needs one."),
  setting(
    "LLM_CALLS_A_DAY",
    { is: "whole", from: 1, to: 100_000 },
    "200",
    "Maximum model calls per day (UTC). Beyond that, summaries use the article's own sentences.",
  ),
  setting("LOG_LEVEL", { is: "choice", of: ["debug", "info", "warn", "error"] }, "info", "Log level; logs go to standard error."),
] as const satisfies readonly Setting[];

/** A misspelt name is an error of the compiler: one that is read as empty could open a door (`SLACK_WORKSPACES`). */
export type SettingName = (typeof settings)[number]["name"];
