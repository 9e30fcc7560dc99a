/**
 * The crash suite: the compiled bot against the fakes of Slack and Discord, killed at every step of its path.
 *
 *   npm run test:crash -- --rounds 1000 --seed 7        many rounds, two at a time
 *   npm run test:crash -- --seed 7 --round 31 --logs    one of them again, with the logs of all its lives
 *
 *   npm run test:crash -- --rounds 0 --scene disk       no rounds, only the scenes whose name holds the word
 *
 * Needs PostgreSQL at CRASH_DATABASE_URL (postgres://root@127.0.0.1:5432/test) for the rounds on it; without it all are embedded, which
 * is said. Ends with 1 where anything was lost, posted twice or damaged. What is proved, and how: docs/decisions/0004-crash-suite.md
 */
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { planOf } from "./plan.ts";
import { type Outcome, playRound } from "./round.ts";
import { scenes, tmpfsIsHere } from "./scenes.ts";
import { postgresIsHere } from "./stage.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
    round: { type: "string" },
    jobs: { type: "string", default: "2" },
    logs: { type: "boolean", default: false },
    scene: { type: "string" },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const seed = Number(values.seed);
const numbers = values.round === undefined ? Array.from({ length: Number(values.rounds) }, (_, n) => n) : [Number(values.round)];
const tally = new Map<string, Map<string, number>>();
const begun = Date.now();
let violations = 0;
let done = 0;
let lives = 0;
let gaveUp = 0;

const postgres = await postgresIsHere();
if (!postgres) say("no PostgreSQL here: all rounds are embedded");
const total = numbers.length;
process.once("SIGINT", () => {
  say("no further rounds; those under way come to their end");
  numbers.length = 0;
});
await Promise.all(
  Array.from({ length: Math.min(Number(values.jobs), total) }, async () => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const plan = planOf(seed, number, postgres);
      const outcome = await playRound(plan);
      count("engine", plan.engine);
      count("platforms", plan.platforms.join(" and "));
      count("replicas", String(plan.replicas.length));
      for (const { kind } of plan.faults) count("faults", kind);
      for (const _ of plan.outages) count("faults", "outage");
      for (const name of plan.unread) count("faults", `history of ${name} not to be read`);
      for (const kill of outcome.kills) count("kills", kill);
      report(number, plan, outcome);
    }
  }),
);

if (values.round === undefined) for (const scene of scenes) if (scene.name.includes(values.scene ?? "")) await show(scene);

say("");
for (const [name, counts] of tally) {
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, times]) => `${what} ${times}`);
  say(`${name} (${[...counts.values()].reduce((a, b) => a + b, 0)}): ${sorted.join(" · ")}`);
}
const seconds = Math.round((Date.now() - begun) / 1000);
say(`lives ${lives}, of them ${gaveUp} ended because a platform was away and were started again`);
say(`rounds ${done} · violations ${violations} · ${seconds} s · seed ${seed}`);
process.exitCode = violations > 0 ? 1 : 0;

async function show(scene: (typeof scenes)[number]): Promise<void> {
  const missing = (scene.needs === "postgres" && !postgres) || (scene.needs === "tmpfs" && !tmpfsIsHere());
  if (missing) {
    say(`scene left out, there is no ${scene.needs} here: ${scene.name}`);
    return;
  }
  const wrong = await scene.play().catch((cause) => [String(cause instanceof Error ? cause.stack : cause)]);
  violations += wrong.length;
  say(`scene ${wrong.length === 0 ? "as promised" : "WENT WRONG"}: ${scene.name}`);
  for (const what of wrong) say(`  ${what}`);
}

function count(name: string, what: string): void {
  const counts = tally.get(name) ?? new Map<string, number>();
  tally.set(name, counts.set(what, (counts.get(what) ?? 0) + 1));
}

function report(number: number, plan: object, outcome: Outcome): void {
  done += 1;
  lives += outcome.lives;
  gaveUp += outcome.gaveUp;
  violations += outcome.violations.length;
  const account = [JSON.stringify(plan), ...outcome.logs.map((log, n) => `--- life ${n + 1}\n${log}`)].join("\n");
  if (values.logs) say(account);
  if (outcome.violations.length > 0) {
    say(`round ${number} went wrong (again with --seed ${seed} --round ${number} --logs):`);
    const file = join(tmpdir(), `pullquote-crash-${seed}-${number}.log`);
    writeFileSync(file, account);
    for (const what of outcome.violations) say(`  ${what}`);
    say(`  plan and logs: ${file}`);
  }
  if (values.round !== undefined) say(`kills: ${outcome.kills.join(" · ")}; ${outcome.lives} lives; ${outcome.seconds.toFixed(1)} s`);
  else if (done % 20 === 0) say(`${done} of ${total} rounds, ${violations} violations, ${Math.round((Date.now() - begun) / 1000)} s`);
}
