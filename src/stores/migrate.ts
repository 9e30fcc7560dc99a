import { randomUUID } from "node:crypto";
import { PullquoteError } from "../errors.ts";
import { instant } from "../news/article.ts";
import type { Clock, Log } from "../ports.ts";
import { type Driver, type Group, type Statement, statement } from "./driver.ts";
import { type Migration, migrations as ours } from "./migrations.ts";

const TABLE = "create table if not exists migrations (number integer primary key, applied_at text not null)";

/** The number of the last change the store has seen; 0 for a new one. A store that is newer than this program is refused. */
export async function schemaOf(driver: Driver, migrations: readonly Migration[] = ours): Promise<number> {
  if ((await driver.all(driver.dialect.hasMigrations, [])).length === 0) return 0;
  const [row] = await driver.all("select coalesce(max(number), 0) as latest from migrations", []);
  const latest = Number(row?.latest);
  const known = migrations.at(-1)?.number ?? 0;
  if (latest > known)
    throw new PullquoteError(
      "store",
      `${driver.place} was written by a newer Pullquote (its schema is ${latest}, this program knows ${known}). Start that version again, or restore a backup made with this one.`,
    );
  return latest;
}

/**
 * Makes the changes the store has not seen, each in one transaction that writes the number first: of two that start at once the second
 * finds the number there and leaves the rest out, and one that is interrupted leaves nothing behind.
 */
export async function migrate(driver: Driver, parts: { clock: Clock; log: Log }, migrations: readonly Migration[] = ours): Promise<void> {
  const from = await schemaOf(driver, migrations);
  if (from === 0) await driver.batch([...lock(driver), [statement(TABLE)]]);
  for (const migration of migrations.filter(({ number }) => number > from)) {
    const changes: Statement[] = migration.sql(driver.dialect).map((sql) => statement(sql));
    const number = statement(
      "insert into migrations (number, applied_at) values (?, ?) on conflict do nothing returning number",
      migration.number,
      instant(parts.clock.now()),
    );
    const named = migration.number === 1 ? [statement("insert into facts (name, value) values ('store', ?)", randomUUID())] : [];
    await driver.batch([...lock(driver), [number, ...changes, ...named]]);
  }
  const to = migrations.at(-1)?.number ?? from;
  if (to > from) parts.log.info(from === 0 ? "store created" : "store schema changed", { place: driver.place, from, to });
}

function lock({ dialect }: Driver): Group[] {
  return dialect.schemaLock === null ? [] : [[statement(dialect.schemaLock)]];
}
