import { randomUUID } from "node:crypto";
import type { AutocompleteInteraction, Interaction, REST } from "discord.js";
import { atMost, within } from "../../calls/patience.ts";
import { turns } from "../../calls/turns.ts";
import type { Card } from "../../news/card.ts";
import { errorCard, noticeCard, tooLongCard } from "../../news/cards/answer-cards.ts";
import type { Language } from "../../news/language.ts";
import { phrasesIn } from "../../news/phrases.ts";
import type { Question } from "../../news/question.ts";
import { isVisible } from "../../news/text/fit.ts";
import type { Codes } from "../../ports/chat.ts";
import type { IsFirst } from "../../ports/replicas.ts";
import type { Clock, Desk, Log } from "../../ports.ts";
import { askedBy, askerOf, rolesIn } from "./asked.ts";
import { discordCode, problem, statusOf } from "./classify.ts";
import { NEWS } from "./commands-table.ts";
import { MANNERS } from "./deliver.ts";
import type { Form } from "./forms.ts";
import { limits, measures } from "./limits.ts";
import { label } from "./render-elements.ts";
import { renderForm } from "./render-form.ts";
import { wordsIn } from "./words.ts";

export type ConverseOptions = {
  readonly rest: REST;
  /** Repeats nothing by itself. */
  readonly once: REST;
  readonly form: Form;
  readonly desk: Desk;
  readonly codes: Codes;
  /** The time zone of a schedule that names none. */
  readonly zone: string;
  /** Of those whose own we do not speak. */
  readonly language?: Language;
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
const DEFERRED_UPDATE = 6;
const MODAL = 9;
/** What is set now is read from the store before a form is shown; after that it is too late for one. */
const FORM_MS = 1_500;
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
  const { rest, form, desk, codes, log, clock, limitMs } = options;
  const open = new Set<Promise<void>>();
  const turn = turns();

  function take(interaction: Interaction): void {
    const work = handle(interaction).catch((error: unknown) => log.error("discord answer failed", { why: String(error) }));
    open.add(work);
    void work.finally(() => open.delete(work));
  }

  async function handle(interaction: Interaction): Promise<void> {
    // Completions change nothing and are wanted at once: whichever answer Discord takes first is as good as the other.
    if (interaction.isAutocomplete()) return complete(interaction);
    if (options.isFirst && !(await options.isFirst(`discord ${interaction.id}`))) return;
    if (!interaction.isRepliable()) return;
    const asker = askerOf(interaction, options.language);
    const asked = askedBy(interaction, options);
    if ("question" in asked) {
      const { question } = asked;
      if (!interaction.isModalSubmit() && question.kind === "manage" && (await showForm(interaction, question, asker))) return;
      return reply(interaction, () => desk.answer(question, asker), question.kind === "share" ? "beside" : "alone", asker.language);
    }
    const to = asker.language ? { language: asker.language } : {};
    const said = phrasesIn(asker.language);
    const words = wordsIn(asker.language);
    const card = (): Card => {
      if ("typed" in asked) return noticeCard(words.otherCommandTitle, words.otherCommand(asked.typed), to);
      if ("mistakes" in asked)
        return noticeCard(words.formWrong, asked.mistakes, { ...to, actions: [{ label: words.formAgain, question: asked.again }] });
      return noticeCard(said.oldButtonTitle, said.oldButton(`/${NEWS}`), to);
    };
    return reply(interaction, async () => card(), "alone", asker.language);
  }

  /** A form instead of an answer, where the question leaves something open. It has to be there within three seconds, and cannot come after an acknowledgement. */
  async function showForm(ticket: Interaction, question: Question, asker: ReturnType<typeof askerOf>): Promise<boolean> {
    const form = await atMost(desk.form(question, asker), FORM_MS, clock);
    if (form === null || form === "late") return false;
    const body = { type: MODAL, data: renderForm(form, codes.of(question), rolesIn(ticket)) };
    try {
      await within(limits.ackMs, clock, (signal) => rest.post(callback(ticket), { signal, auth: false, body }));
    } catch (error) {
      log.warn("discord form lost", { why: problem(error, "take the form").message });
    }
    return true;
  }

  async function complete(interaction: AutocompleteInteraction): Promise<void> {
    const body = { type: COMPLETION, data: { choices: await choices(interaction) } };
    await within(limits.ackMs, clock, (signal) => rest.post(callback(interaction), { signal, auth: false, body })).catch((error: unknown) =>
      log.debug("discord completion lost", { why: String(error) }),
    );
  }

  async function choices(interaction: AutocompleteInteraction): Promise<Choice[]> {
    try {
      return await choicesFor(desk, interaction);
    } catch (error) {
      log.error("discord completion failed", { why: String(error) });
      return [];
    }
  }

  /** `alone`: for the one who asked. `beside`: for everybody if the card says so, and the message whose button was pressed stays as it is. */
  async function reply(
    ticket: Ticket,
    makeCard: () => Promise<Card>,
    how: "alone" | "beside",
    language: Language | undefined,
  ): Promise<void> {
    if (!(await acknowledge(ticket, how))) return;
    // Whoever else came in at this moment is acknowledged before the first answer is made.
    await turn();
    let messages: readonly object[];
    let everybody = false;
    try {
      const card = await makeCard();
      everybody = how === "beside" && card.audience === "channel";
      messages = withinAnswer(card);
    } catch (error) {
      messages = errorMessages(error, language);
    }
    const [first, ...rest] = messages;
    if (!first) return;
    const begun = how === "beside" ? await follow(ticket, first, everybody) : await edit(ticket, first);
    if (!begun) return;
    for (const message of rest) if (!(await follow(ticket, message, everybody))) return;
  }

  /** False: it is too late, and nothing can be answered any more. */
  async function acknowledge(ticket: Ticket, how: "alone" | "beside"): Promise<boolean> {
    const body = how === "beside" ? { type: DEFERRED_UPDATE } : { type: DEFERRED, data: { flags: EPHEMERAL } };
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

  /** May be seen twice after a lost answer: better than never, where it is the asker alone who sees it. For everybody nothing is tried twice. */
  async function follow(ticket: Ticket, message: object, everybody: boolean): Promise<boolean> {
    const flags = everybody ? form.flags : form.flags | EPHEMERAL;
    const client = everybody ? options.once : rest;
    return persist((signal, body) => client.post(webhook(ticket), { signal, auth: false, body }), message, flags, everybody ? 1 : TRIES);
  }

  async function persist(
    send: (signal: AbortSignal, body: object) => Promise<unknown>,
    message: object,
    flags: number,
    tries = TRIES,
  ): Promise<boolean> {
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
        else if (refused || attempt >= tries) {
          log.error("discord answer lost", { why: problem(error, "take the answer").message });
          return false;
        } else await clock.sleep(Math.min(problem(error, "take the answer").retryAfterMs ?? 300 * attempt, LONGEST_PAUSE_MS));
      }
    }
  }

  /** An answer of few messages: what is beyond is named. */
  function withinAnswer(card: Card): readonly object[] {
    const messages = form.render(card, codes.of);
    if (messages.length <= measures.answerMessages) return messages;
    const kept = messages.slice(0, measures.answerMessages - 1);
    return [...kept, ...form.render(tooLongCard(messages.length - kept.length, card.language))];
  }

  function errorMessages(error: unknown, language?: Language): readonly [object, ...object[]] {
    const id = randomUUID().slice(0, 8);
    log.error("discord answer failed", { id, why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    return form.render(errorCard(id, language));
  }

  return {
    take,
    /** Resolves when every answer under way has been given. */
    async settled(): Promise<void> {
      await Promise.allSettled(open);
    },
  };
}

type Choice = { readonly name: string; readonly value: string };

async function choicesFor(desk: Desk, interaction: AutocompleteInteraction): Promise<Choice[]> {
  const { name, value } = interaction.options.getFocused(true);
  if (name !== "who") return [];
  const choices = new Map<string, Choice>();
  for (const { shown, typed } of await desk.complete(value.trim(), limits.choices)) {
    const name = label(shown, limits.choiceName);
    // A name that is cut still means its bearer; half an id would mean nothing.
    const value = shown === typed ? name : typed;
    if (isVisible(name) && value.length <= limits.choiceName && !choices.has(name)) choices.set(name, { name, value });
  }
  return [...choices.values()].slice(0, limits.choices);
}

function callback({ id, token }: Ticket): `/${string}` {
  return `/interactions/${id}/${token}/callback`;
}

function webhook({ applicationId, token }: Ticket): `/${string}` {
  return `/webhooks/${applicationId}/${token}`;
}
