import { rmSync } from "node:fs";
import type { Config } from "../config.ts";
import { PullquoteError } from "../errors.ts";
import type { Forgotten, ForgottenWorkspace, ToForget } from "../ports/upkeep.ts";
import { backup, migrateStore, restore } from "../stores/backup.ts";
import { copiesBeforeUpgrade } from "../stores/before-upgrade.ts";
import type { CopyProgress, CopyReport } from "../stores/copy.ts";
import { type OpenOptions, openStore } from "../stores/open.ts";
import { progress } from "./progress.ts";
import { surroundings } from "./surroundings.ts";

/** The store of the settings. */
function placeOf(config: Config): OpenOptions {
  const where = config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataFolder };
  return { ...where, ...surroundings(config, true) };
}

/** Writes the whole archive into one file, also while the bot is running. */
export async function backUp(config: Config, file: string): Promise<void> {
  say(`Backed up to ${file}`, await shown((on) => backup(placeOf(config), file, on)));
}

/** Puts a backup into the empty store of the settings. */
export async function restoreFrom(config: Config, file: string): Promise<void> {
  say(`Restored from ${file}`, await shown((on) => restore(file, placeOf(config), on)));
}

/** Copies the archive of the data folder into the PostgreSQL of DATABASE_URL; the folder is left as it is. */
export async function moveToPostgres(config: Config): Promise<void> {
  if (!config.databaseUrl) throw new PullquoteError("usage", "No target. Set DATABASE_URL to the PostgreSQL database to migrate to.");
  const to = placeOf(config);
  const { url: _, ...rest } = to;
  say(`Copied from ${config.dataFolder} to PostgreSQL`, await shown((on) => migrateStore({ ...rest, folder: config.dataFolder }, to, on)));
}

export type PurgeOptions = {
  readonly person?: string;
  readonly source?: string;
  readonly workspace?: string;
  readonly all?: boolean;
  readonly yes?: boolean;
};

/** Forgets a person, a source or everything for good. */
export async function purge(config: Config, options: PurgeOptions): Promise<void> {
  const wanted: ToForget[] = [
    ...(options.person === undefined ? [] : [{ kind: "person" as const, name: options.person }]),
    ...(options.source === undefined ? [] : [{ kind: "source" as const, origin: options.source }]),
    ...(options.all ? [{ kind: "all" as const }] : []),
  ];
  const [what] = wanted;
  const { workspace } = options;
  if (wanted.length + (workspace === undefined ? 0 : 1) !== 1)
    throw new PullquoteError("usage", "Name one of --person <name>, --source <name>, --workspace <id> and --all.");
  if (workspace !== undefined && !/^(?:E[A-Z0-9]+-)?[ET][A-Z0-9]+$/.test(workspace))
    throw new PullquoteError(
      "usage",
      "--workspace takes the id of a Slack workspace (T…) or organisation (E…), as pullquote doctor names it.",
    );
  if (!options.yes)
    throw new PullquoteError("usage", "What is purged cannot be brought back. Make a backup if you may need it, and add --yes.");
  const store = await openStore({ ...placeOf(config), lock: false });
  try {
    process.stdout.write(
      `Forgotten: ${what ? told(await store.upkeep.forget(what)) : toldOf(await store.upkeep.forgetWorkspace(workspace ?? ""))}\n`,
    );
    const copies = config.databaseUrl ? [] : copiesBeforeUpgrade(config.dataFolder);
    for (const copy of copies) rmSync(copy, { force: true });
    if (copies.length > 0)
      process.stdout.write(`Removed, since they held it too: ${copies.join(", ")}. Backups of your own are yours to remove.\n`);
  } finally {
    await store.close();
  }
}

const told = ({ stories, articles, quotes, editions }: Forgotten): string =>
  `${stories} stories, ${articles} articles, ${quotes} quotes; ${editions} editions were cleared of them. Restart a bot that is running.`;
const toldOf = ({ installed, channels, follows }: ForgottenWorkspace): string =>
  `${installed ? "the installation" : "no installation"}, what was set for ${channels} channels, ${follows} follows. An app that is still installed there is removed by the workspace's administrators.`;

function say(what: string, report: CopyReport): void {
  const rows = report.map(({ table, rows }) => `${table} ${rows}`).join(", ");
  process.stdout.write(`${what}; counted and compared: ${rows}.\n`);
}

/** Copies with a bar. */
async function shown(copy: (onProgress: (at: CopyProgress) => void) => Promise<CopyReport>): Promise<CopyReport> {
  const bar = progress();
  return copy(({ step, table, done, of }) => bar.at(`${step} ${table}`, done, of)).finally(() => bar.end());
}
