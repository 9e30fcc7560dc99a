import type { Story } from "../../src/news/story.ts";
import { type Driver, inserts, type Statement, statement, type Value } from "../../src/stores/driver.ts";
import {
  ARTICLE,
  articleValues,
  nameKey,
  PERSON,
  personValues,
  QUOTE,
  quoteValues,
  reported,
  sortedLast,
  summaryValue,
} from "../../src/stores/rows.ts";
import { wordsOf } from "../../src/stores/words.ts";
import { synthetic } from "./store-stories.ts";

const AT_ONCE = 500;

/**
 * The same rows as `Archive.save` writes for these stories, faster: what is sorted is sorted once, in the end, and each name counted once.
 * `make` makes an index, which may take longer than the driver waits for an answer.
 */
export async function load(
  driver: Driver,
  stories: number,
  persons: number,
  make: (sql: string) => Promise<unknown> = (sql) => driver.all(sql, []),
): Promise<void> {
  const indexes = await setAside(driver);
  const names = new Map<
    string,
    { name: string; role: string; articles: number; quotes: number; latest: string; aliases: readonly string[] }
  >();
  for (let from = 0; from < stories; from += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, stories - from) }, (_, i) => synthetic(from + i, persons));
    for (const story of batch) {
      for (const { name, role = "", aliases } of story.people) {
        const known = names.get(nameKey(name)) ?? { name, role, articles: 0, quotes: 0, latest: "", aliases };
        const its = story.quotes.filter((quote) => reported(quote) === 0 && quote.speaker?.name === name).length;
        names.set(nameKey(name), { ...known, articles: known.articles + 1, quotes: known.quotes + its, latest: sortedLast(story) });
      }
    }
    await write(driver, rowsOf(driver, batch, from));
    await new Promise((done) => setImmediate(done));
  }
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  const now = new Date().toISOString();
  await write(driver, [
    ...inserts(
      "names",
      ["folded", "name", "role", "role_at", "articles", "quotes", "latest", "read_at"],
      sorted.map(([folded, { name, role, articles, quotes, latest }]) => [folded, name, role, latest, articles, quotes, latest, now]),
    ),
    ...inserts(
      "aliases",
      ["folded", "alias"],
      sorted.flatMap(([folded, { aliases }]) => [...aliases].sort().map((alias) => [folded, alias])),
    ),
  ]);
  if (driver.dialect.nextKey !== null) await driver.all(driver.dialect.nextKey, []);
  for (const sql of indexes) await make(sql);
}

function rowsOf({ dialect }: Driver, batch: readonly Story[], from: number): Statement[] {
  const numbered = batch.map((story, i) => ({ story, number: from + i + 1 }));
  const ofQuotes = ({ story, number }: (typeof numbered)[number]) =>
    story.quotes.map((quote, ordinal) => [number, ...(quoteValues(quote, ordinal, story.articles[0]).slice(1) as Value[])]);
  const ofPeople = ({ story }: (typeof numbered)[number]) =>
    story.people.map((person, ordinal) => [ordinal, ...personValues(person, story)]);
  return [
    ...inserts(
      "articles",
      ["number", ...ARTICLE],
      numbered.map(({ story, number }) => [number, ...articleValues(story.articles[0], story.id, 0)]),
    ),
    ...inserts("quotes", QUOTE, numbered.flatMap(ofQuotes)),
    ...numbered.map(({ story, number }) => statement(dialect.words.insert, number, foldedWords(story.articles[0].text))),
    ...inserts(
      "stories",
      ["id", "summary", "read_at", "sorted"],
      batch.map((story) => [story.id, summaryValue(story.summary), story.articles[0].readAt, sortedLast(story)]),
    ),
    ...inserts("people", ["ordinal", ...PERSON.filter((column) => column !== "ordinal")], numbered.flatMap(ofPeople)),
  ];
}

const folded = new Map<string, string>();

/** As `wordsOf` of such a story, each word folded once for all of them. */
function foldedWords(text: string): string {
  const words = new Set<string>();
  for (const word of text.split(" ")) {
    const known = folded.get(word) ?? wordsOf({ text: word, title: "" });
    folded.set(word, known);
    words.add(known);
  }
  return [...words].join(" ");
}

/** In one transaction: a group is left out where its first statement gives no row. */
async function write(driver: Driver, statements: readonly Statement[]): Promise<void> {
  await driver.batch([[statement("select 1 as one"), ...statements]]);
}

/** Takes the indexes away that are no keys, and gives the statements that make them again. */
async function setAside(driver: Driver): Promise<string[]> {
  const all =
    driver.dialect.name === "sqlite"
      ? "select name, sql from sqlite_master where type = 'index' and sql is not null"
      : `select indexname as name, indexdef as sql from pg_indexes where schemaname = current_schema()
         and not exists (select from pg_constraint where conname = indexname)`;
  const rows = await driver.all(all, []);
  for (const { name } of rows) await driver.all(`drop index ${name}`, []);
  return rows.map(({ sql }) => String(sql));
}
