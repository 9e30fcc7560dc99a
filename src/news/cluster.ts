import type { Instant } from "./article.ts";
import { disagree, factsOf } from "./cluster/facts.ts";
import { subjectIndex, subjectOf } from "./cluster/likeness.ts";
import { averageLink, type Edge } from "./cluster/link.ts";
import { meet, type Near, type NearList, numbering, scaled, surroundings, together } from "./cluster/nearness.ts";
import { readArticle } from "./summary/read.ts";

/** What is looked at of an article to tell which event it is about. */
export type Telling = {
  readonly title: string;
  /** Its first sentences; see `leadOf`. */
  readonly lead: string;
  /** When it was published; without it, it may be about anything at any time. */
  readonly published: Instant | null;
};

/**
 * Two articles are of one story where they are this much more alike than each is to what else is told about its subject. Measured on
 * ../shared/data/stories; see docs/summaries.md. Higher is more careful.
 */
const SAME_STORY = 0.2;
/** Likeness to the surroundings is at least this: with less, few articles would decide. */
const FEWEST = 0.07;

/** Articles on one event together: lists of positions in `tellings`, each in order, by their first one. The same articles always give the same stories. */
export function cluster(tellings: readonly Telling[]): number[][] {
  const near = neighbours(tellings);
  const around = near.map((list) => surroundings(list, FEWEST));
  const edges: Edge[] = [];
  const facts = tellings.map(({ title, lead }) => factsOf(title, lead));
  near.forEach((list, a) => {
    for (const [b, likeness] of list) {
      // Each pair once; the other one may have left this one out of its list.
      if (a > b && near[b]?.some(([c]) => c === a)) continue;
      const [one, other] = [facts[a], facts[b]];
      if (one && other && disagree(one, other)) continue;
      edges.push([a, b, scaled(likeness, around[a] ?? FEWEST, around[b] ?? FEWEST)]);
    }
  });
  return averageLink(tellings.length, edges, SAME_STORY);
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

function neighbours(tellings: readonly Telling[]): Near[] {
  const index = subjectIndex();
  const numberOf = numbering();
  const times = tellings.map(({ published }) => (published === null ? null : Date.parse(published)));
  const near: NearList[] = tellings.map(() => []);
  tellings.forEach((telling, me) => {
    const mine = near[me] ?? [];
    index.add(subjectOf(telling.title, telling.lead, numberOf), (other, likeness) => {
      if (!together(times[me] ?? null, times[other] ?? null)) return;
      meet(mine, other, likeness);
      meet(near[other] ?? [], me, likeness);
    });
  });
  return near;
}
