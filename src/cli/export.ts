import { once } from "node:events";
import { openDesk } from "../answer.ts";
import type { Config } from "../config.ts";
import { PullquoteError } from "../errors.ts";
import { exportQuotes } from "../export.ts";
import { csvHead, csvLine, jsonLine } from "../news/quote-record.ts";
import { openStore } from "../stores/open.ts";
import { surroundings } from "./surroundings.ts";

export type ExportOptions = { readonly format: string; readonly person?: string; readonly about?: string };

/** Writes the archive's quotes to standard output, a line each. Works beside a running bot and reads no source. */
export async function exportArchive(config: Config, { format, person, about }: ExportOptions): Promise<void> {
  if (format !== "jsonl" && format !== "csv") throw new PullquoteError("usage", `--format takes jsonl or csv, not "${format}".`);
  const { clock, log } = surroundings(config, true);
  const place = config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataFolder };
  const store = await openStore({ ...place, lock: false, clock, log });
  try {
    const directory = openDesk({ archive: store.archive, clock, log, stories: config.digest.stories });
    const wanted = { ...(person === undefined ? {} : { person }), ...(about === undefined ? {} : { about }) };
    const records = await exportQuotes({ archive: store.archive, directory }, wanted);
    if (records === null)
      throw new PullquoteError(
        "usage",
        `Nobody in the archive is certainly "${person}". pullquote news "${person}" says who may be meant.`,
      );
    if (format === "csv") process.stdout.write(csvHead);
    for await (const record of records)
      if (!process.stdout.write(format === "csv" ? csvLine(record) : jsonLine(record))) await once(process.stdout, "drain");
  } finally {
    await store.close();
  }
}
