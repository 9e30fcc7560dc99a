import { setImmediate as yieldToOthers } from "node:timers/promises";
import { type Article, type Instant, instant } from "../news/article.ts";
import { type Placed, storyDesk, type Told } from "../news/cluster/desk.ts";
import { leadOf } from "../news/cluster.ts";
import { printOf } from "../news/copies/near-copy.ts";
import type { Story, StoryId } from "../news/story.ts";
import type { Archive, Clock, Summariser } from "../ports.ts";
import { summarised } from "./tell.ts";

export type StoryJoinerParts = { readonly archive: Archive; readonly summariser: Summariser; readonly clock: Clock };

/** Puts articles into stories as they are read. */
export type StoryJoiner = {
  /** Takes stories of one article each; gives back the stories they make, each with all its articles, those that are stored already included. */
  join(told: readonly Story[]): Promise<Story[]>;
};

const HOUR = 3_600_000;
/** An article may join what was told in the 48 hours before it; it is read some time after it was published. */
const LOOK_BACK = 72 * HOUR;
/** What another replica stored at the same moment is asked for again so far back. */
const SETTLED = 5 * 60_000;
/** Another replica is not asked after for each batch of a round: only one reads at a time. */
const FRESH = 30_000;
/** Articles taken in before others get their turn. */
const AT_ONCE = 20;

/**
 * What is known of the last days is kept in memory; at the first call, and after another replica read, it is taken from the archive. Which
 * story an article joins depends on what was read before it and on nothing else.
 */
export function storyJoiner({ archive, summariser, clock }: StoryJoinerParts): StoryJoiner {
  let desk = storyDesk();
  let asked: number | null = null;

  async function refresh(now: number): Promise<void> {
    if (asked !== null && now >= asked && now - asked < FRESH) return;
    const since = asked === null ? now - LOOK_BACK : Math.min(asked, now) - SETTLED;
    const recent = await archive.recent(instant(new Date(since)));
    let placed: Placed[] = [];
    for (const { article, story } of recent) {
      if (!desk.has(article.id)) placed.push({ ...toldBy(article), story });
      if (placed.length < AT_ONCE) continue;
      desk.know(placed);
      placed = [];
      await yieldToOthers();
    }
    desk.know(placed);
    desk.forget(now - LOOK_BACK);
    asked = now;
  }

  /** The stories there are already, by id. Null: one was taken out of the archive since it was taken in here. */
  async function stored(ids: readonly string[]): Promise<Map<string, Story> | null> {
    const found = new Map<string, Story>();
    for (const id of ids) {
      const story = await archive.story(id as StoryId);
      if (story === null) return null;
      found.set(id, story);
    }
    return found;
  }

  async function joinKnowing(told: readonly Story[], again: boolean): Promise<Story[]> {
    const names = desk.place(told.map(({ articles: [article] }) => toldBy(article)));
    const fresh = new Set<string>(told.map(({ id }) => id));
    const there = await stored([...new Set(names)].filter((id) => !fresh.has(id)));
    if (there === null) {
      // Somebody was forgotten, and the memory of it with them: what is left is taken in anew.
      desk = storyDesk();
      asked = null;
      await refresh(clock.now().getTime());
      return again ? [...told] : joinKnowing(told, true);
    }
    const grown = new Map<string, Story>(there);
    told.forEach((story, i) => {
      const id = names[i] ?? story.id;
      const before = grown.get(id);
      grown.set(id, before ? together(before, story) : { ...story, id: id as StoryId });
    });
    const joined: Story[] = [];
    for (const story of grown.values()) joined.push(await summarised(summariser, story));
    return joined;
  }

  return {
    async join(told) {
      if (told.length === 0) return [];
      await refresh(clock.now().getTime());
      return joinKnowing(told, false);
    },
  };
}

/** A story with the article of another one. */
function together(story: Story, more: Story): Story {
  const [article] = more.articles;
  return {
    ...story,
    articles: [...story.articles, article],
    quotes: [...story.quotes, ...more.quotes],
    people: [...story.people, ...more.people.map((person) => ({ ...person, articleId: article.id }))],
  };
}

function toldBy(article: Article): Told {
  const { id, title, text } = article;
  const print = printOf(text);
  const published: Instant = article.published ?? article.readAt;
  return { id, title, lead: leadOf(text, title), published, ...(print ? { print } : {}) };
}
