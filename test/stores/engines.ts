import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Clock, Log } from "../../src/ports.ts";
import type { OpenOptions } from "../../src/stores/open.ts";

/** Where a store is, how to start anew there, and how to be rid of it. */
export type Place = { readonly options: Pick<OpenOptions, "url" | "folder">; empty(): Promise<void>; destroy(): Promise<void> };
export type EngineUnderTest = { readonly name: string; readonly shared: boolean; readonly skip: boolean; place(): Promise<Place> };

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
export const clock: Clock = { now: () => new Date(), sleep: (ms) => new Promise((done) => setTimeout(done, ms)) };
export const open = { log: silent, clock };

export const postgresUrl = process.env.TEST_DATABASE_URL ?? "postgres://root@127.0.0.1:5432/test";
export const postgresIsHere = await run("select 1").then(
  () => true,
  () => false,
);

/** One statement by another client than ours. */
export async function run(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgresUrl, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

let schemas = 0;

export async function schemaPlace(base: string = postgresUrl): Promise<Place & { readonly schema: string }> {
  schemas += 1;
  const schema = `pullquote_test_${process.pid}_${Date.now()}_${schemas}`;
  await run(`create schema ${schema}`);
  const url = new URL(base);
  url.searchParams.set("application_name", schema);
  url.searchParams.set("options", `-c search_path=${schema}`);
  return {
    schema,
    options: { url: url.href.replaceAll("+", "%20") },
    // A schema takes a third of a second to make; most tests only want no rows. A table that others still point at has to wait for them.
    empty: async () => {
      await run(`do $$ declare one record; waits boolean := true; begin
        while waits loop waits := false;
          for one in select tablename from pg_tables where schemaname = '${schema}' and tablename <> 'migrations' loop
            begin execute format('delete from ${schema}.%I', one.tablename);
            exception when foreign_key_violation then waits := true; end;
          end loop;
        end loop; end $$`);
    },
    destroy: async () => {
      await run(`set client_min_messages = warning; drop schema ${schema} cascade`);
    },
  };
}

export function folderPlace(): Place & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "pullquote-store-"));
  const data = join(folder, "data");
  const remove = (path: string) => async () => rmSync(path, { recursive: true, force: true });
  return { folder, options: { folder: data }, empty: remove(data), destroy: remove(folder) };
}

/** Every store there is; `shared`: several processes can be on it. */
export const engines: readonly EngineUnderTest[] = [
  { name: "embedded on disk", shared: true, skip: false, place: async () => folderPlace() },
  {
    name: "embedded in memory",
    shared: false,
    skip: false,
    place: async () => ({ options: { folder: ":memory:" }, async empty() {}, async destroy() {} }),
  },
  {
    name: postgresIsHere ? "PostgreSQL" : "PostgreSQL (not reachable here)",
    shared: true,
    skip: !postgresIsHere,
    place: () => schemaPlace(),
  },
];
