import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Slot } from "../../src/news/edition.ts";
import type { Store } from "../../src/ports.ts";
import { backup, migrateStore, restore } from "../../src/stores/backup.ts";
import { type CopyProgress, copyStore, leftOut, parts } from "../../src/stores/copy.ts";
import { embeddedDriver } from "../../src/stores/embedded.ts";
import { migrate } from "../../src/stores/migrate.ts";
import { openDriver, openStore } from "../../src/stores/open.ts";
import { engines, folderPlace, open, type Place } from "./engines.ts";
import { numbered } from "./numbered.ts";
import { anyStory, at, story } from "./stories.ts";

const slot: Slot = { schedule: "daily", zone: "UTC", local: "2026-11-20T08:00", due: at("2026-11-20T08:00Z") };
const any = fc.sample(anyStory, { numRuns: 25, seed: 11 });

/** Everything one can ask of a store. */
async function contents({ archive, outbox, upkeep }: Store) {
  return {
    stories: await archive.stories({ limit: 10_000 }),
    found: (await archive.stories({ words: "peace", limit: 1_000 })).map(({ id }) => id),
    names: [...(await archive.names())].sort((a, b) => (a.name < b.name ? -1 : 1)),
    extent: await archive.extent(),
    quotes: await archive.quotes({ names: ["Ann Lee", "Speaker 3"], about: "peace", reported: false, offset: 0, limit: 1_000 }),
    editions: await outbox.editions("daily", 9),
    deliveries: await outbox.deliveries(99),
    audit: await upkeep.audit(99),
  };
}

it("copies every column of every table of the schema, or says that it leaves the table out", async () => {
  const { driver } = await openDriver({ folder: ":memory:", ...open });
  const tables = await driver.all("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", []);
  const words = /^article_words/;
  for (const { name } of tables.filter((table) => !words.test(String(table.name)))) {
    if (leftOut.includes(String(name))) continue;
    const columns = (await driver.all(`select name from pragma_table_info('${name}')`, [])).map((column) => String(column.name));
    expect([name, ...(parts.find((part) => part.name === name)?.columns ?? [])].sort()).toEqual([name, ...columns].sort());
  }
  await driver.close();
});

const shared = engines.filter(({ skip, shared }) => !skip && shared);
/** There and back; with one engine alone, to another place of its own. */
const pairs = shared.map((from, i) => {
  const to = shared[(i + 1) % shared.length] ?? from;
  return { from, to, name: `from ${from.name} to ${to.name}` };
});

