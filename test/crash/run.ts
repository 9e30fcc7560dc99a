/**
 * The crash suite: the compiled bot against the fakes of Slack and Discord, killed at every step of its path.
 *
 *   npm run test:crash -- --rounds 1000 --seed 7        many rounds, two at a time
 *   npm run test:crash -- --seed 7 --round 31 --logs    one of them again, with the logs of all its lives
 *
 * Needs PostgreSQL at CRASH_DATABASE_URL (postgres://root@127.0.0.1:5432/test) for the rounds on it; without it all are embedded, which
 * is said. Ends with 1 where anything was lost, posted twice or damaged. What is proved, and how: docs/decisions/0004-crash-suite.md
 */
import { parseArgs } from "node:util";
import { planOf } from "./plan.ts";
import { type Outcome, playRound } from "./round.ts";
import { postgresIsHere } from "./stage.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
    round: { type: "string" },
    jobs: { type: "string", default: "2" },
    logs: { type: "boolean", default: false },
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

say("");
for (const [name, counts] of tally) {
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, times]) => `${what} ${times}`);
  say(`${name} (${[...counts.values()].reduce((a, b) => a + b, 0)}): ${sorted.join(" · ")}`);
}
const seconds = Math.round((Date.now() - begun) / 1000);
say(`lives ${lives}, of them ${gaveUp} ended because a platform was away and were started again`);
say(`rounds ${done} · violations ${violations} · ${seconds} s · seed ${seed}`);
process.exitCode = violations > 0 ? 1 : 0;

function count(name: string, what: string): void {
  const counts = tally.get(name) ?? new Map<string, number>();
  tally.set(name, counts.set(what, (counts.get(what) ?? 0) + 1));
}

function report(number: number, plan: object, outcome: Outcome): void {
  done += 1;
  lives += outcome.lives;
  gaveUp += outcome.gaveUp;
  violations += outcome.violations.length;
  if (values.logs) {
    say(JSON.stringify(plan, null, 1));
    for (const [n, log] of outcome.logs.entries()) say(`--- life ${n + 1}\n${log}`);
  }
  if (outcome.violations.length > 0) {
    say(`round ${number} went wrong (again with --seed ${seed} --round ${number} --logs):`);
    for (const what of outcome.violations) say(`  ${what}`);
  }
  if (values.round !== undefined) say(`kills: ${outcome.kills.join(" · ")}; ${outcome.lives} lives; ${outcome.seconds.toFixed(1)} s`);
  else if (done % 20 === 0) say(`${done} of ${total} rounds, ${violations} violations, ${Math.round((Date.now() - begun) / 1000)} s`);
}
