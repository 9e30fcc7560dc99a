import { createHash } from "node:crypto";
import type { APIChannel, APIGuild, APIGuildMember, APIMessage, REST } from "discord.js";
import { within } from "../../calls/patience.ts";
import { PullquoteError } from "../../errors.ts";
import type { Instant } from "../../news/article.ts";
import type { Card } from "../../news/card.ts";
import type { Destination, Receipt } from "../../news/edition.ts";
import type { Clock, Log, Posting } from "../../ports.ts";
import { discordCode, problem, statusOf } from "./classify.ts";
import type { Form } from "./forms.ts";
import { limits } from "./limits.ts";
import { permissions, permissionsIn } from "./permissions.ts";
import { refusalOf } from "./refusals-table.ts";

/** With every message: nobody is pinged whatever stands in it. */
export const MANNERS = { allowed_mentions: { parse: [] } } as const;

export type DeliverOptions = {
  readonly rest: REST;
  readonly form: Form;
  /** The id of the bot's user. */
  readonly me: () => Promise<string>;
  /** What the library remembers of the bot's permissions in a channel; null: nothing. */
  readonly remembered: (channel: string) => bigint | null;
  readonly clock: Clock;
  readonly log: Log;
  /** For all of one call: less than the lease of a delivery. */
  readonly limitMs: number;
};

const EPOCH = 1_420_070_400_000;
/** Pages looked through for one message: 5,000 messages. */
const MOST_PAGES = 50;
/** Text, voice, announcements, threads (of announcements, public, private), stage: all have messages. Direct messages too. */
const WITH_MESSAGES: ReadonlySet<number> = new Set([0, 1, 2, 3, 5, 10, 11, 12, 13]);
const THREADS: ReadonlySet<number> = new Set([10, 11, 12]);

type Overwrites = { readonly id: string; readonly allow: string; readonly deny: string }[];
type Channel = APIChannel & { guild_id?: string; parent_id?: string | null; permission_overwrites?: Overwrites };

