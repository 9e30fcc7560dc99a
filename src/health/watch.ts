import { instant } from "../news/article.ts";
import type { Installations } from "../ports/installations.ts";
import type { Upkeep } from "../ports/upkeep.ts";
import type { Clock, Platform } from "../ports.ts";
import type { Vitals } from "./vitals.ts";

export type WatchParts = {
  readonly clock: Clock;
  readonly upkeep: Upkeep;
  /** Where there may be some. */
  readonly installations?: Installations;
  readonly platforms: readonly Platform[];
  readonly readEveryMinutes: number;
};

/** What is told by those who do the work, and asked by those who show it. */
export type Watch = {
  /** The schedules were seen to, but for these. */
  ticked(unseen: readonly string[]): void;
  /** The sources were read, but for these. */
  read(sources: number, broken: readonly string[]): void;
  /** What is known without asking anybody. */
  facts(): Omit<Vitals, "storeProblem" | "queue" | "workspaces">;
  /** The same, and the store is asked now. Never throws. */
  vitals(): Promise<Vitals>;
};

/** A store that takes longer to answer is as good as away. */
const STORE_WITHIN = 5_000;

export function openWatch({ clock, upkeep, installations, platforms, readEveryMinutes }: WatchParts): Watch {
  const now = () => instant(clock.now());
  const started = now();
  let lastTick: Vitals["lastTick"] = null;
  let unseen: readonly string[] = [];
  let lastRead: Vitals["lastRead"] = null;

  async function store(): Promise<Pick<Vitals, "storeProblem" | "queue" | "workspaces">> {
    const limit = new AbortController();
    const late = clock.sleep(STORE_WITHIN, limit.signal).then(() => {
      throw new Error(`it took longer than ${STORE_WITHIN / 1000} seconds. Look at the database and its disk.`);
    });
    late.catch(() => {});
    try {
      const [queue, installed] = await Promise.race([Promise.all([upkeep.queue(), installations?.all()]), late]);
      const sealed = installed?.filter(({ secret }) => secret === null).length ?? 0;
      return { queue, storeProblem: null, ...(installed ? { workspaces: { installed: installed.length, sealed } } : {}) };
    } catch (cause) {
      return { queue: null, storeProblem: cause instanceof Error ? cause.message : String(cause) };
    } finally {
      limit.abort();
    }
  }

  const facts = () => ({
    at: now(),
    started,
    lastTick,
    unseen,
    lastRead,
    readEveryMinutes,
    platforms: platforms.map((platform) => ({ name: platform.name, connected: platform.connected() })),
  });
  return {
    ticked(missing) {
      lastTick = now();
      unseen = missing;
    },
    read(sources, broken) {
      lastRead = { at: now(), sources, broken };
    },
    facts,
    vitals: async () => ({ ...(await store()), ...facts() }),
  };
}
