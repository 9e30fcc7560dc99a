import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { type SlackFake, startSlackFake } from "../fake/slack/fake.ts";
import { writeArticles } from "./articles.ts";
import { type Life, live } from "./bot.ts";
import { DATABASE, databaseStage, embeddedStage, PASSWORD, type Stage } from "./stage.ts";

/** Troubles that are no crash, each played once with the whole bot. A scene gives what went wrong, or why it cannot be played here. */
export type Scene = { readonly name: string; readonly needs: "nothing" | "postgres" | "tmpfs"; play(): Promise<string[]> };

const HOUR = 3_600_000;
const CHANNEL = "C0NEWS";

type Set = {
  readonly stage: Stage;
  readonly slack: SlackFake;
  readonly begun: number;
  start(speed?: number): Life;
  /** Waits for a line in the log; false: it did not come. */
  reads(life: Life, line: RegExp, ms?: number): Promise<boolean>;
  deliveries(): Promise<readonly { readonly state: string; readonly problem: string | null }[]>;
};

/** A bot on Slack whose digest is due, its store made two hours ago. */
async function onStage(stage: Stage, play: (set: Set, wrong: string[]) => Promise<void>): Promise<string[]> {
  const begun = Date.now();
  const slack = await startSlackFake({ channels: [{ id: CHANNEL }] });
  const sources = join(stage.folder, "sources");
  writeArticles(sources, 2, false);
  await stage.prepare(new Date(begun - 2 * HOUR));
  const lives: Life[] = [];
  const wrong: string[] = [];
  const env = {
    ...stage.env,
    SOURCES: sources,
    DIGEST_CRON: `${new Date(begun).getUTCMinutes()} * * * *`,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNELS: CHANNEL,
  };
  const set: Set = {
    stage,
    slack,
    begun,
    start(speed) {
      const engine = "DATABASE_URL" in stage.env ? "postgres" : "embedded";
      const life = live({ cwd: stage.folder, env, engine, base: begun, epoch: begun, ...(speed ? { speed } : {}) });
      lives.push(life);
      return life;
    },
    async reads(life, line, ms = 60_000) {
      for (const limit = Date.now() + ms; Date.now() < limit; await wait(30)) if (line.test(life.log())) return true;
      wrong.push(`the log does not say ${line}: ${life.log().slice(-400)}`);
      return false;
    },
    async deliveries() {
      const store = await stage.open();
      const claimed = await store.outbox.deliveries(10).finally(() => store.close());
      return claimed.map(({ delivery }) => delivery);
    },
  };
  try {
    await play(set, wrong);
    if (slack.messages(CHANNEL).length !== 1) wrong.push(`${slack.messages(CHANNEL).length} messages, not one`);
  } finally {
    for (const life of lives) if (life.child.exitCode === null && life.child.signalCode === null) life.kill();
    await Promise.all(lives.map((life) => life.ended));
    await slack.stop();
    await stage.strike();
  }
  for (const life of lives) {
    if (/\n\s+at .+:\d+:\d+|Unhandled/.test(life.log())) wrong.push("a stack in the log");
    if (life.log().includes(PASSWORD) || life.log().includes(slack.botToken)) wrong.push("a secret in the log");
  }
  return wrong;
}

/** The exit code; "late" where it has not ended by then. */
async function endsWithin(life: Life, ms: number): Promise<number | null | "late"> {
  const limit = new AbortController();
  const late = wait(ms, "late" as const, { signal: limit.signal }).catch(() => "late" as const);
  const how = await Promise.race([life.ended.then(({ code }) => code), late]);
  limit.abort();
  return how;
}

/** At the ordinary speed: the ten seconds that a container is given are ours. */
const stopped: Scene = {
  name: "SIGTERM while a post has no answer: gone within ten seconds, delivered once by the next",
  needs: "nothing",
  play: () =>
    onStage(embeddedStage(), async ({ slack, start, reads, deliveries }, wrong) => {
      slack.fault("chat.postMessage", { when: "after", do: "hang" });
      const first = start(1);
      if (!(await slack.until(() => slack.messages(CHANNEL).length > 0, 60_000))) wrong.push("nothing was posted");
      const asked = Date.now();
      first.kill("SIGTERM");
      const how = await endsWithin(first, 20_000);
      const seconds = (Date.now() - asked) / 1000;
      if (how !== 0 || seconds > 10) wrong.push(`ended with ${how} after ${seconds} s`);
      const second = start();
      await reads(second, /digest delivered/);
      second.kill("SIGTERM");
      await second.ended;
      const [only] = await deliveries();
      if (only?.state !== "sent") wrong.push(`ended as ${only?.state}`);
    }),
};

