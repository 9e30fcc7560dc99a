import type { Command } from "commander";
import type { Config } from "../config.ts";

/** `pullquote sources …` */
export function sourcesCommand(program: Command, config: () => Config, exit: (code: number) => void): void {
  const act = () => import("./sources.ts");
  const sources = program.command("sources").description("where articles come from: list, add, remove, check, import, export");
  sources
    .command("list", { isDefault: true })
    .description("every source, how it is, and when it is read next")
    .option("--json", "a source a line, as JSON")
    .action(async (o) => (await act()).listSources(config(), o));
  sources
    .command("add")
    .description("a folder, a feed, a site (its feed is found) or a single page")
    .argument("<address...>", "https://example.org/feed.xml, example.org, ./folder")
    .option("--as <kind>", "feed or page, for an address that could be both")
    .action(async (addresses: string[], o) => exit(await (await act()).addSources(config(), addresses, o)));
  sources
    .command("remove")
    .description("a source that was added; its articles stay")
    .argument("<address>", "as sources list prints it")
    .action(async (address: string) => (await act()).removeSource(config(), address));
  sources
    .command("check")
    .description("ask every source now and say how it is; exit code 1 if one cannot be read")
    .argument("[address]", "only this one")
    .option("--json", "a source a line, as JSON")
    .action(async (address: string | undefined, o) => exit(await (await act()).checkSources(config(), address, o)));
  sources
    .command("import")
    .description("the feeds of an OPML file, as other readers export it; shows first what it would do")
    .argument("<file>", "- for standard input")
    .option("--yes", "do it")
    .action(async (file: string, o) => (await act()).importSources(config(), file, o));
  sources
    .command("export")
    .description("the feeds as an OPML file, on standard output")
    .action(async () => (await act()).exportSources(config()));
}
