import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Card } from "../../src/news/card.ts";
import type { Store } from "../../src/ports.ts";
import { restore } from "../../src/stores/backup.ts";
import { copiesBeforeUpgrade, saveBeforeUpgrade } from "../../src/stores/before-upgrade.ts";
import type { Driver } from "../../src/stores/driver.ts";
import { embeddedDriver } from "../../src/stores/embedded.ts";
import { openEngine } from "../../src/stores/engine.ts";
import { migrate, schemaOf } from "../../src/stores/migrate.ts";
import { migrations } from "../../src/stores/migrations.ts";
import { openDriver, openStore } from "../../src/stores/open.ts";
import { engines, folderPlace, open, type Place, silent } from "./engines.ts";
import { at, says, story } from "./stories.ts";

const latest = migrations.at(-1)?.number ?? 0;
const earlier = migrations.map(({ number }) => number).filter((number) => number < latest);
const upTo = (number: number) => migrations.filter((migration) => migration.number <= number);

/** What an archive of any age holds: stories with quotes and people, a slot, its edition and a delivery in doubt. */
async function fill(store: Store): Promise<void> {
  const people = [{ name: "Ann Lee", role: "mayor", aliases: ["Lee"], mentions: [] }];
  await store.archive.save([
    story("one", { text: "Peace, says Ann Lee.", people, quotes: [says("Ann Lee"), { ...says("Ann Lee"), kind: "indirect" }] }),
    story("two", { origin: "https://example.org/feed", text: "War, says nobody.", readAt: at("2026-11-05T08:00Z") }),
  ]);
  const slot = { schedule: "daily", zone: "UTC", local: "2026-11-20T08:00", due: at("2026-11-20T08:00Z") };
  const card: Card = { title: "News digest", items: [], actions: [] };
  await store.outbox.openSlot(slot, "open", { id: "e1", slot, card }, [{ platform: "slack", channel: "C1" }]);
  const claimed = await store.outbox.claim(at("2026-11-20T08:00Z"), at("2026-11-20T08:02Z"));
  if (claimed === null) throw new Error("nothing to claim");
  await store.outbox.record({ ...claimed.delivery, state: "ambiguous", receipts: [{ messageId: "m1" }], problem: "no answer" });
}

/** What must be the same after an upgrade: all that the earliest schema had a place for. */
async function held(store: Store) {
  const stories = await store.archive.stories({ limit: 9 });
  return {
    stories: stories.map(({ id, summary, quotes, articles }) => ({
      id,
      summary,
      quotes,
      articles: articles.map(({ title, text, origin, readAt }) => ({ title, text, origin, readAt })),
    })),
    found: (await store.archive.stories({ words: "peace", limit: 9 })).map(({ id }) => id),
    quotes: (await store.archive.quotes({ names: ["Ann Lee"], reported: false, offset: 0, limit: 9 })).map(({ quote }) => quote),
    names: await store.archive.names(),
    extent: await store.archive.extent(),
    audit: await store.upkeep.audit(9),
    deliveries: await store.outbox.deliveries(9),
  };
}

const columnsOf = async (driver: Driver, table: string) =>
  driver.dialect.name === "sqlite"
    ? (await driver.all("select name from pragma_table_info(?)", [table])).map(({ name }) => String(name))
    : (
        await driver.all(
          "select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = ?",
          [table],
        )
      ).map(({ name }) => String(name));

/** Rows of every table that both have, in the columns that both have. */
async function pour(from: Driver, to: Driver): Promise<void> {
  for (const table of ["articles", "quotes", "stories", "people", "names", "aliases", "forgotten", "slots", "editions", "deliveries"]) {
    const there = new Set(await columnsOf(to, table));
    const columns = (await columnsOf(from, table)).filter((column) => there.has(column));
    for (const row of await from.all(`select ${columns.join(", ")} from ${table}`, []))
      await to.all(
        `insert into ${table} (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`,
        columns.map((column) => row[column] ?? null),
      );
  }
  const { words } = to.dialect;
  for (const { number, text } of await from.all("select number, lower(body) as text from articles", []))
    await to.all(words.insert, [number ?? null, String(text).replace(/[^a-z ]/g, "")]);
}

