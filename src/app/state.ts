import { problemsOf, type Vitals } from "../health/vitals.ts";
import { viewOf } from "../manage/health.ts";
import type { Schedule } from "../news/edition.ts";
import { nextSlot } from "../news/slot.ts";
import type { SourceState, State } from "../platforms/web/state-page.ts";
import type { KnownSource } from "../ports/sources.ts";
import type { Clock, Store } from "../ports.ts";
import { leftWords, whoLeft } from "./installed.ts";

type StateParts = {
  readonly store: Store;
  readonly schedules: () => Promise<readonly Schedule[]>;
  readonly sources: () => Promise<readonly KnownSource[]>;
  readonly vitals: () => Promise<Vitals>;
  readonly clock: Clock;
};

const SLOTS = 20;

/** What the state page shows, gathered when it is asked for. */
export async function stateOf({ store, schedules, sources, vitals, clock }: StateParts): Promise<State> {
  const now = clock.now();
  const [digests, installed, known, all, extent, slots, well] = await Promise.all([
    store.chat.digests(),
    store.installations.all(),
    sources(),
    schedules(),
    store.archive.extent(),
    store.upkeep.audit(SLOTS),
    vitals(),
  ]);
  const registered = known.map((source): SourceState => {
    const { shown, title, health, words, nextAt } = viewOf(source);
    return { name: title === undefined ? shown : `${title} (${shown})`, health, words, next: nextAt };
  });
  return {
    problems: problemsOf(well, now),
    left: [
      ...whoLeft(
        digests.map(({ destination }) => destination.channel),
        installed,
      ),
    ].map(([workspace, n]) => leftWords(workspace, n)),
    ...(well.workspaces ? { workspaces: well.workspaces.installed } : {}),
    started: well.started,
    extent,
    platforms: well.platforms,
    schedules: all.map((schedule) => ({ schedule, next: nextSlot(schedule, now) })),
    sources: registered,
    slots,
  };
}
