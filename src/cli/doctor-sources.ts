import { openSources } from "../app/sources.ts";
import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { ManageSources } from "../manage/sources.ts";
import type { Log } from "../ports.ts";
import { seedsSource } from "../sources/seeds/read.ts";
import { MEMORY } from "../stores/folder.ts";
import type { Inspection } from "../stores/inspect.ts";
import { openStore } from "../stores/open.ts";
import { doubtful, type Finding, fine, many, why, wrong } from "./finding.ts";

/** Those of the settings and those that were added, each asked once; what is remembered of them stays in memory. */
export async function sourceFindings(config: Config, store: Inspection | null, log: Log): Promise<Finding[]> {
  const memory = await openStore({ folder: MEMORY, log, clock: systemClock });
  await memory.sources.add(store?.is === "there" ? store.sources : []);
  const opened = openSources({ config, register: memory.sources, clock: systemClock });
  try {
    const listed = await opened.manage.list();
    return await Promise.all(
      listed.map((view) => (view.kind === "folder" ? ofFolder(view.address) : ofSource(opened.manage, view.address))),
    );
  } finally {
    await opened.close();
    await memory.close();
  }
}

async function ofSource(manage: ManageSources, address: string): Promise<Finding> {
  const [view] = await manage.check(address);
  if (!view) return wrong("sources", `${address}: there is no such source.`);
  const says = `${view.shown}: ${view.words}`;
  if (view.health === "fine" || view.health === "new") return fine("sources", says);
  return ["slow", "moved", "busy"].includes(view.health) ? doubtful("sources", says) : wrong("sources", says);
}

async function ofFolder(folder: string): Promise<Finding> {
  try {
    const { drafts, skipped } = await seedsSource({ folder, now: () => systemClock.now() }).read();
    const read = `${folder}: ${many(drafts.length, "article")}`;
    if (skipped.length === 0) return fine("sources", `${read}.`);
    return doubtful("sources", `${read}, ${skipped.length} cannot be read: ${skipped[0]?.item}: ${skipped[0]?.why}`);
  } catch (cause) {
    return wrong("sources", `${folder}: ${why(cause)}`);
  }
}