describe.each(engines.filter(({ skip, shared }) => !skip && shared))("an upgrade, $name", (engine) => {
  let original: Place;
  let old: Place;
  beforeEach(async () => {
    original = await engine.place();
    old = await engine.place();
  });
  afterEach(async () => {
    await original.destroy();
    await old.destroy();
  });

  /** A driver that has not been brought up to date. */
  async function bare({ options }: Place): Promise<Driver> {
    if (options.url) return (await import("../../src/stores/postgres.ts")).postgresDriver(options.url, silent);
    const folder = String(options.folder);
    (await import("../../src/stores/folder.ts")).prepareFolder(folder);
    return embeddedDriver(join(folder, "pullquote.db"));
  }

  // PostgreSQL takes its time to make schemas: there the first, whose upgrade passes through all others.
  it.each(engine.name.startsWith("embedded") ? earlier : earlier.slice(0, 1))(
    "from schema %i keeps all that was stored, and the archive goes on",
    async (number) => {
      const newest = await openStore({ ...original.options, lock: false, ...open });
      await fill(newest);
      const expected = await held(newest);
      const from = await bare(original);
      const to = await bare(old);
      await migrate(to, open, upTo(number));
      await pour(from, to);
      if (to.dialect.nextKey !== null) await to.all(to.dialect.nextKey, []);
      expect(await schemaOf(to)).toBe(number);
      await from.close();
      await to.close();
      await newest.close();

      const upgraded = await openStore({ ...old.options, lock: false, ...open });
      expect(await held(upgraded)).toEqual(expected);
      await upgraded.archive.save([story("three")]);
      expect(await upgraded.archive.extent()).toMatchObject({ articles: 3 });
      await upgraded.close();
      const { driver } = await openDriver({ ...old.options, lock: false, ...open });
      expect(await schemaOf(driver)).toBe(latest);
      await driver.close();
    },
  );
});

describe("the copy before an upgrade", () => {
  let place: ReturnType<typeof folderPlace>;
  const folder = () => join(place.folder, "data");
  beforeEach(() => {
    place = folderPlace();
  });
  afterEach(() => place.destroy());

  async function archiveOf(number: number): Promise<void> {
    await (await openStore({ folder: folder(), ...open })).close();
    rmSync(join(folder(), "pullquote.db"));
    const driver = embeddedDriver(join(folder(), "pullquote.db"));
    await migrate(driver, open, upTo(number));
    await driver.all("insert into forgotten (article, forgotten_at) values ('kept', '2026-11-01')", []);
    await driver.close();
  }

  it("is there after it, for its owner only, of the old schema, whole, and can be restored", async () => {
    await archiveOf(1);
    await (await openStore({ folder: folder(), ...open })).close();
    const [copy = ""] = copiesBeforeUpgrade(folder());
    expect(copy).toBe(join(folder(), "pullquote-before-upgrade-1.db"));
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const engine = openEngine(copy);
    expect(engine.all("select max(number) as number from migrations", [])).toEqual([{ number: 1 }]);
    expect(engine.all("select article from forgotten", [])).toEqual([{ article: "kept" }]);
    engine.close();
    await restore(copy, { folder: join(place.folder, "restored"), ...open });
    const restored = embeddedDriver(join(place.folder, "restored", "pullquote.db"));
    expect(await restored.all("select article from forgotten", [])).toEqual([{ article: "kept" }]);
    await restored.close();
  });

  it("is made for no new archive, none that is up to date, and none in memory", async () => {
    await (await openStore({ folder: folder(), ...open })).close();
    await (await openStore({ folder: folder(), ...open })).close();
    await (await openStore({ folder: ":memory:", ...open })).close();
    expect(copiesBeforeUpgrade(folder())).toEqual([]);
    expect(copiesBeforeUpgrade(":memory:")).toEqual([]);
  });

  it("is the last two only", async () => {
    await archiveOf(1);
    for (const number of [7, 3]) writeFileSync(join(folder(), `pullquote-before-upgrade-${number}.db`), "");
    await (await openStore({ folder: folder(), ...open })).close();
    expect(
      readdirSync(folder())
        .filter((name) => name.includes("before-upgrade"))
        .sort(),
    ).toEqual(["pullquote-before-upgrade-3.db", "pullquote-before-upgrade-7.db"]);
  });

  it("that cannot be made leaves the archive as it is, and says why", async () => {
    await archiveOf(1);
    const driver = embeddedDriver(join(folder(), "pullquote.db"));
    await expect(saveBeforeUpgrade(driver, join(folder(), "nowhere"), silent)).rejects.toThrow(
      /^The archive has to be upgraded, and could not be saved before; it was not changed\. .*\.$/,
    );
    expect(await schemaOf(driver)).toBe(1);
    await driver.close();
    expect(existsSync(join(folder(), "nowhere"))).toBe(false);
  });
});
