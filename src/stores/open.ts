import { PullquoteError } from "../errors.ts";
import type { Clock, Log, Store } from "../ports.ts";
import { archiveOn } from "./archive.ts";
import { saveBeforeUpgrade } from "./before-upgrade.ts";
import { chatSettingsOn } from "./chat-settings.ts";
import { codesFrom, keyOf } from "./codes.ts";
import { isUnfinished } from "./copy.ts";
import type { Driver } from "./driver.ts";
import { extentOn } from "./extent.ts";
import { installationsOn } from "./installations.ts";
import { keyringOf } from "./keyring.ts";
import { leasesOn } from "./leases.ts";
import { migrate, schemaOf } from "./migrate.ts";
import { migrations } from "./migrations.ts";
import { outboxOn } from "./outbox.ts";
import { sourcesOn } from "./sources.ts";
import { upkeepOn } from "./upkeep.ts";

export type OpenOptions = {
  /** `postgres://…`: there, and `folder` is not touched. */
  readonly url?: string | null | undefined;
  /** Where the embedded database is; ":memory:" keeps nothing. */
  readonly folder?: string | undefined;
  /** Whether nobody else may run on the folder meanwhile: true for the bot, false for a command that may run beside it. Default true. */
  readonly lock?: boolean | undefined;
  /** What the tokens of installations are sealed with, the newest first; none where there are no installations. */
  readonly tokenKeys?: readonly Uint8Array[] | undefined;
  readonly log: Log;
  readonly clock: Clock;
};

/** Opens the archive and the memory of deliveries, made or brought up to date where need be. Throws PullquoteError `store`. */
export async function openStore(options: OpenOptions): Promise<Store> {
  const { driver, release } = await openDriver(options);
  const extent = extentOn(driver);
  const codes = await closing(driver, async () => codesFrom(await keyOf(driver, "buttons"))).catch((cause) => {
    release();
    throw cause;
  });
  return {
    chat: chatSettingsOn(driver),
    codes,
    archive: archiveOn(driver, options.clock, extent),
    outbox: outboxOn(driver),
    leases: leasesOn(driver),
    installations: installationsOn(driver, keyringOf(options.tokenKeys ?? [])),
    sources: sourcesOn(driver),
    upkeep: upkeepOn(driver, options.clock, extent.countAnew),
    async close() {
      await driver.close();
      release();
    },
  };
}

/** Tenths of a second to wait for another command that is making the schema at this moment. */
const PATIENCE = 20;

export type OpenedDriver = { readonly driver: Driver; release(): void };

/** An engine with the schema of this program. The library of the other engine is never loaded. `copying`: what a copy left half done is no obstacle. */
export async function openDriver(options: OpenOptions, { copying = false } = {}): Promise<OpenedDriver> {
  const whole = async (driver: Driver) => {
    if (!copying && (await isUnfinished(driver)))
      throw new PullquoteError(
        "store",
        `${driver.place} holds a copy that was not finished. Run the command that copies (restore or migrate-store) again.`,
      );
  };
  if (options.url) {
    const { postgresDriver } = await import("./postgres.ts");
    const driver = await postgresDriver(options.url, options.log);
    return closing(driver, async () => {
      await migrate(driver, options);
      await whole(driver);
      return { driver, release() {} };
    });
  }
  const folder = options.folder;
  if (!folder) throw new PullquoteError("store", "There is no place for the archive. Set DATA_FOLDER or DATABASE_URL.");
  const { databaseFile, prepareFolder, lockFolder, inUse } = await import("./folder.ts");
  const { embeddedDriver } = await import("./embedded.ts");
  prepareFolder(folder);
  let lock = options.lock === false ? null : lockFolder(folder);
  if (options.lock !== false && lock === null) throw inUse(folder);
  try {
    const driver = embeddedDriver(databaseFile(folder));
    return await closing(driver, async () => {
      // The schema is changed under the lock only: never below a bot that is running.
      const upgrade = async () => {
        await saveBeforeUpgrade(driver, folder, options.log);
        await migrate(driver, options);
      };
      const behind = async () => (await schemaOf(driver)) < (migrations.at(-1)?.number ?? 0);
      for (let time = 0; lock === null && (await behind()); time += 1) {
        const brief = lockFolder(folder);
        if (brief !== null) await upgrade().finally(() => brief.release());
        else if (time < PATIENCE) await options.clock.sleep(100);
        else throw inUse(folder);
      }
      if (lock !== null) await upgrade();
      await whole(driver);
      const held = lock;
      return { driver, release: () => held?.release() };
    });
  } catch (cause) {
    lock?.release();
    lock = null;
    throw cause;
  }
}

/** What is done with a driver that is closed where it fails. */
async function closing<T>(driver: Driver, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    await driver.close().catch(() => {});
    throw cause;
  }
}
