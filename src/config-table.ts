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

const setting = (name: string, kind: Kind, fallback: string, does: string): Setting => ({ name, kind, default: fallback, does });
const secret = (name: string, kind: Kind, does: string): Setting => ({ name, kind, default: "", secret: true, does });

/** A Slack id; where the bot serves several workspaces it stands behind that of its workspace: "T0123456789/C0123456789". */
const slackId = (first: string, or = ""): RegExp => new RegExp(`^(?:(?:(?:E[A-Z0-9]{2,}-)?T[A-Z0-9]{2,}/)?${first}[A-Z0-9]{2,}${or})$`);

/** Every setting there is. `.env.example` is checked against it. */
export const settings: readonly Setting[] = [
  setting(
    "SOURCES",
    { is: "list" },
    "seeds",
    "Where articles come from, separated by commas: folders (.txt, .md, .html), feeds, sites (their feed is found), single pages.",
  ),
  setting("DATA_FOLDER", { is: "text" }, "data", "Where the archive and the memory of what was posted are kept."),
  secret(
    "DATABASE_URL",
    { is: "url", schemes: ["postgres:", "postgresql:"] },
    "PostgreSQL 15 or later instead of the data folder, for several replicas.",
  ),
  setting(
    "READ_EVERY_MINUTES",
    { is: "whole", from: 1, to: 1440 },
    "60",
    "How often the sources are read again; feeds and pages every 15 minutes at the most, or as rarely as they ask for.",
  ),
  setting(
    "CONTACT",
    { is: "text" },
    "",
    "An e-mail or web address that sites are told, so that they can complain to you instead of blocking you.",
  ),
  setting(
    "PRIVATE_HOSTS",
    { is: "list" },
    "",
    "Hosts of your own network that sources may be on, separated by commas; all others there are refused.",
  ),
  secret("HTTP_PROXY", { is: "url", schemes: ["http:", "https:"] }, "The proxy for sources on http."),
  secret("HTTPS_PROXY", { is: "url", schemes: ["http:", "https:"] }, "The proxy for sources on https."),
  setting("NO_PROXY", { is: "text" }, "", "Hosts that are read without the proxy, separated by commas."),
  setting(
    "ADMIN_CHANNEL",
    { is: "ids", form: slackId("[CGD]", "|\\d{5,20}"), like: "C0123456789" },
    "",
    "Ids of channels that are told, once, when a source is broken and when it is back, separated by commas. Where the bot serves several workspaces or servers, sources are added and removed in chat only here.",
  ),
  setting(
    "KEEP_DAYS",
    { is: "whole", from: 0, to: 36_500 },
    "0",
    "How many days articles and their quotes are kept after they were read. 0: for ever.",
  ),

  setting("DIGEST_CRON", { is: "cron" }, "0 8 * * *", "When the digest is posted: minute, hour, day of month, month, day of week."),
  setting("DIGEST_TIMEZONE", { is: "zone" }, "UTC", "The time zone of DIGEST_CRON, as in Europe/Berlin."),
  setting(
    "LANGUAGE",
    { is: "choice", of: languages },
    "en",
    "The language of the bot's own words: en, de, fr or es. On Discord, a member's own language takes precedence. News stays as it was written.",
  ),
  setting("DIGEST_STORIES", { is: "whole", from: 1, to: 50 }, "5", "How many stories a digest holds at the most."),
  setting(
    "CATCH_UP_HOURS",
    { is: "whole", from: 0, to: 168 },
    "6",
    "A digest missed while the bot was down is still posted if it is less than this late.",
  ),

  secret("SLACK_BOT_TOKEN", { is: "token", form: /^xox[be]/, like: "xoxb-…" }, "The bot token of the Slack app. Turns Slack on."),
  secret("SLACK_APP_TOKEN", { is: "token", form: /^xapp-/, like: "xapp-…" }, "The app-level token: Socket Mode, no public address needed."),
  secret(
    "SLACK_SIGNING_SECRET",
    { is: "token", form: /^\S{8,}$/, like: "the signing secret of Basic Information" },
    "The signing secret: HTTP mode, where there is no SLACK_APP_TOKEN.",
  ),
  setting("SLACK_PORT", { is: "whole", from: 1, to: 65535 }, "3001", "The port of HTTP mode."),
  setting(
    "SLACK_CHANNELS",
    { is: "ids", form: slackId("[CGD]"), like: "C0123456789" },
    "",
    "Ids of the channels that get the digest, separated by commas.",
  ),
  setting(
    "SLACK_MANAGERS",
    { is: "ids", form: slackId("[UW]"), like: "U0123456789" },
    "",
    "Ids of the members who may manage digests in Slack. Empty: the administrators of the workspace.",
  ),
  setting(
    "SLACK_PING_GROUPS",
    { is: "ids", form: slackId("S"), like: "S0123456789" },
    "",
    "Ids of the user groups that a digest may ping where somebody sets it. Empty: none, whatever is set in chat.",
  ),
  setting(
    "SLACK_CLIENT_ID",
    { is: "token", form: /^\S{3,}$/, like: "1234567890.1234567890" },
    "",
    "The client id of the Slack app, instead of SLACK_BOT_TOKEN: several workspaces install it themselves.",
  ),
  secret(
    "SLACK_CLIENT_SECRET",
    { is: "token", form: /^\S{8,}$/, like: "the client secret of Basic Information" },
    "The client secret, with it.",
  ),
  setting(
    "SLACK_WORKSPACES",
    { is: "ids", form: /^[TE][A-Z0-9]{2,}$/, like: "T0123456789" },
    "",
    "Ids of the only workspaces (T…) and organisations (E…) that may install the app. Empty: whoever finds the address.",
  ),
  setting(
    "SLACK_PUBLIC_URL",
    { is: "url", schemes: ["https:", "http:"] },
    "",
    "Where others reach SLACK_PORT: https://bot.example.org. They install at /slack/install there. Empty: Slack sends them to the first redirect address of the app's settings.",
  ),
  secret(
    "TOKEN_KEY",
    { is: "keys" },
    "What the tokens of those workspaces are encrypted with. To change it put the new one before the old: new,old.",
  ),
  setting("SLACK_API_URL", { is: "url", schemes: ["http:", "https:"] }, "", "Another server than slack.com, for tests and proxies."),

  secret(
    "DISCORD_TOKEN",
    { is: "token", form: /^[\w-]{3,}\.[\w-]+\.[\w-]+$/, like: "three parts with dots between" },
    "The bot token of the Discord application. Turns Discord on.",
  ),
  setting(
    "DISCORD_GUILD",
    { is: "ids", form: /^\d{5,20}$/, like: "1041234567890123456" },
    "",
    "Register the commands in this server only; there at once. Empty: in every server.",
  ),
  setting(
    "DISCORD_CHANNELS",
    { is: "ids", form: /^\d{5,20}$/, like: "1041234567890123456" },
    "",
    "Ids of the channels that get the digest, separated by commas.",
  ),
  setting(
    "DISCORD_CARDS",
    { is: "choice", of: ["components", "embeds"] },
    "components",
    "What cards are made of: components are the newer form; embeds where other bots or old clients need them.",
  ),
  setting(
    "DISCORD_PING_ROLES",
    { is: "ids", form: /^\d{5,20}$/, like: "1041234567890123456" },
    "",
    "Ids of the roles that a digest may ping where somebody sets it. Empty: none, whatever is set in chat.",
  ),
  setting("DISCORD_API_URL", { is: "url", schemes: ["http:", "https:"] }, "", "Another server than discord.com, for tests and proxies."),

  setting(
    "WEB_PORT",
    { is: "whole", from: 0, to: 65535 },
    "3000",
    "The port of the page to try the bot in and to look after it. 0: no page.",
  ),
  setting("WEB_HOST", { is: "text" }, "127.0.0.1", "The address the page listens on; any but this computer's own needs WEB_TOKEN."),
  secret(
    "WEB_TOKEN",
    { is: "token", form: /^\S{16,200}$/, like: "16 characters or more without a space" },
    "Asked of everybody who opens the page.",
  ),

  setting(
    "LLM_BASE_URL",
    { is: "url", schemes: ["http:", "https:"] },
    "",
    "A model that writes summaries, never quotes: any endpoint of OpenAI's kind, also a local one (http://127.0.0.1:11434/v1). Empty: none.",
  ),
  setting("LLM_MODEL", { is: "text" }, "", "The model's name at that endpoint."),
  secret("LLM_API_KEY", { is: "token", form: /^\S+$/, like: "a key without spaces" }, "The key for that endpoint, where it asks for one."),
  setting(
    "LLM_CALLS_A_DAY",
    { is: "whole", from: 1, to: 100_000 },
    "200",
    "So many summaries a day (UTC) are asked of the model; the others are the articles' own sentences.",
  ),
  setting("LOG_LEVEL", { is: "choice", of: ["debug", "info", "warn", "error"] }, "info", "How much is logged, to standard error."),
];
