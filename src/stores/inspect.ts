import { existsSync } from "node:fs";
import type { Destination } from "../news/edition.ts";
import type { Installed } from "../ports/installations.ts";
import type { KnownSource } from "../ports/sources.ts";
import type { Queue } from "../ports/upkeep.ts";
import type { Log } from "../ports.ts";
import { chatSettingsOn } from "./chat-settings.ts";
import { databaseFile, inMemory } from "./folder.ts";
import { installationsOn } from "./installations.ts";
import { keyringOf } from "./keyring.ts";
import { schemaOf } from "./migrate.ts";
import { migrations } from "./migrations.ts";
import { sourcesOn } from "./sources.ts";
import { queueOf } from "./upkeep.ts";

export type Inspection =
  /** The first start makes it. */
  | { readonly is: "new" }
  /** `schema` below `known`: the next start upgrades it. `clockOff`: by how many milliseconds the database's own clock is behind ours, where it has one. */
  | {
      readonly is: "there";
      readonly place: string;
      readonly schema: number;
      readonly known: number;
      readonly articles: number;
      readonly queue: Queue;
      /** Those that were added by command; none where the schema has no place for them yet. */
      readonly sources: readonly KnownSource[];
      /** The channels that get a digest by what was set in chat; none where the schema has no place for them yet. */
      readonly channels: readonly Destination[];
      readonly clockOff: number | null;
      /** Where others added the bot; none where the schema has no place for them yet. */
      readonly installed: readonly Installed[];
    };

type InspectOptions = {
  readonly url: string | null;
  readonly folder: string;
  readonly log: Log;
  readonly tokenKeys: readonly Uint8Array[];
};

/** Looks at a store without changing anything: nothing is made, nothing upgraded. Throws PullquoteError `store`. */
export async function inspectStore({ url, folder, log, tokenKeys }: InspectOptions): Promise<Inspection> {
  if (!url && (inMemory(folder) || !existsSync(databaseFile(folder)))) return { is: "new" };
  const driver = url
    ? await (await import("./postgres.ts")).postgresDriver(url, log)
    : (await import("./embedded.ts")).embeddedDriver(databaseFile(folder));
  try {
    const schema = await schemaOf(driver);
    const known = migrations.at(-1)?.number ?? 0;
    if (schema === 0) return { is: "new" };
    const [counted] = await driver.all("select cast(count(*) as integer) as articles from articles", []);
    const [clock] = url ? await driver.all("select cast(extract(epoch from now()) as double precision) as seconds", []) : [];
    return {
      is: "there",
      place: driver.place,
      schema,
      known,
      articles: Number(counted?.articles),
      queue: await queueOf(driver),
      sources: schema === known ? (await sourcesOn(driver).all()).filter(({ addedBy }) => addedBy === "command") : [],
      channels:
        schema === known
          ? (await chatSettingsOn(driver).digests()).flatMap(({ destination, times, paused }) => (times && !paused ? [destination] : []))
          : [],
      installed: schema === known ? await installationsOn(driver, keyringOf(tokenKeys)).all() : [],
      clockOff: clock ? Date.now() - Number(clock.seconds) * 1000 : null,
    };
  } finally {
    await driver.close();
  }
}
