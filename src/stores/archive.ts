import { setImmediate as yieldToOthers } from "node:timers/promises";
import { type Article, type ArticleId, type Instant, instant } from "../news/article.ts";
import type { Headline } from "../news/headlines.ts";
import type { Story, StoryId } from "../news/story.ts";
import type { Archive, ArchivedName, Clock, QuotedArticle, QuoteInStory, QuotePlace, QuotesWanted } from "../ports.ts";
import { finderOn } from "./archive-find.ts";
import { revisionOf } from "./archive-revise.ts";
import { savingOf } from "./archive-save.ts";
import { type Driver, filledUp, listOf, type Row, slices, type Value } from "./driver.ts";
import { extentOn } from "./extent.ts";
import { archivedName, articleOf, personOf, quoteOf, storable, summaryOf } from "./rows.ts";

/** Ids in one statement. */
const AT_ONCE = 512;
/** Each is a condition of its own. */
const PLACES_AT_ONCE = 64;
/** Behind each stands the whole text of an article, over which SQLite has to read. */
const HEADLINES_AT_ONCE = 1_000;
/** Of 100,000 names so many are read before others get their turn: the embedded engine answers in one go. A power of two. */
const NAMES_AT_ONCE = 512;

const SUFFIXED = / (?:jr|sr|ii|iii|iv)$/;
const NAMES = "select folded, name, role, articles, quotes, latest, read_at from names";

