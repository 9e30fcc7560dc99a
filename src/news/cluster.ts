import type { Instant } from "./article.ts";
import { type Subject, subjectIndex, subjectOf } from "./cluster/likeness.ts";
import { averageLink, type Edge } from "./cluster/link.ts";
import { readArticle } from "./summary/read.ts";

/** What is looked at of an article to tell which event it is about. */
export type Telling = {
  readonly title: string;
  /** Its first sentences; see `leadOf`. */
  readonly lead: string;
  /** When it was published; without it, it may be about anything at any time. */
  readonly published: Instant | null;
};

/** Two articles further apart in time tell two stories. */
const WINDOW = 48 * 3600 * 1000;
/**
 * Two articles are of one story where they are this much more alike than each is to what else is told about its subject. Measured on
 * ../shared/data/stories; see docs/summaries.md. Higher is more careful.
 */
const SAME_STORY = 0.2;
/** What joins at once cannot be taken apart when more is known, and knows less of its surroundings: more care. */
const SAME_STORY_AT_ONCE = 0.24;
const FEWEST_AT_ONCE = 0.1;
/** An article's surroundings: its likeness to the sixth to fifteenth nearest. The five before may be its own story. */
const NEAR = 5;
const FAR = 15;
/** Likeness to the surroundings as it mostly is. Outside these bounds few articles or a very large story would decide. */
const FEWEST = 0.07;
const MOST = 0.2;
const USUAL = 0.1;
/** So many of its nearest are compared with an article. */
const NEAREST = 60;

/** Articles on one event together: lists of positions in `tellings`, each in order, by their first one. The same articles always give the same stories. */
export function cluster(tellings: readonly Telling[]): number[][] {
  const near = neighbours(tellings);
  const around = near.map((list) => surroundings(list, FEWEST));
  const edges: Edge[] = [];
  near.forEach((list, a) => {
    for (const [b, likeness] of list) {
      // Each pair once; the other one may have left this one out of its list.
      if (a > b && near[b]?.some(([c]) => c === a)) continue;
      edges.push([a, b, scaled(likeness, around[a] ?? USUAL, around[b] ?? USUAL)]);
    }
  });
  return averageLink(tellings.length, edges, SAME_STORY);
}

/** Takes articles one by one and says at once which story each belongs to; what was said is never changed. */
export type StoryDesk = {
  /** @returns the position of the first article of its story: its own, if it tells a new one */
  place(telling: Telling): number;
};

/** For articles as they come in: as `cluster`, but every article joins the story it is most like, if any, as the stories are by then. */
export function storyDesk(): StoryDesk {
  const index = subjectIndex();
  const numberOf = numbering();
  const times: (number | null)[] = [];
  const story: number[] = [];
  const size = new Map<number, number>();
  const near: [number, number][][] = [];
  return {
    place(telling) {
      const me = times.length;
      const at = timeOf(telling);
      times.push(at);
      const found = nearest(index.add(subjectOf(telling.title, telling.lead, numberOf), (other) => together(at, times[other] ?? null)));
      near.push(found);
      const mine = surroundings(found, FEWEST_AT_ONCE);
      const sums = new Map<number, number>();
      for (const [other, likeness] of found) {
        const theirs = near[other] ?? [];
        const its = story[other] ?? other;
        sums.set(its, (sums.get(its) ?? 0) + scaled(likeness, mine, surroundings(theirs, FEWEST_AT_ONCE)));
        near[other] = nearest([...theirs, [me, likeness]]);
      }
      let best = me;
      let highest = SAME_STORY_AT_ONCE;
      for (const [first, sum] of sums) {
        const average = sum / (size.get(first) ?? 1);
        if (average < highest || (average === highest && best !== me)) continue;
        best = first;
        highest = average;
      }
      story.push(best);
      size.set(best, (size.get(best) ?? 0) + 1);
      return best;
    },
  };
}

const LEAD_WORDS = 80;

/** The beginning of an article without bylines, datelines and other furniture: its first sentences, some eighty words. */
export function leadOf(text: string, title = ""): string {
  const sentences: string[] = [];
  let words = 0;
  for (const s of readArticle(text.slice(0, 6000), title).sentences) {
    if (words >= LEAD_WORDS) break;
    if (s.kind === "furniture" || s.kind === "heading" || s.kind === "caption") continue;
    sentences.push(text.slice(s.span.start, s.span.end));
    words += s.words.length;
  }
  return sentences.join(" ");
}

function neighbours(tellings: readonly Telling[]): [number, number][][] {
  const index = subjectIndex();
  const numberOf = numbering();
  const times = tellings.map(timeOf);
  const near: [number, number][][] = tellings.map(() => []);
  tellings.forEach((telling, me) => {
    const subject: Subject = subjectOf(telling.title, telling.lead, numberOf);
    for (const [other, likeness] of index.add(subject, (o) => together(times[me] ?? null, times[o] ?? null))) {
      near[me]?.push([other, likeness]);
      near[other]?.push([me, likeness]);
    }
    // Lists are cut as they grow, not at the end: thousands of articles on one subject must not fill the memory.
    if (me % 200 === 199) for (let i = 0; i < me; i++) if ((near[i]?.length ?? 0) > 4 * NEAREST) near[i] = nearest(near[i] ?? []);
  });
  return near.map(nearest);
}

function nearest(list: readonly [number, number][]): [number, number][] {
  return [...list].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, NEAREST);
}

function surroundings(near: readonly (readonly [number, number])[], fewest: number): number {
  const sum = near.slice(NEAR, FAR).reduce((total, [, likeness]) => total + likeness, 0);
  return Math.min(MOST, Math.max(fewest, sum / (FAR - NEAR)));
}

function scaled(likeness: number, around: number, other: number): number {
  return Math.min(1, (USUAL * likeness) / Math.sqrt(around * other));
}

function together(a: number | null, b: number | null): boolean {
  return a === null || b === null || Math.abs(a - b) <= WINDOW;
}

function timeOf(telling: Telling): number | null {
  return telling.published === null ? null : Date.parse(telling.published);
}

function numbering(): (term: string) => number {
  const numbers = new Map<string, number>();
  return (term) => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, numbers.size);
    return numbers.size - 1;
  };
}
