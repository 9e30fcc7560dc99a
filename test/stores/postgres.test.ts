import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Log, Store } from "../../src/ports.ts";
import { openStore } from "../../src/stores/open.ts";
import { clock, open, postgresIsHere, postgresUrl, run, schemaPlace } from "./engines.ts";
import { numbered } from "./numbered.ts";
import { at, story } from "./stories.ts";

/** The way to the database, which can be cut: its connections, and whether new ones are taken. */
type Line = { readonly url: string; cut(): void; refuse(refusing: boolean): Promise<void>; close(): Promise<void> };

async function line(): Promise<Line> {
  const to = new URL(postgresUrl);
  const open = new Set<Socket>();
  const server: Server = createServer((here) => {
    const there = connect(Number(to.port || 5432), to.hostname);
    for (const [a, b] of [
      [here, there],
      [there, here],
    ] as const) {
      open.add(a);
      a.pipe(b);
      a.on("error", () => b.destroy());
      a.on("close", () => {
        open.delete(a);
        b.destroy();
      });
    }
  });
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  await listen(0);
  const { port } = server.address() as { port: number };
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const url = new URL(postgresUrl);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      cut();
    });
  return { url: url.href, cut, close, refuse: (refusing) => (refusing ? close() : listen(port)) };
}

describe.skipIf(!postgresIsHere)("PostgreSQL behind a line that breaks (skipped where it is not reachable)", () => {
  let way: Line;
  let place: Awaited<ReturnType<typeof schemaPlace>>;
  let store: Store;
  const warnings: string[] = [];
  const log: Log = { ...open.log, warn: (event) => void warnings.push(event) };
  beforeEach(async () => {
    way = await line();
    place = await schemaPlace(way.url);
    store = await openStore({ ...place.options, log, clock });
  });
  afterEach(async () => {
    await store.close();
    await way.close();
    await place.destroy();
  });

  it("goes on with the next statement after idle connections were cut, and says so", async () => {
    await store.archive.save([story("a")]);
    way.cut();
    await expect.poll(() => warnings).toContain("database connection lost");
    await expect.poll(() => store.archive.extent().then(({ articles }) => articles)).toBe(1);
  });

  it("says that the database cannot be reached while it is gone, and goes on when it is back", async () => {
    await store.archive.save([story("a")]);
    await way.refuse(true);
    const gone = {
      code: "store",
      message: expect.stringMatching(/^PostgreSQL at 127\.0\.0\.1:\d+\/\w+ cannot be reached .*goes on when it is back\.$/),
    };
    await expect(store.archive.extent()).rejects.toMatchObject(gone);
    await expect(store.archive.save([story("b")])).rejects.toMatchObject(gone);
    await expect(store.outbox.claim(at("2026-11-03"), at("2026-11-04"))).rejects.toMatchObject(gone);
    await way.refuse(false);
    await store.archive.save([story("b")]);
    expect((await store.archive.extent()).articles).toBe(2);
  });

  it("leaves nothing of a transaction whose connection was cut, and nothing locked", async () => {
    const stories = Array.from({ length: 300 }, (_, i) => numbered(i));
    const saving = store.archive.save(stories);
    setTimeout(() => way.cut(), 60);
    const failed = await saving.then(
      () => null,
      (cause: unknown) => cause,
    );
    expect(failed).toMatchObject({ code: "store" });
    await expect.poll(() => store.archive.extent().then(({ articles }) => articles)).toBe(0);
    await store.archive.save(stories);
    expect((await store.archive.extent()).articles).toBe(300);
  });

  it("goes on after the server ended all its connections", async () => {
    await store.archive.save([story("a")]);
    await run(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${place.schema}'`);
    await expect.poll(() => store.archive.extent().then(({ articles }) => articles)).toBe(1);
  });

  it("answers more at once than it has connections", async () => {
    await store.archive.save([story("a")]);
    const many = await Promise.all(Array.from({ length: 100 }, () => store.archive.stories({ limit: 1 })));
    expect(many.every(([found]) => found?.id === "a")).toBe(true);
  });
});

describe("a database address", () => {
  const opening = (url: string) => openStore({ url, ...open });

  it("where nobody answers gets a sentence that names the place and never the password", async () => {
    const failed = await opening("postgres://bot:hunter2@127.0.0.1:1/news").catch((cause: unknown) => cause);
    expect(failed).toMatchObject({
      code: "store",
      message: "PostgreSQL at 127.0.0.1:1/news cannot be reached (ECONNREFUSED). Check that it runs; Pullquote goes on when it is back.",
    });
    await expect(opening("postgres://127.0.0.1:port/x")).rejects.toThrow(
      "DATABASE_URL cannot be read. Write it like postgres://user:password@host:5432/database",
    );
  });

  it.skipIf(!postgresIsHere)("of a database that is not there says so (skipped where PostgreSQL is not reachable)", async () => {
    const url = new URL(postgresUrl);
    url.pathname = "/no_such_database";
    await expect(opening(url.href)).rejects.toThrow(
      /There is no such database: \S+\/no_such_database\. Create it, or correct DATABASE_URL\./,
    );
  });
});
