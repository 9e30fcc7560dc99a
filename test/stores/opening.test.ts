import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoryId } from "../../src/news/story.ts";
import type { Clock, Store } from "../../src/ports.ts";
import { embeddedDriver } from "../../src/stores/embedded.ts";
import { openEngine } from "../../src/stores/engine.ts";
import { prepareFolder } from "../../src/stores/folder.ts";
import { migrate } from "../../src/stores/migrate.ts";
import { type Migration, migrations } from "../../src/stores/migrations.ts";
import { openDriver, openStore } from "../../src/stores/open.ts";
import { engines, folderPlace, open, type Place } from "./engines.ts";
import { numbered } from "./numbered.ts";
import { story } from "./stories.ts";
import { type Worker, worker } from "./workers.ts";

const root = process.getuid?.() === 0;
/** Whether another user may start a process of ours: it has to reach Node and the repository. */
const others = root && [process.execPath, import.meta.dirname].every((path) => reachable(path));

function reachable(path: string): boolean {
  return (statSync(path).mode & 0o001) !== 0 && (dirname(path) === path || reachable(dirname(path)));
}

/** Whether this machine lets us mount a small disk. */
const mounts = root && attempt(() => mount(folderPlace().folder, "size=64k").unmount());

function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

function mount(folder: string, options: string): { unmount(): void; again(options: string): void } {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
  return {
    unmount: () => void execFileSync("umount", ["-l", folder], { stdio: "ignore" }),
    again: (more) => void execFileSync("mount", ["-o", `remount,${more}`, folder], { stdio: "ignore" }),
  };
}

describe("a data folder", () => {
  let place: ReturnType<typeof folderPlace>;
  const started: Worker[] = [];
  const folder = () => join(place.folder, "data");
  const openHere = (more: { folder?: string; lock?: boolean; clock?: Clock } = {}): Promise<Store> =>
    openStore({ folder: folder(), ...open, ...more });
  beforeEach(() => {
    place = folderPlace();
  });
  afterEach(async () => {
    for (const { process, ended } of started.splice(0)) {
      process.kill("SIGKILL");
      await ended;
    }
    await place.destroy();
  });

  it("is made where there is none, for its owner only", async () => {
    await (await openHere({ folder: join(folder(), "deep", "down") })).close();
    expect(existsSync(join(folder(), "deep", "down", "pullquote.db"))).toBe(true);
    expect(execFileSync("stat", ["-c", "%a", folder()], { encoding: "utf8" }).trim()).toBe("700");
  });

  it("is looked at while others make files beside the database and take them away", async () => {
    mkdirSync(folder());
    const file = JSON.stringify(join(folder(), "pullquote.db-wal"));
    const other = spawn(process.execPath, ["-e", `for (;;) { fs.writeFileSync(${file}, ""); fs.rmSync(${file}); }`]);
    try {
      await expect.poll(() => existsSync(join(folder(), "pullquote.db-wal")), { interval: 1 }).toBe(true);
      for (let i = 0; i < 2_000; i += 1) prepareFolder(folder());
    } finally {
      other.kill("SIGKILL");
      await once(other, "exit");
    }
  });

  it("below a file, or in /proc, cannot be made: one sentence says so", async () => {
    writeFileSync(join(place.folder, "file"), "");
    await expect(openHere({ folder: join(place.folder, "file", "data") })).rejects.toThrow(
      /^The data folder \S+ cannot be made \(there is a file where a folder should be\)\. Set DATA_FOLDER to a folder that Pullquote may write to\.$/,
    );
    await expect(openHere({ folder: join(place.folder, "file") })).rejects.toThrow(/Set DATA_FOLDER/);
    await expect(openHere({ folder: "/proc/pullquote" })).rejects.toMatchObject({
      code: "store",
      message: expect.stringContaining("Set DATA_FOLDER"),
    });
    await expect(openHere({ folder: "" })).rejects.toThrow(/Set DATA_FOLDER or DATABASE_URL/);
  });

  it.skipIf(!mounts)("on a read-only disk is refused with a sentence (skipped where no disk can be mounted)", async () => {
    mkdirSync(folder());
    const disk = mount(folder(), "size=8m");
    try {
      const writer = worker("hold", { folder: folder() });
      await writer.said(1);
      writer.process.kill("SIGTERM");
      await writer.ended;
      disk.again("ro");
      await expect(openHere()).rejects.toThrow(/cannot be written \(the disk is mounted read-only\)\. Set DATA_FOLDER/);
    } finally {
      disk.unmount();
    }
  });

  it.skipIf(!others)(
    "that belongs to another user is named, with both users and what to run (skipped where we cannot be another user)",
    async () => {
      await (await openHere()).close();
      chmodSync(place.folder, 0o755);
      const refused = worker("hold", { folder: folder() }, "", { uid: 65_534 });
      expect(await refused.ended).toBe(1);
      expect(refused.errors()).toContain(
        `Pullquote runs as user 65534 and may not use ${folder()}: it belongs to user 0. Run: sudo chown -R 65534 ${folder()} (for a container: on the host, the folder that is mounted there)\n`,
      );
      chownSync(folder(), 65_534, 65_534);
      const file = worker("hold", { folder: folder() }, "", { uid: 65_534 });
      expect(await file.ended).toBe(1);
      expect(file.errors()).toMatch(/may not use \S+\/pullquote\.db: it belongs to user 0\. Run: sudo chown -R 65534 /);
    },
  );

  it("that is in use is refused to a second process, open to readers, and free again after kill -9", async () => {
    const bot = worker("hold", { folder: folder() });
    started.push(bot);
    await bot.said(1);
    await expect(openHere()).rejects.toThrow(
      `Another Pullquote is running on the data folder ${folder()}. Stop it first, or set DATA_FOLDER to another folder.`,
    );
    const reader = await openHere({ lock: false });
    expect(await reader.archive.extent()).toEqual({ articles: 0, since: null });
    await reader.close();
    bot.process.kill("SIGKILL");
    await bot.ended;
    const next = await openHere();
    await expect(openHere()).rejects.toThrow(/Another Pullquote is running/);
    await next.close();
    await (await openHere()).close();
  });

  it("that holds a damaged database is refused with what to do, and left as it is", async () => {
    mkdirSync(folder());
    writeFileSync(join(folder(), "pullquote.db"), "This is no database. ".repeat(500));
    await expect(openHere()).rejects.toThrow(
      /pullquote\.db is damaged or is no Pullquote archive\. Move it away, and restore the last backup/,
    );
    expect(readFileSync(join(folder(), "pullquote.db"), "utf8")).toMatch(/^This is no database/);
    await expect(openHere()).rejects.toThrow(/is damaged/);
  });

  it("whose database is damaged in the middle says so when it is read", async () => {
    const store = await openHere();
    await store.archive.save(Array.from({ length: 200 }, (_, i) => numbered(i)));
    await store.close();
    const file = openSync(join(folder(), "pullquote.db"), "r+");
    for (let page = 30; page < 60; page += 1) writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
    let again: Store | null = null;
    const readAll = async () => {
      again = await openHere();
      await again.archive.stories({ limit: 200 });
    };
    await expect(readAll()).rejects.toThrow(/is damaged.*restore the last backup/);
    await (again as Store | null)?.close();
  });

  it.skipIf(!mounts)(
    "on a full disk says so, loses nothing, and goes on once there is room (skipped where no disk can be mounted)",
    async () => {
      mkdirSync(folder());
      const disk = mount(folder(), "size=2m");
      try {
        let store = await openHere();
        const saved: number[] = [];
        let refusal: unknown = null;
        for (let i = 0; refusal === null && i < 2_000; i += 1)
          await store.archive.save([numbered(i)]).then(
            () => saved.push(i),
            (cause: unknown) => {
              refusal = cause;
            },
          );
        expect(refusal).toMatchObject({ code: "store" });
        expect(String(refusal)).toMatch(/disk of \S+ is full\. Make room; nothing that was stored is lost/);
        expect(saved.length).toBeGreaterThan(10);
        expect(await store.archive.extent()).toMatchObject({ articles: saved.length });
        disk.again("size=16m");
        await store.archive.save([numbered(6_000)]);
        await store.close();
        store = await openHere();
        for (const i of [...saved, 6_000]) expect(await store.archive.story(`story-${i}` as StoryId)).toEqual(numbered(i));
        await store.close();
      } finally {
        disk.unmount();
      }
    },
  );

  it("is not brought up to date below a bot that is running", async () => {
    mkdirSync(folder());
    const older = embeddedDriver(join(folder(), "pullquote.db"));
    await migrate(older, open, []);
    const bot = openEngine(join(folder(), "pullquote.lock"));
    bot.exec("begin exclusive");
    const impatient: Clock = { ...open.clock, sleep: async () => {} };
    await expect(openHere({ lock: false, clock: impatient })).rejects.toThrow(/Another Pullquote is running/);
    bot.exec("rollback");
    bot.close();
    await older.close();
    await (await openHere({ lock: false })).close();
  });
});