const databaseGone: Scene = {
  name: "PostgreSQL gone for a minute in the middle of a delivery: the bot waits, says so, and goes on",
  needs: "postgres",
  play: async () => {
    const stage = await databaseStage();
    const admin = new Client({ connectionString: DATABASE });
    await admin.connect();
    try {
      return await onStage(stage, async ({ slack, start, reads }, wrong) => {
        slack.fault("chat.postMessage", { when: "before", do: { retryAfter: 60 } });
        const bot = start();
        await reads(bot, /digest delayed/);
        await stage.lock(admin, false);
        await wait(4000);
        if (bot.child.exitCode !== null) wrong.push(`the bot ended with ${bot.child.exitCode}`);
        if (!/deliveries wait for the store.*cannot be reached|cannot be reached.*deliveries wait for the store/.test(bot.log()))
          wrong.push(`it is not said that the database cannot be reached: ${bot.log().slice(-500)}`);
        if (slack.messages(CHANNEL).length > 0) wrong.push("posted without a store");
        await stage.lock(admin, true);
        await reads(bot, /digest delivered/);
        bot.kill("SIGTERM");
        if ((await endsWithin(bot, 10_000)) !== 0) wrong.push("not ended after SIGTERM");
      });
    } finally {
      await admin.end();
    }
  },
};

/** The mount is a small one of our own. */
const diskFull: Scene = {
  name: "the disk full in the middle of a delivery, then kill -9 and a start: each said in a sentence; with room again it goes on",
  needs: "tmpfs",
  play: async () => {
    const stage = embeddedStage();
    const data = join(stage.folder, "data");
    mkdirSync(data);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", data]);
    const filler = join(data, "filler");
    try {
      return await onStage({ ...stage, strike: async () => {} }, async ({ slack, start, reads }, wrong) => {
        slack.fault("chat.postMessage", { when: "before", do: { retryAfter: 60 } });
        const first = start();
        await reads(first, /digest delayed/);
        fill(filler);
        await reads(first, /deliveries wait for the store.*is full|is full.*deliveries wait for the store/);
        await wait(2000);
        if (first.child.exitCode !== null) wrong.push(`the bot ended with ${first.child.exitCode}`);
        first.kill();
        await first.ended;
        const second = start();
        // Where SQLite finds room for the index of its log the bot runs, else it ends with a sentence.
        const how = await endsWithin(second, 6_000);
        if (how !== "late" && (how !== 1 || !/^pullquote: [^\n]*disk[^\n]*\n$/.test(second.log()))) wrong.push(second.log().slice(0, 400));
        second.kill();
        await second.ended;
        if (slack.messages(CHANNEL).length > 0) wrong.push("posted without having written it down");
        rmSync(filler);
        const third = start();
        await reads(third, /digest delivered/);
        third.kill("SIGTERM");
        if ((await endsWithin(third, 10_000)) !== 0) wrong.push("not ended after SIGTERM");
        if ((await stage.look("pragma integrity_check"))[0]?.integrity_check !== "ok") wrong.push("damaged");
      });
    } finally {
      execFileSync("umount", ["-l", data]);
      await stage.strike();
    }
  },
};

function fill(file: string): void {
  const out = openSync(file, "w");
  try {
    for (const size of [4096, 64, 1]) for (;;) if (writeSync(out, Buffer.alloc(size)) < size) break;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOSPC") throw cause;
  } finally {
    closeSync(out);
  }
}

const damaged: Scene = {
  name: "a damaged database: one sentence, exit code 1, the file left as it is; the backup put back, it goes on",
  needs: "nothing",
  play: () => {
    const stage = embeddedStage();
    const file = join(stage.folder, "data", "pullquote.db");
    return onStage(stage, async ({ start, reads, slack }, wrong) => {
      const backup = join(stage.folder, "backup.db");
      execFileSync("cp", [file, backup]);
      const out = openSync(file, "r+");
      writeSync(out, Buffer.alloc(4096, 0x5a), 0, 4096, 0);
      closeSync(out);
      const size = statSync(file).size;
      const life = start();
      const { code } = await life.ended;
      if (code !== 1 || !/^pullquote: [^\n]*is damaged[^\n]*\n$/.test(life.log())) wrong.push(`${code}: ${life.log()}`);
      if (statSync(file).size !== size) wrong.push("the damaged file was changed");
      if (slack.messages(CHANNEL).length > 0) wrong.push("posted");
      execFileSync("cp", [backup, file]);
      const second = start();
      await reads(second, /digest delivered/);
    });
  },
};

export const scenes: readonly Scene[] = [stopped, databaseGone, diskFull, damaged];

export function tmpfsIsHere(): boolean {
  const folder = "/tmp/pullquote-tmpfs-try";
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], { stdio: "ignore" });
    execFileSync("umount", [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
