import { type Instant, instant } from "./news/article.ts";
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

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A digest that is later than this says so. */
const LATE = 5 * 60_000;
/** After a long absence, how far back missed slots are still written down one by one. */
const LOOK_BACK = 7 * 24 * HOUR;

/**
 * Sees to every slot that became due since the last one on record. Called once a minute, and safe to call at any time, twice, or by
 * several replicas at once: a slot is written with a unique key before anything is posted for it. A clock that jumps back finds
 * nothing due that was seen to; one that jumps forward finds a late slot, and when it is set right again it goes on from there. Gives
 * the schedules that could not be seen to: their slots wait for the next turn.
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
  const last = await parts.outbox.lastSlot(schedule.id, instant(now));
  if (last === null) return begin(parts, schedule, instant(now));
  if (last.cron === undefined || (last.cron === schedule.cron && last.zone === schedule.zone))
    return settle(parts, schedule, last.due, now, slotsBetween);
  // The schedule was changed. What was due before is still owed; what the new one would have had before was never promised.
  await settle(parts, { ...schedule, cron: last.cron, zone: last.zone }, last.due, now, slotsBefore);
  const owed = (await parts.outbox.lastSlot(schedule.id, instant(now)))?.due ?? last.due;
  // The minute that is running counts: two replicas that start with the change one after the other miss nothing between them.
  const minute = instant(new Date(Math.floor(now.getTime() / MINUTE) * MINUTE - 1));
  const from = owed > minute ? owed : minute;
  await begin(parts, schedule, from);
  parts.log.info("schedule changed", { schedule: schedule.id, cron: schedule.cron, zone: schedule.zone, was: `${last.cron} ${last.zone}` });
  await settle(parts, schedule, from, now, slotsBetween);
}

/** Nothing that was due up to this moment is missed. */
async function begin({ outbox }: ScheduleParts, { id, zone, cron }: Schedule, due: Instant): Promise<void> {
  await outbox.openSlot({ schedule: id, zone, local: `start ${due}`, due, cron }, "start", null, []);
}

/** Posts or writes down the slots of a schedule that were due after `since`. */
async function settle(parts: ScheduleParts, schedule: Schedule, since: Instant, now: Date, slots: typeof slotsBetween): Promise<void> {
  const after = Math.max(Date.parse(since), Date.parse(schedule.since ?? since), now.getTime() - LOOK_BACK);
  const due = slots(schedule, new Date(after), now);
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

/** As `slotsBetween`, of an expression that was stored: one that this program cannot read has none. */
const slotsBefore: typeof slotsBetween = (schedule, after, until) => {
  try {
    return slotsBetween(schedule, after, until);
  } catch {
    return [];
  }
};
