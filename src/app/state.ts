import { problemsOf, type Vitals } from "../health/vitals.ts";
import { viewOf } from "../manage/health.ts";
import type { Schedule } from "../news/edition.ts";
import { nextSlot } from "../news/slot.ts";
import type { SourceState, State } from "../platforms/web/state-page.ts";
import type { Clock, Store } from "../ports.ts";

type StateParts = {
  readonly store: Store;
  readonly schedules: readonly Schedule[];
  /** As named in the settings. */
  readonly folders: readonly string[];
  readonly vitals: () => Promise<Vitals>;
  readonly clock: Clock;
};

const SLOTS = 20;

/** What the state page shows, gathered when it is asked for. */
export async function stateOf({ store, schedules, folders, vitals, clock }: StateParts): Promise<State> {
  const now = clock.now();
  const [known, extent, slots, well] = await Promise.all([
    store.sources.all(),
    store.archive.extent(),
    store.upkeep.audit(SLOTS),
    vitals(),
  ]);
  const registered = known.map((source): SourceState => {
    const { shown, title, health, words, nextAt } = viewOf(source);
    return { name: title === undefined ? shown : `${title} (${shown})`, health, words, next: nextAt };
  });
  const broken = new Set(well.lastRead?.broken ?? []);
  const others = folders
    .filter((folder) => !known.some(({ address }) => address === folder))
    .map((folder): SourceState => {
      if (well.lastRead === null) return { name: folder, health: "new", words: "Not read yet.", next: null };
      const next = new Date(Date.parse(well.lastRead.at) + well.readEveryMinutes * 60_000).toISOString() as SourceState["next"];
      return broken.has(folder)
        ? { name: folder, health: "broken", words: "Could not be read; the log says why.", next }
        : { name: folder, health: "fine", words: "Read without trouble.", next };
    });
  return {
    problems: problemsOf(well, now),
    started: well.started,
    extent,
    platforms: well.platforms,
    schedules: schedules.map((schedule) => ({ schedule, next: nextSlot(schedule, now) })),
    sources: [...others, ...registered],
    slots,
  };
}
