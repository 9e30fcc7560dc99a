import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { Instant } from "../../src/news/article.ts";
import type { Store } from "../../src/ports.ts";
import type { openEngine as OpenEngine } from "../../src/stores/engine.ts";
import type { openStore as OpenStore } from "../../src/stores/open.ts";
import { keptLog } from "../fake/time.ts";
import { root } from "./bot.ts";
import type { Plan } from "./plan.ts";

// The compiled ones, as the bot has them.
const { openStore } = (await import(join(root, "dist", "stores", "open.js"))) as { openStore: typeof OpenStore };
const { openEngine } = (await import(join(root, "dist", "stores", "engine.js"))) as { openEngine: typeof OpenEngine };

export const DATABASE = process.env.CRASH_DATABASE_URL ?? "postgres://root@127.0.0.1:5432/test";
/** Stands in the database's address and must stand in no log. */
export const PASSWORD = "pass-never-said";

export type Row = Readonly<Record<string, string | number | null>>;

/** Where a round's store is, and how to look into it from outside. */
export type Stage = {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Writes what a bot that ran at `moment` for the first time leaves behind. */
  prepare(moment: Date): Promise<void>;
  /** Looks beside the bot that runs. Throws or gives nothing where the tables are not there yet. */
  look(sql: string): Promise<Row[]>;
  /** Looks while no bot runs, into a copy, so that the bot itself is the first to open what a crash left. */
  lookAtCopy(sql: string): Promise<Row[]>;
  open(): Promise<Store>;
  strike(): Promise<void>;
};

export async function postgresIsHere(): Promise<boolean> {
  const client = new Client({ connectionString: DATABASE, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

let count = 0;

export async function stageOf(plan: Plan): Promise<Stage> {
  return plan.engine === "embedded" ? embeddedStage() : schemaStage();
}

const clockAt = (moment: Date) => ({ now: () => moment, sleep: async () => {} });

async function begin(store: Store, moment: Date): Promise<void> {
  const due = moment.toISOString() as Instant;
  await store.outbox.openSlot({ schedule: "default", zone: "UTC", local: `start ${due}`, due }, "start", null, []);
  await store.close();
}

const newFolder = () => mkdtempSync(join(tmpdir(), "pullquote-crash-"));

export function embeddedStage(): Stage {
  const folder = newFolder();
  const data = join(folder, "data");
  const lookAt = (place: string, sql: string): Row[] => {
    const engine = openEngine(join(place, "pullquote.db"));
    try {
      return engine.all(sql, []) as Row[];
    } finally {
      engine.close();
    }
  };
  const open = (moment = new Date()) => openStore({ folder: data, log: keptLog(), clock: clockAt(moment) });
  return {
    folder,
    env: {},
    prepare: async (moment) => begin(await open(moment), moment),
    look: async (sql) => lookAt(data, sql),
    async lookAtCopy(sql) {
      const copy = join(folder, "copy");
      rmSync(copy, { recursive: true, force: true });
      mkdirSync(copy);
      for (const file of ["pullquote.db", "pullquote.db-wal"]) if (existsSync(join(data, file))) cpSync(join(data, file), join(copy, file));
      return existsSync(join(copy, "pullquote.db")) ? lookAt(copy, sql) : [];
    },
    open: () => open(),
    strike: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A schema of its own in the test database. */
async function schemaStage(): Promise<Stage> {
  const name = `crash_${process.pid}_${count++}`;
  const client = new Client({ connectionString: DATABASE });
  await client.connect();
  await client.query(`create schema ${name}`);
  await client.query(`set search_path = ${name}`);
  const address = `${withPassword()}?options=${encodeURIComponent(`-c search_path=${name}`)}`;
  return postgresStage(
    address,
    async (sql) => (await client.query<Row>(sql)).rows,
    async () => {
      await client.query("set client_min_messages = warning");
      await client.query(`drop schema ${name} cascade`);
      await client.end();
    },
  );
}

/** A database of its own, which can be closed to everybody. */
export async function databaseStage(): Promise<Stage & { lock(admin: Client, open: boolean): Promise<void> }> {
  const name = `crash_${process.pid}_${count++}`;
  const client = new Client({ connectionString: DATABASE });
  await client.connect();
  await client.query(`create database ${name}`);
  const url = withPassword();
  url.pathname = `/${name}`;
  const inside = async (sql: string) => {
    const own = new Client({ connectionString: String(url) });
    await own.connect();
    const { rows } = await own.query<Row>(sql).finally(() => own.end());
    return rows;
  };
  const stage = postgresStage(String(url), inside, async () => {
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  });
  return {
    ...stage,
    async lock(admin, open) {
      await admin.query(`alter database ${name} with allow_connections ${open}`);
      if (!open) await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
    },
  };
}

function withPassword(): URL {
  const url = new URL(DATABASE);
  url.password = PASSWORD;
  return url;
}

function postgresStage(address: string, look: (sql: string) => Promise<Row[]>, strike: () => Promise<void>): Stage {
  const folder = newFolder();
  const open = (moment = new Date()) => openStore({ url: address, log: keptLog(), clock: clockAt(moment) });
  return {
    folder,
    env: { DATABASE_URL: address },
    prepare: async (moment) => begin(await open(moment), moment),
    look,
    lookAtCopy: look,
    open: () => open(),
    async strike() {
      rmSync(folder, { recursive: true, force: true });
      await strike();
    },
  };
}
