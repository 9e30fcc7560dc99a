import type { webApi } from "@slack/bolt";
import type { Card } from "../../news/card.ts";
import type { Question } from "../../news/question.ts";
import type { Codes } from "../../ports/chat.ts";
import type { Asker, Desk, Log } from "../../ports.ts";
import { problem } from "./classify.ts";
import { type Along, cardView, formView, homeView } from "./render-view.ts";

export type ViewsOptions = { readonly client: webApi.WebClient; readonly desk: Desk; readonly codes: Codes; readonly log: Log };

export type Views = {
  /** True: a dialogue has opened, and what is filled in will be the question. */
  open(question: Question, asker: Asker, trigger: string): Promise<boolean>;
  /** Puts a card in the place of a dialogue. False: that is closed already. */
  show(view: string, card: Card, along: Along): Promise<boolean>;
  /** What a member sees under the app's own tab. */
  home(user: string, card: Card): Promise<void>;
};

/** Dialogues and the app's own tab. */
export function viewsOn({ client, desk, codes, log }: ViewsOptions): Views {
  const lost = (what: string, error: unknown) => log.warn("slack view not shown", { why: problem(error, what, true).message });
  return {
    async open(question, asker, trigger) {
      const form = question.kind === "manage" && asker.channel ? await desk.form(question, asker) : null;
      if (form === null || !asker.channel) return false;
      const along: Along = { act: form.act, language: form.language, channel: asker.channel, ...(asker.name ? { name: asker.name } : {}) };
      try {
        await client.views.open({ trigger_id: trigger, view: formView(form, along) });
        return true;
      } catch (error) {
        // Three seconds are over: what is set is said instead, and how to type it.
        lost("open a dialogue", error);
        return false;
      }
    },
    async show(view, card, along) {
      try {
        await client.views.update({ view_id: view, view: cardView(card, codes.of, along) });
        return true;
      } catch (error) {
        lost("show a card in a dialogue", error);
        return false;
      }
    },
    async home(user, card) {
      try {
        await client.views.publish({ user_id: user, view: homeView(card, codes.of) });
      } catch (error) {
        lost("show the Home tab", error);
      }
    },
  };
}
