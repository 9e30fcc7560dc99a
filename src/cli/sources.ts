import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { isFolder, openSources } from "../app/sources.ts";
import type { Config } from "../config.ts";
import { PullquoteError } from "../errors.ts";
import type { SourceView } from "../manage/health.ts";
import type { ManageSources } from "../manage/sources.ts";
import { openStore } from "../stores/open.ts";
import { progress } from "./progress.ts";
import { surroundings } from "./surroundings.ts";

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Beside a bot that may be running: it sees within a minute what was changed. */
async function managing<T>(config: Config, act: (sources: ManageSources) => Promise<T>): Promise<T> {
  const around = surroundings(config, true);
  const where = config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataFolder };
  const store = await openStore({ ...where, ...around, lock: false });
  const sources = openSources({ config, register: store.sources, clock: around.clock });
  try {
    return await act(sources.manage);
  } finally {
    await sources.close();
    await store.close();
  }
}

function show(view: SourceView, json: boolean | undefined): void {
  if (json) {
    print(JSON.stringify(view));
    return;
  }
  const next = view.nextAt === null ? "not read any more" : `next read ${view.nextAt.slice(0, 16).replace("T", " ")} UTC`;
  const where = view.addedBy === "settings" ? ", from SOURCES" : "";
  print(`${view.address}${view.title ? ` (${view.title})` : ""}`);
  print(`  ${view.health}: ${view.words}`);
  print(`  ${view.kind === "web" ? "not read yet" : view.kind}${where}; ${next}`);
}

export async function listSources(config: Config, { json }: { json?: boolean }): Promise<void> {
  await managing(config, async (sources) => {
    for (const view of await sources.list()) show(view, json);
  });
}

export async function addSources(config: Config, addresses: readonly string[], { as }: { as?: string }): Promise<number> {
  if (as !== undefined && as !== "feed" && as !== "page")
    throw new PullquoteError("usage", `--as ${as} means nothing. Write --as feed or --as page.`);
  return managing(config, async (sources) => {
    let code = 0;
    for (const address of addresses) {
      try {
        // A bot that is started elsewhere would look for "./news" there.
        const { view, words, added } = await sources.add(isFolder(address) ? resolve(address) : address, {
          folders: isFolder,
          ...(as ? { as } : {}),
        });
        print(`${added ? "Added" : "Not added"}: ${view.address}. ${words}`);
      } catch (error) {
        // The others are added all the same.
        if (!(error instanceof PullquoteError) || addresses.length === 1) throw error;
        process.stderr.write(`${error.message}\n`);
        code = 1;
      }
    }
    return code;
  });
}

export async function removeSource(config: Config, address: string): Promise<void> {
  await managing(config, async (sources) => {
    const { address: removed } = await sources.remove(address);
    print(`Removed: ${removed}. Its articles stay; pullquote purge --source "${removed}" forgets them.`);
  });
}

const WELL: readonly SourceView["health"][] = ["fine", "slow", "moved", "new"];

export async function checkSources(config: Config, only: string | undefined, { json }: { json?: boolean }): Promise<number> {
  return managing(config, async (sources) => {
    const bar = progress();
    const views = await sources.check(only, (view, done, of) => bar.at(`Asking ${view.shown}`, done, of));
    bar.end();
    for (const view of views) show(view, json);
    return views.every(({ health }) => WELL.includes(health)) ? 0 : 1;
  });
}

export async function importSources(config: Config, file: string, { yes }: { yes?: boolean }): Promise<void> {
  const text = await (file === "-" ? textOf(process.stdin) : readFile(file, "utf8")).catch((cause: NodeJS.ErrnoException) => {
    throw new PullquoteError("bad-input", `${file} cannot be read (${cause.code}). Name the OPML file that your reader exported.`, {
      cause,
    });
  });
  await managing(config, async (sources) => {
    const plan = await sources.planImport(text);
    if (!yes) {
      for (const { address, title } of plan.fresh) print(`would add    ${address}${title ? ` (${title})` : ""}`);
      for (const { address } of plan.known) print(`read already ${address}`);
      for (const { item, why } of plan.skipped) print(`left out     ${item}: ${why}`);
      print(
        `${plan.fresh.length} to add, ${plan.known.length} read already, ${plan.skipped.length} left out. Nothing was changed; add --yes to do it.`,
      );
      return;
    }
    const bar = progress();
    const added = await sources.carryOut(plan, (done, of) => bar.at("Adding sources", done, of));
    bar.end();
    for (const { item, why } of plan.skipped) process.stderr.write(`left out: ${item}: ${why}\n`);
    print(
      `Added ${added}; ${plan.known.length} were read already, ${plan.skipped.length} left out. They are read one after the other from now on.`,
    );
  });
}

export async function exportSources(config: Config): Promise<void> {
  process.stdout.write(await managing(config, (sources) => sources.exportOpml()));
}
