import type { Article, ArticleId } from "../news/article.ts";
import type { Quote } from "../news/quote.ts";
import type { Story } from "../news/story.ts";
import { type Driver, type Group, insert, inserts, type Statement, statement, type Value } from "./driver.ts";
import {
  ARTICLE,
  articleValues,
  greater,
  lastRead,
  nameKey,
  PERSON,
  personValues,
  QUOTE,
  quoteValues,
  reported,
  sortedBy,
  sortedLast,
  summaryValue,
} from "./rows.ts";
import { wordsOf } from "./words.ts";

/**
 * The groups that write stories, each article and each story behind a gate of its own: what is there already stays as it is, also where
 * another replica stored it a moment ago. Articles that are new in a story known already are added to it with their quotes; its summary
 * and people stay those of the first time.
 */
export function savingOf(driver: Driver, stories: readonly Story[], stored: ReadonlySet<ArticleId>): Group[] {
  return stories.flatMap((story) => {
    const fresh = story.articles.filter(({ id }) => !stored.has(id));
    if (fresh.length === 0) return [];
    const grows = fresh.length < story.articles.length;
    return [...fresh.map((article) => articleGroup(driver, story, article, grows)), storyGroup(story)];
  });
}

function articleGroup({ dialect }: Driver, story: Story, article: Article, grows: boolean): Group {
  const position = story.articles.indexOf(article);
  const quotes = story.quotes.filter((quote) => quote.articleId === article.id);
  return [
    insert("articles", ARTICLE, articleValues(article, story.id, position), "on conflict (id) do nothing returning number"),
    ...inserts(
      "quotes",
      QUOTE,
      quotes.map((quote, ordinal) => quoteValues(quote, ordinal, article)),
    ),
    statement(dialect.words.insert, { returned: "number" }, wordsOf(article)),
    ...(grows ? growing(story, article, quotes) : []),
  ];
}

/** What a further article changes of its story and of the names it quotes. */
function growing({ id }: Story, article: Article, quotes: readonly Quote[]): Statement[] {
  const speakers = new Set(quotes.flatMap(({ speaker }) => (speaker?.kind === "person" ? [nameKey(speaker.name)] : [])));
  const sql = "update names set quotes = quotes + ?, read_at = ? where folded = ?";
  const sorted = sortedBy(article);
  return [
    statement("update stories set read_at = ? where id = ? and read_at < ?", article.readAt, id, article.readAt),
    statement("update stories set sorted = ? where id = ? and sorted < ?", sorted, id, sorted),
    statement("update people set sorted = ? where story = ? and sorted < ?", sorted, id, sorted),
    ...[...speakers].sort().map((folded) => statement(sql, countOf(quotes, folded), article.readAt, folded)),
  ];
}

function storyGroup(story: Story): Group {
  return [
    statement(
      `insert into stories (id, summary, read_at, sorted) select ?, ?, ?, ? where exists (select 1 from articles where story = ?)
       on conflict (id) do nothing returning id`,
      story.id,
      summaryValue(story.summary),
      lastRead(story),
      sortedLast(story),
      story.id,
    ),
    ...inserts(
      "people",
      PERSON,
      story.people.map((person, ordinal) => personValues(person, ordinal, story)),
    ),
    ...nameStatements(story),
  ];
}

const NAME = ["folded", "name", "role", "role_at", "articles", "quotes", "latest", "read_at"] as const;
/** So written that the order in which stories come in makes no difference: the newest story's form of a name is the one that is shown. */
const COUNT = `on conflict (folded) do update set
  name = case when excluded.latest > names.latest or (excluded.latest = names.latest and excluded.name > names.name)
    then excluded.name else names.name end,
  role = case when excluded.role_at is not null and (names.role_at is null or excluded.role_at > names.role_at
    or (excluded.role_at = names.role_at and excluded.role > names.role)) then excluded.role else names.role end,
  role_at = case when excluded.role_at is not null and (names.role_at is null or excluded.role_at > names.role_at)
    then excluded.role_at else names.role_at end,
  articles = names.articles + excluded.articles,
  quotes = names.quotes + excluded.quotes,
  latest = case when excluded.latest > names.latest then excluded.latest else names.latest end,
  read_at = case when excluded.read_at > names.read_at then excluded.read_at else names.read_at end`;

function nameStatements(story: Story): Statement[] {
  const sorted = sortedLast(story);
  const names = new Map<string, { name: string; role: string | null; aliases: Set<string> }>();
  for (const person of story.people) {
    const folded = nameKey(person.name);
    const { name = "", role = null, aliases = new Set<string>() } = names.get(folded) ?? {};
    for (const alias of person.aliases) if (alias.length <= LONGEST_ALIAS) aliases.add(alias);
    names.set(folded, { name: greater(name, person.name), role: person.role ? greater(role ?? "", person.role) : role, aliases });
  }
  const rows = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...inserts(
      "names",
      NAME,
      rows.map(([folded, { name, role }]): Value[] => {
        return [folded, name, role, role && sorted, 1, countOf(story.quotes, folded), sorted, lastRead(story)];
      }),
      COUNT,
    ),
    ...inserts(
      "aliases",
      ["folded", "alias"],
      rows.flatMap(([folded, { aliases }]) => [...aliases].sort().map((alias) => [folded, alias])),
      "on conflict do nothing",
    ),
  ];
}

const LONGEST_ALIAS = 200;
const countOf = (quotes: readonly Quote[], folded: string): number =>
  quotes.filter((q) => reported(q) === 0 && q.speaker?.kind === "person" && nameKey(q.speaker.name) === folded).length;
