import type { Article, ArticleId, Instant } from "../news/article.ts";
import type { FoundPerson } from "../news/person.ts";
import type { Quote } from "../news/quote.ts";
import type { Story, StoryId } from "../news/story.ts";
import type { Archive, ArchivedName, QuoteInStory, QuotesWanted, StoriesWanted } from "../ports.ts";
import { savingOf } from "./archive-save.ts";
import { type Driver, listOf, type Row, slices, type Value } from "./driver.ts";
import { archivedName, articleOf, nameKey, personOf, quoteOf, storable, summaryOf } from "./rows.ts";
import { wordsAsked } from "./words.ts";

/** Ids or names in one statement. */
const AT_ONCE = 512;

/** The archive over either engine. */
export function archiveOn(driver: Driver): Archive {
  const { dialect } = driver;

  async function all(sql: string, ...args: readonly (Value | readonly Value[])[]): Promise<Row[]> {
    return driver.all(sql, args.flat());
  }

  async function known(ids: readonly ArticleId[]): Promise<ReadonlySet<ArticleId>> {
    const found = new Set<ArticleId>();
    for (const slice of slices(ids, AT_ONCE)) {
      const { sql, args } = listOf(slice);
      const rows = await all(
        `select id from articles where id in ${sql} union all select article as id from forgotten where article in ${sql}`,
        args,
        args,
      );
      for (const row of rows) found.add(row.id as ArticleId);
    }
    return found;
  }

  /** A condition on article numbers: the article holds all the words. Null: there is no word in them. */
  function holding(words: string): { sql: string; args: Value[] } | null {
    const asked = wordsAsked(words);
    return asked.length === 0 ? null : { sql: `number in (${dialect.words.matching})`, args: [dialect.words.query(asked)] };
  }

  async function stories(wanted: StoriesWanted): Promise<Story[]> {
    const conditions: string[] = [];
    const args: Value[] = [];
    if (wanted.after !== undefined) {
      conditions.push("read_at > ?");
      args.push(wanted.after);
    }
    if (wanted.naming !== undefined) {
      if (wanted.naming.length === 0) return [];
      const names = listOf(wanted.naming.map(nameKey));
      conditions.push(`id in (select story from people where folded in ${names.sql})`);
      args.push(...names.args);
    }
    if (wanted.words !== undefined) {
      const words = holding(wanted.words);
      if (words === null) return [];
      conditions.push(`id in (select story from articles where ${words.sql})`);
      args.push(...words.args);
    }
    const where = conditions.length > 0 ? `where ${conditions.join(" and ")}` : "";
    return read(await all(`select id, summary from stories ${where} order by sorted desc, id limit ?`, args, wanted.limit));
  }

  /** The stories of these rows of `stories`, in their order. */
  async function read(rows: readonly Row[]): Promise<Story[]> {
    if (rows.length === 0) return [];
    const made: Story[] = [];
    for (const slice of slices(rows, AT_ONCE)) {
      const ids = listOf(slice.map(({ id }) => id ?? null));
      const articles = await all(`select * from articles where story in ${ids.sql} order by story, position, number`, ids.args);
      if (articles.length === 0) continue;
      const of = listOf(articles.map(({ id }) => id ?? null));
      const [quotes, people] = await Promise.all([
        all(`select * from quotes where article in ${of.sql} order by article, ordinal`, of.args),
        all(`select * from people where article in ${of.sql} order by article, ordinal`, of.args),
      ]);
      const quotesOf = grouped(quotes, "article");
      const peopleOf = grouped(people, "article");
      const articlesOf = grouped(articles, "story");
      for (const row of slice) {
        const [lead, ...others] = articlesOf.get(row.id) ?? [];
        if (lead === undefined) continue;
        const its = [lead, ...others];
        made.push({
          id: row.id as StoryId,
          articles: its.map(articleOf) as [Article, ...Article[]],
          summary: summaryOf(row.summary),
          quotes: its.flatMap(({ id }) => (quotesOf.get(id) ?? []).map((quote): Quote => quoteOf(quote))),
          people: its.flatMap(({ id }) => (peopleOf.get(id) ?? []).map((person): FoundPerson => personOf(person))),
        });
      }
    }
    return made;
  }

  /** These rows of `quotes`, in their order, each with its article. */
  async function inStories(rows: readonly Row[]): Promise<QuoteInStory[]> {
    if (rows.length === 0) return [];
    const ids = listOf([...new Set(rows.map(({ article }) => article ?? null))]);
    const articles = await all(`select * from articles where id in ${ids.sql}`, ids.args);
    const found = new Map(articles.map((row) => [row.id, { article: articleOf(row), story: row.story as StoryId }]));
    return rows.flatMap((row) => {
      const its = found.get(row.article);
      return its === undefined ? [] : [{ quote: quoteOf(row), ...its }];
    });
  }

  async function quotes({ names, about, reported, offset, limit }: QuotesWanted): Promise<QuoteInStory[]> {
    if (names.length === 0) return [];
    const speakers = listOf(names.map(nameKey));
    const words = about === undefined ? { sql: "", args: [] } : holding(about);
    if (words === null) return [];
    const on = words.sql && `and article in (select id from articles where ${words.sql})`;
    const rows = await all(
      `select * from quotes where folded in ${speakers.sql} and reported = ? ${on}
       order by sorted desc, article, ordinal limit ? offset ?`,
      speakers.args,
      reported ? 1 : 0,
      words.args,
      limit,
      offset,
    );
    return inStories(rows);
  }

  async function names(since?: Instant): Promise<ArchivedName[]> {
    const [where, args] = since === undefined ? ["", []] : ["where read_at >= ?", [since]];
    const rows = await all(`select folded, name, role, articles, quotes, latest from names ${where}`, args);
    if (rows.length === 0) return [];
    const of = where && "where folded in (select folded from names where read_at >= ?)";
    const aliases = grouped(await all(`select folded, alias from aliases ${of}`, args), "folded");
    return rows.map((row) => archivedName(row, aliases.get(row.folded) ?? []));
  }

  return {
    known,
    stories,
    quotes,
    names,
    async save(given) {
      const cleaned = given.map(storable).sort((a, b) => (a.id < b.id ? -1 : 1));
      const stored = await known(cleaned.flatMap(({ articles }) => articles.map(({ id }) => id)));
      const groups = savingOf(driver, cleaned, stored);
      if (groups.length > 0) await driver.batch(groups);
    },
    async story(id) {
      const [story] = await read(await all("select id, summary from stories where id = ?", id));
      return story ?? null;
    },
    async quote(id) {
      const [, article, begins] = /^(.*)\.(\d{1,9})$/su.exec(id) ?? [];
      if (article === undefined || begins === undefined) return null;
      // A quote in marks may begin where a reported one does; the id then means the one that is shown in marks.
      const sql = "select * from quotes where article = ? and begins = ? order by reported, ordinal limit 1";
      const rows = await all(sql, article, Number(begins));
      const [found] = await inStories(rows);
      return found ?? null;
    },
    async extent() {
      const [row] = await all("select cast(count(*) as integer) as articles, min(read_at) as since from articles");
      return { articles: Number(row?.articles ?? 0), since: (row?.since ?? null) as Awaited<ReturnType<Archive["extent"]>>["since"] };
    },
  };
}

function grouped(rows: readonly Row[], column: string): Map<Value | undefined, Row[]> {
  const groups = new Map<Value | undefined, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[column]);
    if (group === undefined) groups.set(row[column], [row]);
    else group.push(row);
  }
  return groups;
}
