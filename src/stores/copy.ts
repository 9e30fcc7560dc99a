import { createHash } from "node:crypto";
import { PullquoteError } from "../errors.ts";
import { type Driver, type Group, inserts, type Row, type Snapshot, type Statement, statement, type Value } from "./driver.ts";
import { ARTICLE, articleOf, PERSON, QUOTE } from "./rows.ts";
import { wordsOf } from "./words.ts";

/** A table: its key, its other columns, and how many of its rows are moved at once. */
type Part = { readonly name: string; readonly key: readonly string[]; readonly columns: readonly string[]; readonly rows: number };

const part = (name: string, key: readonly string[], columns: readonly string[], rows = 500): Part => ({
  name,
  key,
  columns: [...key, ...columns.filter((column) => !key.includes(column))],
  rows,
});

/** What is not copied: leases are of the processes of one store, facts and migrations of the store itself; words are made from the articles. */
export const leftOut: readonly string[] = ["leases", "facts", "migrations", "article_words"];

/** What is copied, each table after those it refers to. A new table belongs here or above, a new column too (a test looks). */
export const parts: readonly Part[] = [
  part("articles", ["number"], [...ARTICLE, "replaced_by"], 100),
  part("quotes", ["article", "ordinal"], QUOTE),
  part("stories", ["id"], ["summary", "read_at", "sorted"]),
  part("people", ["story", "ordinal"], PERSON),
  part("names", ["folded"], ["name", "role", "role_at", "articles", "quotes", "latest", "read_at"]),
  part("aliases", ["folded", "alias"], []),
  part("sources", ["address"], ["added_by", "added_at", "state"]),
  part("seen", ["source", "item"], ["content", "article", "seen_at", "reread_at", "url"]),
  part("forgotten", ["article"], ["forgotten_at"]),
  part("slots", ["schedule", "zone", "local"], ["due", "state", "edition", "cron"]),
  part("editions", ["id"], ["schedule", "zone", "local", "due", "card"], 50),
  part(
    "channel_digests",
    ["platform", "channel"],
    ["cron", "zone", "filter", "roles", "quiet", "paused", "changed_by", "changed_at", "since", "length"],
  ),
  part("follows", ["platform", "member", "person"], ["name", "at_once", "language", "since"]),
  part("keys", ["name"], ["value"]),
  part("installations", ["workspace"], ["name", "since", "secret"]),
  part(
    "deliveries",
    ["id"],
    [...["edition", "platform", "channel", "due", "state", "receipts", "attempts"], ...["not_before", "fence", "lease_until", "problem"]],
  ),
];

/** How far a copy is: `copying` a table row by row, or `checking` it. */
export type CopyProgress = { readonly step: "copying" | "checking"; readonly table: string; readonly done: number; readonly of: number };
/** Of each table, how many rows and the SHA-256 of them all, in the order of their keys. */
export type CopyReport = readonly { readonly table: string; readonly rows: number; readonly hash: string }[];

type Reader = Pick<Driver, "all">;

/**
 * Copies one store into another, whatever their engines. Each table is gone through by its key, and a stretch of rows that is in the
 * target already is left alone: an interrupted copy goes on where it was, also when the original has changed meanwhile. While it goes
 * on the original may be written to; the copy is of the moment at which it began. In the end both are read again and compared.
 */
export async function copyStore(from: Driver, to: Driver, onProgress: (progress: CopyProgress) => void = () => {}): Promise<CopyReport> {
  const snapshot = await from.snapshot();
  try {
    const source = await factOf(snapshot, "store");
    await begin(to, source ?? from.place);
    for (const each of parts) await copyPart(snapshot, to, each, onProgress);
    if (to.dialect.nextKey !== null) await to.all(to.dialect.nextKey, []);
    const report: { table: string; rows: number; hash: string }[] = [];
    for (const each of parts) report.push(await compare(snapshot, to, each, onProgress));
    await sameWords(to);
    await to.batch([[statement("delete from facts where name = 'copying'")]]);
    return report;
  } finally {
    await snapshot.close();
  }
}

/** Whether a copy into this store was begun and not finished. */
export const isUnfinished = async (driver: Reader): Promise<boolean> => (await factOf(driver, "copying")) !== null;

async function factOf(reader: Reader, name: string): Promise<string | null> {
  const [row] = await reader.all("select value from facts where name = ?", [name]);
  return row === undefined ? null : String(row.value);
}

/** Marks the target as being copied into, which keeps the bot from using it; refuses one that holds anything else. */
async function begin(to: Driver, source: string): Promise<void> {
  const begun = await factOf(to, "copying");
  if (begun === source) return;
  const held = await Promise.all(
    ["articles", "slots", "forgotten", "sources", "installations"].map((table) => to.all(`select 1 as one from ${table} limit 1`, [])),
  );
  if (begun !== null || held.some((rows) => rows.length > 0))
    throw new PullquoteError("store", `${to.place} holds an archive already, and nothing of it is overwritten. Choose an empty place.`);
  await to.batch([[statement("insert into facts (name, value) values ('copying', ?)", source)]]);
}

