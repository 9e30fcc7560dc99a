import { hkdfSync } from "node:crypto";
import type { Config } from "../config.ts";
import type { PlatformName } from "../news/edition.ts";
import { discordPlatform } from "../platforms/discord/connect.ts";
import { slackPlatform } from "../platforms/slack/connect.ts";
import type { Codes } from "../ports/chat.ts";
import type { Installations } from "../ports/installations.ts";
import type { Leases } from "../ports/replicas.ts";
import type { Clock, Log, Platform } from "../ports.ts";
import { persistent } from "./persistent.ts";
import type { Replicas } from "./replicas.ts";
import { watchedPlatform } from "./watched.ts";

export type PlatformParts = {
  readonly config: Config;
  readonly codes: Codes;
  readonly installations: Installations;
  readonly leases: Leases;
  readonly replicas: Replicas;
  readonly clock: Clock;
  readonly log: Log;
};

/** The platforms whose tokens are set. Nothing connects yet. */
export function platformsOf({
  config,
  codes,
  installations,
  leases,
  replicas,
  clock,
  log,
}: PlatformParts): ReadonlyMap<PlatformName, Platform> {
  const { slack, discord } = config;
  const { isFirst, count } = replicas;
  const all: (() => Platform)[] = [];
  if (slack)
    all.push(() =>
      slackPlatform({
        ...(slack.botToken ? { botToken: slack.botToken } : {}),
        ...(slack.oauth ? { oauth: { ...slack.oauth, installations, leases, stateSecret: stateSecret(config.tokenKeys) } } : {}),
        ...(slack.appToken ? { appToken: slack.appToken } : {}),
        ...(slack.signingSecret ? { signingSecret: slack.signingSecret } : {}),
        ...(slack.apiUrl ? { apiUrl: slack.apiUrl } : {}),
        port: slack.port,
        managers: slack.managers,
        pingable: slack.pingGroups,
        zone: config.digest.zone,
        language: config.language,
        codes,
        isFirst,
        clock,
        log,
      }),
    );
  if (discord)
    all.push(() =>
      discordPlatform({
        token: discord.token,
        ...(discord.guild ? { guildId: discord.guild } : {}),
        ...(discord.apiUrl ? { apiUrl: discord.apiUrl } : {}),
        cards: discord.cards,
        pingable: discord.pingRoles,
        zone: config.digest.zone,
        language: config.language,
        codes,
        isFirst,
        share: count,
        clock,
        log,
      }),
    );
  return new Map(all.map((create) => persistent(create, { clock, log })).map((platform) => [platform.name, watchedPlatform(platform)]));
}

/** What signs the state of an installation: of the newest key, so that all replicas have it and nobody needs another secret. */
const stateSecret = ([key = new Uint8Array()]: readonly Uint8Array[]): string =>
  Buffer.from(hkdfSync("sha256", key, "", "pullquote slack state", 32)).toString("base64url");
