import type { PlatformName } from "../../src/news/edition.ts";

/** Where a process is killed. `afterMs` counts from its start, or from when its platforms are connected. */
export type Kill =
  | { readonly point: string; readonly nth: number; readonly when: "before" | "during" | "after" }
  | { readonly afterMs: number; readonly since: "start" | "connected" };

export type FaultKind = "answer dropped" | "500 after" | "no answer" | "429" | "500 before" | "dropped before";
export type PlannedFault = { readonly platform: PlatformName; readonly on: "post" | "look"; readonly kind: FaultKind };
export type Outage = { readonly platform: PlatformName; readonly atMs: number; readonly forMs: number };

export type PlannedChannel = { readonly platform: PlatformName; readonly channel: string; readonly refuses: boolean };

export type Plan = {
  readonly seed: number;
  readonly round: number;
  readonly engine: "embedded" | "postgres";
  readonly platforms: readonly PlatformName[];
  readonly channels: readonly PlannedChannel[];
  /** The deaths of each replica, in order; after them it lives on. */
  readonly replicas: readonly (readonly Kill[])[];
  /** Deaths of a bot that runs first on an empty store: opening and migration are killed there. */
  readonly first: readonly Kill[];
  readonly faults: readonly PlannedFault[];
  readonly outages: readonly Outage[];
  /** Where the history may not be read, so that a doubt stays one. */
  readonly unread: readonly PlatformName[];
  /** Articles of several parts. */
  readonly long: boolean;
  /** Minutes since the slot was due. */
  readonly lateMinutes: number;
  /** How long Discord knows a nonce, in seconds of the bot's clock. */
  readonly nonceSeconds: number;
  /** How the last life ends, and whether another one follows that finds nothing to do. */
  readonly end: "SIGTERM" | "SIGKILL";
  readonly again: boolean;
};

export type Random = { number(): number; below(n: number): number; chance(p: number): boolean; of<T>(list: readonly T[]): T };

/** The same numbers for the same seed and round (mulberry32). */
export function random(seed: number, round: number): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(round + 1, 0x85ebca6b)) >>> 0;
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  };
  const below = (n: number) => Math.floor(number() * n);
  return { number, below, chance: (p) => number() < p, of: (list) => list[below(list.length)] as (typeof list)[number] };
}

type Points = readonly (readonly [point: string, most: number])[];

/** Points of a first life on an empty store, with how often each is passed at the most. */
const OPENING: Points = [
  ["opening", 4],
  ["migration", 20],
  ["migration", 20],
  ["commit of migration", 1],
  ["saving", 6],
  ["commit of saving", 1],
  ["slot", 1],
  ["commit of slot", 1],
];

/** From start to slot. */
const PLANNING: Points = [
  ["opening", 3],
  ["saving", 8],
  ["commit of saving", 1],
  ["reading", 12],
  ["connecting", 2],
  ["slot", 1],
  ["edition", 1],
  ["plan", 1],
  ["commit of plan", 1],
];

/** From claim to the end: of `parts` messages to `channels` channels. */
const delivering = (channels: number, parts: number): Points => [
  ["claim", channels],
  ["commit of claim", channels],
  ...["record sending", "commit of record sending", "post", "post", "record receipt", "commit of record receipt"].map(
    (point) => [point, channels * parts] as const,
  ),
  ["record sent", channels],
  ["commit of record sent", channels],
];

/** Killed here, a bot leaves a message behind of which it does not know whether it arrived. */
const DOUBTFUL = /^(post|record receipt|commit of record (sending|receipt))$/;

/** What one round does: all of it from seed and round. */
export function planOf(seed: number, round: number, postgres: boolean): Plan {
  const r = random(seed, round);
  const engine = postgres && r.chance(0.5) ? "postgres" : "embedded";
  const platforms: readonly PlatformName[] = r.of([["slack"], ["slack"], ["discord"], ["discord"], ["slack", "discord"]] as const);
  const refusing = r.chance(0.1);
  const channels = platforms.flatMap((platform) =>
    Array.from({ length: 1 + r.below(3) }, (_, n) => ({
      platform,
      channel: platform === "slack" ? `C0NEWS${n}` : `104123456789012345${n}`,
      refuses: refusing && n === 1,
    })),
  );
  const fresh = r.chance(0.15);
  const long = r.chance(0.35);
  const count = engine === "embedded" ? 1 : r.of([1, 1, 2, 2, 3, 4]);
  const kill = (points: Points): Kill => {
    if (r.chance(0.15)) {
      return r.chance(0.4) ? { afterMs: 100 + r.below(1200), since: "start" } : { afterMs: r.below(1200), since: "connected" };
    }
    const [point, most] = r.of(points);
    const request = point === "post" || point === "look" || point === "connecting";
    const when = r.of(request || engine === "postgres" ? (["before", "during", "after"] as const) : (["before", "after"] as const));
    return { point, nth: 1 + r.below(most), when };
  };
  const posting = delivering(Math.max(1, Math.floor(channels.length / count)), long ? 2 : 1);
  const deaths = (replica: number): Kill[] => {
    if (replica > 0 && r.chance(0.5)) return [];
    const first = kill(r.chance(0.3) ? PLANNING : posting);
    const doubt = "point" in first && DOUBTFUL.test(first.point);
    if (!r.chance(doubt ? 0.5 : 0.25)) return [first];
    return [first, kill(doubt && r.chance(0.7) ? [["look", 1]] : posting)];
  };
  const fault = (): PlannedFault => ({
    platform: r.of(platforms),
    on: r.chance(0.8) ? "post" : "look",
    kind: r.of(["answer dropped", "500 after", "no answer", "429", "500 before", "dropped before"] as const),
  });
  return {
    seed,
    round,
    engine,
    platforms,
    channels,
    replicas: Array.from({ length: count }, (_, replica) => deaths(replica)),
    first: fresh ? [kill(OPENING), ...(r.chance(0.3) ? [kill(OPENING)] : [])] : [],
    faults: r.chance(0.6) ? Array.from({ length: 1 + r.below(3) }, fault) : [],
    outages: r.chance(0.12) ? [{ platform: r.of(platforms), atMs: 500 + r.below(2500), forMs: 200 + r.below(800) }] : [],
    unread: r.chance(0.08) ? [r.of(platforms)] : [],
    long,
    lateMinutes: r.of([0, 0, 17]),
    nonceSeconds: r.of([300, 130]),
    end: r.chance(0.5) ? "SIGTERM" : "SIGKILL",
    again: r.chance(0.1),
  };
}