async function copyPart(from: Snapshot, to: Driver, its: Part, onProgress: (progress: CopyProgress) => void): Promise<void> {
  const of = await countOf(from, its);
  let done = 0;
  let after: readonly Value[] | null = null;
  for await (const rows of stretches(from, its)) {
    const last = keyOf(its, rows.at(-1) ?? {});
    const there = await between(to, its, after, last);
    if (textOf(its, rows) !== textOf(its, there)) await to.batch([...removal(to, its, after, last), ...arrival(to, its, rows)]);
    after = last;
    done += rows.length;
    onProgress({ step: "copying", table: its.name, done, of });
  }
  await to.batch(removal(to, its, after, null));
}

/** The rows of a table from its first to its last, some at a time. */
async function* stretches(from: Reader, its: Part): AsyncGenerator<Row[]> {
  for (let after: readonly Value[] | null = null; ; ) {
    const where: Statement = range(its, after, null);
    const sql = `select ${its.columns.join(", ")} from ${its.name} ${where.sql} order by ${its.key.join(", ")} limit ${its.rows}`;
    const rows: Row[] = await from.all(sql, where.args as Value[]);
    if (rows.length > 0) yield rows;
    if (rows.length < its.rows) return;
    after = keyOf(its, rows.at(-1) ?? {});
  }
}

async function between(to: Reader, its: Part, after: readonly Value[] | null, last: readonly Value[]): Promise<Row[]> {
  const where = range(its, after, last);
  return to.all(`select ${its.columns.join(", ")} from ${its.name} ${where.sql} order by ${its.key.join(", ")}`, where.args as Value[]);
}

function range({ key }: Part, after: readonly Value[] | null, last: readonly Value[] | null): Statement {
  const columns = `(${key.join(", ")})`;
  const marks = `(${key.map(() => "?").join(", ")})`;
  const ends = [...(after === null ? [] : [`${columns} > ${marks}`]), ...(last === null ? [] : [`${columns} <= ${marks}`])];
  return { sql: ends.length > 0 ? `where ${ends.join(" and ")}` : "", args: [...(after ?? []), ...(last ?? [])] };
}

function removal({ dialect }: Driver, its: Part, after: readonly Value[] | null, last: readonly Value[] | null): Group[] {
  const where = range(its, after, last);
  const rows: Group = [{ sql: `delete from ${its.name} ${where.sql}`, args: where.args }];
  if (its.name !== "articles") return [rows];
  return [
    [{ sql: `delete from article_words where ${dialect.words.key} in (select number from articles ${where.sql})`, args: where.args }],
    rows,
  ];
}

function arrival({ dialect }: Driver, its: Part, rows: readonly Row[]): Group[] {
  const values = rows.map((row) => its.columns.map((column) => row[column] ?? null));
  const groups = inserts(its.name, its.columns, values).map((each): Group => [each]);
  if (its.name !== "articles") return groups;
  return [...groups, ...rows.map((row): Group => [statement(dialect.words.insert, row.number ?? null, wordsOf(articleOf(row)))])];
}

async function compare(from: Reader, to: Reader, its: Part, onProgress: (progress: CopyProgress) => void) {
  const of = await countOf(from, its);
  const hashes = { from: createHash("sha256"), to: createHash("sha256") };
  let rows = 0;
  for await (const some of stretches(from, its)) {
    hashes.from.update(textOf(its, some));
    rows += some.length;
    onProgress({ step: "checking", table: its.name, done: rows, of });
  }
  let copied = 0;
  for await (const some of stretches(to, its)) {
    hashes.to.update(textOf(its, some));
    copied += some.length;
  }
  const hash = hashes.from.digest("hex");
  if (rows !== copied || hash !== hashes.to.digest("hex"))
    throw new PullquoteError(
      "store",
      `The copy of ${its.name} is not like the original (${copied} rows for ${rows}). See that nothing else writes to it, and run the command again.`,
    );
  return { table: its.name, rows, hash };
}

async function sameWords(to: Driver): Promise<void> {
  const [[words], [articles]] = (await Promise.all(
    ["article_words", "articles"].map((table) => to.all(`select cast(count(*) as integer) as rows from ${table}`, [])),
  )) as [Row[], Row[]];
  if (words?.rows !== articles?.rows)
    throw new PullquoteError("store", `The copy holds the words of ${words?.rows} articles, not of ${articles?.rows}. Please report this.`);
}

async function countOf(reader: Reader, { name }: Part): Promise<number> {
  const [row] = await reader.all(`select cast(count(*) as integer) as rows from ${name}`, []);
  return Number(row?.rows);
}

const keyOf = ({ key }: Part, row: Row): Value[] => key.map((column) => row[column] ?? null);
const textOf = ({ columns }: Part, rows: readonly Row[]): string =>
  rows.map((row) => `${JSON.stringify(columns.map((column) => row[column]))}\n`).join("");
