import { chmodSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PullquoteError } from "../errors.ts";
import type { Log } from "../ports.ts";
import type { Driver } from "./driver.ts";
import { inMemory } from "./folder.ts";
import { schemaOf } from "./migrate.ts";
import { type Migration, migrations as ours } from "./migrations.ts";

/** Copies of this many earlier schemas are kept. */
const KEPT = 2;
const NAME = /^pullquote-before-upgrade-(\d+)\.db$/;

/** The copies of an embedded archive that were made before it was upgraded, the newest first. They hold what was purged since. */
export function copiesBeforeUpgrade(folder: string): string[] {
  if (inMemory(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const number = NAME.exec(name)?.[1];
      return number ? [{ number: Number(number), file: join(folder, name) }] : [];
    })
    .sort((a, b) => b.number - a.number)
    .map(({ file }) => file);
}

/**
 * Before the schema of an embedded archive is changed, writes the archive as it is into a file beside it, whole or not at all: what
 * `pullquote restore` takes, and an earlier version of the program too. Nothing is done for a new archive or one that is up to date.
 */
export async function saveBeforeUpgrade(driver: Driver, folder: string, log: Log, migrations: readonly Migration[] = ours): Promise<void> {
  const schema = await schemaOf(driver, migrations);
  if (inMemory(folder) || schema === 0 || schema === migrations.at(-1)?.number) return;
  const file = join(folder, `pullquote-before-upgrade-${schema}.db`);
  const growing = `${file}.part`;
  try {
    rmSync(growing, { force: true });
    await driver.all("vacuum into ?", [growing]);
    chmodSync(growing, 0o600);
    renameSync(growing, file);
  } catch (cause) {
    rmSync(growing, { force: true });
    throw new PullquoteError(
      "store",
      `The archive has to be upgraded, and could not be saved before; it was not changed. ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  for (const old of copiesBeforeUpgrade(folder).slice(KEPT)) rmSync(old, { force: true });
  log.info("archive saved before its upgrade", { file, schema });
}
