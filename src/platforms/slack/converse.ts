import type { App } from "@slack/bolt";
import { turns } from "../../calls/turns.ts";
import type { Card } from "../../news/card.ts";
import { noticeCard } from "../../news/cards/answer-cards.ts";
import { readForm } from "../../news/manage/forms.ts";
import { phrasesIn } from "../../news/phrases.ts";
import { parseManaging, parseQuestion, type Question } from "../../news/question.ts";
import { idIn } from "../../news/workspace.ts";
import type { IsFirst } from "../../ports/replicas.ts";
import type { Asker, Desk } from "../../ports.ts";
import { linksOf } from "./links.ts";
import { workspaceOf } from "./oauth.ts";
import { ASK } from "./render-units.ts";
import { alongIn, cardView, FORM, filledIn } from "./render-view.ts";
import { repeats } from "./repeats.ts";
import { type Asked, cardOrError, type ReplyOptions, reply } from "./reply.ts";
import type { Views } from "./views.ts";
import { words } from "./words.ts";

export type ConverseOptions = ReplyOptions & {
  readonly desk: Desk;
  readonly command: string;
  readonly managing: string;
  /** Of times that name none. */
  readonly zone: string;
  readonly mayManage: (asker: Asker) => Promise<boolean>;
  readonly views: Views;
  /** Where there are several replicas. */
  readonly isFirst?: IsFirst;
  /** A workspace took the app out at this moment. */
  readonly removed?: (workspace: string, at: Date) => Promise<void>;
};

/** What the library says of where something is from; `workspace` is ours. */
type From = { readonly workspace?: string | null; readonly [other: string]: unknown };

const ANY = /(?:)/;
/** The `callback_id` of the message shortcut in the app's manifest. */
export const QUOTED_HERE = "who_is_quoted";

/**
 * Listens for commands, buttons, dialogues, the message shortcut and the app's own tab. Every one is acknowledged before anything else
 * is done (Slack waits three seconds), answered once however often it is delivered, and answered only to the one who asked unless they
 * share it. What is not ours is answered too: Bolt would leave it without a word.
 */
