import { setImmediate as turnOfOthers } from "node:timers/promises";
import { instant } from "../news/article.ts";
import { headlineIndex } from "../news/headlines.ts";
import { type PeopleIndex, peopleIndex } from "../news/people.ts";
import type { ArchivedName } from "../news/person.ts";
import { typedQuestion } from "../news/question.ts";
import type { Archive, Clock, Completion } from "../ports.ts";

/** What is stored can be seen this long after, over replicas whose clocks differ a little: names are asked for again that far back. */
const SETTLED = 30_000;
/** Two replicas may store at once, and the later number be seen first: headlines are asked for again that far back. */
const SETTLED_NUMBERS = 500;
/** How old it may be when a question comes: in a burst of questions, or while thousands of articles come in, it is not renewed for each. */
const FRESH = 2_000;
/** While thousands come in a question waits no longer for it, in milliseconds, and is answered from what is there. */
const PATIENCE = 20;
/** Others have their turn after so many names: the first time a hundred thousand may come. */
const AT_ONCE = 200;
/** The latest headlines that are completed. */
const HEADLINES = 20_000;
/** What `typedQuestion` begins with. */
const COMMAND = "/news ";
/** Of a list of completions so many places are for stories, where persons would fill it. */
const FOR_STORIES = 1 / 5;

export type Memory = {
  readonly people: PeopleIndex;
  /** Takes in what was stored since. Fails only before anything is there; later what is there remains, and the failure is told. */
  refresh(): Promise<void>;
  /** Asks for something no more than once until it takes in again what was stored since. */
  once<T>(ask: () => Promise<T>): () => Promise<T>;
  /** Of what is there already; only the very first waits until anything is. Persons first. */
  complete(words: string, limit: number): Promise<readonly Completion[]>;
};

/** People and the latest headlines in memory, which take in what was stored since they were last asked. */
export function memoryOf(archive: Pick<Archive, "names" | "headlines">, clock: Clock, failed: (why: string) => void): Memory {
  const people = peopleIndex();
  const headlines = headlineIndex(HEADLINES);
  let asked: number | null = null;
  const kept = new Map<() => Promise<unknown>, Promise<unknown>>();
  /** Names that came lately, as they were: what comes again unchanged is not put into the index again. */
  let lately = new Map<string, string>();
  let renewing: Promise<void> | null = null;

  async function renew(now: number): Promise<void> {
    const [names, titles] = await Promise.all([
      archive.names(asked === null ? undefined : instant(new Date(asked - SETTLED))),
      archive.headlines(Math.max(0, headlines.last() - SETTLED_NUMBERS), HEADLINES),
    ]);
    if (asked === null) await build(names);
    else await takeIn(names);
    headlines.add(titles);
    asked = now;
  }

  /** The first time, when nobody is answered before it has ended: in one piece, or a surname borne by many would be decided on many times. */
  async function build(names: readonly ArchivedName[]): Promise<void> {
    let steps = 0;
    for (const _ of people.adding(names)) {
      steps += 1;
      if (steps % AT_ONCE === 0) await turnOfOthers();
    }
  }

  async function takeIn(names: readonly ArchivedName[]): Promise<void> {
    const before = lately;
    lately = new Map();
    for (let at = 0; at < names.length; at += AT_ONCE) {
      const changed = names.slice(at, at + AT_ONCE).filter((name) => {
        const now = JSON.stringify(name);
        lately.set(name.name, now);
        return before.get(name.name) !== now;
      });
      people.add(changed);
      await turnOfOthers();
    }
  }

  /** Who comes while it is renewed waits for that, a moment, and does not begin another. */
  function refresh(): Promise<void> {
    const now = clock.now().getTime();
    if (asked !== null && now >= asked && now - asked < FRESH) return Promise.resolve();
    renewing ??= renew(now)
      .catch((cause) => {
        // Who asked may be answered already, and would not tell.
        if (asked === null) throw cause;
        failed(String(cause));
      })
      .finally(() => {
        // After a failure too: a digest that cannot be renewed is not shown as the latest.
        kept.clear();
        renewing = null;
      });
    return asked === null ? renewing : Promise.race([renewing, clock.sleep(PATIENCE)]);
  }

  return {
    people,
    refresh,
    once: (ask) => () => {
      const there = kept.get(ask) as ReturnType<typeof ask> | undefined;
      if (there) return there;
      const asking = ask();
      kept.set(ask, asking);
      asking.catch(() => kept.delete(ask));
      return asking;
    },
    async complete(words, limit) {
      const renewed = refresh().catch((cause) => failed(String(cause)));
      if (asked === null) await renewed;
      const persons = people.complete(words, limit).map(({ name }): Completion => ({ shown: name, typed: name, of: "person" }));
      const stories = headlines.complete(words, limit).flatMap(({ story, title }): Completion[] => {
        const typed = typedQuestion({ kind: "story", story, page: 0 })?.slice(COMMAND.length);
        return typed === undefined ? [] : [{ shown: title, typed, of: "story" }];
      });
      const places = Math.min(stories.length, Math.max(Math.floor(limit * FOR_STORIES), limit - persons.length));
      return [...persons.slice(0, limit - places), ...stories.slice(0, places)];
    },
  };
}
