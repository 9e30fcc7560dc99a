import { randomUUID } from "node:crypto";
import type { RespondFn } from "@slack/bolt";
import type { Card } from "../../news/card.ts";
import { errorCard, tooLongCard } from "../../news/cards/answer-cards.ts";
import type { Language } from "../../news/language.ts";
import type { Codes } from "../../ports/chat.ts";
import type { Asker, Clock, Log } from "../../ports.ts";
import { limits } from "./limits.ts";
import { render, type SlackMessage } from "./render.ts";

/** A message for one reader where the `response_url` no longer works. */
export type Whisper = (to: { channel: string; user: string; thread?: string }, message: SlackMessage) => Promise<void>;

export type ReplyOptions = {
  readonly codes: Codes;
  readonly language?: Language;
  readonly whisper: Whisper;
  /** A message for everybody in a channel, where the `response_url` no longer works. */
  readonly speak: (channel: string, message: SlackMessage) => Promise<void>;
  readonly log: Log;
  readonly clock: Clock;
};

/** One question that came in, whatever way. */
export type Asked = {
  readonly card: () => Promise<Card>;
  readonly asker: Asker;
  readonly thread?: string;
  readonly respond: RespondFn;
};

/** The card that was asked for, or one that says that it failed, with an id that the log has too. */
export async function cardOrError(make: () => Promise<Card>, { log, language }: Pick<ReplyOptions, "log" | "language">): Promise<Card> {
  try {
    return await make();
  } catch (error) {
    const id = randomUUID().slice(0, 8);
    log.error("slack answer failed", { id, why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    return errorCard(id, language);
  }
}

/** Answers by the question's `response_url`: to the asker alone, or to everybody where the card is for them. */
export async function reply(asked: Asked, options: ReplyOptions): Promise<void> {
  const card = await cardOrError(asked.card, options);
  for (const message of withinUses(render(card, { following: "below", code: options.codes.of }), card.language))
    if (!(await send(asked, message, card.audience === "channel", options))) return;
}

/** A `response_url` may be used five times: what is beyond is named. */
function withinUses(messages: readonly SlackMessage[], language: Language | undefined): readonly SlackMessage[] {
  if (messages.length <= limits.responseUses) return messages;
  const kept = messages.slice(0, limits.responseUses - 1);
  return [...kept, ...render(tooLongCard(messages.length - kept.length, language))];
}

async function send(
  asked: Asked,
  message: SlackMessage,
  everybody: boolean,
  { whisper, speak, log, clock }: ReplyOptions,
): Promise<boolean> {
  const { channel, user } = asked.asker;
  const thread = asked.thread;
  try {
    await asked.respond({
      response_type: everybody ? "in_channel" : "ephemeral",
      replace_original: false,
      unfurl_links: false,
      unfurl_media: false,
      ...(thread ? { thread_ts: thread } : {}),
      ...message,
    });
    return true;
  } catch (first) {
    const status = (first as { statusCode?: unknown } | null)?.statusCode;
    if (status === 429) await clock.sleep(limits.postGapMs);
    try {
      if (!channel) throw first;
      if (everybody) {
        // A refusal certainly did not arrive; what may have arrived is not said twice to everybody.
        if (typeof status !== "number" || status >= 500) throw first;
        await speak(channel, message);
      } else {
        // Seen twice is better than never: only the asker sees it.
        await whisper({ channel, user, ...(thread ? { thread } : {}) }, message);
      }
      return true;
    } catch (second) {
      log.error("slack answer lost", { first: String(first), second: String(second) });
      return false;
    }
  }
}
