import type { Instant } from "./article.ts";
import { outletOf, type SharedQuote } from "./story/same-quote.ts";
import type { Story } from "./story.ts";
import { foldName } from "./text/fold.ts";

/**
 * Which story of a digest comes first. Points, so that the rule can be read and shown: what several outlets carry, what somebody is
 * quoted on by name, what is new.
 */
export const POINTS = {
  /** Somebody is quoted at all: what people said is what this bot is for. */
  quoted: 6,
  /** Each outlet after the first, at most three of them: more say no more. */
  outlet: 2,
  mostOutlets: 3,
  /** Each person who is quoted by name, at most three. */
  speaker: 1,
  mostSpeakers: 3,
  /** Its last article is less than six hours older than the newest of all, or less than a day. */
  hours: 2,
  day: 1,
} as const;

/** At most so many stories of one digest are mainly about one person, unless there is nothing else to show. */
export const MOST_PER_PERSON = 2;

const HOUR_MS = 3_600_000;

/** What a story scores, and for what; `latest`: when the newest of all stories got its last article. */
export type StoryScore = {
  readonly points: number;
  readonly outlets: number;
  readonly speakers: number;
  readonly quoted: boolean;
  readonly hoursOld: number;
};

export function scoreStory(story: Story, quotes: readonly SharedQuote[], at: Instant, latest: Instant): StoryScore {
  const outlets = story.articles.length === 1 ? 1 : new Set(story.articles.map(outletOf)).size;
  const named = story.quotes.flatMap(({ speaker, kind }) =>
    kind !== "indirect" && speaker?.kind === "person" ? [surname(speaker.name)] : [],
  );
  const speakers = new Set(named).size;
  const hoursOld = Math.max(0, Date.parse(latest) - Date.parse(at)) / HOUR_MS;
  const quoted = quotes.length > 0;
  const points =
    (quoted ? POINTS.quoted : 0) +
    POINTS.outlet * Math.min(POINTS.mostOutlets, outlets - 1) +
    POINTS.speaker * (quoted ? Math.min(POINTS.mostSpeakers, speakers) : 0) +
    (hoursOld < 6 ? POINTS.hours : hoursOld < 24 ? POINTS.day : 0);
  return { points, outlets, speakers, quoted, hoursOld };
}

/** "byrne" for Carl Byrne, who is "Byrne" elsewhere. */
const surname = (name: string) => foldName(name).split(" ").at(-1) ?? "";

/** Whom a story is mainly about: the person named most, if anybody is named twice; null: nobody in particular. */
export function mainPerson({ people }: Story): string | null {
  const counts = new Map<string, number>();
  for (const { name, mentions } of people) {
    const key = surname(name);
    counts.set(key, (counts.get(key) ?? 0) + mentions.length);
  }
  let [main, most]: [string | null, number] = [null, 1];
  for (const [key, count] of counts) if (count > most) [main, most] = [key, count];
  return main;
}

/** The first `max` of these, of which no more than two are mainly about one person, as long as there are others. */
export function varied<T extends { readonly story: Story }>(ordered: readonly T[], max: number): T[] {
  const taken: T[] = [];
  const passed: T[] = [];
  const about = new Map<string, number>();
  for (const one of ordered) {
    if (taken.length === max) break;
    const main = mainPerson(one.story);
    const before = main === null ? 0 : (about.get(main) ?? 0);
    if (before >= MOST_PER_PERSON) passed.push(one);
    else {
      taken.push(one);
      if (main !== null) about.set(main, before + 1);
    }
  }
  return [...taken, ...passed.slice(0, max - taken.length)];
}
