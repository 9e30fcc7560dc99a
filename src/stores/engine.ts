import { createRequire } from "node:module";
import type { Row, Value } from "./driver.ts";

/** One open SQLite database; synchronous. */
export type Engine = {
  all(sql: string, args: readonly Value[]): Row[];
  /** Statements without values or rows. */
  exec(sql: string): void;
  close(): void;
};

/** How long a statement waits for another process that is writing, in milliseconds. */
const BUSY = 5_000;
/** Prepared statements that are kept; neither library can finalise one by hand, so none is prepared twice. */
const KEPT = 300;

type Prepared = { all(...args: unknown[]): unknown[] };
type Library = { prepare(sql: string): Prepared; exec(sql: string): void; close(): void };

/**
 * Opens a database file, or ":memory:". Node's own SQLite where Node has it without a warning (from 24), else libsql:
 * the same API, its binary comes prebuilt.
 */
export function openEngine(path: string, busy: number = BUSY): Engine {
  const own = Number(process.versions.node.split(".")[0]) >= 24;
  const library = own ? ownLibrary(path, busy) : libsqlLibrary(path, busy);
  const prepared = new Map<string, Prepared>();
  return {
    all(sql, args) {
      let statement = prepared.get(sql);
      if (statement) prepared.delete(sql);
      else statement = library.prepare(sql);
      prepared.set(sql, statement);
      for (const oldest of prepared.keys()) {
        if (prepared.size <= KEPT) break;
        prepared.delete(oldest);
      }
      return (own ? statement.all(...args) : statement.all(args)) as Row[];
    },
    exec: (sql) => library.exec(sql),
    close() {
      prepared.clear();
      library.close();
    },
  };
}

function ownLibrary(path: string, busy: number): Library {
  // Not imported: bundlers, linters and the types of Node 20 do not know it.
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite" as "node:fs") as unknown as {
    DatabaseSync: new (path: string, options: { timeout: number }) => Library;
  };
  return new DatabaseSync(path, { timeout: busy });
}

function libsqlLibrary(path: string, busy: number): Library {
  const Database = createRequire(import.meta.url)("libsql") as new (path: string, options: { timeout: number }) => Library;
  return new Database(path, { timeout: busy });
}