describe.each(engines.filter(({ skip, shared }) => !skip && shared))("the schema, $name", (engine) => {
  let place: Place;
  beforeEach(async () => {
    place = await engine.place();
  });
  afterEach(() => place.destroy());
  const driverHere = async () => (await openDriver({ ...place.options, lock: false, ...open })).driver;
  const latest = migrations.at(-1)?.number ?? 0;
  const next = (sql: string[]): Migration => ({ number: latest + 1, sql: () => sql });

  it("of a newer program is refused", async () => {
    const driver = await driverHere();
    await migrate(driver, open, [...migrations, next(["create table novelty (id integer)"])]);
    await driver.close();
    await expect(openStore({ ...place.options, lock: false, ...open })).rejects.toThrow(
      `was written by a newer Pullquote (its schema is ${latest + 1}, this program knows ${latest}). Start that version again, or restore a backup`,
    );
  });

  it("is brought up to date with what is stored, once", async () => {
    const store = await openStore({ ...place.options, lock: false, ...open });
    await store.archive.save([story("kept")]);
    await store.close();
    const drivers = await Promise.all([driverHere(), driverHere()]);
    const added = [...migrations, next(["alter table stories add column mood text", "update stories set mood = 'calm'"])];
    await Promise.all(drivers.map((driver) => migrate(driver, open, added)));
    expect(await drivers[0].all("select id, mood from stories", [])).toEqual([{ id: "kept", mood: "calm" }]);
    for (const driver of drivers) await driver.close();
  });

  it("is as before when a change is interrupted, and can be changed again", async () => {
    const driver = await driverHere();
    const broken = [...migrations, next(["create table half (id integer)", "insert into nowhere values (1)"])];
    await expect(migrate(driver, open, broken)).rejects.toMatchObject({ code: "store" });
    await migrate(driver, open, [...migrations, next(["create table half (id integer)"])]);
    expect(await driver.all("select cast(count(*) as integer) as rows from half", [])).toEqual([{ rows: 0 }]);
    await driver.close();
  });

  it("is made once when several open a new store at the same moment", async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ ...place.options, lock: false, ...open })));
    await stores[0]?.archive.save([story("a")]);
    for (const store of stores) expect((await store.archive.extent()).articles).toBe(1);
    for (const store of stores) await store.close();
  });
});
