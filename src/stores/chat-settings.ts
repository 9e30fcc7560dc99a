import type { Destination } from "../news/edition.ts";
import type { Filter } from "../news/filter.ts";
import type { Follow } from "../news/follow.ts";
import type { ChannelDigest } from "../news/manage/channel-digest.ts";
import type { Quiet } from "../news/manage/quiet.ts";
import type { Times } from "../news/manage/times.ts";
import type { ChatSettings } from "../ports/chat.ts";
import { type Driver, insert, type Row, statement } from "./driver.ts";

const DIGEST = ["platform", "channel", "cron", "zone", "filter", "roles", "quiet", "paused", "changed_by", "changed_at", "since", "length"];
const FOLLOW = ["platform", "member", "person", "name", "at_once", "language", "since"];

const overwrite = (columns: readonly string[]) => columns.map((column) => `${column} = excluded.${column}`).join(", ");

/** What was set in chat, over either engine. */
export function chatSettingsOn(driver: Driver): ChatSettings {
  const write = async (...one: Parameters<typeof statement>) => (await driver.batch([[statement(...one)]]))[0] ?? [];
  return {
    async digest({ platform, channel }) {
      const [row] = await driver.all("select * from channel_digests where platform = ? and channel = ?", [platform, channel]);
      return row === undefined ? null : digestOf(row);
    },
    async digests() {
      return (await driver.all("select * from channel_digests order by platform, channel", [])).map(digestOf);
    },
    async saveDigest({ destination: { platform, channel }, times, filter, length, roles, quiet, paused, by, at, since }) {
      const ending = `on conflict (platform, channel) do update set ${overwrite(DIGEST.slice(2))}`;
      const values = [
        times?.cron ?? null,
        times?.zone ?? null,
        JSON.stringify(filter),
        JSON.stringify(roles),
        quiet && JSON.stringify(quiet),
      ];
      await driver.batch([
        [insert("channel_digests", DIGEST, [platform, channel, ...values, paused ? 1 : 0, by, at, since, length], ending)],
      ]);
    },
    async removeDigest({ platform, channel }) {
      await write("delete from channel_digests where platform = ? and channel = ?", platform, channel);
    },
    async following(platform, user) {
      const sql = "select * from follows where platform = ? and member = ? order by since desc, person";
      return (await driver.all(sql, [platform, user])).map(followOf);
    },
    async follows() {
      return (await driver.all("select * from follows order by platform, member, person", [])).map(followOf);
    },
    async follow({ platform, user, person, name, when, language, since }) {
      const ending = `on conflict (platform, member, person) do update set ${overwrite(["name", "at_once", "language"])}`;
      await driver.batch([[insert("follows", FOLLOW, [platform, user, person, name, when === "now" ? 1 : 0, language, since], ending)]]);
    },
    async unfollow(platform, user, person) {
      const sql = "delete from follows where platform = ? and member = ? and person = ? returning person";
      return (await write(sql, platform, user, person)).length > 0;
    },
  };
}

function digestOf(row: Row): ChannelDigest {
  return {
    destination: { platform: row.platform, channel: row.channel } as Destination,
    times: row.cron === null ? null : ({ cron: row.cron, zone: row.zone } as Times),
    filter: JSON.parse(String(row.filter)) as Filter,
    length: row.length as ChannelDigest["length"],
    roles: JSON.parse(String(row.roles)) as string[],
    quiet: row.quiet === null ? null : (JSON.parse(String(row.quiet)) as Quiet),
    paused: row.paused === 1,
    by: String(row.changed_by),
    at: row.changed_at as ChannelDigest["at"],
    since: row.since as ChannelDigest["since"],
  };
}

function followOf(row: Row): Follow {
  return {
    platform: row.platform,
    user: row.member,
    person: row.person,
    name: row.name,
    when: row.at_once === 1 ? "now" : "digest",
    language: row.language,
    since: row.since,
  } as Follow;
}
