import { randomUUID } from "node:crypto";
import { setImmediate as others } from "node:timers/promises";
import type { App, RespondFn } from "@slack/bolt";
import type { Card } from "../../news/card.ts";
import { errorCard, noticeCard, tooLongCard } from "../../news/cards/answer-cards.ts";
import type { Language } from "../../news/language.ts";
import { phrasesIn } from "../../news/phrases.ts";
import { parseManaging, parseQuestion, type Question } from "../../news/question.ts";
import type { Codes } from "../../ports/chat.ts";
import type { IsFirst } from "../../ports/replicas.ts";
import type { Asker, Clock, Desk, Log } from "../../ports.ts";
import { limits } from "./limits.ts";
import { render, type SlackMessage } from "./render.ts";
import { ASK } from "./render-units.ts";
import { repeats } from "./repeats.ts";
import { words } from "./words.ts";

/** A message for one reader where the `response_url` no longer works. */
export type Whisper = (to: { channel: string; user: string; thread?: string }, message: SlackMessage) => Promise<void>;

export type ConverseOptions = {
  readonly desk: Desk;
  readonly command: string;
  readonly managing: string;
  readonly codes: Codes;
  readonly language?: Language;
  readonly mayManage: (user: string) => Promise<boolean>;
  readonly whisper: Whisper;
  /** A message for everybody in a channel, where the `response_url` no longer works. */
  readonly speak: (channel: string, message: SlackMessage) => Promise<void>;
  /** Where there are several replicas. */
  readonly isFirst?: IsFirst;
  readonly log: Log;
  readonly clock: Clock;
};

const ANY = /(?:)/;

/** One question that came in, whatever way. */
type Asked = {
  readonly card: () => Promise<Card>;
  readonly asker: Asker;
  readonly thread?: string;
  readonly respond: RespondFn;
};

/**
 * Listens for the command and the buttons. Every one is acknowledged before anything else is done (Slack waits three seconds),
 * answered once however often it is delivered, and answered only to the one who asked. A command or button that is not ours is
 * answered too: Bolt would leave it without a word.
 */
export function converse(app: App, options: ConverseOptions): { settled(): Promise<void> } {
  const { desk, command: ours, log, codes } = options;
  const said = phrasesIn(options.language);
  const memory = repeats(options.clock);
  const open = new Set<Promise<void>>();

  async function take(ack: () => Promise<void>, ids: readonly unknown[], asked: Asked | null): Promise<void> {
    await ack().catch((error: unknown) => log.warn("slack ack lost", { why: String(error) }));
    const known = ids.filter((id): id is string => typeof id === "string" && id !== "");
    if (known.length > 0 && memory.isRepeat(known)) {
      log.info("slack repeat", { ids: known });
      return;
    }
    if (asked === null) return;
    if (known[0] !== undefined && options.isFirst && !(await options.isFirst(`slack ${known[0]}`))) {
      log.info("slack repeat", { ids: known, by: "another replica" });
      return;
    }
    // Whoever else came in at this moment is acknowledged before the first answer is made.
    await others();
    const work = reply(asked, options);
    open.add(work);
    await work.finally(() => open.delete(work));
  }

  function askerOf(user: string, channel: string | undefined, name: string | undefined): Asker {
    const { language } = options;
    return { platform: "slack", user, ...(channel ? { channel } : {}), ...(name ? { name } : {}), ...(language ? { language } : {}) };
  }

  async function answer(question: Question, asker: Asker): Promise<Card> {
    return desk.answer(question, question.kind === "manage" ? { ...asker, manages: await options.mayManage(asker.user) } : asker);
  }

  app.command(ANY, async ({ ack, command, context, respond }) => {
    const asker = askerOf(command.user_id, command.channel_id, command.user_name);
    const typed = unescaped(command.text ?? "");
    const parse = { [ours]: parseQuestion, [options.managing]: parseManaging }[command.command];
    const card = async () =>
      parse ? answer(parse(typed), asker) : noticeCard(words.otherCommandTitle, words.otherCommand(command.command, ours));
    await take(ack, [command.trigger_id, context.envelopeId], { card, asker, respond });
  });

  app.action(ANY, async ({ ack, action, body, context, respond }) => {
    const value = "value" in action && typeof action.value === "string" ? action.value : null;
    const id = "action_id" in action ? action.action_id : "";
    const place = "container" in body ? body.container : undefined;
    const asker = askerOf(body.user.id, body.channel?.id, "name" in body.user ? body.user.name : undefined);
    const question = value === null ? null : codes.read(value);
    // A button that only opens a link reports itself too.
    const silent = value === null && !id.startsWith(ASK);
    const asked: Asked = {
      card: async () => (question ? answer(question, asker) : noticeCard(said.oldButtonTitle, said.oldButton(ours), options)),
      asker,
      respond,
      ...(typeof place?.thread_ts === "string" ? { thread: place.thread_ts } : {}),
    };
    await take(ack, ["trigger_id" in body ? body.trigger_id : null, context.envelopeId], silent ? null : asked);
  });

  app.shortcut(ANY, async ({ ack, shortcut }) => {
    log.warn("slack shortcut unknown", { callback: shortcut.callback_id });
    await ack();
  });

  app.error(async (error) => log.error("slack listener", { why: error.message }));

  return {
    async settled() {
      await Promise.allSettled(open);
    },
  };
}

async function reply(asked: Asked, options: ConverseOptions): Promise<void> {
  const { log } = options;
  let messages: readonly SlackMessage[];
  let everybody = false;
  try {
    const card = await asked.card();
    everybody = card.audience === "channel";
    messages = withinUses(render(card, { following: "below", code: options.codes.of }), card.language);
  } catch (error) {
    const id = randomUUID().slice(0, 8);
    log.error("slack answer failed", { id, why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    messages = render(errorCard(id, options.language), { following: "below" });
  }
  for (const message of messages) {
    const sent = await send(asked, message, everybody, options);
    if (!sent) return;
  }
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
  { whisper, speak, log, clock }: ConverseOptions,
): Promise<boolean> {
  try {
    await asked.respond({
      response_type: everybody ? "in_channel" : "ephemeral",
      replace_original: false,
      unfurl_links: false,
      unfurl_media: false,
      ...(asked.thread ? { thread_ts: asked.thread } : {}),
      ...message,
    });
    return true;
  } catch (first) {
    // Seen twice is better than never, where only the asker sees it.
    if (statusOf(first) === 429) await clock.sleep(limits.postGapMs);
    try {
      if (!asked.asker.channel) throw first;
      if (everybody) {
        // A refusal certainly did not arrive; what may have arrived is not said twice to everybody.
        if (typeof statusOf(first) !== "number") throw first;
        await speak(asked.asker.channel, message);
        return true;
      }
      await whisper({ channel: asked.asker.channel, user: asked.asker.user, ...(asked.thread ? { thread: asked.thread } : {}) }, message);
      return true;
    } catch (second) {
      log.error("slack answer lost", { first: String(first), second: String(second) });
      return false;
    }
  }
}

function statusOf(error: unknown): unknown {
  return (error as { statusCode?: unknown } | null)?.statusCode;
}

/** Slack escapes these three in what stands after a command. */
function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
