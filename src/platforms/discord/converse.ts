import { randomUUID } from "node:crypto";
import type { AutocompleteInteraction, Interaction, REST } from "discord.js";
import { within } from "../../calls/patience.ts";
import type { Card } from "../../news/card.ts";
import { errorCard, noticeCard, tooLongCard } from "../../news/cards/answer-cards.ts";
import { phrases } from "../../news/phrases.ts";
import { decodeQuestion, parseQuestion, type Question } from "../../news/question.ts";
import { isVisible } from "../../news/text/fit.ts";
import type { IsFirst } from "../../ports/replicas.ts";
import type { Asker, Clock, Desk, Log } from "../../ports.ts";
import { discordCode, problem, statusOf } from "./classify.ts";
import { commands } from "./commands.ts";
import { MANNERS } from "./deliver.ts";
import type { Form } from "./forms.ts";
import { limits, measures } from "./limits.ts";
import { label } from "./render-elements.ts";
import { words } from "./words.ts";

export type ConverseOptions = {
  readonly rest: REST;
  readonly form: Form;
  readonly desk: Desk;
  /** Where there are several replicas: Discord sends every event to each of them. */
  readonly isFirst?: IsFirst;
  readonly log: Log;
  readonly clock: Clock;
  /** For one call after the acknowledgement. */
  readonly limitMs: number;
};

const EPHEMERAL = 1 << 6;
/** Kinds of answers to an interaction. */
const DEFERRED = 5;
const COMPLETION = 8;
const TRIES = 3;
const LONGEST_PAUSE_MS = 30_000;

/** What is needed of an interaction to answer it. */
type Ticket = { readonly id: string; readonly token: string; readonly applicationId: string };

/**
 * Answers commands, buttons and completions. Every question is acknowledged before anything else is done (Discord waits three seconds) and
 * answered only to the one who asked; a command or button that is not ours is answered too.
 */
