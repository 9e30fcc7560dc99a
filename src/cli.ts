import { createRequire } from "node:module";
import { Command, CommanderError } from "commander";
import { sourcesCommand } from "./cli/sources-command.ts";
import { type Config, readConfig, secretsOf } from "./config.ts";
import { PullquoteError } from "./errors.ts";

export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The names in the .env file: certainly meant for us. */
  readonly ours: readonly string[];
};

/** Runs one command line. Each command loads only what it needs: the three that stream must not wait for a chat library. Gives the exit code: 0 well, 1 it failed, 2 what was asked or given was wrong. */
export async function runCommand(words: readonly string[], { env, ours }: Surroundings): Promise<number> {
  const config = (): Config => {
    const read = readConfig(env, ours);
    if (!("mistakes" in read)) return read;
    const all = read.mistakes.map((mistake) => `  - ${mistake}`).join("\n");
    throw new PullquoteError("config", `The settings cannot be used:\n${all}\nFix them in .env or the environment and restart.`);
  };
  let code = 0;
  const program = new Command("pullquote")
    .description("Self-hosted news digests for Slack and Discord: who said what, word for word.")
    .version(version())
    .option("--once", "print the digest and end")
    .allowExcessArguments()
    .helpCommand(true)
    .exitOverride()
    .configureOutput({ writeErr: (text) => void process.stderr.write(text) })
    .action(async (options: { once?: boolean }) => {
      if (program.args.length > 0)
        throw new PullquoteError(
          "usage",
          `There is no command "${program.args[0]}". There are ${program.commands.map((c) => c.name()).join(", ")}; pullquote --help says more.`,
        );
      const { runBot } = await import("./cli/run.ts");
      code = await runBot(config(), { once: options.once === true, quiet: env.LOG_LEVEL === undefined });
    });
  program
    .command("digest")
    .description("print the latest digest")
    .option("--json", "as a card in JSON")
    .action(async (o) => {
      const { showDigest } = await import("./cli/ask.ts");
      await showDigest(config(), o);
    });
  program
    .command("news")
    .description("print what a person said, or the stories on a topic")
    .argument("[words...]", "as after /news: karzai about:taliban")
    .option("--json", "as a card in JSON")
    .action(async (typed: string[], o) => {
      const { showNews } = await import("./cli/ask.ts");
      await showNews(config(), typed.join(" "), o);
    });
  program
    .command("extract")
    .description("quotes and their speakers: JSON lines {id, text} in, {id, quotes} out")
    .argument("[file]", "instead of standard input")
    .action(async (file?: string) => (await import("./cli/extract.ts")).extractLines(file));
  program
    .command("summarize")
    .description("summaries: JSON lines {id, text, title?, max?} in, {id, title, sentences} out")
    .argument("[file]", "instead of standard input")
    .action(async (file?: string) => (await import("./cli/summarize.ts")).summarizeLines(file));
  program
    .command("read")
    .description("articles: JSON lines {id, html, url?} or {id, text} in, {id, title, outlet?, byline?, published?, text} out")
    .argument("[file]", "instead of standard input")
    .action(async (file?: string) => (await import("./cli/read.ts")).readLines(file));
  program
    .command("cluster")
    .description("stories: JSON lines {id, title, text, published?} in, {id, story} out, as the bot groups articles")
    .argument("[file]", "instead of standard input")
    .option("--together", "place all articles at once, as those of one round of reading")
    .action(async (file: string | undefined, o) => (await import("./cli/cluster.ts")).clusterLines(file, o));
  sourcesCommand(program, config, (given) => {
    code = given;
  });
  program
    .command("audit")
    .description("print every slot, its deliveries and their message ids, newest first; name what is in doubt")
    .option("--json", "a slot a line, as JSON")
    .option("--limit <slots>", "how many slots", "50")
    .option("--resolve <delivery>", "settle a delivery that is in doubt")
    .option("--as <state>", "sent or failed: what stands in the channel")
    .action(async (o) => {
      const { audit } = await import("./cli/audit.ts");
      await audit(config(), o);
    });
  program
    .command("export")
    .description("write every quote of the archive with its speaker and source, a line each")
    .option("--format <format>", "jsonl (exact) or csv (for spreadsheets)", "jsonl")
    .option("--person <name>", "only theirs")
    .option("--about <words>", "only from articles with these words")
    .action(async (o) => {
      const { exportArchive } = await import("./cli/export.ts");
      await exportArchive(config(), o);
    });
  program
    .command("people")
    .description("list the people of the archive, the most quoted first, a line each")
    .option("--json", "as JSON lines {id, name, names, role, quotes, articles}")
    .option("--limit <people>", "how many")
    .action(async (o) => (await import("./cli/people.ts")).listPeople(config(), o));
  const archive = () => import("./cli/archive.ts");
  program
    .command("backup")
    .description("write the archive into one file, also while the bot is running")
    .argument("<file>", "a new file")
    .action(async (file: string) => (await archive()).backUp(config(), file));
  program
    .command("restore")
    .description("put a backup into an empty data folder or database")
    .argument("<file>", "written by backup")
    .action(async (file: string) => (await archive()).restoreFrom(config(), file));
  program
    .command("migrate-store")
    .description("copy the archive of the data folder into the PostgreSQL of DATABASE_URL; goes on where it was interrupted")
    .action(async () => (await archive()).moveToPostgres(config()));
  program
    .command("purge")
    .description("forget a person, a source, a workspace or everything, for good")
    .option("--person <name>", "every story that names or quotes them")
    .option("--source <name>", "every story it brought: the folder as it stands in SOURCES")
    .option("--workspace <id>", "a Slack workspace (T…) or organisation (E…) that installed the app: its token, settings and follows")
    .option("--all", "everything that was read")
    .option("--yes", "do not ask for confirmation; this cannot be undone")
    .action(async (o) => (await archive()).purge(config(), o));
  program
    .command("health")
    .description("whether the bot of this data folder is running as it should; exit code 1 if not")
    .option("--json", "print the full status as JSON")
    .action(async (o) => {
      const { checkHealth } = await import("./cli/health.ts");
      code = await checkHealth(config(), o);
    });
  program
    .command("doctor")
    .alias("validate")
    .description("look at settings, tokens, channels, sources, store, clock and disk; exit code 1 if something is wrong")
    .option("--json", "every finding, as JSON")
    .action(async (o) => {
      const { doctor } = await import("./cli/doctor.ts");
      code = await doctor(readConfig(env, ours), o);
    });
  program
    .command("setup")
    .description("lead through making the Slack or Discord app, check its tokens and channels there, and write them into .env")
    .argument("<platform>", "slack or discord")
    .option("--public-url <address>", "for several Slack workspaces that install the app themselves: where they reach the bot")
    .action(async (name: string, { publicUrl }: { publicUrl?: string }) => {
      const { openAsking, platformToSetUp } = await import("./cli/setup.ts");
      const platform = platformToSetUp(name);
      const asking = openAsking();
      const envFile = ".env";
      try {
        if (platform === "slack" && publicUrl)
          await (await import("./cli/setup-slack-workspaces.ts")).setUpSlackForWorkspaces({ asking, envFile, publicUrl });
        else if (platform === "slack")
          await (await import("./cli/setup-slack.ts")).setUpSlack({ asking, envFile, apiUrl: env.SLACK_API_URL });
        else await (await import("./cli/setup-discord.ts")).setUpDiscord({ asking, envFile, apiUrl: env.DISCORD_API_URL });
      } finally {
        asking.close();
      }
    });
  program
    .command("completion")
    .description("print a script that completes commands and options")
    .argument("<shell>", "bash, zsh or fish")
    .action(async (shell: string) => {
      const { completionScript } = await import("./cli/completion.ts");
      process.stdout.write(completionScript(shell, program));
    });

  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const blank = (text: string) => secretsOf(env).reduce((t, secret) => t.replaceAll(secret, "[secret]"), text);
    if (error instanceof PullquoteError) {
      process.stderr.write(`pullquote: ${blank(error.message)}\n`);
      return ["config", "usage", "bad-input"].includes(error.code) ? 2 : 1;
    }
    process.stderr.write(
      `pullquote: this is a bug in Pullquote, please report it: ${blank(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
    );
    return 1;
  }
}

function version(): string {
  return (createRequire(import.meta.url)("../package.json") as { version: string }).version;
}
