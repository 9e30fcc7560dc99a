import { instant } from "../../news/article.ts";
import type { KnownSource, ReadDraft, Reading, SourceState } from "../../ports/sources.ts";
import type { Source } from "../../ports.ts";
import type { Feed } from "../feed/feed.ts";
import type { HttpAnswer } from "../http.ts";
import type { Holds } from "./holds.ts";
import { type Found, type LookParts, lookAt, movedTo, resolve } from "./look.ts";
import { holdUntil, maxAgeOf, moved, nextRead, nextTry, type Pace, troubled, type Wishes } from "./next-check.ts";
import type { Failure } from "./trouble.ts";

export type WebParts = LookParts & {
  readonly holds: Holds;
  /** Milliseconds between two readings of a source that asks for nothing else. */
  readonly every: number;
  /** From 0 to 1. */
  readonly random: () => number;
};

/** With the first reading of a source, what is older than this fills the archive and is not posted. */
const NEWS = 24 * 3_600_000;
/** Whenever it comes, what is dated and older than this is no news: feeds move, and old items slide into the place of deleted ones. */
const OLD = 48 * 3_600_000;
const MINUTE = 60_000;

/**
 * A feed, a site with a feed or a page, asked once and remembered. Whatever goes wrong is remembered too and never throws; the state is to
 * be kept once the drafts are stored, so that what a crash swallowed is read again.
 */
export function webSource({ address, state }: KnownSource, parts: WebParts): Source {
  const { clock, holds, every, random } = parts;
  const pace = (): Pace => ({ every, now: clock.now(), chance: random() });

  const failed = ({ kind, words, retryAfter }: Failure, url: string): Reading => {
    const now = clock.now();
    const trouble = troubled(state.trouble, kind, words, now);
    if (retryAfter !== undefined) holds.hold(url, holdUntil(now, retryAfter));
    const next = { nextAt: nextTry(pace(), trouble.times, retryAfter), checkedAt: instant(now), trouble, holds: holds.all(now) };
    return { drafts: [], skipped: [], broken: words, state: { ...state, ...next } };
  };

  const settled = (answer: HttpAnswer, more: Partial<SourceState>, wishes: Wishes, to: string | undefined): SourceState => {
    const now = clock.now();
    const { trouble, moving: _, url: __, etag: ___, lastModified: ____, empty: _____, ...before } = state;
    const etag = answer.headers.get("etag") ?? (answer.status === 304 ? state.etag : undefined);
    const lastModified = answer.headers.get("last-modified") ?? (answer.status === 304 ? state.lastModified : undefined);
    const maxAge = maxAgeOf(answer.headers.get("cache-control"));
    return {
      ...before,
      ...moved(state, to, now),
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
      nextAt: nextRead(pace(), { ...wishes, ...(maxAge === undefined ? {} : { maxAge }) }),
      checkedAt: instant(now),
      readAt: instant(now),
      tookMs: answer.tookMs,
      holds: holds.all(now),
      ...(trouble?.told ? { back: trouble.since } : {}),
      ...more,
    };
  };

  /** Of a site's page only the feed it led to is remembered. */
  const settledOn = (found: Found, first: HttpAnswer, more: Partial<SourceState>, wishes: Wishes): SourceState => {
    const led = found.answer !== first;
    return settled(found.answer, { ...more, ...(led ? { url: found.answer.url } : {}) }, wishes, led ? undefined : movedTo(first));
  };

  return {
    name: address,
    async read(signal) {
      const url = state.url ?? address;
      const isFirst = state.readAt === undefined || state.empty === true;
      const now = clock.now();
      const held = holds.until(url, now);
      if (held) return { drafts: [], skipped: [], state: { ...state, nextAt: held } };
      const looked = await lookAt(url, parts, {
        ...(state.etag === undefined ? {} : { etag: state.etag }),
        ...(state.lastModified === undefined ? {} : { lastModified: state.lastModified }),
        ...(signal ? { signal } : {}),
      });
      if ("failure" in looked) return failed(looked.failure, url);
      if ("unchanged" in looked) return { drafts: [], skipped: [], state: settled(looked.answer, {}, {}, movedTo(looked.answer)) };
      const found =
        state.kind === "feed" ? asFeed(looked) : await resolve(looked, parts, state.kind === "page" ? "page" : undefined, signal);
      if ("failure" in found) return failed(found.failure, url);
      const { look } = found;
      if (look.is === "feed") {
        const { feed } = look;
        const titled = feed.title === undefined ? {} : { title: feed.title };
        return {
          drafts: draftsOf(feed, address, isFirst, now),
          skipped: feed.skipped.map(({ item, why }) => ({ item: `${feed.title ?? new URL(url).host}: ${item}`, why })),
          // Until it has brought an item nothing of it is known, and what comes first is not news.
          state: settledOn(
            found,
            looked.answer,
            { kind: "feed", ...titled, ...(feed.items.length === 0 && isFirst ? { empty: true as const } : {}) },
            wishesOf(feed),
          ),
        };
      }
      if (look.is === "other") return failed({ kind: "no-feed", words: look.words }, url);
      const { draft } = look;
      const titled = draft.title === undefined ? {} : { title: draft.title };
      return {
        drafts: [{ origin: address, ...draft, item: address, url: draft.url ?? found.answer.url }],
        skipped: [],
        state: settledOn(found, looked.answer, { kind: "page", ...titled }, {}),
      };
    },
  };
}

const asFeed = (found: Found): Found | { failure: Failure } =>
  found.look.is === "feed" ? found : { failure: { kind: "no-feed", words: found.look.words } };

function wishesOf({ everyMinutes, skipHours, skipDays }: Feed): Wishes {
  return {
    ...(everyMinutes === undefined ? {} : { ttl: everyMinutes * MINUTE }),
    ...(skipHours === undefined ? {} : { skipHours }),
    ...(skipDays === undefined ? {} : { skipDays }),
  };
}

function draftsOf(feed: Feed, origin: string, first: boolean, now: Date): ReadDraft[] {
  const since = new Date(now.getTime() - NEWS).toISOString();
  const old = new Date(now.getTime() - OLD).toISOString();
  return feed.items.map(({ teaser, ...item }) => ({
    origin,
    ...item,
    // Without a date nobody knows that it is new.
    ...((first && (item.published === undefined || item.published < since)) || (item.published !== undefined && item.published < old)
      ? { backlog: true as const }
      : {}),
    ...(teaser && item.url !== undefined ? { teaser: true as const } : {}),
  }));
}
