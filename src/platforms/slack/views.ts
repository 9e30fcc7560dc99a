import type { webApi } from "@slack/bolt";
import type { Card } from "../../news/card.ts";
import type { Question } from "../../news/question.ts";
import { partsOf } from "../../news/workspace.ts";
import type { Codes } from "../../ports/chat.ts";
import type { Asker, Desk, Log } from "../../ports.ts";
import { problem } from "./classify.ts";
import { type Along, cardView, formView, homeView } from "./render-view.ts";

export type ViewsOptions = {
  /** The client for the workspace of an asker. */ readonly clientFor: (asker: Asker) => Promise<webApi.WebClient>;
  readonly desk: Desk;
  readonly codes: Codes;
  readonly log: Log;
};

export type Views = {
  /** True: a dialogue has opened, and what is filled in will be the question. */
  open(question: Question, asker: Asker, trigger: string): Promise<boolean>;
  /** Puts a card in the place of a dialogue. False: that is closed already. */
  show(view: string, card: Card, along: Along, asker: Asker): Promise<boolean>;
  /** What a member sees under the app's own tab. */
  home(asker: Asker, card: Card): Promise<void>;
};

/** Dialogues and the app's own tab. */
export function viewsOn({ clientFor, desk, codes, log }: ViewsOptions): Views {
  const lost = (what: string, error: unknown) => log.warn("slack view not shown", { why: problem(error, what, true).message });
  return {
    async open(question, asker, trigger) {
      const form = question.kind === "manage" && asker.channel ? await desk.form(question, asker) : null;
      if (form === null || !asker.channel) return false;
      const along: Along = {
        act: form.act,
        language: form.language,
        channel: partsOf(asker.channel).bare,
        ...(asker.name ? { name: asker.name } : {}),
      };
      try {
        const client = await clientFor(asker);
        await client.views.open({ trigger_id: trigger, view: formView(form, along) });
        return true;
      } catch (error) {
        // Three seconds are over: what is set is said instead, and how to type it.
        lost("open a dialogue", error);
        return false;
      }
    },
    async show(view, card, along, asker) {
      try {
        const client = await clientFor(asker);
        await client.views.update({ view_id: view, view: cardView(card, codes.of, along) });
        return true;
      } catch (error) {
        lost("show a card in a dialogue", error);
        return false;
      }
    },
    async home(asker, card) {
      try {
        const client = await clientFor(asker);
        await client.views.publish({ user_id: partsOf(asker.user).bare, view: homeView(card, codes.of) });
      } catch (error) {
        lost("show the Home tab", error);
      }
    },
  };
}
