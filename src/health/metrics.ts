import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { DeliveryState } from "../news/edition.ts";
import { problemsOf, type Vitals } from "./vitals.ts";

/** What is counted and timed, and the page that Prometheus reads. Labels hold platforms, states and kinds: nothing that grows, nothing of a person. */
export type Metrics = {
  /** A delivery came to its end; `lateSeconds` after its slot was due. */
  delivered(platform: string, state: DeliveryState, lateSeconds: number): void;
  /** The quotes of one article were found. */
  extracted(seconds: number): void;
  /** The sources were read. */
  read(sources: number, broken: number, added: number): void;
  /** A command or button was answered. */
  answered(platform: string, kind: string, seconds: number): void;
  /** The page, from the bot as it is now. */
  page(vitals: Vitals): Promise<string>;
  readonly contentType: string;
};

export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Memory, event-loop delay, garbage collection, open files.
  collectDefaultMetrics({ register: registry, prefix: "pullquote_" });

  const deliveries = new Counter({
    name: "pullquote_deliveries_total",
    help: "Deliveries that came to their end, by platform and state (sent, ambiguous, failed)",
    labelNames: ["platform", "state"],
    registers,
  });
  const lateness = new Histogram({
    name: "pullquote_delivery_lateness_seconds",
    help: "From the time a slot was due to the end of a delivery that was sent",
    labelNames: ["platform"],
    buckets: [1, 2, 5, 10, 30, 60, 300, 900, 3600, 21_600],
    registers,
  });
  const extraction = new Histogram({
    name: "pullquote_extraction_seconds",
    help: "Finding the quotes and people of one article",
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers,
  });
  const sources = new Gauge({
    name: "pullquote_sources",
    help: "Sources by what the last reading gave (read, broken)",
    labelNames: ["state"],
    registers,
  });
  const articles = new Counter({ name: "pullquote_articles_added_total", help: "Articles that were new when read", registers });
  const commands = new Histogram({
    name: "pullquote_command_seconds",
    help: "From a command or button to its answer, by platform and kind of question",
    labelNames: ["platform", "kind"],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) => new Gauge({ name, help, labelNames, registers });
  const queue = gauge("pullquote_queue_deliveries", "Deliveries that are planned or under way");
  const oldest = gauge("pullquote_queue_oldest_seconds", "How long the oldest of them has been due");
  const ambiguous = gauge("pullquote_deliveries_ambiguous", "Deliveries in doubt that nobody has settled yet");
  const connected = gauge("pullquote_platform_connected", "1: connected at this moment", ["platform"]);
  const workspaces = gauge("pullquote_workspaces", "Workspaces that installed the bot, by what their tokens are (open, sealed)", ["state"]);
  const store = gauge("pullquote_store_up", "1: the store answers");
  const ready = gauge("pullquote_ready", "1: nothing is wrong, as /readyz says");
  const lastTick = gauge("pullquote_last_tick_timestamp_seconds", "When the schedules were last seen to");
  const lastRead = gauge("pullquote_last_read_timestamp_seconds", "When the sources were last read");

  const seconds = (time: string) => Date.parse(time) / 1000;
  return {
    delivered(platform, state, lateSeconds) {
      deliveries.inc({ platform, state });
      if (state === "sent") lateness.observe({ platform }, Math.max(0, lateSeconds));
    },
    extracted: (took) => extraction.observe(took),
    read(all, broken, added) {
      sources.set({ state: "read" }, all - broken);
      sources.set({ state: "broken" }, broken);
      articles.inc(added);
    },
    answered: (platform, kind, took) => commands.observe({ platform, kind }, took),
    async page(vitals) {
      const now = new Date(vitals.at);
      ready.set(problemsOf(vitals, now).length === 0 ? 1 : 0);
      store.set(vitals.storeProblem === null ? 1 : 0);
      for (const platform of vitals.platforms) connected.set({ platform: platform.name }, platform.connected ? 1 : 0);
      if (vitals.workspaces) {
        const { installed, sealed } = vitals.workspaces;
        workspaces.set({ state: "open" }, installed - sealed);
        workspaces.set({ state: "sealed" }, sealed);
      }
      if (vitals.lastTick) lastTick.set(seconds(vitals.lastTick));
      if (vitals.lastRead) lastRead.set(seconds(vitals.lastRead.at));
      if (vitals.queue) {
        queue.set(vitals.queue.waiting);
        ambiguous.set(vitals.queue.ambiguous);
        oldest.set(vitals.queue.oldestDue ? Math.max(0, seconds(vitals.at) - seconds(vitals.queue.oldestDue)) : 0);
      }
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
