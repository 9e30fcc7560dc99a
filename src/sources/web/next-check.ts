import { type Instant, instant } from "../../news/article.ts";
import type { SourceState, Trouble, TroubleKind } from "../../ports/sources.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Whatever anybody asks for: no source is asked more often, none is forgotten for longer. */
const LEAST = 15 * MINUTE;
const MOST = DAY;
/** Longer than that a server's `max-age` is no wish about this feed but a setting for all files. */
const MOST_MAX_AGE = 2 * HOUR;
/** A redirect that says it is for good is believed after so many checks over so long: sites answer so by mistake, too. */
const MOVED_POLLS = 5;
const MOVED_FOR = 3 * DAY;

const within = (ms: number) => Math.min(MOST, Math.max(LEAST, ms));
const later = (now: Date, ms: number): Instant => instant(new Date(now.getTime() + ms));

export type Pace = {
  /** How often a source is read that asks for nothing else, in milliseconds. */
  readonly every: number;
  readonly now: Date;
  /** A number from 0 to 1, for back-off: what broke down together is not asked again together. */
  readonly chance: number;
};

/** What a source that was read well said about when to come back. */
export type Wishes = {
  /** Of the feed (`ttl`, `sy:updatePeriod`) and of the server (`max-age`), in milliseconds. */
  readonly ttl?: number;
  readonly maxAge?: number;
  /** Hours (0 to 23, UTC) and days ("monday") on which it has nothing new. */
  readonly skipHours?: readonly number[];
  readonly skipDays?: readonly string[];
};

/** The `max-age` of a Cache-Control header in milliseconds. */
export function maxAgeOf(header: string | undefined): number | undefined {
  const seconds = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(header ?? "")?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** When a source that was read well is read next. */
export function nextRead({ every, now }: Pace, { ttl = 0, maxAge = 0, skipHours = [], skipDays = [] }: Wishes): Instant {
  // A CDN puts "a year" on every file: of a feed that changes by the hour most would be lost.
  const wait = within(Math.max(every, ttl, Math.min(maxAge, MOST_MAX_AGE)));
  const skipped = (at: number) => {
    const date = new Date(at);
    const day = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"][date.getUTCDay()] ?? "";
    // Some count the hours from 1 to 24.
    return skipHours.some((hour) => hour % 24 === date.getUTCHours()) || skipDays.includes(day);
  };
  let at = now.getTime() + wait;
  // To the next full hour that is not skipped, within a day: a feed that skips them all is read all the same.
  while (skipped(at) && at < now.getTime() + MOST) at = Math.floor(at / HOUR + 1) * HOUR;
  return instant(new Date(Math.min(at, now.getTime() + MOST)));
}

/** A trouble that goes on, or a new one. */
export function troubled(before: Trouble | undefined, kind: TroubleKind, words: string, now: Date): Trouble {
  return {
    kind,
    words,
    since: before?.since ?? instant(now),
    times: (before?.times ?? 0) + 1,
    ...(before?.told ? { told: true } : {}),
  };
}

/** When a source in trouble is tried again: what the server asks for, else twice as long each time. */
export function nextTry({ every, now, chance }: Pace, times: number, retryAfter: number | undefined): Instant {
  if (retryAfter !== undefined) return later(now, within(retryAfter));
  const backOff = within(Math.max(every, LEAST) * 2 ** Math.min(times - 1, 10));
  return later(now, within(backOff * (0.8 + 0.4 * chance)));
}

/** For how long a registrable domain is left alone that asked for it. */
export const holdUntil = (now: Date, retryAfter: number): Instant => later(now, Math.min(MOST, retryAfter));

/** What becomes of a source's address when all redirects on the way to where it was read say they are for good (`to`), or not all do. */
export function moved(state: SourceState, to: string | undefined, now: Date): Pick<SourceState, "url" | "moving"> {
  const { url, moving } = state;
  const here = url === undefined ? {} : { url };
  if (to === undefined) return here;
  const polls = moving?.to === to ? moving.polls + 1 : 1;
  const since = moving?.to === to ? moving.since : instant(now);
  if (polls >= MOVED_POLLS && now.getTime() - Date.parse(since) >= MOVED_FOR) return { url: to };
  return { ...here, moving: { to, polls, since } };
}
