import type { Telling } from "../cluster.ts";
import { type CopyIndex, copyIndex, type Print } from "../copies/near-copy.ts";
import { disagree, type Facts, factsOf } from "./facts.ts";
import { type Subject, subjectIndex, subjectOf } from "./likeness.ts";
import { averageLink, type Edge } from "./link.ts";
import { meet, type NearList, numbering, scaled, surroundings, together } from "./nearness.ts";

/** An article by its id, and what it tells. */
export type Told = Telling & {
  readonly id: string;
  /** Of its whole text: a near copy of an article is of its story, whatever else is alike. */
  readonly print?: Print;
};
export type Placed = Told & { readonly story: string };

/** Takes articles as they come in and says which story each belongs to; what was said is never changed. */
export type StoryDesk = {
  /** Takes in articles whose story was decided before. */
  know(placed: readonly Placed[]): void;
  /** Whether an article was taken in. */
  has(id: string): boolean;
  /**
   * The story of each: one there is already, or a new one, named by the id of the first of its articles here. Those that come together are
   * grouped among themselves as well as with what is known; a story that was there is never joined with another one.
   */
  place(fresh: readonly Told[]): string[];
  /** Drops what was told before this moment (milliseconds since 1970) and can no longer be joined. */
  forget(before: number): void;
};

/**
 * As in `cluster`, with more care: what joins at once cannot be taken apart when more is known. The fewer articles are known, the less is known
 * of what stands around each, and the less likely it is that one of its story is there at all.
 */
const SAME_STORY = 0.2;
const MORE_CARE = 0.44;
const LESS_WITH_MORE = 0.034;
/** Where all are dated, time has already told most of them apart. */
const DATED = 0.24;
const FEWEST = 0.1;

function sameStory(known: number, dated: boolean): number {
  const care = Math.max(SAME_STORY, MORE_CARE - LESS_WITH_MORE * Math.log(1 + known));
  return dated ? Math.min(DATED, care) : care;
}

type Entry = {
  readonly id: string;
  readonly time: number | null;
  readonly subject: Subject;
  readonly facts: Facts;
  readonly print?: Print;
  readonly near: NearList;
  story: string;
};

export function storyDesk(): StoryDesk {
  const numberOf = numbering();
  let entries: Entry[] = [];
  let index = subjectIndex();
  let known = new Map<string, Entry>();
  let sizes = new Map<string, number>();
  let copies: CopyIndex<number> = copyIndex();

  function add(entry: Entry): void {
    const me = entries.length;
    entries.push(entry);
    known.set(entry.id, entry);
    index.add(entry.subject, (other, likeness) => {
      const its = entries[other];
      if (its && together(entry.time, its.time)) meet(entry.near, other, likeness);
    });
    for (const [other, likeness] of entry.near) meet(entries[other]?.near ?? [], me, likeness);
  }

  function entryOf(told: Told, story: string): Entry {
    const time = told.published === null ? null : Date.parse(told.published);
    return {
      id: told.id,
      time,
      subject: subjectOf(told.title, told.lead, numberOf),
      facts: factsOf(told.title, told.lead),
      near: [],
      story,
      ...(told.print ? { print: told.print } : {}),
    };
  }

  /** The article taken in before of which this one is an edited or shortened copy. */
  function originalOf(n: number): number | undefined {
    const print = entries[n]?.print;
    if (print === undefined) return undefined;
    const original = copies.find(print);
    copies.add(n, print);
    return original !== undefined && together(entries[n]?.time ?? null, entries[original]?.time ?? null) ? original : undefined;
  }

  /** Counts an article as one of its story's. */
  function join(entry: Entry | undefined, story: string): void {
    if (entry === undefined) return;
    entry.story = story;
    sizes.set(story, (sizes.get(story) ?? 0) + 1);
  }

  /** The stories of articles that are new, from `first` on. */
  function grouped(fresh: readonly number[], first: number): [story: string, members: readonly number[]][] {
    const around = new Map<number, number>();
    const aroundOf = (n: number) => {
      const found = around.get(n) ?? surroundings(entries[n]?.near ?? [], FEWEST);
      around.set(n, found);
      return found;
    };
    const nearOf = (n: number) => entries[n]?.near ?? [];
    const apart = (a: number, b: number) => {
      const [one, other] = [entries[a]?.facts, entries[b]?.facts];
      return one !== undefined && other !== undefined && disagree(one, other);
    };
    const stories = [...new Set(fresh.flatMap((a) => nearOf(a).flatMap(([b]) => (b < first ? (entries[b]?.story ?? []) : []))))];
    const node = new Map<string | number, number>([...stories, ...fresh].map((each, i) => [each, i]));
    const edges: Edge[] = [];
    for (const a of fresh) {
      const mine = node.get(a) ?? 0;
      const sums = new Map<number, number>();
      for (const [b, likeness] of nearOf(a)) {
        const other = node.get(b < first ? (entries[b]?.story ?? "") : b);
        if (other === undefined) continue;
        const alike = apart(a, b) ? 0 : scaled(likeness, aroundOf(a), aroundOf(b));
        if (b < first) sums.set(other, (sums.get(other) ?? 0) + alike);
        // Each pair of new ones once; the other one may have left this one out of its list.
        else if (a < b || !nearOf(b).some(([c]) => c === a)) edges.push([mine, other, alike]);
      }
      for (const [other, sum] of sums) edges.push([mine, other, sum]);
    }
    const held = stories.map((story) => sizes.get(story) ?? 1);
    const dated = fresh.every((n) => typeof entries[n]?.time === "number");
    return averageLink(stories.length + fresh.length, edges, sameStory(entries.length, dated), held).map((group) => {
      const members = group.flatMap((n) => (n < stories.length ? [] : (fresh[n - stories.length] ?? [])));
      return [stories[group[0] ?? 0] ?? entries[members[0] ?? 0]?.id ?? "", members];
    });
  }

  return {
    know(placed) {
      for (const told of placed) {
        if (known.has(told.id)) continue;
        const entry = entryOf(told, told.story);
        add(entry);
        originalOf(entries.length - 1);
        join(entry, told.story);
      }
    },
    has: (id) => known.has(id),
    place(fresh) {
      const first = entries.length;
      /** Copies follow what they are a copy of and have no say of their own. */
      const follows = new Map<number, number>();
      for (const told of fresh) {
        if (known.has(told.id)) continue;
        add(entryOf(told, ""));
        const original = originalOf(entries.length - 1);
        if (original !== undefined) follows.set(entries.length - 1, original);
      }
      const alone = entries.slice(first).flatMap((_, i) => (follows.has(first + i) ? [] : [first + i]));
      for (const [story, members] of grouped(alone, first)) for (const n of members) join(entries[n], story);
      for (const [n, original] of follows) join(entries[n], entries[original]?.story ?? "");
      return fresh.map(({ id }) => known.get(id)?.story ?? id);
    },
    forget(before) {
      const kept = entries.filter(({ time }) => time === null || time >= before);
      // Making the index anew costs as much as all that is kept: not for a few.
      if (kept.length > entries.length / 2) return;
      entries = [];
      index = subjectIndex();
      known = new Map();
      sizes = new Map();
      copies = copyIndex();
      for (const entry of kept) {
        add(entry);
        originalOf(entries.length - 1);
        join(entry, entry.story);
      }
    },
  };
}
