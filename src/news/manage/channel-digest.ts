import type { Instant } from "../article.ts";
import type { DigestLength } from "../digest-length.ts";
import type { Destination, Schedule } from "../edition.ts";
import { everything, type Filter } from "../filter.ts";
import { isQuiet, type Quiet } from "./quiet.ts";
import type { Times } from "./times.ts";

/** So many roles one digest pings at most. */
export const MOST_PINGED = 5;

/** How one channel gets its digest, as its moderators set it in chat. What is not set comes from the settings. */
export type ChannelDigest = {
  readonly destination: Destination;
  /** Null: at the times of the settings where they name this channel, else never. */
  readonly times: Times | null;
  readonly filter: Filter;
  /** Null: as the settings say. */
  readonly length: DigestLength | null;
  /** Ids of the roles (on Slack of user groups) that a digest pings. */
  readonly roles: readonly string[];
  readonly quiet: Quiet | null;
  readonly paused: boolean;
  /** Who set it last, as the platform calls them, and when. */
  readonly by: string;
  readonly at: Instant;
  /** When its digests began, or went on after a pause: nothing due before is owed. */
  readonly since: Instant;
};

export function newChannelDigest(destination: Destination, by: string, at: Instant): ChannelDigest {
  return { destination, times: null, filter: everything, length: null, roles: [], quiet: null, paused: false, by, at, since: at };
}

export const sameDestination = (one: Destination, other: Destination): boolean =>
  one.platform === other.platform && one.channel === other.channel;

/** The schedule of a channel that was set up in chat; null: it gets no digest by itself. `settings`: the schedules of the settings. */
export function scheduleOf(digest: ChannelDigest, settings: readonly Schedule[]): Schedule | null {
  const from = settings.find(({ destinations }) => destinations.some((to) => sameDestination(to, digest.destination)));
  const times = digest.times ?? from;
  if (!times || digest.paused) return null;
  const { cron, zone } = times;
  return { ...ownSchedule(digest.destination, from), cron, zone, filter: digest.filter, ...lengthOf(digest), since: digest.since };
}

export const lengthOf = ({ length }: Pick<ChannelDigest, "length">): Pick<Schedule, "length"> => (length === null ? {} : { length });

/** A schedule of a channel's own, with what it has seen by other schedules: of the settings, and of digests that were asked for. */
export function ownSchedule(destination: Destination, from: Schedule | undefined): Omit<Schedule, "cron" | "zone"> {
  const id = scheduleId(destination);
  return { id, destinations: [destination], seen: [nowId(destination), ...(from ? [from.id] : [])] };
}

export const scheduleId = ({ platform, channel }: Destination): string => `${platform} ${channel}`;
/** Digests that somebody asked for have slots of their own, so that they take no scheduled one's place. */
export const nowId = (destination: Destination): string => `${scheduleId(destination)} now`;

/** Every schedule there is: those of the settings without the channels that chat has taken over, and one for each of these. */
export function allSchedules(settings: readonly Schedule[], digests: readonly ChannelDigest[]): Schedule[] {
  const taken = new Set(digests.map(({ destination }) => scheduleId(destination)));
  const left = settings.map((schedule) => ({
    ...schedule,
    destinations: schedule.destinations.filter((to) => !taken.has(scheduleId(to))),
  }));
  return [
    ...left.filter(({ destinations }) => destinations.length > 0),
    ...digests.flatMap((digest) => scheduleOf(digest, settings) ?? []),
  ];
}

/** How a digest comes to a channel at a moment: without a sound in its quiet hours, else with a ping where one is set. */
export function mannerOf(digest: ChannelDigest | null, now: Date): { readonly silent?: true; readonly ping?: readonly string[] } {
  if (digest?.quiet && isQuiet(digest.quiet, now)) return { silent: true };
  return digest && digest.roles.length > 0 ? { ping: digest.roles } : {};
}
