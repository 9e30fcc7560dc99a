import type { QuotesWanted, StoriesWanted } from "../ports.ts";
import { type Driver, listOf, type Row, type Value } from "./driver.ts";
import { nameKey } from "./rows.ts";
import { wordsAsked } from "./words.ts";

/**
 * A search for words alone looks at the articles that were stored last, so many: where the words stand in more, the newest of these are
 * given. Without a limit a common word would mean sorting a tenth of the archive for three stories.
 */
const LATEST = 200;
type Condition = { readonly sql: string; readonly args: readonly Value[] };

type Speaker = readonly [folded: string, reported: number];
type Page = Pick<QuotesWanted, "offset" | "limit">;

/** Finds rows of `stories` and `quotes`, newest first. Each statement can read an index in the order in which it gives its rows. */
export function finderOn(driver: Driver) {
  const { words, listed, each } = driver.dialect;
  const matching = `select ${words.key} as number from article_words where ${words.match}`;
  const allMatching = words.all(matching);

  /** The value for `words.match`; null where there is no word to look for. */
  function queryFor(text: string): string | null {
    const asked = wordsAsked(text);
    return asked.length === 0 ? null : words.query(asked);
  }

  async function stories({ after, naming, words: text, beyond, limit }: StoriesWanted): Promise<Row[]> {
    const query = text === undefined ? undefined : queryFor(text);
    if (query === null || naming?.length === 0) return [];
    const alone = [after, naming, query, beyond].filter((wanted) => wanted !== undefined).length === 1;
    const conditions: Condition[] = [];
    if (after !== undefined) conditions.push({ sql: "read_at > ?", args: [after] });
    if (naming !== undefined) conditions.push(alone ? namingLatest(naming, limit) : namingAny(naming));
    if (query !== undefined) {
      const all = (await atMost(query, words.few.latest)) ? `select number from (${allMatching}) as found` : matching;
      const numbers = alone ? `select number from (${all} order by number desc limit ${Math.max(LATEST, limit)}) as latest` : matching;
      conditions.push({
        sql: `id in (select story from articles ${listed} where number in (${numbers}) and replaced_by is null)`,
        args: [query],
      });
    }
    if (beyond !== undefined) conditions.push({ sql: "(sorted < ? or (sorted = ? and id > ?))", args: [beyond.at, beyond.at, beyond.id] });
    const where = conditions.length > 0 ? `where ${conditions.map(({ sql }) => sql).join(" and ")}` : "";
    const args = conditions.flatMap((condition) => condition.args);
    // Which they are is told by indexes alone; only these few are read.
    const found = `select id from stories ${where} order by sorted desc, id limit ?`;
    return driver.all(`select id, summary from stories where id in (${found}) order by sorted desc, id`, [...args, limit]);
  }

  /** Where the quotes of these persons stand: whole rows, with whole texts behind them, are read for the few that are shown. */
  async function places({ names, about, reported, ...page }: QuotesWanted): Promise<Row[]> {
    const query = about === undefined ? undefined : queryFor(about);
    if (query === null || names.length === 0) return [];
    const speakers = [...new Set(names.map(nameKey))].map((folded) => [folded, reported ? 1 : 0] as const);
    if (query === undefined) return said(speakers, { sql: "", args: [] }, page);
    return (await amongLatest(speakers, query, page)) ?? said(speakers, await onWords(query), page);
  }

  async function said(speakers: readonly Speaker[], on: Condition, { offset, limit }: Page): Promise<Row[]> {
    const one = speakers.map(
      (_, i) =>
        `select * from (select article, ordinal, sorted from quotes where folded = ? and reported = ? ${on.sql}
         order by sorted desc, article, ordinal limit ?) as speaker${i}`,
    );
    const args = speakers.flatMap((speaker) => [...speaker, ...on.args, offset + limit]);
    const found = `select * from (${one.join(" union all ")}) as said order by sorted desc, article, ordinal limit ? offset ?`;
    const sql = `select found.article, found.ordinal, found.sorted, articles.story from (${found}) as found
      join articles on articles.number = found.article order by found.sorted desc, found.article, found.ordinal`;
    return driver.all(sql, [...args, limit, offset]);
  }

  /**
   * Of the articles with these words the last that were stored, and the page made of them; null where quotes in others may belong on it.
   * A word of nearly every article has so many that going through all of them took longer than all else.
   */
  async function amongLatest(speakers: readonly Speaker[], query: string, page: Page): Promise<Row[] | null> {
    if (words.newest === 0) return null;
    const latest = await driver.all(`${matching} order by ${words.key} desc limit ${words.newest}`, [query]);
    const numbers = JSON.stringify(latest.map(({ number }) => number));
    const rows = await said(speakers, { sql: `and article in (select cast(value as bigint) from ${each("?")})`, args: [numbers] }, page);
    if (latest.length < words.newest) return rows;
    const earlier = speakers.map(
      (_, i) =>
        `select * from (select sorted from quotes where folded = ? and reported = ? and article < ? order by sorted desc limit 1) as speaker${i}`,
    );
    const before = latest.at(-1)?.number ?? null;
    const [others] = await driver.all(
      `select max(sorted) as newest from (${earlier.join(" union all ")}) as others`,
      speakers.flatMap((speaker) => [...speaker, before]),
    );
    const newest = others?.newest ?? null;
    return newest === null || (rows.length === page.limit && String(rows.at(-1)?.sorted) > String(newest)) ? rows : null;
  }

  async function tally(names: readonly string[]): Promise<Row[]> {
    if (names.length === 0) return [];
    const { sql, args } = listOf([...new Set(names.map(nameKey))]);
    return driver.all(
      `select outlet, month, cast(count(*) as integer) as quotes from
         (select articles.outlet as outlet, substr(quotes.sorted, 1, 7) as month from quotes join articles on articles.number = quotes.article
          where quotes.folded in ${sql} and quotes.reported = 0) as told
       group by outlet, month order by month, quotes desc, outlet`,
      args,
    );
  }

  async function onWords(query: string): Promise<Condition> {
    const sql = (await atMost(query, words.few.ofPerson)) ? `in (${allMatching})` : null;
    return { sql: sql ? `and article ${sql}` : `and exists (${matching} and ${words.key} = quotes.article)`, args: [query] };
  }

  /** Whether these words stand in so many articles, by what the engine knows of them without looking at any. */
  async function atMost(query: string, most: number): Promise<boolean> {
    if (most === 0 || most === Number.POSITIVE_INFINITY) return most > 0;
    const [row = {}] = await driver.all(`explain ${matching}`, [query]);
    // A scan of all would read the words of all.
    const rows = /^Bitmap.* rows=(\d+)/.exec(String(Object.values(row)[0]))?.[1];
    return rows !== undefined && Number(rows) <= most;
  }

  return { stories, places, tally };
}

/** By name from an index that is in the order of the stories, no more of each than are wanted. */
function namingLatest(names: readonly string[], limit: number): Condition {
  const folded = [...new Set(names.map(nameKey))];
  const each = folded.map(
    (_, i) =>
      `select story from (select distinct story, sorted from people where folded = ? order by sorted desc, story limit ?) as named${i}`,
  );
  return { sql: `id in (${each.join(" union all ")})`, args: folded.flatMap((name) => [name, limit]) };
}

function namingAny(names: readonly string[]): Condition {
  const { sql, args } = listOf(names.map(nameKey));
  return { sql: `id in (select story from people where folded in ${sql})`, args };
}
