import { instant } from "./news/article.ts";
import type { Schedule, Slot } from "./news/edition.ts";
import { slotsBetween } from "./news/slot.ts";
import type { Clock, Log, Outbox } from "./ports.ts";

export type ScheduleParts = {
  readonly schedules: readonly Schedule[];
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Log;
  /** A slot missed by less than this is still posted, marked as late. */
  readonly catchUpHours: number;
  /** Posts an edition for the slot. */
  publish(schedule: Schedule, slot: Slot, late: boolean): Promise<void>;
};

const HOUR = 3_600_000;
/** A digest that is later than this says so. */
const LATE = 5 * 60_000;
/** After a long absence, how far back missed slots are still written down one by one. */
const LOOK_BACK = 7 * 24 * HOUR;

/**
 * Sees to every slot that became due since the last one on record. Called once a minute, and safe to call at any time, twice, or by
 * several replicas at once: a slot is written with a unique key before anything is posted for it. A clock that jumps back finds
 * nothing due; one that jumps forward finds a late slot. Gives the schedules that could not be seen to: their slots wait for the next turn.
 */
export async function tick(parts: ScheduleParts): Promise<readonly string[]> {
  const unseen: string[] = [];
  for (const schedule of parts.schedules) {
    try {
      await see(parts, schedule);
    } catch (cause) {
      unseen.push(schedule.id);
      parts.log.error("schedule not seen to", { schedule: schedule.id, why: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  return unseen;
}

async function see(parts: ScheduleParts, schedule: Schedule): Promise<void> {
  const now = parts.clock.now();
  const last = await parts.outbox.lastSlot(schedule.id);
  if (last === null) {
    const start: Slot = { schedule: schedule.id, zone: schedule.zone, local: `start ${instant(now)}`, due: instant(now) };
    await parts.outbox.openSlot(start, "start", null, []);
    return;
  }
  const from = new Date(Math.max(Date.parse(last.due), now.getTime() - LOOK_BACK));
  const due = slotsBetween(schedule, from, now);
  for (const [i, slot] of due.entries()) {
    const delay = now.getTime() - Date.parse(slot.due);
    // Of several missed slots only the last is worth an edition: it holds what the others would have held.
    const last = i === due.length - 1;
    if (last && (delay <= LATE || delay < parts.catchUpHours * HOUR)) await parts.publish(schedule, slot, delay > LATE);
    else if (await parts.outbox.openSlot(slot, "missed", null, []))
      parts.log.warn("digest missed", {
        schedule: schedule.id,
        due: slot.due,
        why: last
          ? "the bot was away for too long; CATCH_UP_HOURS says how late is still posted"
          : "the bot was away; a later digest holds its stories",
      });
  }
}
