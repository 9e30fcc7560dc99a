import { check, keyOf } from "./config/kinds.ts";
import { slackMistakes } from "./config/slack-mistakes.ts";
import { type SettingName, settings } from "./config-table.ts";
import type { DigestLength } from "./news/digest-length.ts";
import type { Language } from "./news/language.ts";

export type Config = {
  readonly sources: readonly string[];
  /** How the net is read. */
  readonly fetch: {
    readonly userAgent: string;
    readonly privateHosts: readonly string[];
    readonly proxy: { readonly http?: string; readonly https?: string; readonly no?: string } | null;
  };
  /** Where the operator wants to hear of what is broken. */
  readonly adminChannels: readonly { readonly platform: "slack" | "discord"; readonly channel: string }[];
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  /** What tokens in the store are sealed with, the newest first. */
  readonly tokenKeys: readonly Uint8Array[];
  readonly readEveryMinutes: number;
  /** 0: for ever. */
  readonly keepDays: number;
  readonly language: Language;
  readonly digest: {
    readonly cron: string;
    readonly zone: string;
    readonly stories: number;
    readonly length: DigestLength;
    readonly catchUpHours: number;
  };
  readonly slack: {
    /** Null: workspaces install the app, by `oauth`. */
    readonly botToken: string | null;
    readonly oauth: {
      readonly clientId: string;
      readonly clientSecret: string;
      readonly publicUrl: string | null;
      /** Ids of the only workspaces that may install it; none: all may. */
      readonly allowed: readonly string[];
    } | null;
    readonly appToken: string | null;
    readonly signingSecret: string | null;
    readonly port: number;
    readonly channels: readonly string[];
    readonly managers: readonly string[];
    readonly pingGroups: readonly string[];
    readonly apiUrl: string | null;
  } | null;
  readonly discord: {
    readonly token: string;
    readonly guild: string | null;
    readonly channels: readonly string[];
    readonly cards: "components" | "embeds";
    readonly pingRoles: readonly string[];
    readonly apiUrl: string | null;
  } | null;
  /** The page; null where there is to be none. */
  readonly web: { readonly host: string; readonly port: number; readonly token: string | null } | null;
  /** The model that writes summaries; null: none. */
  readonly llm: { readonly baseUrl: string; readonly model: string; readonly apiKey: string | null; readonly callsADay: number } | null;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  /** Values that must never be printed. */
  readonly secrets: readonly string[];
};

const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/i;

