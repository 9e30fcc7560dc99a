import type { Config } from "../config.ts";
import type { Metrics } from "../health/metrics.ts";
import type { Watch } from "../health/watch.ts";
import { tellTroubles } from "../ingest/notices.ts";
import { storyJoiner } from "../ingest/stories.ts";
import { type IngestProgress, type IngestReport, ingest } from "../ingest.ts";
import type { Destination } from "../news/edition.ts";
import { extract } from "../news/quotes/extract.ts";
import { shownAddress } from "../news/source-address.ts";
import type { Clock, Log, Outbox, Store } from "../ports.ts";
import { extractiveSummariser } from "../summarisers/extractive.ts";
import { llmSummariser } from "../summarisers/llm.ts";
import { orElse } from "../summarisers/or-else.ts";
import type { Replicas } from "./replicas.ts";
import type { Sources } from "./sources.ts";
import { timed } from "./watched.ts";

export type ReadingParts = {
  readonly config: Config;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly sources: Sources;
  readonly replicas: Replicas;
  readonly watch: Watch;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
  /** After a round here; nothing waits for it. */
  readonly after?: (report: IngestReport) => Promise<void>;
  /** All reading ends with it. */
  readonly signal: AbortSignal;
};

export type Reader = {
  /** Reads what is due, and with `folders` every folder. Whoever asks while the sources are being read waits for that same reading. */
  read(folders: boolean, onProgress?: (progress: IngestProgress) => void): Promise<IngestReport>;
  /** Reads each source when it is due, until the signal. */
  keep(): Promise<void>;
  /** Resolves when no reading is under way. */
  ended(): Promise<unknown>;
};

const MINUTE = 60_000;
/** What no source has listed for so long is forgotten. */
const SEEN_FOR = 90 * 24 * 60 * MINUTE;
const FORGET_EVERY = 24 * 60 * MINUTE;

/** Reads the sources, and says how they are. */
export function openReader({ config, store, outbox, sources, replicas, watch, metrics, clock, log, after, signal }: ReadingParts): Reader {
  const timedExtract = timed(extract, metrics.extracted);
  const destinations: readonly Destination[] = config.adminChannels;
  const summariser = config.llm
    ? orElse(llmSummariser({ ...config.llm, clock, log }), extractiveSummariser(), log)
    : extractiveSummariser();
  const stories = storyJoiner({ archive: store.archive, summariser, clock });
  let reading: Promise<IngestReport> | null = null;
  let forgotAt = 0;

  const round = async (folders: boolean, stop: AbortSignal, onProgress?: (progress: IngestProgress) => void): Promise<IngestReport> => {
    const due = await sources.due(folders);
    const { archive, sources: register } = store;
    const parts = { sources: due, archive, register, pages: sources.pages, summariser, stories, clock, log };
    const report = await ingest({ ...parts, extract: timedExtract, ...(onProgress ? { onProgress } : {}) }, stop);
    await tellTroubles({ register, outbox, destinations, language: config.language, clock, log });
    const now = clock.now().getTime();
    if (now - forgotAt > FORGET_EVERY) {
      forgotAt = now;
      await register.forgetSeen(new Date(now - SEEN_FOR).toISOString() as never);
    }
    const all = await sources.all();
    const failed = new Set(report.broken.map(({ item }) => item));
    for (const { address, state } of all) if (state.trouble && state.trouble.kind !== "busy") failed.add(shownAddress(address));
    watch.read(all.length, [...failed]);
    metrics.read(all.length, failed.size, report.added);
    void after?.(report);
    return report;
  };
  const read: Reader["read"] = (folders, onProgress) => {
    reading ??= replicas
      .read((stop) => round(folders, stop, onProgress), signal)
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  return {
    read,
    ended: async () => reading?.catch(() => undefined),
    async keep() {
      while (!signal.aborted) {
        await clock.sleep(MINUTE, signal);
        if (!signal.aborted) await read(false).catch((cause) => log.error("sources not read", { why: String(cause) }));
      }
    },
  };
}
