import type { webApi } from "@slack/bolt";
import { PullquoteError } from "../../errors.ts";
import type { Instant } from "../../news/article.ts";
import type { Card } from "../../news/card.ts";
import type { Destination, Receipt } from "../../news/edition.ts";
import { MOST_PINGED } from "../../news/manage/channel-digest.ts";
import type { Codes } from "../../ports/chat.ts";
import type { Clock, Log, Posting } from "../../ports.ts";
import { problem } from "./classify.ts";
import { limits } from "./limits.ts";
import { refusalOf } from "./refusals-table.ts";
import { render } from "./render.ts";
import { pinging } from "./render-ping.ts";

/** Who we are in the workspace, as `auth.test` says. */
export type Identity = {
  readonly team: string;
  /** Where the workspace is: "https://news.slack.com/". */
  readonly url: string | null;
  readonly user: string;
  readonly name: string;
  readonly bot: string;
  /** Null where the server does not say. */
  readonly scopes: readonly string[] | null;
};

export type DeliverOptions = {
  readonly client: webApi.WebClient;
  readonly identity: () => Promise<Identity>;
  readonly codes: Codes;
  /** Ids of the only user groups that may ever be pinged. */
  readonly pingable: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
  /** Ends the waiting between posts. */
  readonly stopping: AbortSignal;
};

/** What a message of ours carries, so that it can be found again. */
const EVENT = "pullquote_delivery";
/** Slack's clock and ours may differ by this much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
/** A clock that jumps must not make a pause of a year. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Members whose direct messages are remembered. */
const MOST_PLACES = 10_000;

/** Posting to channels, and looking there for what may have been posted. */
export function deliveries({ client, identity, codes, pingable, clock, log, stopping }: DeliverOptions) {
  const turns = new Map<string, Promise<void>>();
  /** Until when Slack wants no posts, in milliseconds. */
  let pausedUntil = 0;

  /** Slack takes one message a second and channel: posts to one channel queue up. */
  async function turn(channel: string): Promise<void> {
    const mine = turns.get(channel) ?? Promise.resolve();
    turns.set(
      channel,
      mine.then(() => clock.sleep(limits.postGapMs, stopping)),
    );
    await mine;
  }

  const places = new Map<string, string>();

  /** The id of a channel; of a member, that of the direct messages with them. */
  async function placeOf(channel: string): Promise<string> {
    if (!channel.startsWith("@")) return channel;
    const known = places.get(channel);
    if (known) return known;
    const { channel: opened } = await client.conversations.open({ users: channel.slice(1) }).catch((error: unknown) => {
      throw problem(error, "say where to write to a member", true);
    });
    if (!opened?.id) throw new PullquoteError("post-later", "Slack did not say where to write to a member. It is tried again by itself.");
    if (places.size >= MOST_PLACES) places.clear();
    places.set(channel, opened.id);
    return opened.id;
  }

  async function post(card: Card, posting: Posting): Promise<Receipt> {
    const messages = render(card, { code: codes.of });
    const found = messages[posting.part];
    const pinged = posting.part === 0 ? (posting.ping ?? []).filter((id) => pingable.includes(id)).slice(0, MOST_PINGED) : [];
    const message = found && pinging(found, pinged);
    const first = posting.earlier?.[0];
    if (!message || (posting.part > 0 && !first)) {
      throw new PullquoteError("internal", `There is no part ${posting.part} to post after ${first?.messageId ?? "nothing"}.`);
    }
    const channel = await placeOf(posting.channel);
    await turn(channel);
    // Slack limits a workspace too: asking on for other channels during a pause prolongs it.
    const pauseMs = pausedUntil - clock.now().getTime();
    if (pauseMs > 0)
      throw new PullquoteError("post-later", "Slack asked for a pause. The post is tried again by itself.", { retryAfterMs: pauseMs });
    try {
      const answer = await client.chat.postMessage({
        channel,
        ...message,
        ...(first && posting.part > 0 ? { thread_ts: first.messageId } : {}),
        mrkdwn: false,
        parse: "none",
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: EVENT, event_payload: { key: posting.key, part: posting.part } },
      });
      if (!answer.ts) throw new Error("Slack's answer names no message");
      return { messageId: answer.ts };
    } catch (error) {
      const trouble = problem(error, `take the post for ${posting.channel}`);
      if (trouble.retryAfterMs !== undefined) pausedUntil = clock.now().getTime() + Math.min(trouble.retryAfterMs, LONGEST_PAUSE_MS);
      throw trouble;
    }
  }

  async function find(posting: Posting, since: Instant): Promise<Receipt | null> {
    const oldest = ((Date.parse(since) - CLOCKS_DIFFER_MS) / 1000).toFixed(6);
    const first = posting.earlier?.[0];
    try {
      const page = {
        channel: await placeOf(posting.channel),
        oldest,
        inclusive: true,
        include_all_metadata: true,
        limit: limits.historyPage,
      };
      const { bot } = await identity();
      let cursor: string | undefined;
      do {
        const more = cursor ? { ...page, cursor } : page;
        const answer =
          first && posting.part > 0
            ? await client.conversations.replies({ ...more, ts: first.messageId })
            : await client.conversations.history(more);
        for (const message of answer.messages ?? []) {
          const payload = message.metadata?.event_payload as { key?: unknown } | undefined;
          // Another app may put our key into a message of its own.
          const another = message.bot_id && bot && message.bot_id !== bot;
          if (message.metadata?.event_type === EVENT && payload?.key === posting.key && !another && message.ts)
            return { messageId: message.ts };
        }
        cursor = answer.response_metadata?.next_cursor || undefined;
      } while (cursor);
      return null;
    } catch (error) {
      throw problem(error, `show what was posted in ${posting.channel}`, true);
    }
  }

  async function check({ channel }: Destination): Promise<string | null> {
    if (channel.startsWith("@")) return null;
    if (!/^[CGD][A-Z0-9]{2,}$/.test(channel)) {
      return `“${channel}” is not a channel's id. Open the channel in Slack, choose View channel details and copy the id at the bottom (it begins with C).`;
    }
    try {
      const me = await identity();
      const may = (scope: string) => me.scopes === null || me.scopes.includes(scope);
      if (!may("chat:write")) return `The Slack app may not post at all: it lacks chat:write. ${refusalOf("missing_scope").remedy}`;
      const { channel: found } = await client.conversations.info({ channel });
      if (found?.is_archived) return `The Slack channel ${channel} is archived. ${refusalOf("is_archived").remedy}`;
      if (found?.is_member || found?.is_im) return null;
      if (!found?.is_private && may("chat:write.public")) {
        log.info("slack not member", {
          channel,
          what: `Posts arrive, but a post in doubt cannot be looked for there until somebody types /invite @${me.name} in the channel.`,
        });
        return null;
      }
      return `The bot is not in the Slack channel ${channel}. Type /invite @${me.name} in it.`;
    } catch (error) {
      return problem(error, `show the channel ${channel}`, true).message;
    }
  }

  return { post, find, check };
}
