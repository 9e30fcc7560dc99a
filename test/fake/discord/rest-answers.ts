import type { Reply, Request, Route } from "./rest.ts";
import { fail, newMessage, shown } from "./rest.ts";
import { EPHEMERAL, manners, messageTrouble, modalTrouble, V2 } from "./rules.ts";
import type { FakeQuestion, World } from "./state.ts";

const LOADING = 1 << 7;

/** Answering interactions: the acknowledgement within three seconds and once, then edits and what follows, for 15 minutes. */
export function answersRoutes(world: World): Route[] {
  const byToken = (token: string | undefined) => world.questions.find((question) => question.token === token);

  function callback({ params, body }: Request): Reply {
    const question = byToken(params[1]);
    if (!question || question.id !== params[0]) return fail(404, 10062, "Unknown interaction");
    const took = Date.now() - question.asked;
    if (question.ackMs !== null) return fail(400, 40060, "Interaction has already been acknowledged.");
    if (took > world.times.ackMs) return fail(404, 10062, "Unknown interaction");
    if (question.kind === "completion" ? body.type !== 8 : body.type === 8) return fail(400, 50035, "this kind of answer does not fit");
    const data = body.data ?? {};
    if (body.type === 5) {
      const other = Object.keys(data).filter((key) => key !== "flags" && data[key] !== undefined);
      if (other.length > 0 || (data.flags ?? 0) & ~EPHEMERAL)
        world.violations.push("a deferred answer carries more than the flag EPHEMERAL");
      question.thinking = true;
      question.answers.push({ ...newMessage(world, question.channel, {}, (data.flags ?? 0) | LOADING), sent: {} });
    } else if (body.type === 4) {
      const refused = refuse(data, data.flags ?? 0);
      if (refused) return refused;
      question.answers.push(newMessage(world, question.channel, data, data.flags ?? 0));
    } else if (body.type === 8) {
      question.choices = data.choices ?? [];
    } else if (body.type === 9) {
      if (question.kind === "form") return fail(400, 50035, "a form is not answered with a form");
      const trouble = modalTrouble(data);
      if (trouble) {
        world.violations.push(`form refused: ${trouble}`);
        return fail(400, 50035, trouble);
      }
      question.modal = data;
    } else if (body.type !== 6) return fail(400, 50035, `answers of type ${body.type} are not played`);
    question.ackMs = took;
    touched(question);
    return { status: 204 };
  }

  function refuse(body: Request["body"], flags: number): Reply | null {
    const trouble = messageTrouble(body, flags);
    if (trouble) {
      world.violations.push(`answer refused: ${trouble.why}`);
      return fail(400, trouble.code, trouble.why);
    }
    for (const bad of manners(body, world.mayPing)) world.violations.push(bad);
    return null;
  }

  function live(token: string | undefined, work: (question: FakeQuestion) => Reply): Reply {
    const question = byToken(token);
    if (!question || question.ackMs === null) return fail(404, 10015, "Unknown Webhook");
    if (Date.now() - question.asked > world.times.tokenMs) return fail(401, 50027, "Invalid Webhook Token");
    return work(question);
  }

  function edit({ params, body }: Request): Reply {
    return live(params[1], (question) => {
      const target = params[2] === "@original" ? question.answers[0] : question.answers.find(({ id }) => id === params[2]);
      if (!target) return fail(404, 10008, "Unknown Message");
      // EPHEMERAL is decided by the acknowledgement, and the flag for V2 can be set but not taken back.
      const flags = (target.flags & (EPHEMERAL | V2)) | ((body.flags ?? 0) & V2);
      const refused = refuse(body, flags);
      if (refused) return refused;
      const edited = newMessage(world, question.channel, body, flags);
      Object.assign(target, {
        content: edited.content,
        components: edited.components,
        embeds: edited.embeds,
        flags,
        sent: body,
        pings: edited.pings,
      });
      question.thinking = false;
      touched(question);
      return { status: 200, body: shown(target, null) };
    });
  }

  function follow({ params, body }: Request): Reply {
    return live(params[1], (question) => {
      const refused = refuse(body, body.flags ?? 0);
      if (refused) return refused;
      const message = newMessage(world, question.channel, body, body.flags ?? 0);
      question.answers.push(message);
      touched(question);
      return { status: 200, body: shown(message, null) };
    });
  }

  function original({ params }: Request): Reply {
    return live(params[1], (question) => {
      const [first] = question.answers;
      return first ? { status: 200, body: shown(first, null) } : fail(404, 10008, "Unknown Message");
    });
  }

  function touched(question: FakeQuestion): void {
    question.changed = Date.now();
    world.changed();
  }

  const route = (operation: string, method: string, path: string, run: Route["run"]): Route => ({
    operation,
    method,
    path: new RegExp(`^${path.replace(/\{\w+\}/g, "([^/]+)")}$`),
    template: path,
    open: true,
    run,
  });
  const message = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}";
  return [
    route("callback", "POST", "/interactions/{interaction_id}/{interaction_token}/callback", callback),
    { ...route("answer.edit", "PATCH", message, edit), template: "/webhooks/{webhook_id}/{webhook_token}/messages/@original" },
    route("answer.get", "GET", message, original),
    route("answer.follow", "POST", "/webhooks/{webhook_id}/{webhook_token}", follow),
  ];
}
