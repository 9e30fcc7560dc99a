import type { Metrics } from "./metrics.ts";
import { alive, problemsOf } from "./vitals.ts";
import type { Watch } from "./watch.ts";

/** An answer to a GET, for whatever server there is. */
export type Answered = { readonly status: number; readonly type: string; readonly body: string };

/**
 * What `/livez`, `/readyz` and `/metrics` answer; null for any other path. `livez` fails where only a restart helps; `readyz` wherever
 * something is not as it should be, with the sentences that `pullquote health` prints.
 */
export async function healthRoute(path: string, { watch, metrics }: { watch: Watch; metrics: Metrics }): Promise<Answered | null> {
  const answer = (ok: boolean, about: object): Answered => ({
    status: ok ? 200 : 503,
    type: "application/json",
    body: `${JSON.stringify({ ok, ...about })}\n`,
  });
  switch (path) {
    case "/livez": {
      const facts = watch.facts();
      return answer(alive(facts, new Date(facts.at)), { started: facts.started, lastTick: facts.lastTick });
    }
    case "/readyz": {
      const vitals = await watch.vitals();
      const problems = problemsOf(vitals, new Date(vitals.at));
      return answer(problems.length === 0, { problems, ...vitals });
    }
    case "/metrics":
      return { status: 200, type: metrics.contentType, body: await metrics.page(await watch.vitals()) };
    default:
      return null;
  }
}