/**
 * Reads the environment. All mistakes come back at once, each a sentence that names the setting and what to do.
 * `ours`: names that certainly are meant for us (those of the .env file), so that a misspelt one is found.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  ours: readonly string[] = [],
): Config | { readonly mistakes: readonly string[] } {
  const mistakes: string[] = [];
  const values = new Map<string, string>(settings.map((s) => [s.name, bare(env[s.name]) || s.default]));
  const text = (name: SettingName) => values.get(name) ?? "";
  const given = (name: SettingName) => text(name) || null;
  const list = (name: SettingName) => [
    ...new Set(
      text(name)
        .split(",")
        .map((item) => item.trim())
        .filter(Boolean),
    ),
  ];

  for (const name of ours.filter((n) => !values.has(n))) {
    const near = nearest(name);
    mistakes.push(`${name} is not a setting${near ? `; did you mean ${near}?` : "; see .env.example for those there are."}`);
  }
  for (const s of settings) {
    const wrong = text(s.name) === "" ? null : check(s.kind, text(s.name));
    if (wrong) mistakes.push(`${s.name}${s.secret ? "" : ` is "${text(s.name)}", which`} ${wrong}.`);
  }
  if (list("SOURCES").length === 0)
    mistakes.push("SOURCES names nothing. Name a folder or an address, or remove the line for the articles that come with Pullquote.");
  for (const channel of list("ADMIN_CHANNEL")) {
    const token = /^\d/.test(channel) ? "DISCORD_TOKEN" : "SLACK_BOT_TOKEN";
    if (!given(token) && !(token === "SLACK_BOT_TOKEN" && given("SLACK_CLIENT_ID")))
      mistakes.push(`ADMIN_CHANNEL names ${channel}, but ${token} is not set. Set it, or take the channel out.`);
  }
  mistakes.push(...slackMistakes(given, list));
  for (const name of ["DISCORD_GUILD", "DISCORD_CHANNELS", "DISCORD_PING_ROLES"] as const)
    if (given(name) && !given("DISCORD_TOKEN")) mistakes.push(`${name} is set without DISCORD_TOKEN. Set both or neither.`);
  if (list("DISCORD_GUILD").length > 1)
    mistakes.push("DISCORD_GUILD names several servers. Name one, or leave it empty to register the commands everywhere.");
  if (text("WEB_PORT") !== "0" && !LOOPBACK.test(text("WEB_HOST")) && !given("WEB_TOKEN"))
    mistakes.push(
      `WEB_HOST is "${text("WEB_HOST")}", which others can reach, and there is no WEB_TOKEN. Set one (openssl rand -hex 24), or WEB_HOST=127.0.0.1.`,
    );
  if (Boolean(given("LLM_BASE_URL")) !== Boolean(given("LLM_MODEL")))
    mistakes.push(`${given("LLM_MODEL") ? "LLM_MODEL" : "LLM_BASE_URL"} is set alone. Set both LLM_BASE_URL and LLM_MODEL, or neither.`);
  if (given("LLM_API_KEY") && !given("LLM_BASE_URL")) mistakes.push("LLM_API_KEY is set without LLM_BASE_URL. Set both or neither.");
  if (mistakes.length > 0) return { mistakes };

  const clientId = given("SLACK_CLIENT_ID");
  const discordToken = given("DISCORD_TOKEN");
  return {
    sources: list("SOURCES"),
    fetch: { userAgent: userAgent(text("CONTACT")), privateHosts: list("PRIVATE_HOSTS"), proxy: proxyOf(env, given) },
    adminChannels: list("ADMIN_CHANNEL").map((channel) => ({ platform: /^\d/.test(channel) ? "discord" : "slack", channel })),
    dataFolder: text("DATA_FOLDER"),
    databaseUrl: given("DATABASE_URL"),
    tokenKeys: list("TOKEN_KEY").flatMap((key) => keyOf(key) ?? []),
    readEveryMinutes: Number(text("READ_EVERY_MINUTES")),
    keepDays: Number(text("KEEP_DAYS")),
    language: text("LANGUAGE") as Language,
    digest: {
      cron: text("DIGEST_CRON"),
      zone: text("DIGEST_TIMEZONE"),
      stories: Number(text("DIGEST_STORIES")),
      length: text("DIGEST_LENGTH") as DigestLength,
      catchUpHours: Number(text("CATCH_UP_HOURS")),
    },
    slack: (clientId || given("SLACK_BOT_TOKEN")) && {
      botToken: given("SLACK_BOT_TOKEN"),
      oauth: clientId && {
        clientId,
        clientSecret: text("SLACK_CLIENT_SECRET"),
        allowed: list("SLACK_WORKSPACES"),
        publicUrl: given("SLACK_PUBLIC_URL")?.replace(/\/+$/, "") ?? null,
      },
      appToken: given("SLACK_APP_TOKEN"),
      signingSecret: given("SLACK_SIGNING_SECRET"),
      port: Number(text("SLACK_PORT")),
      channels: list("SLACK_CHANNELS"),
      managers: list("SLACK_MANAGERS"),
      pingGroups: list("SLACK_PING_GROUPS"),
      apiUrl: given("SLACK_API_URL"),
    },
    discord: discordToken && {
      token: discordToken,
      guild: given("DISCORD_GUILD"),
      channels: list("DISCORD_CHANNELS"),
      cards: text("DISCORD_CARDS"),
      pingRoles: list("DISCORD_PING_ROLES"),
      apiUrl: given("DISCORD_API_URL"),
    },
    web: text("WEB_PORT") === "0" ? null : { host: text("WEB_HOST"), port: Number(text("WEB_PORT")), token: given("WEB_TOKEN") },
    llm: given("LLM_BASE_URL") && {
      baseUrl: text("LLM_BASE_URL"),
      model: text("LLM_MODEL"),
      apiKey: given("LLM_API_KEY"),
      callsADay: Number(text("LLM_CALLS_A_DAY")),
    },
    logLevel: text("LOG_LEVEL") as Config["logLevel"],
    secrets: secretsOf(env),
  } as Config;
}

/** Says who asks, and where to complain. The version is no news to a site; an old one in a header would be a lie after an update. */
const userAgent = (contact: string) =>
  `Pullquote (self-hosted news digest${contact === "" ? "" : `; +${contact.replace(/[^\x21-\x7e]/g, "")}`})`;

type ProxyName = "HTTP_PROXY" | "HTTPS_PROXY" | "NO_PROXY";

/** As the settings say, else as the environment has it in small letters, where many systems have it. */
function proxyOf(env: Readonly<Record<string, string | undefined>>, given: (name: SettingName) => string | null): Config["fetch"]["proxy"] {
  const of = (name: ProxyName) => given(name) ?? bare(env[name.toLowerCase()]);
  const proxy = (name: ProxyName) => (/^https?:/i.test(of(name)) && URL.canParse(of(name)) ? of(name) : "");
  const [http, https, no] = [proxy("HTTP_PROXY"), proxy("HTTPS_PROXY"), of("NO_PROXY")];
  return http || https ? { http, https, no } : null;
}

/** A value without white space around it, and without the quotes that `docker --env-file` leaves on. */
function bare(text: string | undefined): string {
  const value = text?.trim() ?? "";
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
}

/** The values of secret settings, and of the password inside DATABASE_URL as it stands there and decoded. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): string[] {
  const names = settings.filter((s) => s.secret).map((s) => s.name);
  const values = [...names, "http_proxy", "https_proxy"].flatMap((name) => bare(env[name]) || []);
  values.push(
    ...bare(env.TOKEN_KEY)
      .split(",")
      .map((key) => key.trim())
      .filter(Boolean),
  );
  const passwords = values.flatMap((value) => /^(?:postgres\w*|https?):\/\/[^:@/]*:([^@/]+)@/.exec(value)?.[1] ?? []);
  return [...new Set([...values, ...passwords, ...passwords.map(decoded)])].filter((value) => value.length >= 4);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The setting whose name differs by the fewest letters, up to a third of them. */
function nearest(name: string): string | null {
  const best = settings.map((s) => [distance(name.toUpperCase(), s.name), s.name] as const).sort((a, b) => a[0] - b[0])[0];
  return best && best[0] <= name.length / 3 ? best[1] : null;
}

/** Levenshtein's edit distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
