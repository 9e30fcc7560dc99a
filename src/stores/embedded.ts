import { PullquoteError } from "../errors.ts";
import { type Dialect, type Driver, type Group, type Row, type Snapshot, type Value, valuesOf } from "./driver.ts";
import { type Engine, openEngine } from "./engine.ts";
import { MEMORY } from "./folder.ts";

const dialect: Dialect = {
  name: "sqlite",
  text: "text",
  serial: "integer primary key",
  skipLocked: "",
  hasMigrations: "select 1 as one from sqlite_master where name = 'migrations'",
  schemaLock: null,
  namesLock: null,
  nextKey: null,
  each: (list) => `json_each(${list}) as one`,
  listed: "indexed by articles_listed",
  words: {
    // Folded words hold no ASCII punctuation, so this tokenizer gives back exactly the words that came in.
    schema: [
      "create virtual table article_words using fts5(words, content='', contentless_delete=1, tokenize='ascii', detail=none)",
      "insert into article_words(article_words, rank) values ('secure-delete', 1)",
    ],
    apart: [],
    key: "rowid",
    insert: "insert into article_words(rowid, words) values (?, ?)",
    match: "article_words match ?",
    query: (words) => words.map((word) => `"${word}"`).join(" AND "),
    // To look into the index for one article takes as long as to go through thousands in order; and it gives the latest first by itself.
    all: (matching) => matching,
    few: { ofPerson: Number.POSITIVE_INFINITY, latest: 0 },
    // Read from its end, the index gives a thousand in half a millisecond.
    newest: 1_000,
  },
};

/** Taken as it is needed: the upper pages of every index stay in memory. SQLite's own two megabytes are for small files. */
const CACHE_KB = 32_768;

/**
 * SQLite in a file, or in ":memory:". Each call runs to its end at once, so nothing else of this process comes between the statements of a
 * batch. Without a write-ahead log (`wal`) it is one file at every moment: what a backup is. `synchronous = full`: without it a power cut lost acknowledged rows in 10 of 25 runs.
 */
export function embeddedDriver(path: string, { wal = true } = {}): Driver {
  const guarded = <T>(act: () => T): T => {
    try {
      return act();
    } catch (cause) {
      throw storeError(cause, path);
    }
  };
  const engine = guarded(() => connect(path, wal));

  function batch(groups: readonly Group[]): Row[][] {
    engine.exec("begin immediate");
    try {
      const first = groups.map((group) => runGroup(engine, group));
      engine.exec("commit");
      return first;
    } catch (cause) {
      // When the disk is full SQLite has rolled back by itself.
      tryTo(() => engine.exec("rollback"));
      throw cause;
    }
  }

  return {
    dialect,
    place: path,
    all: async (sql, args) => guarded(() => engine.all(sql, args)),
    batch: async (groups) => guarded(() => batch(groups)),
    snapshot: async () => guarded(() => (path === MEMORY ? ofMemory(engine) : ofFile(path))),
    compact: async () =>
      guarded(() => {
        engine.exec("insert into article_words(article_words) values ('optimize')");
        engine.exec("vacuum");
        engine.all("pragma wal_checkpoint(truncate)", []);
      }),
    close: async () =>
      guarded(() => {
        // Here and not left to the library: libsql lets go of the file only when its statements are collected as garbage.
        if (wal && path !== MEMORY) tryTo(() => engine.exec("pragma wal_checkpoint(truncate)"));
        engine.close();
      }),
  };
}

function tryTo(act: () => void): void {
  try {
    act();
  } catch {}
}

function connect(path: string, wal: boolean): Engine {
  const engine = openEngine(path);
  try {
    if (wal && path !== MEMORY) engine.all("pragma journal_mode = wal", []);
    engine.exec("pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on; pragma temp_store = memory");
    engine.exec(`pragma cache_size = -${CACHE_KB}`);
    engine.all("select count(*) as tables from sqlite_master", []);
    return engine;
  } catch (cause) {
    engine.close();
    throw cause;
  }
}

function runGroup(engine: Engine, [first, ...rest]: Group): Row[] {
  const rows = engine.all(first.sql, valuesOf(first));
  if (rows.length > 0) for (const each of rest) engine.all(each.sql, valuesOf(each, rows[0]));
  return rows;
}

/** A connection of its own, inside one read transaction: the write-ahead log keeps that moment for it while others write. */
function ofFile(path: string): Snapshot {
  const engine = openEngine(path);
  engine.exec("begin");
  engine.all("select count(*) as tables from sqlite_master", []);
  return {
    all: async (sql: string, args: readonly Value[]) => {
      try {
        return engine.all(sql, args);
      } catch (cause) {
        throw storeError(cause, path);
      }
    },
    close: async () => {
      engine.exec("rollback");
      engine.close();
    },
  };
}

/** A database in memory has one connection; whoever copies it writes nothing meanwhile. */
function ofMemory(engine: Engine): Snapshot {
  return { all: async (sql: string, args: readonly Value[]) => engine.all(sql, args), close: async () => {} };
}

/** SQLite's primary result codes (sqlite.org/rescode.html) as sentences; the rest is a fault of ours. */
function storeError(cause: unknown, path: string): PullquoteError {
  if (cause instanceof PullquoteError) return cause;
  const { rawCode, errcode, message } = cause as { rawCode?: number; errcode?: number; message?: string };
  const say = (what: string) => new PullquoteError("store", what, { cause });
  switch ((rawCode ?? errcode ?? 0) & 0xff) {
    case 5:
    case 6:
      return say(`${path} was in use by another process for too long. If no backup or other command is running on it, restart Pullquote.`);
    case 8:
      return say(`${path} cannot be written: it or its disk is read-only. Make it writable, or set DATA_FOLDER to another folder.`);
    case 10:
      return say(`The disk failed while ${path} was used (${message}). Check the disk; what was stored before is kept.`);
    case 11:
    case 26:
      return say(`${path} is damaged or is no Pullquote archive. Move it away, and restore the last backup with: pullquote restore <file>`);
    case 13:
      return say(`The disk of ${path} is full. Make room; nothing that was stored is lost, and Pullquote goes on by itself.`);
    case 14:
      return say(`${path} cannot be opened. Check that its folder is there and that Pullquote may write to it.`);
    default:
      return say(`The archive ${path} refused a statement (${message ?? String(cause)}). Please report this.`);
  }
}
