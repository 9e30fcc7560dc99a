import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type DiscordFake, startDiscordFake } from "../fake/discord/fake.ts";
import { type SlackFake, startSlackFake } from "../fake/slack/fake.ts";
import { writeArticles } from "./articles.ts";
import { type Life, live, SPEED } from "./bot.ts";
import { check, type Fakes } from "./check.ts";
import type { Kill, Plan, PlannedFault } from "./plan.ts";
import { type Stage, stageOf } from "./stage.ts";

export type Outcome = {
  readonly violations: readonly string[];
  /** The points at which processes were killed, "at a random time" among them. */
  readonly kills: readonly string[];
  readonly lives: number;
  /** Lives that gave up by themselves because a platform or the database was away, and were started again. */
  readonly gaveUp: number;
  readonly seconds: number;
  readonly logs: readonly string[];
};

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** A life in which its point is not met ends this long after it was connected: longer than a lease. */
const LONGEST_LIFE = 5_000;
/** A busy machine takes so long to start a process at the most. */
const LONGEST_START = 60_000;
/** In the ordinary a round takes a few seconds; a machine that others keep busy may make it wait for its turn. */
const LIMIT = 180_000;

/** Plays one round to its end and looks at what is left. */
export async function playRound(plan: Plan): Promise<Outcome> {
  const begun = Date.now();
  const stage = await stageOf(plan);
  const fakes = await startFakes(plan);
  const cast = castOf(plan, stage, fakes, begun);
  const violations: string[] = [];
  let outages: Promise<unknown> = Promise.resolve();
  try {
    if (plan.first.length > 0) await cast.firstDays();
    else await stage.prepare(new Date(begun - 2 * HOUR));
    for (const fault of plan.faults) setFault(fakes, fault);
    outages = Promise.all(plan.outages.map(({ platform, atMs, forMs }) => wait(atMs).then(() => fakes[platform]?.outage(forMs))));
    violations.push(...(await cast.play()));
    await outages;
    violations.push(...(await check({ plan, stage, fakes, logs: cast.logs(), articles: cast.articles, local: cast.local })));
  } catch (cause) {
    violations.push(`the round broke off: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
  } finally {
    await cast.killAll();
    await outages.catch(() => {});
    await fakes.slack?.stop();
    await fakes.discord?.stop();
    await stage.strike();
  }
  return { violations, ...cast.tally(), seconds: (Date.now() - begun) / 1000, logs: cast.logs() };
}

async function startFakes(plan: Plan): Promise<Fakes> {
  const of = (name: string) => plan.channels.filter(({ platform }) => platform === name);
  const scopes = ["commands", "chat:write", "chat:write.public", "channels:read", "groups:read"];
  const slack: SlackFake | null = plan.platforms.includes("slack")
    ? await startSlackFake({
        channels: of("slack").map(({ channel, refuses }) => ({ id: channel, archived: refuses })),
        ...(plan.unread.includes("slack") ? { scopes } : {}),
      })
    : null;
  const discord: DiscordFake | null = plan.platforms.includes("discord")
    ? await startDiscordFake({
        channels: of("discord").map(({ channel, refuses }) => ({
          id: channel,
          lacks: [...(refuses ? ["Send Messages"] : []), ...(plan.unread.includes("discord") ? ["Read Message History"] : [])],
        })),
        nonceMs: (plan.nonceSeconds * 1000) / SPEED,
      })
    : null;
  return { slack, discord };
}

function setFault(fakes: Fakes, { platform, on, kind }: PlannedFault): void {
  const fault = {
    "answer dropped": { when: "after", do: "drop" },
    "500 after": { when: "after", do: 500 },
    "no answer": { when: "after", do: "hang" },
    "429": { when: "before", do: { retryAfter: 1 } },
    "500 before": { when: "before", do: 500 },
    "dropped before": { when: "before", do: "drop" },
  } as const;
  if (platform === "slack") fakes.slack?.fault(on === "post" ? "chat.postMessage" : "conversations.history", fault[kind]);
  else fakes.discord?.fault(on === "post" ? "message.create" : "message.list", fault[kind]);
}

/** The processes of a round. */
function castOf(plan: Plan, stage: Stage, fakes: Fakes, begun: number) {
  const articles = plan.long ? 4 : 2;
  const sources = join(stage.folder, "sources");
  writeArticles(sources, articles, plan.long);
  const due = new Date(Math.floor(begun / MINUTE) * MINUTE - plan.lateMinutes * MINUTE);
  // An earlier slot that may be missed, and none to come: on a busy machine the bot's hasty clock would reach the next hour.
  const hours = [due.getUTCHours(), new Date(due.getTime() - HOUR).getUTCHours()].join(",");
  const lives: Life[] = [];
  const kills: string[] = [];
  let gaveUp = 0;
  let settled = false;

  const channels = (name: string) =>
    plan.channels
      .filter(({ platform }) => platform === name)
      .map(({ channel }) => channel)
      .join(",");
  const env = {
    ...stage.env,
    SOURCES: sources,
    DIGEST_CRON: `${due.getUTCMinutes()} ${hours} * * *`,
    DIGEST_STORIES: "10",
    CATCH_UP_HOURS: "6",
    READ_EVERY_MINUTES: "1",
    ...(fakes.slack
      ? {
          SLACK_BOT_TOKEN: fakes.slack.botToken,
          SLACK_APP_TOKEN: fakes.slack.appToken,
          SLACK_API_URL: fakes.slack.apiUrl,
          SLACK_CHANNELS: channels("slack"),
        }
      : {}),
    ...(fakes.discord
      ? { DISCORD_TOKEN: fakes.discord.token, DISCORD_API_URL: fakes.discord.apiUrl, DISCORD_CHANNELS: channels("discord") }
      : {}),
  };
  const home = (replica: number) => {
    const cwd = plan.engine === "embedded" ? stage.folder : join(stage.folder, `replica-${replica}`);
    mkdirSync(cwd, { recursive: true });
    return cwd;
  };
  function start(replica: number, times: { base: number; epoch: number }, kill?: Kill): Life {
    const life = live({ cwd: home(replica), env, engine: plan.engine, ...times, kill });
    lives.push(life);
    return life;
  }
  /** One life to its death; one that meets neither its point nor its time is killed when there is nothing more to see. */
  async function dies(life: Life, kill: Kill): Promise<void> {
    const begun = Date.now();
    let connected = 0;
    const tooLong = () => {
      if (connected === 0 && life.connected()) connected = Date.now();
      return connected > 0 ? Date.now() > connected + LONGEST_LIFE : Date.now() > begun + LONGEST_START;
    };
    const over = life.ended.then(() => true);
    while (!(await Promise.race([over, wait(50, false)]))) if (settled || tooLong() || finished(life)) life.kill();
    if (!life.killed()) {
      gaveUp += 1;
      return;
    }
    kills.push(life.point() ?? ("afterMs" in kill ? "at a random time" : "after its point was missed"));
  }
  /** As far as its log tells, this life has ended every delivery. */
  const finished = (life: Life) =>
    (life.log().match(/"digest delivered"|"digest not delivered"|"nobody can tell/g)?.length ?? 0) >= plan.channels.length;

  /** A bot on an empty store, two hours ago, killed while it opens, until it has written when it first saw its schedule. */
  async function firstDays(): Promise<void> {
    const times = { base: Date.now(), epoch: begun - 2 * HOUR };
    for (const kill of plan.first) await dies(start(0, times, kill), kill);
    for (let time = 0; time < 3; time += 1) {
      const life = start(0, times);
      const over = life.ended.then(() => true);
      const limit = Date.now() + LONGEST_START;
      while (!life.connected() && Date.now() < limit && !(await Promise.race([over, wait(30, false)])));
      await wait(300);
      life.kill();
      await life.ended;
      if ((await stage.lookAtCopy("select local from slots").catch(() => [])).length > 0) return;
    }
    throw new Error("the first days did not end");
  }

  const OVER = "select 1 as open from deliveries where state in ('planned', 'claimed', 'sending')";
  async function isSettled(): Promise<boolean> {
    try {
      const open = await stage.look("select local from slots where state = 'open'");
      return open.length > 0 && (await stage.look(OVER)).length === 0;
    } catch {
      return false;
    }
  }

  /** All replicas with their deaths until everything is settled. */
  async function play(): Promise<string[]> {
    const wrong: string[] = [];
    const base = Date.now();
    const times = { base, epoch: base };
    let dying = plan.replicas.length;
    const replicas = plan.replicas.map(async (deaths, replica) => {
      for (const kill of deaths) if (!settled) await dies(start(replica, times, kill), kill);
      dying -= 1;
      for (let time = 0; !settled && time < 20; time += 1) {
        const life = start(replica, times);
        const { code } = await life.ended;
        if (life.killed()) return;
        gaveUp += 1;
        const last = life.log().trim().split("\n").at(-1) ?? "";
        if (code !== 1 || !/cannot be reached|nobody greets/.test(last)) wrong.push(`ended by itself with ${code}: ${last.slice(0, 300)}`);
      }
    });
    // An embedded store is looked into only when no more deaths come: two openers would hide what a crash leaves.
    while (!settled && Date.now() - base < LIMIT) {
      await wait(100);
      if (plan.engine === "postgres" || dying === 0) settled = await isSettled();
    }
    if (!settled) wrong.push(`not settled after ${LIMIT / 1000} s`);
    settled = true;
    await wait(250);
    for (const life of lives) if (life.child.exitCode === null && life.child.signalCode === null) await end(life, wrong);
    await Promise.all(replicas);
    if (plan.again) {
      const life = start(0, times);
      const limit = Date.now() + LONGEST_START;
      while (!life.connected() && Date.now() < limit) await wait(50);
      await wait(500);
      life.kill();
      await life.ended;
    }
    return wrong;
  }

  async function end(life: Life, wrong: string[]): Promise<void> {
    const ready = life.connected();
    life.kill(ready ? plan.end : "SIGKILL");
    const limit = new AbortController();
    const late = wait(10_000, "late" as const, { signal: limit.signal }).catch(() => "late" as const);
    const how = await Promise.race([life.ended, late]);
    limit.abort();
    if (how === "late") wrong.push("still there ten seconds after SIGTERM");
    // A life whose planned death came first ended by SIGKILL.
    else if (ready && plan.end === "SIGTERM" && how.code !== 0 && how.signal !== "SIGKILL")
      wrong.push(`SIGTERM: ended with ${how.code} ${how.signal}`);
  }

  return {
    articles,
    local: due.toISOString().slice(0, 16),
    firstDays,
    play,
    logs: () => lives.map((life) => life.log()),
    tally: () => ({ kills, lives: lives.length, gaveUp }),
    async killAll() {
      settled = true;
      for (const life of lives) if (life.child.exitCode === null && life.child.signalCode === null) life.kill();
      await Promise.all(lives.map((life) => life.ended));
    },
  };
}
