import { schedule as cronSchedule } from "node-cron";
import { openDesk } from "./answer.ts";
import { openHeart } from "./app/heartbeat.ts";
import { platformsOf } from "./app/platforms.ts";
import { openReader } from "./app/reading.ts";
import { alone, oneOfSeveral } from "./app/replicas.ts";
import { openSources } from "./app/sources.ts";
import { traceOfSlot, watchedDesk, watchedOutbox } from "./app/watched.ts";
import { openPage } from "./app/web.ts";
import type { Config } from "./config.ts";
import { openMetrics } from "./health/metrics.ts";
import { type Answered, healthRoute } from "./health/routes.ts";
import { openWatch } from "./health/watch.ts";
import type { IngestProgress, IngestReport } from "./ingest.ts";
import type { ManageSources } from "./manage/sources.ts";
import type { Destination, Schedule } from "./news/edition.ts";
import { nextSlot } from "./news/slot.ts";
import type { WebPage } from "./platforms/web/serve.ts";
import type { Clock, Desk, Log } from "./ports.ts";
import { keepPruning } from "./prune.ts";
import { keepDelivering, publish } from "./publish.ts";
import { tick } from "./schedule.ts";
import { openStore } from "./stores/open.ts";
import { traced } from "./trace.ts";

export type App = {
  readonly desk: Desk;
  /** What `/livez`, `/readyz` and `/metrics` answer; null for any other path. */
  health(path: string): Promise<Answered | null>;
  /** Reads every folder, and what else is due. */
  read(onProgress?: (progress: IngestProgress) => void): Promise<IngestReport>;
  readonly sources: ManageSources;
  /** Connects the platforms, then reads, posts and answers until `stop`. Throws where a token is not good. */
  start(): Promise<void>;
  /** Where the page is served, once started; null where it is not. */
  page(): string | null;
  /** Lets a delivery under way finish for a few seconds, then closes everything. What is cut off goes on at the next start. */
  stop(): Promise<void>;
};

export type AppOptions = {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** The one bot of its data folder; a command that only looks leaves the lock alone. */
  readonly bot: boolean;
};

const MINUTE = 60_000;
/** How long a digest waits for its sources to be read. */
const READ_WITHIN = MINUTE;
/** With what the platforms take to stop, less than the ten seconds that a container is given. */
const STOP_WITHIN = 6_000;

/** Puts the parts together as the settings say. */
export async function openApp({ config, clock, log, bot }: AppOptions): Promise<App> {
  const store = await openStore({
    ...(config.databaseUrl ? { url: config.databaseUrl } : {}),
    folder: config.dataFolder,
    lock: bot,
    log,
    clock,
  });
  const sources = openSources({ config, register: store.sources, clock });
  const metrics = openMetrics();
  const directory = openDesk({ archive: store.archive, clock, log, stories: config.digest.stories });
  const desk = watchedDesk(directory, metrics, log);
  const replicas = config.databaseUrl ? oneOfSeveral({ leases: store.leases, clock, log }) : alone;
  const platforms = platformsOf({ config, isFirst: replicas.isFirst, clock, log });
  const outbox = watchedOutbox(store.outbox, metrics, clock);
  const watch = openWatch({ clock, upkeep: store.upkeep, platforms: platforms.values(), readEveryMinutes: config.readEveryMinutes });
  const heart = openHeart({ folder: config.dataFolder, watch, clock, log });
  const schedules = schedulesOf(config);
  const stopping = new AbortController();
  const running: Promise<unknown>[] = [];
  let page: WebPage | null = null;

  const reader = openReader({ config, store, outbox, sources, replicas, watch, metrics, clock, log, signal: stopping.signal });
  const publishing = {
    archive: store.archive,
    outbox,
    platforms,
    clock,
    log,
    stories: config.digest.stories,
    catchUpHours: config.digest.catchUpHours,
  };
  const beat = async () => {
    const unseen = await tick({
      schedules,
      outbox,
      clock,
      log,
      catchUpHours: config.digest.catchUpHours,
      publish: (schedule, slot, late) =>
        traced(traceOfSlot(slot), async () => {
          await Promise.race([reader.read(true), clock.sleep(READ_WITHIN, stopping.signal)]);
          await publish(publishing, schedule, slot, late);
        }),
    });
    watch.ticked(unseen);
    await heart.beat();
  };

  return {
    desk,
    health: (path) => healthRoute(path, { watch, metrics }),
    read: (onProgress) => reader.read(true, onProgress),
    sources: sources.manage,
    page: () => page?.address ?? null,
    async start() {
      page = await openPage({
        config,
        desk,
        directory,
        store,
        schedules,
        health: (path) => healthRoute(path, { watch, metrics }),
        vitals: () => watch.vitals(),
        clock,
        log,
      });
      for (const platform of platforms.values()) {
        if (stopping.signal.aborted) return;
        await platform.start(desk);
      }
      for (const schedule of schedules) {
        for (const destination of schedule.destinations) {
          const problem = await platforms.get(destination.platform)?.check(destination);
          if (problem) log.error("this channel cannot be posted to", { ...destination, why: problem });
        }
        const next = nextSlot(schedule, clock.now());
        log.info("next digest", { schedule: schedule.id, at: next?.due ?? "never", local: next?.local, zone: schedule.zone });
      }
      const alarm = cronSchedule("* * * * *", beat, { noOverlap: true });
      stopping.signal.addEventListener("abort", () => void alarm.destroy(), { once: true });
      const { upkeep, leases } = store;
      const pruning = keepPruning({ upkeep, leases, clock, log, keepDays: config.keepDays }, stopping.signal);
      running.push(beat(), keepDelivering(publishing, stopping.signal), reader.keep(), heart.keep(stopping.signal), pruning);
    },
    async stop() {
      stopping.abort();
      const limit = new AbortController();
      await Promise.race([Promise.allSettled([...running, reader.ended()]), clock.sleep(STOP_WITHIN, limit.signal)]);
      limit.abort();
      await Promise.allSettled([page, ...platforms.values()].map((part) => part?.stop()));
      await sources.close();
      await store.close();
    },
  };
}

function schedulesOf({ digest, slack, discord }: Config): readonly Schedule[] {
  const destinations: Destination[] = [
    ...(slack?.channels ?? []).map((channel) => ({ platform: "slack" as const, channel })),
    ...(discord?.channels ?? []).map((channel) => ({ platform: "discord" as const, channel })),
  ];
  return destinations.length ? [{ id: "default", cron: digest.cron, zone: digest.zone, destinations }] : [];
}