/** Posting to channels, looking there for what may have been posted, and whether one may post at all. */
export function deliveries({ rest, form, me, remembered, clock, log, limitMs }: DeliverOptions) {
  const get = <T>(path: `/${string}`, query?: Record<string, string>) =>
    within(limitMs, clock, (signal) => rest.get(path, { signal, ...(query ? { query: new URLSearchParams(query) } : {}) })) as Promise<T>;

  async function post(card: Card, posting: Posting): Promise<Receipt> {
    const message = form.render(card)[posting.part];
    if (!message) throw new PullquoteError("internal", `There is no part ${posting.part} to post.`);
    const { nonce, number } = marksOf(posting.key);
    try {
      // The library repeats a call after a time-out or a 5xx. The nonce makes that harmless: Discord gives back the first message.
      const answer = (await within(limitMs, clock, (signal) =>
        rest.post(`/channels/${posting.channel}/messages`, {
          signal,
          body: { ...form.marked(message, number), ...MANNERS, flags: form.flags, nonce, enforce_nonce: true },
        }),
      )) as Partial<APIMessage> | null;
      if (!answer?.id) throw new Error("Discord's answer names no message");
      return { messageId: answer.id };
    } catch (error) {
      throw problem(error, `take the post for ${posting.channel}`);
    }
  }

  async function find(posting: Posting, since: Instant): Promise<Receipt | null> {
    const { nonce, number } = marksOf(posting.key);
    const what = `show what was posted in ${posting.channel}`;
    try {
      const self = await me();
      let after = (BigInt(Math.max(0, Date.parse(since) - EPOCH)) << 22n).toString();
      for (let page = 0; page < MOST_PAGES; page++) {
        const messages = await get<APIMessage[]>(`/channels/${posting.channel}/messages`, { after, limit: String(limits.historyPage) });
        const ours = messages.find((m) => m.author?.id === self && (m.nonce === nonce || form.carries(m, number)));
        if (ours) return { messageId: ours.id };
        if (messages.length < limits.historyPage) return await nothing(posting.channel, messages.length > 0 || page > 0);
        after = messages.reduce((last, { id }) => (BigInt(id) > BigInt(last) ? id : last), after);
      }
    } catch (error) {
      throw problem(error, what, true);
    }
    throw new PullquoteError(
      "post-refused",
      `Discord did not ${what}: there are too many messages. Look into the channel whether the digest is there.`,
    );
  }

  /** Discord shows an empty history to those who may not read it: "nothing there" must be told apart from "cannot look". */
  async function nothing(channel: string, sawAny: boolean): Promise<null> {
    if (sawAny) return null;
    const may = await allowed(await get<Channel>(`/channels/${channel}`));
    if (may === null || may & permissions.readMessageHistory) return null;
    throw new PullquoteError(
      "post-refused",
      `Discord did not show what was posted in ${channel}: the bot may not read the history. ${refusalOf(50013, 403).remedy}`,
    );
  }

  /** What the bot may do in a channel; null where Discord does not tell (a direct message). */
  async function allowed(channel: Channel): Promise<bigint | null> {
    const known = remembered(channel.id);
    if (known !== null) return known;
    if (!channel.guild_id) return null;
    const place = THREADS.has(channel.type) && channel.parent_id ? await get<Channel>(`/channels/${channel.parent_id}`) : channel;
    const guild = await get<APIGuild>(`/guilds/${channel.guild_id}`);
    const self = await me();
    const member = await get<APIGuildMember>(`/guilds/${channel.guild_id}/members/${self}`);
    return permissionsIn({ guild, member: { id: self, roles: member.roles }, overwrites: place.permission_overwrites ?? [] });
  }

  async function check({ channel: id }: Destination): Promise<string | null> {
    if (!/^\d{15,21}$/.test(id)) return `“${id}” is not a channel's id. ${refusalOf(10003, 404).remedy}`;
    try {
      const channel = await get<Channel>(`/channels/${id}`);
      const called = "name" in channel && channel.name ? `#${channel.name} (${id})` : id;
      if (!WITH_MESSAGES.has(channel.type))
        return `The Discord channel ${called} takes no messages of its own. ${refusalOf(50008, 400).remedy}`;
      const thread = THREADS.has(channel.type);
      const state = "thread_metadata" in channel ? channel.thread_metadata : undefined;
      if (state?.archived && state.locked) return `The Discord thread ${called} is locked. ${refusalOf(160005, 400).remedy}`;
      const may = await allowed(channel);
      if (may === null) return null;
      const missing = [
        ...(may & permissions.viewChannel ? [] : ["View Channel"]),
        ...(thread || may & permissions.sendMessages ? [] : ["Send Messages"]),
        ...(!thread || may & permissions.sendMessagesInThreads ? [] : ["Send Messages in Threads"]),
      ];
      if (missing.length > 0)
        return `The bot lacks ${missing.join(" and ")} in the Discord channel ${called}. ${refusalOf(50013, 403).remedy}`;
      if (!(may & permissions.readMessageHistory)) {
        log.warn("discord history cannot be read", {
          channel: id,
          what: "Posts arrive, but a post in doubt cannot be looked for until the bot has Read Message History there.",
        });
      }
      return null;
    } catch (error) {
      const code = discordCode(error);
      const trouble = problem(error, `show the channel ${id}`, true);
      // For what is not a refusal nothing can be said about the channel.
      if (code !== null && refusalOf(code, statusOf(error) ?? 0).post === "refused") return trouble.message;
      throw trouble;
    }
  }

  return { post, find, check };
}

/**
 * What a posting carries so that it can be recognised. The nonce keeps Discord from taking it twice, for a few minutes, and is not kept
 * with the message. The number is (see forms.ts): as that of its first component any 32-bit integer is allowed, nobody sees it, and it comes
 * back with the message however old that is.
 */
export function marksOf(key: string): { readonly nonce: string; readonly number: number } {
  const hash = createHash("sha256").update(key).digest();
  return {
    nonce: hash.toString("base64url").slice(0, limits.nonce - 1),
    number: 1 + (hash.readUInt32BE(0) % (limits.componentId - limits.components)),
  };
}
