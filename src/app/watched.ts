import { randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { Metrics } from "../health/metrics.ts";
import type { DeliveryState, Slot } from "../news/edition.ts";
import type { Clock, Desk, Log, Outbox, Platform } from "../ports.ts";
import { traced, traceFromHere } from "../trace.ts";

/** The parts as they are, each telling the metrics and the log's trace of what it does: no flow and no platform needs to know of either. */

const ENDS: ReadonlySet<DeliveryState> = new Set(["sent", "ambiguous", "failed"]);

/** What belongs to a slot in the log, from the reading before it to the last message: the id of its edition. */
export const traceOfSlot = ({ schedule, local, zone }: Slot): string => `${schedule} ${local} ${zone}`;

/** A question and all that follows from it has a trace of its own. */
export function watchedDesk(desk: Desk, metrics: Metrics, log: Log): Desk {
  return {
    ...desk,
    answer(question, asker) {
      const trace = randomBytes(4).toString("hex");
      const begun = performance.now();
      const reply = () =>
        desk.answer(question, asker).finally(() => {
          const seconds = (performance.now() - begun) / 1000;
          metrics.answered(asker.platform, question.kind, seconds);
          log.debug("question answered", { question: question.kind, platform: asker.platform, seconds });
        });
      // At the terminal the one who asks goes on to run the bot.
      if (asker.platform === "terminal") return traced(trace, reply);
      // A platform asks once for each event and then sends the answer: what it logs meanwhile is of the same trace.
      traceFromHere(trace);
      return reply();
    },
  };
}

export function watchedOutbox(outbox: Outbox, metrics: Metrics, clock: Clock): Outbox {
  const due = new Map<string, number>();
  return {
    ...outbox,
    async claim(...asked) {
      const claimed = await outbox.claim(...asked);
      if (claimed) due.set(claimed.delivery.id, Date.parse(claimed.edition.slot.due));
      return claimed;
    },
    async record(delivery) {
      const written = await outbox.record(delivery);
      const since = due.get(delivery.id);
      // With its lease a worker lets go of a delivery, whatever became of it.
      if (!written || delivery.leaseUntil === null) due.delete(delivery.id);
      if (written && since !== undefined && ENDS.has(delivery.state))
        metrics.delivered(delivery.destination.platform, delivery.state, (clock.now().getTime() - since) / 1000);
      return written;
    },
  };
}

/** A post, and the look for one, is logged under the trace of its slot: a posting's key is "edition number#part". */
export function watchedPlatform(platform: Platform): Platform {
  const ofKey = (key: string) => key.replace(/ \d+#\d+$/, "");
  return {
    ...platform,
    post: (card, posting) => traced(ofKey(posting.key), () => platform.post(card, posting)),
    find: (posting, since) => traced(ofKey(posting.key), () => platform.find(posting, since)),
  };
}

/** `act`, timed. */
export function timed<A extends readonly unknown[], R>(act: (...args: A) => R, tell: (seconds: number) => void): (...args: A) => R {
  return (...args) => {
    const begun = performance.now();
    const result = act(...args);
    tell((performance.now() - begun) / 1000);
    return result;
  };
}
