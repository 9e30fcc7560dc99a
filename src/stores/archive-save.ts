import type { Article, ArticleId, Instant } from "../news/article.ts";
import type { FoundPerson } from "../news/person.ts";
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
  sortedLast,
  summaryValue,
} from "./rows.ts";
import { wordsOf } from "./words.ts";

/**
 * The groups that write stories, one for each article that is new, behind a gate of its own: an article that is there already stays as it is,
 * also where another replica stored it a moment ago. One that is new in a story known already is added to it with its quotes and the people
 * it names, and the summary becomes that of the whole story. `now`: by it names are told from those that were stored before.
 */
export function savingOf(driver: Driver, stories: readonly Story[], stored: ReadonlySet<ArticleId>, now: Instant): Group[] {
  return stories.flatMap((story) =>
    story.articles.filter(({ id }) => !stored.has(id)).map((article) => articleGroup(driver, story, article, now)),
  );
}

function articleGroup({ dialect }: Driver, story: Story, article: Article, now: Instant): Group {
  const quotes = story.quotes.filter((quote) => quote.articleId === article.id);
  const people = story.people.filter(({ articleId = story.articles[0].id }) => articleId === article.id);
  const position = story.articles.indexOf(article);
  return [
    insert("articles", ARTICLE, articleValues(article, story.id, position), "on conflict (id) do nothing returning number"),
    ...inserts(
      "quotes",
      QUOTE,
      quotes.map((quote, ordinal) => quoteValues(quote, ordinal, article)),
    ),
    statement(dialect.words.insert, { returned: "number" }, wordsOf(article)),
    // Before the people: whoever adds to the same story at the same time waits here, so that their places in the list do not meet.
    storyStatement(story),
    ...(position > 0
      ? [statement("update people set sorted = ? where story = ? and sorted < ?", sortedLast(story), story.id, sortedLast(story))]
      : []),
    ...insertPeople(story, people, position === 0),
    ...nameStatements(story, people, quotes, now),
  ];
}

function storyStatement(story: Story): Statement {
  return statement(
    `insert into stories (id, summary, read_at, sorted) values (?, ?, ?, ?) on conflict (id) do update set summary = excluded.summary,
      read_at = case when excluded.read_at > stories.read_at then excluded.read_at else stories.read_at end,
      sorted = case when excluded.sorted > stories.sorted then excluded.sorted else stories.sorted end`,
    story.id,
    summaryValue(story.summary),
    lastRead(story),
    sortedLast(story),
  );
}

const PERSON_BUT_ORDINAL = PERSON.filter((column) => column !== "ordinal");
/** At the end of the list of those the story names. */
const ADDED_PERSON = `insert into people (ordinal, ${PERSON_BUT_ORDINAL.join(", ")})
  values ((select coalesce(max(ordinal), -1) + 1 from people where story = ?), ${PERSON_BUT_ORDINAL.map(() => "?").join(", ")})`;

export function insertPeople(story: Story, people: readonly FoundPerson[], first: boolean): Statement[] {
  const rows = people.map((person) => personValues(person, story));
  if (!first) return rows.map((values) => statement(ADDED_PERSON, story.id, ...values));
  const columns = ["ordinal", ...PERSON_BUT_ORDINAL];
  return inserts(
    "people",
    columns,
    rows.map((values, ordinal) => [ordinal, ...values]),
  );
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

export function nameStatements(story: Story, people: readonly FoundPerson[], quotes: readonly Quote[], now: Instant): Statement[] {
  const sorted = sortedLast(story);
  const names = new Map<string, { name: string; role: string | null; aliases: Set<string> }>();
  for (const person of people) {
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
        return [folded, name, role, role && sorted, 1, countOf(quotes, folded), sorted, now];
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
