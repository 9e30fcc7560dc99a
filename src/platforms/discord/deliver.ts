import { createHash } from "node:crypto";
import type { APIMessage, REST } from "discord.js";
import { within } from "../../calls/patience.ts";
import { PullquoteError } from "../../errors.ts";
import type { Instant } from "../../news/article.ts";
import type { Card } from "../../news/card.ts";
import type { Destination, Receipt } from "../../news/edition.ts";
import { MOST_PINGED } from "../../news/manage/channel-digest.ts";
import type { Codes } from "../../ports/chat.ts";
import type { Posting } from "../../ports.ts";
import { type ChannelsOptions, channels } from "./channels.ts";
import { problem } from "./classify.ts";
import type { Form } from "./forms.ts";
import { forumParts, forums, postOf } from "./forum.ts";
import { limits } from "./limits.ts";
import { permissions } from "./permissions.ts";
import { refusalOf } from "./refusals-table.ts";

/** With every message: nobody is pinged whatever stands in it. */
export const MANNERS = { allowed_mentions: { parse: [] } } as const;

export type DeliverOptions = ChannelsOptions & {
  /** Repeats nothing by itself. */
  readonly once: REST;
  readonly form: Form;
  readonly codes: Codes;
  /** Ids of the only roles that may ever be pinged. */
  readonly pingable: readonly string[];
};

const EPOCH = 1_420_070_400_000;
/** Pages looked through for one message: 5,000 messages. */
const MOST_PAGES = 50;
/** The message arrives without a sound. */
const SUPPRESS_NOTIFICATIONS = 1 << 12;

/** Posting to channels, looking there for what may have been posted, and whether one may post at all. */
export function deliveries(options: DeliverOptions) {
  const { rest, once, form, codes, pingable, me, clock, limitMs } = options;
  const render: Form["render"] = (card) => form.render(card, codes.of);
  const { get, one, place, holdsPosts, allowed, check } = channels(options);
  const forum = forums({ rest: once, get, me, clock, limitMs });

  /** Questions about a channel: they change nothing, so that nothing is in doubt where one fails. */
  const asked = <T>(channel: string, answer: Promise<T>): Promise<T> =>
    answer.catch((error: unknown) => {
      throw problem(error, `show the channel ${channel}`, true);
    });

  async function parts(card: Card, { channel }: Destination): Promise<number> {
    return (await asked(channel, holdsPosts(channel))) ? forumParts(card, render).length : render(card).length;
  }

  async function post(card: Card, posting: Posting): Promise<Receipt> {
    const { channel } = posting;
    const forumPart = (await asked(channel, holdsPosts(channel))) ? partOf(forumParts(card, render), posting) : null;
    const opens = forumPart?.opening === posting.part ? await asked(channel, one(channel)) : null;
    const target = forumPart && !opens ? postOf(forumPart, posting) : await asked(channel, place(channel));
    try {
      if (forumPart && opens) return await forum.open(opens, card, forumPart, bodyOf(forumPart.message, posting));
      return await send(target, forumPart?.message ?? partOf(render(card), posting), posting);
    } catch (error) {
      throw problem(error, `take the post for ${channel}`);
    }
  }

  /** The library repeats a call after a time-out or a 5xx. The nonce makes that harmless: Discord gives back the first message. */
  async function send(channel: string, message: object, posting: Posting): Promise<Receipt> {
    const body = { ...bodyOf(message, posting), nonce: marksOf(posting.key).nonce, enforce_nonce: true };
    const answer = (await within(limitMs, clock, (signal) =>
      rest.post(`/channels/${channel}/messages`, { signal, body }),
    )) as Partial<APIMessage> | null;
    if (!answer?.id) throw new Error("Discord's answer names no message");
    return { messageId: answer.id };
  }

  function bodyOf(message: object, { key, part, ping, silent }: Posting): object {
    const roles = part === 0 ? (ping ?? []).filter((id) => pingable.includes(id)).slice(0, MOST_PINGED) : [];
    return {
      ...form.marked(roles.length > 0 ? form.pinging(message, roles) : message, marksOf(key).number),
      ...(roles.length > 0 ? { allowed_mentions: { parse: [], roles } } : MANNERS),
      flags: form.flags | (silent ? SUPPRESS_NOTIFICATIONS : 0),
    };
  }

  async function find(posting: Posting, since: Instant): Promise<Receipt | null> {
    const { channel } = posting;
    const after = BigInt(Math.max(0, Date.parse(since) - EPOCH)) << 22n;
    try {
      if (!(await holdsPosts(channel))) return await findIn(await place(channel), posting, after);
      for (const post of await forum.posts(await one(channel), after)) {
        const found = await findIn(post, posting, after);
        if (found) return found;
      }
      return null;
    } catch (error) {
      throw problem(error, `show what was posted in ${channel}`, true);
    }
  }

  async function findIn(channel: string, { key }: Posting, since: bigint): Promise<Receipt | null> {
    const { nonce, number } = marksOf(key);
    const self = await me();
    // The message that opens a post of a forum has the post's id, and is to be seen.
    let after = (since > 0n ? since - 1n : since).toString();
    for (let page = 0; page < MOST_PAGES; page++) {
      const messages = await get<APIMessage[]>(`/channels/${channel}/messages`, { after, limit: String(limits.historyPage) });
      const ours = messages.find((m) => m.author?.id === self && (m.nonce === nonce || form.carries(m, number)));
      if (ours) return { messageId: ours.id };
      if (messages.length < limits.historyPage) return await nothing(channel, messages.length > 0 || page > 0);
      after = messages.reduce((last, { id }) => (BigInt(id) > BigInt(last) ? id : last), after);
    }
    throw new PullquoteError(
      "post-refused",
      `Discord did not show what was posted in ${channel}: there are too many messages. Look into the channel whether the digest is there.`,
    );
  }

  /** Discord shows an empty history to those who may not read it: "nothing there" must be told apart from "cannot look". */
  async function nothing(channel: string, sawAny: boolean): Promise<null> {
    if (sawAny) return null;
    const may = await allowed(await one(channel));
    if (may === null || may & permissions.readMessageHistory) return null;
    throw new PullquoteError(
      "post-refused",
      `Discord did not show what was posted in ${channel}: the bot may not read the history. ${refusalOf(50013, 403).remedy}`,
    );
  }

  return { parts, post, find, check };
}

function partOf<T>(parts: readonly T[], { part }: Posting): T {
  const found = parts[part];
  if (found === undefined) throw new PullquoteError("internal", `There is no part ${part} to post.`);
  return found;
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