export function converse(options: ConverseOptions) {
  const { rest, form, desk, log, clock, limitMs } = options;
  const open = new Set<Promise<void>>();

  function take(interaction: Interaction): void {
    const work = handle(interaction).catch((error: unknown) => log.error("discord answer failed", { why: String(error) }));
    open.add(work);
    void work.finally(() => open.delete(work));
  }

  async function handle(interaction: Interaction): Promise<void> {
    // Completions change nothing and are wanted at once: whichever answer Discord takes first is as good as the other.
    if (interaction.isAutocomplete()) return complete(interaction);
    if (options.isFirst && !(await options.isFirst(`discord ${interaction.id}`))) return;
    const asker: Asker = {
      platform: "discord",
      user: interaction.user.id,
      ...(interaction.channelId ? { channel: interaction.channelId } : {}),
    };
    if (interaction.isChatInputCommand()) {
      const known = commands.some(({ name }) => name === interaction.commandName);
      if (!known) return reply(interaction, async () => noticeCard(words.otherCommandTitle, words.otherCommand(interaction.commandName)));
      const { options } = interaction;
      return reply(interaction, () => desk.answer(questionOf(options.getString("who"), options.getString("about")), asker));
    }
    if (interaction.isButton()) {
      const question = decodeQuestion(interaction.customId);
      return reply(interaction, async () =>
        question ? desk.answer(question, asker) : noticeCard(phrases.oldButtonTitle, phrases.oldButton("/news")),
      );
    }
    if (interaction.isRepliable()) return reply(interaction, async () => noticeCard(phrases.oldButtonTitle, phrases.oldButton("/news")));
  }

  async function complete(interaction: AutocompleteInteraction): Promise<void> {
    const body = { type: COMPLETION, data: { choices: choices(interaction) } };
    await within(limits.ackMs, clock, (signal) => rest.post(callback(interaction), { signal, auth: false, body })).catch((error: unknown) =>
      log.debug("discord completion lost", { why: String(error) }),
    );
  }

  function choices(interaction: AutocompleteInteraction): { name: string; value: string }[] {
    try {
      return choicesFor(desk, interaction);
    } catch (error) {
      log.error("discord completion failed", { why: String(error) });
      return [];
    }
  }

  async function reply(ticket: Ticket, makeCard: () => Promise<Card>): Promise<void> {
    if (!(await acknowledge(ticket))) return;
    let messages: readonly object[];
    try {
      messages = withinAnswer(await makeCard());
    } catch (error) {
      messages = errorMessages(error);
    }
    const [first, ...others] = messages;
    if (!first || !(await edit(ticket, first))) return;
    for (const message of others) if (!(await follow(ticket, message))) return;
  }

  /** False: it is too late, and nothing can be answered any more. */
  async function acknowledge(ticket: Ticket): Promise<boolean> {
    const body = { type: DEFERRED, data: { flags: EPHEMERAL } };
    try {
      await within(limits.ackMs, clock, (signal) => rest.post(callback(ticket), { signal, auth: false, body }));
    } catch (error) {
      const code = discordCode(error);
      if (code === 10062) {
        log.warn("discord question lost", { why: problem(error, "take the acknowledgement").message });
        return false;
      }
      // 40060: taken at a try whose answer was lost. Anything else may have arrived too.
      log.info("discord acknowledgement in doubt", { why: problem(error, "take the acknowledgement").message });
    }
    return true;
  }

  /** To edit twice is to edit once, so that a lost answer does no harm. */
  async function edit(ticket: Ticket, message: object): Promise<boolean> {
    const path = `${webhook(ticket)}/messages/@original` as const;
    return persist((signal, body) => rest.patch(path, { signal, auth: false, body }), message, form.flags);
  }

  /** May be seen twice, by the asker alone, after a lost answer: better than never. */
  async function follow(ticket: Ticket, message: object): Promise<boolean> {
    return persist((signal, body) => rest.post(webhook(ticket), { signal, auth: false, body }), message, form.flags | EPHEMERAL);
  }

  async function persist(send: (signal: AbortSignal, body: object) => Promise<unknown>, message: object, flags: number): Promise<boolean> {
    let sent = message;
    for (let attempt = 1; ; attempt++) {
      const body = { ...sent, ...MANNERS, flags };
      try {
        await within(limitMs, clock, (signal) => send(signal, body));
        return sent === message;
      } catch (error) {
        const status = statusOf(error);
        const refused = status !== null && status >= 400 && status < 500;
        const [instead] = refused && sent === message && status === 400 ? errorMessages(error) : [];
        if (instead) sent = instead;
        else if (refused || attempt >= TRIES) {
          log.error("discord answer lost", { why: problem(error, "take the answer").message });
          return false;
        } else await clock.sleep(Math.min(problem(error, "take the answer").retryAfterMs ?? 300 * attempt, LONGEST_PAUSE_MS));
      }
    }
  }

  /** An answer of few messages: what is beyond is named. */
  function withinAnswer(card: Card): readonly object[] {
    const messages = form.render(card);
    if (messages.length <= measures.answerMessages) return messages;
    const kept = messages.slice(0, measures.answerMessages - 1);
    return [...kept, ...form.render(tooLongCard(messages.length - kept.length))];
  }

  function errorMessages(error: unknown): readonly [object, ...object[]] {
    const id = randomUUID().slice(0, 8);
    log.error("discord answer failed", { id, why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    return form.render(errorCard(id));
  }

  return {
    take,
    /** Resolves when every answer under way has been given. */
    async settled(): Promise<void> {
      await Promise.allSettled(open);
    },
  };
}

/** The two fields of the command as one question. */
export function questionOf(who: string | null, about: string | null): Question {
  const topic = (about ?? "").replace(/["“”]/g, " ").trim();
  return parseQuestion([who ?? "", topic ? `about:"${topic}"` : ""].join(" "));
}

function choicesFor(desk: Desk, interaction: AutocompleteInteraction): { name: string; value: string }[] {
  const { name, value } = interaction.options.getFocused(true);
  if (name !== "who") return [];
  const names = desk.complete(value.trim(), limits.choices).filter(isVisible);
  const choices = [...new Set(names.map((name) => label(name, limits.choiceName)))].slice(0, limits.choices);
  return choices.map((name) => ({ name, value: name }));
}

function callback({ id, token }: Ticket): `/${string}` {
  return `/interactions/${id}/${token}/callback`;
}

function webhook({ applicationId, token }: Ticket): `/${string}` {
  return `/webhooks/${applicationId}/${token}`;
}
