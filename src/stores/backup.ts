import { chmodSync, copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { PullquoteError } from "../errors.ts";
import { type CopyProgress, type CopyReport, copyStore } from "./copy.ts";
import type { Driver } from "./driver.ts";
import { databaseFile } from "./folder.ts";
import { migrate, schemaOf } from "./migrate.ts";
import { migrations } from "./migrations.ts";
import { type OpenOptions, openDriver } from "./open.ts";

type Tell = (progress: CopyProgress) => void;

/** Writes all there is into one file while the bot goes on; the file is complete or not there. */
export async function backup(from: OpenOptions, file: string, onProgress?: Tell): Promise<CopyReport> {
  if (existsSync(file)) throw new PullquoteError("store", `${file} is there already, and nothing is overwritten. Name another file.`);
  mustExist(from);
  const source = await openDriver({ ...from, lock: false });
  const growing = `${file}.part`;
  try {
    rmSync(growing, { force: true });
    const target = await embedded(growing);
    const report = await copyInto(source.driver, target, from, onProgress);
    chmodSync(growing, 0o600);
    renameSync(growing, file);
    return report;
  } catch (cause) {
    rmSync(growing, { force: true });
    throw cause;
  } finally {
    await source.driver.close();
    source.release();
  }
}

/** Puts a backup into an empty place, of either engine. One that was interrupted goes on. */
export async function restore(file: string, to: OpenOptions, onProgress?: Tell): Promise<CopyReport> {
  if (!existsSync(file)) throw new PullquoteError("store", `There is no file ${file}. Name one that was written by pullquote backup.`);
  const { driver: source, remove } = await readable(file, to);
  try {
    const target = await openDriver({ ...to, lock: true }, { copying: true });
    return await copyInto(source, target.driver, to, onProgress).finally(() => target.release());
  } finally {
    await source.close();
    remove();
  }
}

/** Moves an archive into another, empty place, from a data folder to PostgreSQL for example. No bot may run on the first meanwhile; it is left as it is. */
export async function migrateStore(from: OpenOptions, to: OpenOptions, onProgress?: Tell): Promise<CopyReport> {
  mustExist(from);
  const source = await openDriver({ ...from, lock: true });
  try {
    const target = await openDriver({ ...to, lock: true }, { copying: true });
    return await copyInto(source.driver, target.driver, to, onProgress).finally(() => target.release());
  } finally {
    await source.driver.close();
    source.release();
  }
}

async function copyInto(from: Driver, to: Driver, parts: OpenOptions, onProgress?: Tell): Promise<CopyReport> {
  try {
    await migrate(to, parts);
    return await copyStore(from, to, onProgress);
  } finally {
    await to.close();
  }
}

/** A file that is one database and nothing beside it. */
async function embedded(file: string): Promise<Driver> {
  const { embeddedDriver } = await import("./embedded.ts");
  return embeddedDriver(file, { wal: false });
}

/** The backup itself, or where an earlier version wrote it a copy of it that is brought up to date: a backup is never changed. */
async function readable(file: string, parts: OpenOptions): Promise<{ driver: Driver; remove(): void }> {
  const driver = await embedded(file);
  try {
    const schema = await schemaOf(driver);
    if (schema === 0)
      throw new PullquoteError("store", `${file} is no backup of Pullquote. Name a file that was written by pullquote backup.`);
    if (schema === migrations.at(-1)?.number) return { driver, remove() {} };
  } catch (cause) {
    await driver.close();
    throw cause;
  }
  await driver.close();
  const folder = mkdtempSync(join(tmpdir(), "pullquote-restore-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    const current = await embedded(copy);
    await migrate(current, parts);
    return { driver: current, remove };
  } catch (cause) {
    remove();
    throw cause;
  }
}

function mustExist({ url, folder }: OpenOptions): void {
  if (!url && folder && !existsSync(databaseFile(folder)))
    throw new PullquoteError("store", `There is no archive in ${folder}. Set DATA_FOLDER to the folder of the bot, or DATABASE_URL.`);
}
