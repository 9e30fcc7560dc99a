import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { PullquoteError } from "../errors.ts";
import { openEngine } from "./engine.ts";

export const MEMORY = ":memory:";
export const inMemory = (folder: string): boolean => folder === MEMORY;

const FILES = ["pullquote.db", "pullquote.db-wal", "pullquote.db-shm", "pullquote.lock"] as const;
export const databaseFile = (folder: string): string => (inMemory(folder) ? MEMORY : join(folder, FILES[0]));

/** Makes the data folder where there is none, and says in one sentence what is wrong with it. */
export function prepareFolder(folder: string): void {
  if (inMemory(folder)) return;
  try {
    makeFolder(folder);
  } catch (cause) {
    throw new PullquoteError("store", `The data folder ${folder} cannot be made (${reason(cause)}). ${otherFolder}`, { cause });
  }
  if (!statSync(folder).isDirectory()) throw new PullquoteError("store", `The data folder ${folder} is a file. ${otherFolder}`);
  for (const path of [folder, ...FILES.map((file) => join(folder, file))]) mustBeWritable(path, folder);
}

/** Not `recursive` of mkdir: below /proc Node tries for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(resolve(folder)));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (cause) {
    // Another process was faster.
    if (code(cause) !== "EEXIST") throw cause;
  }
}

const otherFolder = "Set DATA_FOLDER to a folder that Pullquote may write to.";

function mustBeWritable(path: string, folder: string): void {
  try {
    accessSync(path, path === folder ? constants.R_OK | constants.W_OK | constants.X_OK : constants.R_OK | constants.W_OK);
  } catch (cause) {
    // Not made yet, or just taken away: whoever closes the database last (a backup, an audit) removes the files beside it.
    if (path !== folder && code(cause) === "ENOENT") return;
    const uid = process.getuid?.();
    if (code(cause) !== "EACCES" || uid === undefined)
      throw new PullquoteError("store", `${path} cannot be written (${reason(cause)}). ${otherFolder}`, { cause });
    const owner = statSync(path).uid;
    const why = owner === uid ? "its mode forbids it to write there" : `it belongs to user ${owner}`;
    const run =
      owner === uid
        ? `chmod -R u+rwX ${folder}`
        : `sudo chown -R ${uid} ${folder} (for a container: on the host, the folder that is mounted there)`;
    throw new PullquoteError("store", `Pullquote runs as user ${uid} and may not use ${path}: ${why}. Run: ${run}`, { cause });
  }
}

export type FolderLock = { release(): void };

/**
 * The right of one process to work on a folder. It is SQLite's own lock on a small file: the kernel drops it however the process
 * ends, it holds between containers that share a volume, and readers of the database are not kept out by it.
 * Null: another process has it.
 */
export function lockFolder(folder: string): FolderLock | null {
  if (inMemory(folder)) return { release() {} };
  const engine = openEngine(join(folder, "pullquote.lock"), 0);
  try {
    // Nothing is ever written there, so that the lock is to be had on a full disk too.
    engine.all("pragma journal_mode = memory", []);
    engine.exec("begin exclusive");
  } catch (cause) {
    engine.close();
    if (/locked|busy/i.test(String(cause))) return null;
    throw cause;
  }
  return {
    release() {
      engine.exec("rollback");
      engine.close();
    },
  };
}

export function inUse(folder: string): PullquoteError {
  return new PullquoteError(
    "store",
    `Another Pullquote is running on the data folder ${folder}. Stop it first, or set DATA_FOLDER to another folder.`,
  );
}

const code = (cause: unknown): string => (cause as NodeJS.ErrnoException)?.code ?? "";

function reason(cause: unknown): string {
  switch (code(cause)) {
    case "EACCES":
    case "EPERM":
      return `user ${process.getuid?.() ?? "of this process"} is not allowed to`;
    case "EROFS":
      return "the disk is mounted read-only";
    case "ENOTDIR":
    case "EEXIST":
      return "there is a file where a folder should be";
    case "ENOSPC":
      return "the disk is full";
    case "ENOENT":
      return "there is no such place";
    default:
      return code(cause) || String(cause);
  }
}
