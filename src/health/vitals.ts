import type { Instant } from "../news/article.ts";
import { cannotOpen } from "../news/workspace.ts";
import type { Queue } from "../ports/upkeep.ts";

/** How the bot is at one moment, as it knows itself. What the heartbeat file, the health routes and the metrics show. */
export type Vitals = {
  readonly at: Instant;
  readonly started: Instant;
  /** When the schedules were last seen to. */
  readonly lastTick: Instant | null;
  /** Schedules the last tick could not see to: their slots are overdue. */
  readonly unseen: readonly string[];
  readonly lastRead: { readonly at: Instant; readonly sources: number; readonly broken: readonly string[] } | null;
  readonly readEveryMinutes: number;
  /** Why the store does not answer; null: it does. */
  readonly storeProblem: string | null;
  /** What waits to be delivered; null where the store does not answer. */
  readonly queue: Queue | null;
  readonly platforms: readonly { readonly name: string; readonly connected: boolean }[];
  /** Where others installed the bot, and how many of their tokens no key opens; not there where one workspace's token is set. */
  readonly workspaces?: { readonly installed: number; readonly sealed: number };
};

const MINUTE = 60_000;
/** The schedules are seen to every minute; three missed turns are no accident. */
const TICK_STALE = 3 * MINUTE;
/** A delivery is tried within seconds; one this late has been refused for long, or nobody takes it. */
const DELIVERY_OVERDUE = 15 * MINUTE;
/** What a round of reading may take beyond its turn. */
const READ_GRACE = 30 * MINUTE;

/** Whether the process still does its work at all: the question that a restart answers. */
export function alive({ lastTick, started }: Pick<Vitals, "lastTick" | "started">, now: Date): boolean {
  return now.getTime() - Date.parse(lastTick ?? started) < TICK_STALE;
}

/** What is not as it should be, a sentence each with what to do; none: ready. */
export function problemsOf(vitals: Vitals, now: Date): readonly string[] {
  const { lastTick, unseen, lastRead, storeProblem, queue, platforms, started } = vitals;
  const since = (moment: Instant) => now.getTime() - Date.parse(moment);
  const problems: string[] = [];
  if (!alive(vitals, now))
    problems.push(
      `The schedules were last seen to ${lastTick ? `at ${lastTick}` : `never since the start at ${started}`}. Restart Pullquote.`,
    );
  else if (lastTick === null) problems.push("Starting up: schedules not loaded yet.");
  if (storeProblem !== null) problems.push(`The store does not answer: ${storeProblem}`);
  if (unseen.length > 0) problems.push(`Slots are overdue: the log says why these schedules could not be seen to: ${unseen.join(", ")}.`);
  if (vitals.workspaces?.sealed) problems.push(cannotOpen(vitals.workspaces.sealed));
  const away = platforms.filter(({ connected }) => !connected).map(({ name }) => name);
  if (away.length > 0) problems.push(`Not connected: ${away.join(", ")}. It tries again by itself; its log says why.`);
  if (since(lastRead?.at ?? started) > 2 * vitals.readEveryMinutes * MINUTE + READ_GRACE)
    problems.push(
      `The sources were last read ${lastRead ? `at ${lastRead.at}` : `never since the start at ${started}`}. The log says why.`,
    );
  if (queue?.oldestDue && since(queue.oldestDue) > DELIVERY_OVERDUE)
    problems.push(
      `${queue.waiting} ${queue.waiting === 1 ? "delivery waits" : "deliveries wait"}, the oldest was due at ${queue.oldestDue}. pullquote audit names them and why.`,
    );
  return problems;
}
