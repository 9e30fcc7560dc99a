import { schedule as cronSchedule } from "node-cron";
import { lookAtChannels } from "./app/channels.ts";
import { FOLLOWS, mannerIn, openChat, readLink } from "./app/chat.ts";
import { askedOnce, shuffled } from "./app/due.ts";
import { openHeart } from "./app/heartbeat.ts";
import { startAll } from "./app/persistent.ts";
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
import { nextSlot } from "./news/slot.ts";
import type { WebPage } from "./platforms/web/serve.ts";
import type { Clock, Desk, Log } from "./ports.ts";
import { keepPruning } from "./prune.ts";
import { keepDelivering } from "./publish/deliver.ts";
import { publish } from "./publish.ts";
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
  /** Rings once a minute until it is told to stop; a test has its own, as it has its own clock. */
  readonly alarm?: (ring: () => Promise<void>) => { destroy(): unknown };
};

const everyMinute: NonNullable<AppOptions["alarm"]> = (ring) => cronSchedule("* * * * *", ring, { noOverlap: true });

const MINUTE = 60_000;
/** How long a digest waits for its sources to be read. */
const READ_WITHIN = MINUTE;
/** With what the platforms take to stop, less than the ten seconds that a container is given. */
const STOP_WITHIN = 6_000;

/** Puts the parts together as the settings say. */
export async function openApp({ config, clock, log, bot, alarm = everyMinute }: AppOptions): Promise<App> {
  const store = await openStore({
    ...(config.databaseUrl ? { url: config.databaseUrl } : {}),
    folder: config.dataFolder,
    lock: bot,
    tokenKeys: config.tokenKeys,
    log,
    clock,
  });
  const sources = openSources({ config, register: store.sources, clock, bot });
  const metrics = openMetrics();
  const replicas = config.databaseUrl ? oneOfSeveral({ leases: store.leases, clock, log }) : alone;
  const { codes, installations, leases } = store;
  const platforms = platformsOf({ config, codes, installations, leases, replicas, clock, log });
  const outbox = watchedOutbox(store.outbox, metrics, clock);
  const watch = openWatch({
    ...{ clock, upkeep: store.upkeep, platforms: [...platforms.values()], readEveryMinutes: config.readEveryMinutes },
    ...(config.slack?.oauth ? { installations } : {}),
  });
  const heart = openHeart({ folder: config.dataFolder, watch, clock, log });
  const stopping = new AbortController();
  const running: Promise<unknown>[] = [];
  let page: WebPage | null = null;

  const publishing = {
    archive: store.archive,
    outbox,
    platforms,
    clock,
    log,
    stories: config.digest.stories,
    length: config.digest.length,
    language: config.language,
    manner: mannerIn(store, () => clock.now()),
    catchUpHours: config.digest.catchUpHours,
  };
  const chat = openChat({ config, store, publishing, sources: sources.manage, readLink: readLink(sources.pages) });
  const desk = watchedDesk(chat.desk, metrics, log);
  const tellFollowers = () => chat.publishFollows("now").catch((cause) => log.error("new quotes not planned", { why: String(cause) }));
  const reader = openReader({
    ...{ config, store, outbox, sources, replicas, watch, metrics, clock, log, signal: stopping.signal },
    after: async ({ added }) => (added > 0 ? tellFollowers() : undefined),
  });
  const see = async () => {
    // One reading, and one look for stories, serve all digests that are due at this moment.
    let read: Promise<unknown> | null = null;
    const archive = askedOnce(store.archive);
    const unseen = await tick({
      schedules: shuffled(await chat.schedules()),
      outbox,
      clock,
      log,
      catchUpHours: config.digest.catchUpHours,
      publish: (schedule, slot, late) =>
        traced(traceOfSlot(slot), async () => {
          read ??= Promise.race([reader.read(true), clock.sleep(READ_WITHIN, stopping.signal)]);
          await read;
          if (schedule.id === FOLLOWS) {
            await chat.publishFollows("digest");
            await outbox.openSlot(slot, "empty", null, []);
          } else await publish({ ...publishing, archive }, schedule, slot, late);
        }),
    });
    watch.ticked(unseen);
    await heart.beat();
  };
  /** A store that is away is no end of the bot: the next beat owes what this one could not see to. */
  const beat = () =>
    see().catch((cause) =>
      log.error("the schedules could not be seen to; tried again in a minute", {
        why: cause instanceof Error ? cause.message : String(cause),
      }),
    );

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
        directory: chat.desk,
        store,
        schedules: () => chat.schedules(),
        sources: () => sources.all(),
        pages: sources.pages,
        health: (path) => healthRoute(path, { watch, metrics }),
        vitals: () => watch.vitals(),
        clock,
        log,
      });
      await startAll([...platforms.values()], desk, log);
      if (stopping.signal.aborted) return;
      const schedules = await chat.schedules();
      for (const schedule of schedules) {
        const next = nextSlot(schedule, clock.now());
        log.info("next digest", { schedule: schedule.id, at: next?.due ?? "never", local: next?.local, zone: schedule.zone });
      }
      // People are taken into memory before anybody asks for them; with a hundred thousand that takes seconds, in which all else goes on.
      running.push(chat.desk.complete("", 1));
      const bell = alarm(beat);
      stopping.signal.addEventListener("abort", () => void bell.destroy(), { once: true });
      const { upkeep, leases } = store;
      const pruning = keepPruning({ upkeep, leases, clock, log, keepDays: config.keepDays }, stopping.signal);
      const { signal } = stopping;
      running.push(beat(), keepDelivering(publishing, signal), tellFollowers(), reader.keep(), heart.keep(signal));
      running.push(pruning, replicas.keep(signal), lookAtChannels(schedules, { platforms, log }, signal));
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