describe.each(pairs)("a copy, $name", ({ from, to }) => {
  let one: Place;
  let other: Place;
  let files: ReturnType<typeof folderPlace>;
  beforeEach(async () => {
    [one, other, files] = [await from.place(), await to.place(), folderPlace()];
    const store = await openStore({ ...one.options, ...open });
    await store.archive.save([...any, ...Array.from({ length: 120 }, (_, i) => numbered(i))]);
    await store.outbox.openSlot(slot, "open", { id: "e", slot, card: { title: "t", items: [], actions: [] } }, [
      { platform: "slack", channel: "A" },
      { platform: "discord", channel: "B" },
    ]);
    const claimed = await store.outbox.claim(at("2026-11-20T09:00Z"), at("2026-11-20T09:02Z"));
    if (claimed)
      await store.outbox.record({ ...claimed.delivery, state: "sending", receipts: [{ messageId: "m" }], attempts: 2, problem: "slow" });
    await store.upkeep.prune(at("1960-01-01"));
    await store.close();
  });
  afterEach(async () => {
    for (const place of [one, other, files]) await place.destroy();
  });
  const read = async (place: Place) => {
    const store = await openStore({ ...place.options, lock: false, ...open });
    return contents(store).finally(() => store.close());
  };

  it("holds all that the original holds, and can be written to", async () => {
    const seen: CopyProgress[] = [];
    const report = await migrateStore({ ...one.options, ...open }, { ...other.options, ...open }, (progress) => void seen.push(progress));
    expect(await read(other)).toEqual(await read(one));
    const count = (table: string) => report.find((each) => each.table === table)?.rows;
    expect(count("deliveries")).toBe(2);
    expect(count("articles")).toBe((await read(one)).extent.articles);
    expect(report.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    expect(seen.filter(({ table }) => table === "articles").map(({ step, done, of }) => `${step} ${done === of}`)).toEqual(
      expect.arrayContaining(["copying false", "copying true", "checking true"]),
    );
    const store = await openStore({ ...other.options, ...open });
    await store.archive.save([story("later", { text: "peace at last" })]);
    expect(await store.archive.stories({ words: "last", limit: 9 })).toMatchObject([{ id: "later" }]);
    await store.close();
  });

  it("goes on where it was interrupted, also when the original has changed; the bot does not start on half of it", async () => {
    let steps = 0;
    const stop = () => {
      steps += 1;
      if (steps === 2) throw new Error("interrupted");
    };
    await expect(migrateStore({ ...one.options, ...open }, { ...other.options, ...open }, stop)).rejects.toThrow("interrupted");
    await expect(openStore({ ...other.options, ...open })).rejects.toThrow(
      /holds a copy that was not finished\. Run the command that copies/,
    );
    const store = await openStore({ ...one.options, ...open });
    await store.archive.save([story("a-new-one", { text: "peace again", readAt: at("2026-11-30") })]);
    await store.upkeep.forget({ kind: "person", name: "Speaker 3" });
    const [{ delivery } = { delivery: null }] = await store.outbox.deliveries(1);
    if (delivery) await store.outbox.record({ ...delivery, state: "sent" });
    await store.close();
    await migrateStore({ ...one.options, ...open }, { ...other.options, ...open });
    expect(await read(other)).toEqual(await read(one));
  });

  it("by way of a backup file is the same, and nothing is overwritten", async () => {
    const file = join(files.folder, "pullquote.backup");
    await backup({ ...one.options, ...open }, file);
    expect(readdirSync(files.folder)).toEqual(["pullquote.backup"]);
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
    await expect(backup({ ...one.options, ...open }, file)).rejects.toThrow(
      /is there already, and nothing is overwritten\. Name another file\./,
    );
    const bytes = readFileSync(file);
    await restore(file, { ...other.options, ...open });
    expect(await read(other)).toEqual(await read(one));
    expect(readFileSync(file).equals(bytes)).toBe(true);
    await expect(restore(file, { ...other.options, ...open })).rejects.toThrow(
      /holds an archive already, and nothing of it is overwritten\. Choose an empty place\./,
    );
    await expect(migrateStore({ ...one.options, ...open }, { ...other.options, ...open })).rejects.toThrow(/holds an archive already/);
  });

  it("made while the bot writes is of one moment", async () => {
    const file = join(files.folder, "pullquote.backup");
    const bot = await openStore({ ...one.options, ...open });
    let writing = true;
    const write = (async () => {
      for (let i = 1_000; writing; i += 2) {
        await bot.archive.save([numbered(i), numbered(i + 1)]);
        await new Promise((go) => setImmediate(go));
      }
    })();
    await backup({ ...one.options, ...open }, file);
    writing = false;
    await write;
    const all = await contents(bot);
    await bot.close();
    await restore(file, { ...other.options, ...open });
    const copied = await read(other);
    expect(copied.extent.articles % 2).toBe(0);
    expect(copied.extent.articles).toBeLessThanOrEqual(all.extent.articles);
    expect(copied.names.find(({ name }) => name === "Ann Lee")?.articles).toBe(
      copied.found.length - copied.stories.filter(({ id, articles }) => !id.startsWith("story-") && /peace/i.test(articles[0].text)).length,
    );
  });
});

describe("a backup file", () => {
  let files: ReturnType<typeof folderPlace>;
  beforeEach(() => {
    files = folderPlace();
  });
  afterEach(() => files.destroy());

  it("that is none, or is not there, is refused with what to do; nothing is left behind", async () => {
    const to = { folder: join(files.folder, "new"), ...open };
    await expect(restore(join(files.folder, "none"), to)).rejects.toThrow(
      /There is no file \S+none\. Name one that was written by pullquote backup\./,
    );
    writeFileSync(join(files.folder, "text"), "no database".repeat(1_000));
    await expect(restore(join(files.folder, "text"), to)).rejects.toMatchObject({ code: "store" });
    await embeddedDriver(join(files.folder, "other.db"), { wal: false }).batch([[{ sql: "create table t (a)", args: [] }]]);
    await expect(restore(join(files.folder, "other.db"), to)).rejects.toThrow(/is no backup of Pullquote/);
    expect(existsSync(to.folder)).toBe(false);
    await expect(backup({ folder: join(files.folder, "nothing"), ...open }, join(files.folder, "b"))).rejects.toThrow(
      /There is no archive in/,
    );
    expect(existsSync(join(files.folder, "b.part"))).toBe(false);
  });

  it("of a newer program is refused", async () => {
    const newer = embeddedDriver(join(files.folder, "newer"), { wal: false });
    await migrate(newer, open);
    await newer.batch([[{ sql: "insert into migrations (number, applied_at) values (999, '')", args: [] }]]);
    await newer.close();
    await expect(restore(join(files.folder, "newer"), { folder: join(files.folder, "data"), ...open })).rejects.toThrow(/newer Pullquote/);
  });

  it("is found out when the copy is not like the original", async () => {
    const places = [join(files.folder, "one"), join(files.folder, "two")] as const;
    const store = await openStore({ folder: places[0], ...open });
    await store.archive.save([numbered(1)]);
    await store.close();
    const [{ driver: from }, { driver: to }] = [
      await openDriver({ folder: places[0], ...open }),
      await openDriver({ folder: places[1], ...open }),
    ];
    const spoil = (progress: CopyProgress) => {
      if (progress.step === "copying" && progress.table === "deliveries") return;
      if (progress.step === "checking" && progress.table === "articles")
        void to.batch([[{ sql: "update quotes set confidence = 0", args: [] }]]);
    };
    await expect(copyStore(from, to, spoil)).rejects.toThrow(/The copy of quotes is not like the original \(2 rows for 2\)/);
    await copyStore(from, to);
    await from.close();
    await to.close();
  });
});
