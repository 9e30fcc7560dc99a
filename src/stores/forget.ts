import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { Instant } from "../news/article.ts";
import type { Forgotten, ToForget } from "../ports/upkeep.ts";
import { type Driver, type Group, listOf, statement, type Value } from "./driver.ts";
import { nameKey } from "./rows.ts";

/** Stories in one transaction: others wait for no longer than that takes. */
const AT_ONCE = 100;

type Which = { readonly sql: string; readonly args: readonly Value[] };
type Taken = Omit<Forgotten, "editions">;

/** The stories last read before a moment, but for these and those that hold one of these articles. */
export function readBefore({ dialect }: Driver, before: Instant, but: readonly string[]): Which {
  const sql = "select id as story from stories where read_at < ?";
  if (but.length === 0) return { sql, args: [before] };
  const these = `(select value from ${dialect.each("?")})`;
  const list = JSON.stringify(but);
  return {
    sql: `${sql} and id not in ${these} and id not in (select story from articles where id in ${these})`,
    args: [before, list, list],
  };
}

export function storiesOf(what: ToForget): Which {
  switch (what.kind) {
    case "all":
      return { sql: "select story from articles", args: [] };
    case "source":
      return { sql: "select story from articles where origin = ?", args: [what.origin] };
    case "person": {
      const folded = nameKey(what.name);
      return {
        sql: `select story from people where folded = ?
          union select articles.story from quotes join articles on articles.number = quotes.article where quotes.folded = ?`,
        args: [folded, folded],
      };
    }
  }
}

/** Takes stories out, a few at a time, with all that is derived from them; keeps the ids of their articles, which say nothing by themselves. */
export async function takeOut(driver: Driver, which: Which, now: Instant): Promise<Taken> {
  let taken: Taken = { stories: 0, articles: 0, quotes: 0 };
  for (;;) {
    const rows = await driver.all(`select distinct story from (${which.sql}) as which limit ${AT_ONCE}`, which.args);
    if (rows.length === 0) return taken;
    const some = await takeOutSome(driver, listOf(rows.map(({ story }) => story ?? null)), now);
    taken = { stories: taken.stories + rows.length, articles: taken.articles + some.articles, quotes: taken.quotes + some.quotes };
    await yieldToOthers();
  }
}

async function takeOutSome({ dialect, all, batch }: Driver, stories: Which, now: Instant): Promise<{ articles: number; quotes: number }> {
  const numbers = `select number from articles where story in ${stories.sql}`;
  const named = await all(`select distinct folded from people where story in ${stories.sql}`, stories.args);
  const lock: Group[] = dialect.namesLock === null ? [] : [[statement(dialect.namesLock)]];
  const counts = await batch([
    ...lock,
    [statement(`select cast(count(*) as integer) as rows from articles where story in ${stories.sql}`, ...stories.args)],
    [statement(`select cast(count(*) as integer) as rows from quotes where article in (${numbers})`, ...stories.args)],
    [
      statement(
        `insert into forgotten (article, forgotten_at) select id, ? from articles where story in ${stories.sql} on conflict do nothing`,
        now,
        ...stories.args,
      ),
    ],
    [statement(`delete from article_words where ${dialect.words.key} in (${numbers})`, ...stories.args)],
    [statement(`delete from articles where story in ${stories.sql}`, ...stories.args)],
    [statement(`delete from stories where id in ${stories.sql}`, ...stories.args)],
    ...(named.length === 0 ? [] : countAnew(dialect.each("people.aliases"), listOf(named.map(({ folded }) => folded ?? null)), now)),
  ]);
  const [articles = 0, quotes = 0] = counts.slice(lock.length).map(([row]) => Number(row?.rows ?? 0));
  return { articles, quotes };
}

/** What `names` and `aliases` say of these names, from the people that are left: the same that storing only their stories would have made. */
export function countAnew(each: string, { sql: these, args }: Which, now: Instant): Group[] {
  const theirs = "from people where people.folded = names.folded";
  const withRole = `${theirs} and people.role is not null and people.role <> ''`;
  return [
    [
      statement(
        `update names set
          articles = (select count(distinct people.story || ' ' || coalesce(people.article, '')) ${theirs}),
          quotes = (select count(*) from quotes where quotes.folded = names.folded and quotes.reported = 0),
          name = coalesce((select people.name ${theirs} order by people.sorted desc, people.name desc limit 1), name),
          role = (select people.role ${withRole} order by people.sorted desc, people.role desc limit 1),
          role_at = (select max(people.sorted) ${withRole}),
          latest = coalesce((select max(people.sorted) ${theirs}), latest),
          read_at = ?
         where folded in ${these}`,
        now,
        ...args,
      ),
    ],
    [statement(`delete from names where articles = 0 and folded in ${these}`, ...args)],
    [statement(`delete from aliases where folded in ${these}`, ...args)],
    [
      statement(
        `insert into aliases (folded, alias) select distinct people.folded, one.value from people, ${each}
         where people.folded in ${these} and length(one.value) <= 200 on conflict do nothing`,
        ...args,
      ),
    ],
  ];
}