export function converse(app: App, options: ConverseOptions): { settled(): Promise<void> } {
  const { desk, command: ours, log, codes, views } = options;
  const said = phrasesIn(options.language);
  const memory = repeats(options.clock);
  const turn = turns();
  const open = new Set<Promise<void>>();

  /** Acknowledges, then does the work, once for all deliveries of one event. */
  async function take(
    ack: () => Promise<void>,
    { workspace }: From,
    ids: readonly unknown[],
    act: (() => Promise<void>) | null,
  ): Promise<void> {
    await ack().catch((error: unknown) => log.warn("slack ack lost", { why: String(error) }));
    const known = ids.filter((id): id is string => typeof id === "string" && id !== "").map((id) => idIn(workspace ?? null, id));
    if (known.length > 0 && memory.isRepeat(known)) {
      log.info("slack repeat", { ids: known });
      return;
    }
    if (act === null) return;
    if (known[0] !== undefined && options.isFirst && !(await options.isFirst(`slack ${known[0]}`))) {
      log.info("slack repeat", { ids: known, by: "another replica" });
      return;
    }
    // Whoever else came in at this moment is acknowledged before the first answer is made.
    await turn();
    const work = act().catch((error: unknown) => log.error("slack work failed", { why: String(error) }));
    open.add(work);
    await work.finally(() => open.delete(work));
  }

  function askerOf({ workspace = null }: From, user: string, channel: string | undefined, name: string | undefined): Asker {
    const { language } = options;
    const where = channel ? { channel: idIn(workspace, channel) } : {};
    const more = {
      ...where,
      ...(name ? { name } : {}),
      ...(language ? { language } : {}),
      ...(workspace === null ? {} : { shared: true }),
    };
    return { platform: "slack", user: idIn(workspace, user), ...more };
  }

  async function entitled(question: Question, asker: Asker): Promise<Asker> {
    return question.kind === "manage" ? { ...asker, manages: await options.mayManage(asker) } : asker;
  }

  /** Opens the dialogue of a question that has one, or answers it. */
  async function answer(question: Question, asked: Omit<Asked, "card">, trigger: string | undefined): Promise<void> {
    const asker = await entitled(question, asked.asker);
    if (trigger && (await views.open(question, asker, trigger))) return;
    await reply({ ...asked, card: () => desk.answer(question, asker) }, options);
  }

  app.command(ANY, async ({ ack, command, context, respond }) => {
    const asker = askerOf(context, command.user_id, command.channel_id, command.user_name);
    const typed = unescaped(command.text ?? "");
    const parse = { [ours]: parseQuestion, [options.managing]: parseManaging }[command.command];
    const other = async () => noticeCard(words.otherCommandTitle, words.otherCommand(command.command, ours));
    const asked = { asker, respond };
    await take(ack, context, [command.trigger_id, context.envelopeId], () =>
      parse ? answer(parse(typed), asked, command.trigger_id) : reply({ ...asked, card: other }, options),
    );
  });

  app.action(ANY, async ({ ack, action, body, context, respond }) => {
    const value = "value" in action && typeof action.value === "string" ? action.value : null;
    const id = "action_id" in action ? action.action_id : "";
    const trigger = "trigger_id" in body ? body.trigger_id : undefined;
    const view = "view" in body ? body.view : undefined;
    const along = alongIn(view?.private_metadata);
    const name = "name" in body.user ? body.user.name : undefined;
    const asker = askerOf(context, body.user.id, body.channel?.id ?? along?.channel, name);
    const question = value === null ? null : codes.read(value);
    const card = async () => noticeCard(said.oldButtonTitle, said.oldButton(ours), options);
    const place = "container" in body ? body.container : undefined;
    const thread = typeof place?.thread_ts === "string" ? { thread: place.thread_ts } : {};

    async function act(): Promise<void> {
      if (!view)
        return question ? answer(question, { asker, respond, ...thread }, trigger) : reply({ card, asker, respond, ...thread }, options);
      // A view has no place for answers but itself.
      const shown = await cardOrError(async () => (question ? desk.answer(question, await entitled(question, asker)) : card()), options);
      if (view.type === "home") await home(asker);
      else if (along) await views.show(view.id, shown, along, asker);
    }
    // A button that only opens a link reports itself too, and so does a choice in a dialogue.
    await take(ack, context, [trigger, context.envelopeId], value === null && !id.startsWith(ASK) ? null : act);
  });

  app.view(FORM, async ({ ack, body, view, context }) => {
    const along = alongIn(view.private_metadata);
    const read = along && readForm(along, filledIn(view.state), options.zone);
    if (!along || !read) return take(() => ack(), context, [], null);
    if ("mistakes" in read) return take(() => ack({ response_action: "errors", errors: read.mistakes }), context, [], null);
    const asker = askerOf(context, body.user.id, along.channel, along.name ?? body.user.name);
    const waiting: Card = { ...noticeCard(said.noTitle, "…"), language: along.language };
    const ids = [context.envelopeId, `${view.id} ${view.hash}`];
    await take(
      () => ack({ response_action: "update", view: cardView(waiting, codes.of, along) }),
      context,
      ids,
      async () => {
        const card = await cardOrError(async () => desk.answer(read, await entitled(read, asker)), options);
        await views.show(view.id, card, along, asker);
      },
    );
  });

  app.shortcut(ANY, async ({ ack, shortcut, respond, context }) => {
    if (shortcut.callback_id !== QUOTED_HERE || shortcut.type !== "message_action") {
      log.warn("slack shortcut unknown", { callback: shortcut.callback_id });
      return ack();
    }
    const asker = askerOf(context, shortcut.user.id, shortcut.channel.id, shortcut.user.name);
    const urls = linksOf(shortcut.message as Parameters<typeof linksOf>[0]);
    await take(ack, context, [shortcut.trigger_id, context.envelopeId], () =>
      reply({ card: () => desk.answer({ kind: "links", urls }, asker), asker, respond }, options),
    );
  });

  app.event("app_home_opened", async ({ event, body, context }) => {
    if (event.tab !== "home") return;
    await take(
      async () => {},
      context,
      [body.event_id],
      () => home(askerOf(context, event.user, undefined, undefined)),
    );
  });

  async function home(asker: Asker): Promise<void> {
    await views.home(asker, await cardOrError(() => desk.answer({ kind: "home" }, asker), options));
  }

  for (const gone of ["app_uninstalled", "tokens_revoked"] as const)
    app.event(gone, async ({ event, body, context }) => {
      // Of a member's token nothing hangs.
      if (event.type === "tokens_revoked" && !event.tokens.bot?.length) return;
      const workspace = workspaceOf(context);
      await take(
        async () => {},
        { workspace },
        [body.event_id],
        async () => options.removed?.(workspace, new Date(body.event_time * 1000)),
      );
    });

  app.error(async (error) => log.error("slack listener", { why: error.message }));

  return {
    async settled() {
      await Promise.allSettled(open);
    },
  };
}

/** Slack escapes these three in what stands after a command. */
function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
