import type { Hono } from "hono";
import { noticeCard } from "../../news/cards/answer-cards.ts";
import { phrases } from "../../news/phrases.ts";
import { decodeQuestion, parseQuestion, type Question, typedQuestion } from "../../news/question.ts";
import type { Asker, Clock, Desk } from "../../ports.ts";
import { chatPage, payloadOf, payloadPage, type Turn, turnOf } from "./chat-page.ts";
import { html } from "./markup.ts";
import type { Show } from "./serve.ts";
import { lookOf, type Payloads, skinOf } from "./skins.ts";

const ASKER: Asker = { platform: "web", user: "web" };
const NAMES = 20;
const LONGEST_LABEL = 80;
/** What needs somebody the bot can write to. */
const CHAT_ONLY: ReadonlySet<Question["kind"]> = new Set(["follow", "unfollow", "following"]);
const FOLLOW = "There the bot can write to you. Here a person's page has a feed that tells of every new quote.";
const DIGEST = "There it sets up the digest of a channel. What is scheduled stands on the page State.";
const LATEST: Question = { kind: "latest" };

type ChatParts = { readonly desk: Desk; readonly payloads: Payloads; readonly clock: Clock; readonly show: Show };

/** The channel to try the bot in: through the same desk as every platform, in the messages that their renderers make. */
export function chatRoutes(app: Hono, { desk, payloads, clock, show }: ChatParts): void {
  const turn = async (said: string | null, question: Question): Promise<Turn> => ({
    said,
    question,
    card: await desk.answer(question, ASKER),
  });

  const namesLike = async (words: string) => (await desk.complete(words, NAMES)).flatMap(({ of, typed }) => (of === "person" ? typed : []));

  /** What was typed or pressed; null where it was nothing. */
  async function asked(query: Readonly<Record<string, string>>): Promise<Turn | null> {
    if (query.press !== undefined) {
      const question = decodeQuestion(query.press);
      if (question)
        return turn(
          (question.kind === "story" ? null : typedQuestion(question)) ?? (query.label?.slice(0, LONGEST_LABEL) || labelOf(question)),
          question,
        );
      return { said: phrases.more, question: LATEST, card: noticeCard(phrases.oldButtonTitle, phrases.oldButton("/news")) };
    }
    const typed = query.typed?.trim() ?? "";
    const notice = (title: string, text: string): Turn => ({ said: typed, question: LATEST, card: noticeCard(title, text) });
    if (typed === "") return null;
    const words = /^\/news(?:\s+(.*))?$/isu.exec(typed);
    if (words) {
      const question = parseQuestion(words[1] ?? "");
      return CHAT_ONLY.has(question.kind) ? notice("Following is for Slack and Discord", FOLLOW) : turn(typed, question);
    }
    if (/^\/digest\b/i.test(typed)) return notice("/digest is for Slack and Discord", DIGEST);
    return notice("Not a command", `Type /news, or /news and a name. “${typed.slice(0, 100)}” is neither.`);
  }

  app.get("/", async (c) => {
    const query = c.req.query();
    const first = await turn(null, LATEST);
    const more = await asked(query);
    const chat = {
      turns: more ? [first, more] : [first],
      skin: skinOf(query.as),
      look: lookOf(query.look),
      names: await namesLike(""),
      now: clock.now(),
    };
    return show(c, { title: "Try it", place: "try", body: chatPage(chat, payloads), sheets: ["skins.css"] });
  });

  app.get("/message", async (c) => {
    const made = await asked(c.req.query());
    return c.html(made ? turnOf(made, payloads, clock.now()) : html``);
  });

  app.get("/complete", async (c) => c.json(await namesLike((c.req.query("words") ?? "").slice(0, 100))));

  app.get("/payload", async (c) => {
    const skin = skinOf(c.req.query("as"));
    const question = decodeQuestion(c.req.query("q") ?? "") ?? LATEST;
    const made = payloads[skin](await desk.answer(question, ASKER));
    if (c.req.query("part")) return c.html(html`${made.map((payload, n) => payloadOf(skin, payload, n))}`);
    return show(c, { title: "JSON", place: "try", body: payloadPage(skin, made) });
  });
}

function labelOf(question: Question): string {
  if (question.kind === "story") return phrases.storyTitle;
  return question.kind === "context" ? phrases.context : phrases.more;
}
