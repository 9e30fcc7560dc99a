import type { ArticleId, Instant } from "../news/article.ts";
import type { QuoteId } from "../news/quote.ts";
import type { Story, StoryId } from "../news/story.ts";
import { insertPeople, nameStatements } from "./archive-save.ts";
import { type Driver, type Group, inserts, listOf, type Statement, statement } from "./driver.ts";
import { countAnew } from "./forget.ts";
import { ARTICLE, articleValues, nameKey, QUOTE, quoteValues, summaryValue } from "./rows.ts";
import { wordsOf } from "./words.ts";

const NUMBERS: readonly string[] = ["position", "backlog"];

/**
 * The groups that put a newer version in the place of an article, in its story. The old one stays with its text, for its quotes are offsets
 * into it, and is in no list any more; nor are its quotes, but for those that are withdrawn. Null where it is not there.
 */
export async function revisionOf(
  driver: Driver,
  old: ArticleId,
  version: Story,
  withdrawn: ReadonlyMap<QuoteId, "gone" | "reworded">,
  now: Instant,
): Promise<{ readonly groups: readonly Group[]; readonly gate: number } | null> {
  const [row] = await driver.all("select number, story, position from articles where id = ? and replaced_by is null", [old]);
  if (row === undefined) return null;
  const { dialect } = driver;
  const number = row.number ?? null;
  const [article] = version.articles;
  const people = version.people.map((person) => ({ ...person, articleId: article.id }));
  const story: Story = { ...version, id: String(row.story) as StoryId, people };
  const [[lead], named] = await Promise.all([
    driver.all("select id from articles where story = ? and replaced_by is null order by position, number limit 1", [story.id]),
    driver.all(
      "select distinct folded from people where story = ? union select folded from quotes where article = ? and folded is not null",
      [story.id, number],
    ),
  ]);
  const first: Statement = {
    sql: `insert into articles (${ARTICLE.join(", ")})
      select ${ARTICLE.map((column) => (NUMBERS.includes(column) ? "cast(? as integer)" : "?")).join(", ")}
      where exists (select 1 from articles where id = ? and replaced_by is null) on conflict (id) do nothing returning number`,
    args: [...articleValues(article, story.id, Number(row.position)), old],
  };
  const quotes = version.quotes.map((quote, ordinal) => quoteValues(quote, ordinal, article));
  const begins = [...withdrawn].map(([id, how]) => ({ begin: Number(id.slice(id.lastIndexOf(".") + 1)), how }));
  const aboutOld = lead?.id === old ? "(article is null or article = ?)" : "article = ?";
  const folded = [...new Set([...named.map((name) => String(name.folded)), ...people.map(({ name }) => nameKey(name))])];
  const lock: Group[] = dialect.namesLock === null ? [] : [[statement(dialect.namesLock)]];
  return {
    gate: lock.length,
    groups: [
      ...lock,
      [
        first,
        ...inserts("quotes", QUOTE, quotes),
        statement(dialect.words.insert, { returned: "number" }, wordsOf(article)),
        statement("update articles set replaced_by = ? where id = ?", article.id, old),
        ...begins.map(({ begin, how }) =>
          statement("update quotes set withdrawn = ? where article = ? and begins = ?", how, number, begin),
        ),
        // Without it a quote is in no list of its speaker's.
        statement("update quotes set folded = null where article = ? and withdrawn is null", number),
        statement(`delete from people where story = ? and ${aboutOld}`, story.id, old),
        ...insertPeople(story, people, false),
        statement("update stories set summary = ? where id = ?", summaryValue(version.summary), story.id),
        ...nameStatements(story, people, version.quotes, now),
      ],
      ...(folded.length === 0 ? [] : countAnew(dialect.each("people.aliases"), listOf(folded), now)),
    ],
  };
}
