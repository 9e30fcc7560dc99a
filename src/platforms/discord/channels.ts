import type { APIChannel, APIGuild, APIGuildForumTag, APIGuildMember, REST } from "discord.js";
import { within } from "../../calls/patience.ts";
import type { Destination } from "../../news/edition.ts";
import type { Clock, Log } from "../../ports.ts";
import { discordCode, problem, statusOf } from "./classify.ts";
import { permissions, permissionsIn } from "./permissions.ts";
import { MENTIONING, ROLE_ID, refusalOf } from "./refusals-table.ts";

export type ChannelsOptions = {
  readonly rest: REST;
  /** The id of the bot's user. */
  readonly me: () => Promise<string>;
  /** What the library remembers of a channel: its kind, and the bot's permissions there; null: nothing. */
  readonly remembered: (channel: string) => { readonly type: number; readonly permissions: bigint | null } | null;
  readonly clock: Clock;
  readonly log: Log;
  /** For all of one call: less than the lease of a delivery. */
  readonly limitMs: number;
};

type Overwrites = { readonly id: string; readonly allow: string; readonly deny: string }[];
export type Channel = APIChannel & {
  readonly name?: string | null;
  readonly guild_id?: string;
  readonly parent_id?: string | null;
  readonly permission_overwrites?: Overwrites;
  readonly available_tags?: readonly APIGuildForumTag[];
};
export type Get = <T>(path: `/${string}`, query?: Record<string, string>) => Promise<T>;

/** Text, voice, announcements, threads (of announcements, public, private), stage: all have messages. Direct messages too. */
const WITH_MESSAGES: ReadonlySet<number> = new Set([0, 1, 2, 3, 5, 10, 11, 12, 13]);
const THREADS: ReadonlySet<number> = new Set([10, 11, 12]);
/** Forums and media channels hold posts, which are threads. */
const FORUMS: ReadonlySet<number> = new Set([15, 16]);

export const isForum = ({ type }: { readonly type: number }): boolean => FORUMS.has(type);

/** What there is to know of channels: of what kind they are, and what the bot may do there. */
export function channels({ rest, me, remembered, clock, log, limitMs }: ChannelsOptions) {
  const get: Get = <T>(path: `/${string}`, query?: Record<string, string>) =>
    within(limitMs, clock, (signal) => rest.get(path, { signal, ...(query ? { query: new URLSearchParams(query) } : {}) })) as Promise<T>;
  const one = (id: string) => get<Channel>(`/channels/${id}`);
  const forums = new Map<string, boolean>();
  const directs = new Map<string, string>();

  /** The channel's id; of `@` and a user's id that of the direct message to them. */
  async function place(channel: string): Promise<string> {
    if (!channel.startsWith("@")) return channel;
    const user = channel.slice(1);
    const known = directs.get(user);
    if (known !== undefined) return known;
    const body = { recipient_id: user };
    const { id } = (await within(limitMs, clock, (signal) => rest.post("/users/@me/channels", { signal, body }))) as { id: string };
    directs.set(user, id);
    return id;
  }

  /** Whether posts are made there and not messages. Asked once: what a channel is does not change into or out of that. */
  async function holdsPosts(id: string): Promise<boolean> {
    const known = forums.get(id) ?? (id.startsWith("@") ? false : undefined);
    if (known !== undefined) return known;
    const holds = isForum(remembered(id) ?? (await one(id)));
    forums.set(id, holds);
    return holds;
  }

  /** What the bot may do in a channel; null where Discord does not tell (a direct message). */
  async function allowed(channel: Channel): Promise<bigint | null> {
    const known = remembered(channel.id)?.permissions;
    if (known !== null && known !== undefined) return known;
    if (!channel.guild_id) return null;
    const place = THREADS.has(channel.type) && channel.parent_id ? await one(channel.parent_id) : channel;
    const guild = await get<APIGuild>(`/guilds/${channel.guild_id}`);
    const self = await me();
    const member = await get<APIGuildMember>(`/guilds/${channel.guild_id}/members/${self}`);
    return permissionsIn({ guild, member: { id: self, roles: member.roles }, overwrites: place.permission_overwrites ?? [] });
  }

  /** Why these roles are not pinged there. Discord takes such a message all the same, and nobody hears of it. */
  async function unheard(roles: readonly string[], channel: Channel, may: bigint, called: string): Promise<string | null> {
    const known = (await get<APIGuild>(`/guilds/${channel.guild_id}`)).roles;
    for (const id of roles) {
      const role = known.find((one) => one.id === id);
      if (!role || id === channel.guild_id) return `There is no role ${id} in this Discord server that could be pinged. ${ROLE_ID}`;
      if (!role.mentionable && !(may & permissions.mentionEveryone))
        return `The role “${role.name}” (${id}) would not be pinged in the Discord channel ${called}: not everybody may mention it, and the bot lacks Mention @everyone, @here, and All Roles there. ${MENTIONING}`;
    }
    return null;
  }

  async function check({ channel: id }: Destination, roles: readonly string[] = []): Promise<string | null> {
    if (id.startsWith("@")) return null;
    if (!/^\d{15,21}$/.test(id)) return `“${id}” is not a channel's id. ${refusalOf(10003, 404).remedy}`;
    try {
      const channel = await one(id);
      const called = channel.name ? `#${channel.name} (${id})` : id;
      const forum = isForum(channel);
      if (!forum && !WITH_MESSAGES.has(channel.type))
        return `The Discord channel ${called} takes no messages of its own. ${refusalOf(50008, 400).remedy}`;
      const thread = THREADS.has(channel.type);
      const state = "thread_metadata" in channel ? channel.thread_metadata : undefined;
      if (state?.archived && state.locked) return `The Discord thread ${called} is locked. ${refusalOf(160005, 400).remedy}`;
      const may = await allowed(channel);
      if (may === null) return null;
      const missing = [
        ...(may & permissions.viewChannel ? [] : ["View Channel"]),
        ...(thread || may & permissions.sendMessages ? [] : [forum ? "Create Posts" : "Send Messages"]),
        ...(!(thread || forum) || may & permissions.sendMessagesInThreads ? [] : ["Send Messages in Threads"]),
      ];
      if (missing.length > 0)
        return `The bot lacks ${missing.join(" and ")} in the Discord channel ${called}. ${refusalOf(50013, 403).remedy}`;
      if (!(may & permissions.readMessageHistory)) {
        log.warn("discord history cannot be read", {
          channel: id,
          what: "Posts arrive, but a post in doubt cannot be looked for until the bot has Read Message History there.",
        });
      }
      return roles.length > 0 ? await unheard(roles, channel, may, called) : null;
    } catch (error) {
      const code = discordCode(error);
      const trouble = problem(error, `show the channel ${id}`, true);
      // For what is not a refusal nothing can be said about the channel.
      if (code !== null && refusalOf(code, statusOf(error) ?? 0).post === "refused") return trouble.message;
      throw trouble;
    }
  }

  return { get, one, place, holdsPosts, allowed, check };
}