/** The archive over either engine. */
export function archiveOn(driver: Driver, clock: Clock, extent = extentOn(driver)): Archive {
  const now = () => instant(clock.now());
  const find = finderOn(driver);

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

  /** The stories of these rows of `stories`, in their order. */
  async function read(rows: readonly Row[]): Promise<Story[]> {
    if (rows.length === 0) return [];
    const made: Story[] = [];
    for (const slice of slices(rows, AT_ONCE)) {
      const ids = listOf(slice.map(({ id }) => id ?? null));
      const articles = await all(
        `select * from articles where story in ${ids.sql} and replaced_by is null order by story, position, number`,
        ids.args,
      );
      if (articles.length === 0) continue;
      const numbers = listOf(articles.map(({ number }) => number ?? null));
      const [quotes, people] = await Promise.all([
        all(`select * from quotes where article in ${numbers.sql} order by article, ordinal`, numbers.args),
        all(`select * from people where story in ${ids.sql} order by story, ordinal`, ids.args),
      ]);
      const quotesOf = grouped(quotes, "article");
      const peopleOf = grouped(people, "story");
      const articlesOf = grouped(articles, "story");
      for (const row of slice) {
        const [lead, ...others] = articlesOf.get(row.id) ?? [];
        if (lead === undefined) continue;
        const its = [lead, ...others];
        made.push({
          id: row.id as StoryId,
          articles: its.map(articleOf) as [Article, ...Article[]],
          summary: summaryOf(row.summary),
          quotes: its.flatMap(({ id, number }) => (quotesOf.get(number) ?? []).map((quote) => quoteOf(quote, id as ArticleId))),
          people: (peopleOf.get(row.id) ?? []).map(personOf),
        });
      }
    }
    return made;
  }

  /** These articles, by their numbers, each with its story. */
  async function numbered(numbers: readonly Value[]): Promise<Map<Value | undefined, Omit<QuotedArticle, "quotes">>> {
    const ids = listOf(numbers);
    const rows = await all(`select * from articles where number in ${ids.sql}`, ids.args);
    return new Map(rows.map((row) => [row.number, { article: articleOf(row), story: row.story as StoryId }]));
  }

  async function places(wanted: QuotesWanted): Promise<QuotePlace[]> {
    return (await find.places(wanted)).map(placeOf);
  }

  async function quotesAt(places: readonly QuotePlace[]): Promise<(QuoteInStory | null)[]> {
    const found = new Map<string, QuoteInStory>();
    for (const slice of slices(places, PLACES_AT_ONCE)) {
      const each = filledUp(slice);
      const sql = `select * from quotes where ${each.map(() => "(article = ? and ordinal = ?)").join(" or ")}`;
      const args = each.flatMap(({ article, ordinal }) => [article, ordinal]);
      const [rows, its] = await Promise.all([all(sql, args), numbered([...new Set(slice.map(({ article }) => article))])]);
      for (const row of rows) {
        const one = its.get(row.article);
        if (one) found.set(`${row.article} ${row.ordinal}`, { quote: quoteOf(row, one.article.id), ...one });
      }
    }
    return places.map(({ article, ordinal }) => found.get(`${article} ${ordinal}`) ?? null);
  }

  async function names(since?: Instant): Promise<ArchivedName[]> {
    const found: ArchivedName[] = [];
    for (let at = { readAt: since ?? "", folded: "" }; ; await yieldToOthers()) {
      const rows = since
        ? await all(`${NAMES} where (read_at, folded) > (?, ?) order by read_at, folded limit ?`, at.readAt, at.folded, NAMES_AT_ONCE)
        : await all(`${NAMES} where folded > ? order by folded limit ?`, at.folded, NAMES_AT_ONCE);
      if (rows.length === 0) return found;
      const ids = listOf(rows.map(({ folded = null }) => folded));
      const [aliases, apart] = await Promise.all([
        all(`select folded, alias from aliases where folded in ${ids.sql} order by folded, alias`, ids.args),
        namedApart(rows.flatMap(({ folded }) => (SUFFIXED.test(String(folded)) ? [String(folded)] : []))),
      ]);
      found.push(...named(rows, aliases, apart));
      const last = rows.at(-1);
      if (rows.length < NAMES_AT_ONCE) return found;
      at = { readAt: String(last?.read_at), folded: String(last?.folded) };
    }
  }

  /** Of names with "Jr." or "III", those beside whom an article names somebody who is called so without it. */
  async function namedApart(folded: readonly string[]): Promise<ReadonlySet<string>> {
    if (folded.length === 0) return new Set();
    const ids = listOf(folded);
    const beside = await all(
      `select distinct a.folded as one, b.folded as other from people a
       join people b on b.story = a.story and coalesce(b.article, '') = coalesce(a.article, '') and b.folded <> a.folded
       where a.folded in ${ids.sql}`,
      ids.args,
    );
    const bare = (name: unknown) => String(name).replace(SUFFIXED, "").split(" ");
    const alike = (one: string[], other: string[]) => one.at(-1) === other.at(-1) && one[0] === other[0] && other.length > 1;
    return new Set(
      beside.flatMap(({ one, other }) => (!SUFFIXED.test(String(other)) && alike(bare(one), bare(other)) ? [String(one)] : [])),
    );
  }

  async function headlines(after: number, limit: number): Promise<Headline[]> {
    const found: Headline[] = [];
    for (let before = Number.MAX_SAFE_INTEGER; ; await yieldToOthers()) {
      const most = Math.min(HEADLINES_AT_ONCE, limit - found.length);
      const rows = await all(
        `select number, story, title, sorted from articles where number > ? and number < ? and replaced_by is null
         order by number desc limit ?`,
        ...[after, before, most],
      );
      for (const { number, story, title, sorted } of rows)
        found.push({ number: Number(number), story: story as StoryId, title: String(title), at: sorted as Instant });
      if (rows.length < HEADLINES_AT_ONCE || found.length >= limit) return found;
      before = Number(rows.at(-1)?.number);
    }
  }

  async function recent(since: Instant): Promise<Omit<QuotedArticle, "quotes">[]> {
    const found: Omit<QuotedArticle, "quotes">[] = [];
    for (let after = 0; ; await yieldToOthers()) {
      const rows = await all(
        "select * from articles where read_at >= ? and replaced_by is null and number > ? order by number limit ?",
        since,
        after,
        AT_ONCE,
      );
      for (const row of rows) found.push({ article: articleOf(row), story: row.story as StoryId });
      if (rows.length < AT_ONCE) return found;
      after = Number(rows.at(-1)?.number);
    }
  }

  return {
    known,
    names,
    headlines,
    recent,
    stories: async (wanted) => read(await find.stories(wanted)),
    places,
    quotesAt,
    quotes: async (wanted) => (await quotesAt(await places(wanted))).flatMap((found) => found ?? []),
    async save(given) {
      const cleaned = given.map(storable).sort((a, b) => (a.id < b.id ? -1 : 1));
      const stored = await known(cleaned.flatMap(({ articles }) => articles.map(({ id }) => id)));
      const groups = savingOf(driver, cleaned, stored, now());
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
      const sql = `select article, ordinal, story from quotes join articles on number = article where id = ? and begins = ?
        order by reported, ordinal limit 1`;
      const [found = null] = await quotesAt((await all(sql, article, Number(begins))).map(placeOf));
      return found;
    },
    async tally(names) {
      const rows = await find.tally(names);
      return rows.map(({ outlet, month, quotes }) => ({
        outlet: outlet === null || outlet === undefined ? null : String(outlet),
        month: String(month),
        quotes: Number(quotes),
      }));
    },
    extent: () => extent.read(),
    async article(id) {
      const [row] = await all("select * from articles where id = ?", id);
      if (row === undefined) return null;
      const quotes = await all("select * from quotes where article = ? order by ordinal", row.number ?? null);
      return { article: articleOf(row), quotes: quotes.map((quote) => quoteOf(quote, id)), story: row.story as StoryId };
    },
    async revise(old, version, withdrawn) {
      const revision = await revisionOf(driver, old, storable(version), withdrawn, now());
      if (revision === null) return false;
      const rows = await driver.batch(revision.groups);
      return (rows[revision.gate]?.length ?? 0) > 0;
    },
  };
}

function placeOf({ article, ordinal, story }: Row): QuotePlace {
  return { article: Number(article), ordinal: Number(ordinal), story: story as StoryId };
}

function named(rows: readonly Row[], aliases: readonly Row[], apart: ReadonlySet<string>): ArchivedName[] {
  const theirs = grouped(aliases, "folded");
  return rows.map((row) => {
    const name = archivedName(row, theirs.get(row.folded) ?? []);
    return apart.has(String(row.folded)) ? { ...name, apart: true } : name;
  });
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
