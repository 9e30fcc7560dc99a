import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../src/stores/open.ts";
import { type Running, startFile } from "../../test/fake/process.ts";
import { drawn, personName, personsOf, random, storiesOf, synthetic } from "./store-stories.ts";

/** What the bursts of slack.ts and discord.ts have in common: an archive, a bot in a process of its own, figures. Milliseconds from the event. */
export type Figures = { readonly acks: readonly number[]; readonly answers: readonly number[]; readonly lost: number };

export const TARGETS = { ack: 100, answer: 500 } as const;
const ROUNDS = 5;
const PREFERRED = -15;
const root = join(import.meta.dirname, "../..");
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** By the words of the command: quotes in the archive, questions in flight, and a folder that keeps the archive for the next run. */
export function settingOf(argv: readonly string[]) {
  const quotes = Number(argv[2] ?? 100_000);
  const inFlight = Number(argv[3] ?? 200);
  const folder = argv[4] ?? mkdtempSync(join(tmpdir(), "pullquote-bursts-"));
  const persons = personsOf(quotes);
  return {
    inFlight,
    folder,
    /** Names that are asked for in a round. */
    names(round: number): string[] {
      const next = random(round + 7);
      return Array.from({ length: inFlight }, () => personName(drawn(persons, next())));
    },
    async fill(): Promise<void> {
      process.stdout.write(`${inFlight} /news at once, five times, over ${quotes} quotes by ${persons} persons\n`);
      if (existsSync(join(folder, "data"))) return;
      const clock = { now: () => new Date(), sleep: async () => {} };
      const store = await openStore({ folder: join(folder, "data"), log: silent, clock });
      const stories = storiesOf(quotes);
      for (let at = 0; at < stories; at += 200)
        await store.archive.save(Array.from({ length: Math.min(200, stories - at) }, (_, i) => synthetic(at + i, persons)));
      await store.close();
      mkdirSync(join(folder, "seeds"));
    },
    tidy(): void {
      if (argv[4] === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Setting = ReturnType<typeof settingOf>;

/** The threads of a process, where Linux tells. */
function tasksOf(pid: number): number[] {
  const folder = `/proc/${pid}/task`;
  return existsSync(folder) ? readdirSync(folder).map(Number) : [];
}

/** Processor time of a process so far, in milliseconds, where Linux tells (in ticks of ten). */
function spentBy(pid: number): number {
  const told = `/proc/${pid}/stat`;
  if (!existsSync(told)) return Number.NaN;
  const fields = readFileSync(told, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const at = (list: readonly number[], share: number) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN;

/** Starts a bot, asks for the first time, then in bursts, and prints what came of it. True: nothing lost, and within the targets. */
export async function play(
  { folder, inFlight }: Setting,
  bot: { readonly name: string; readonly file: string; readonly ready: RegExp; readonly env: Record<string, string> },
  ask: { first(): Promise<unknown>; burst(round: number): Promise<Figures> },
): Promise<boolean> {
  const running: Running = startFile(join(root, bot.file), [], { cwd: folder, env: { SOURCES: "seeds", DATA_FOLDER: "data", ...bot.env } });
  const pid = running.child.pid ?? 0;
  await running.until(bot.ready, 120_000);
  // Both have priority over other programs, where this may be given: what else runs on the machine is not measured.
  for (const task of [...tasksOf(process.pid), ...tasksOf(pid)])
    try {
      setPriority(task, PREFERRED);
    } catch {
      // Only root may.
    }
  // The index of people is made with the first question.
  await ask.first();
  const before = spentBy(pid);
  const rounds: Figures[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await ask.burst(round));
  const each = (spentBy(pid) - before) / (ROUNDS * inFlight);
  running.child.kill("SIGTERM");
  await running.ended();
  const acks = rounds.flatMap((one) => one.acks);
  const answers = rounds.flatMap((one) => one.answers);
  const lost = rounds.reduce((sum, one) => sum + one.lost, 0);
  const shown = (list: readonly number[]) => `p50 ${at(list, 0.5).toFixed(0)}  p99 ${at(list, 0.99).toFixed(0)}`;
  process.stdout.write(
    `  ${bot.name.padEnd(16)} acknowledged ${shown(acks)} ms; answered ${shown(answers)} ms; lost ${lost} of ${ROUNDS * inFlight}; ${each.toFixed(1)} ms of processor each\n`,
  );
  return lost === 0 && at(acks, 0.99) < TARGETS.ack && at(answers, 0.99) < TARGETS.answer;
}
