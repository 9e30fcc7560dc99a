import { once } from "node:events";
import { openDesk } from "../answer.ts";
import type { Config } from "../config.ts";
import type { Person } from "../news/people.ts";
import { openStore } from "../stores/open.ts";
import { surroundings } from "./surroundings.ts";

const PAGE = 500;

/** Prints the people of the archive, the most quoted first, a line each. Works beside a running bot and reads no source. */
export async function listPeople(config: Config, { json, limit }: { readonly json?: boolean; readonly limit?: string }): Promise<void> {
  const { clock, log } = surroundings(config, true);
  const place = config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataFolder };
  const store = await openStore({ ...place, lock: false, clock, log });
  try {
    const directory = openDesk({ archive: store.archive, clock, log, stories: config.digest.stories });
    const most = limit === undefined ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(Number(limit)) || 0);
    for (let offset = 0; offset < most; offset += PAGE) {
      const { people } = await directory.people({ offset, limit: Math.min(PAGE, most - offset) });
      for (const person of people) if (!process.stdout.write(json ? jsonOf(person) : plainOf(person))) await once(process.stdout, "drain");
      if (people.length < PAGE) return;
    }
  } finally {
    await store.close();
  }
}

function jsonOf({ id, name, names, role, quotes, articles }: Person): string {
  return `${JSON.stringify({ id, name, names, role: role ?? null, quotes, articles })}\n`;
}

function plainOf({ name, role, quotes, articles }: Person): string {
  const counts = `${quotes} ${quotes === 1 ? "quote" : "quotes"} in ${articles} ${articles === 1 ? "article" : "articles"}`;
  return `${[name, role].filter(Boolean).join(", ")}: ${counts}\n`;
}
