/**
 * 200 `/news` in flight at once over 100,000 quotes: from the event to its acknowledgement, and to the answer, beside a bare Bolt command
 * that answers a constant, against the same fake Slack in the same run.
 *
 *   node --import tsx bench/speed/slack.ts [quotes=100000] [inflight=200] [folder]
 *
 * The bot runs as a process of its own. The fake checks every answer by Slack's schema, in the time that is measured. `folder` keeps the
 * archive for the next run. Ends with exit code 1 where an answer is lost, or a p99 of the bot misses its target: acknowledged within
 * 100 ms, answered within 500 ms.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../src/stores/open.ts";
import { startFile } from "../../test/fake/process.ts";
import { type SlackFake, startSlackFake } from "../../test/fake/slack/fake.ts";
import { drawn, personName, personsOf, random, storiesOf, synthetic } from "./store-stories.ts";

const quotes = Number(process.argv[2] ?? 100_000);
const inFlight = Number(process.argv[3] ?? 200);
const kept = process.argv[4];
const folder = kept ?? mkdtempSync(join(tmpdir(), "pullquote-slack-"));
const root = join(import.meta.dirname, "../..");
const persons = personsOf(quotes);
const silent = { debug() {}, info() {}, warn() {}, error() {} };

const PREFERRED = -15;

/** The threads of a process, where Linux tells. */
function tasksOf(pid: number): number[] {
  const folder = `/proc/${pid}/task`;
  return existsSync(folder) ? readdirSync(folder).map(Number) : [];
}

async function fill(): Promise<void> {
  if (existsSync(join(folder, "data"))) return;
  const clock = { now: () => new Date(), sleep: async () => {} };
  const store = await openStore({ folder: join(folder, "data"), log: silent, clock });
  const stories = storiesOf(quotes);
  for (let at = 0; at < stories; at += 200)
    await store.archive.save(Array.from({ length: Math.min(200, stories - at) }, (_, i) => synthetic(at + i, persons)));
  await store.close();
  mkdirSync(join(folder, "seeds"));
}

type Figures = { readonly acks: readonly number[]; readonly answers: readonly number[]; readonly lost: number };

async function burst(slack: SlackFake, round: number): Promise<Figures> {
  const next = random(round + 7);
  const begun = performance.now();
  const answered = new Map<string, number>();
  const push = slack.space.answers.push.bind(slack.space.answers);
  slack.space.answers.push = (...all) => {
    for (const { user } of all) if (!answered.has(user)) answered.set(user, performance.now() - begun);
    return push(...all);
  };
  const users = Array.from({ length: inFlight }, (_, n) => `U${round}X${n}`);
  const sent = users.map((user) => slack.command(personName(drawn(persons, next())), { user, waitMs: 1 }));
  const acks = (await Promise.all(sent)).flatMap(({ ackMs }) => ackMs ?? []);
  await slack.until(() => users.every((user) => answered.has(user)), 20_000);
  slack.space.answers.push = push;
  const answers = users.flatMap((user) => answered.get(user) ?? []);
  return { acks, answers, lost: inFlight - Math.min(acks.length, answers.length) };
}

const at = (list: readonly number[], share: number) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN;

async function play(name: string, file: string, ready: RegExp, targets?: { ack: number; answer: number }): Promise<boolean> {
  const slack = await startSlackFake();
  const child = startFile(join(root, file), [], {
    cwd: folder,
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      SOURCES: "seeds",
      DATA_FOLDER: "data",
    },
  });
  // Both have priority over other programs, where this may be given: what else runs on the machine is not measured.
  for (const pid of [process.pid, child.child.pid ?? 0])
    for (const task of pid ? [pid, ...tasksOf(pid)] : [])
      try {
        setPriority(task, PREFERRED);
      } catch {
        // Only root may.
      }
  await child.until(ready, 120_000);
  // The index of people is made with the first question.
  await slack.command("person1", { waitMs: 30_000 });
  const rounds: Figures[] = [];
  for (let round = 0; round < 5; round += 1) rounds.push(await burst(slack, round));
  child.child.kill("SIGTERM");
  await child.ended();
  await slack.stop();
  const acks = rounds.flatMap((one) => one.acks);
  const answers = rounds.flatMap((one) => one.answers);
  const lost = rounds.reduce((sum, one) => sum + one.lost, 0);
  const shown = (list: readonly number[]) => `p50 ${at(list, 0.5).toFixed(0)}  p99 ${at(list, 0.99).toFixed(0)}`;
  process.stdout.write(
    `  ${name.padEnd(12)} acknowledged ${shown(acks)} ms; answered ${shown(answers)} ms; lost ${lost} of ${5 * inFlight}\n`,
  );
  return lost === 0 && (!targets || (at(acks, 0.99) < targets.ack && at(answers, 0.99) < targets.answer));
}

process.stdout.write(`${inFlight} /news at once, five times, over ${quotes} quotes by ${persons} persons\n`);
await fill();
await play("bare Bolt", "bench/speed/slack-bare.ts", /started/);
const good = await play("Pullquote", "src/main.ts", /slack started/, { ack: 100, answer: 500 });
if (!kept) rmSync(folder, { recursive: true, force: true });
process.exit(good ? 0 : 1);
