import { type ChildProcess, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kill } from "./plan.ts";

export const root = join(import.meta.dirname, "..", "..");

/** How many times as fast as ours the bot's clock runs: its leases of two minutes are over in four seconds. */
export const SPEED = 30;

/** The cache halves what a start costs a Node that knows it (22 and later): thousands of lives are started. */
const inherited = {
  PATH: process.env.PATH ?? "",
  HOME: process.env.HOME ?? "",
  NODE_COMPILE_CACHE: join(tmpdir(), "pullquote-crash-compiled"),
};

export type Life = {
  readonly child: ChildProcess;
  /** Standard error: the log. */
  log(): string;
  out(): string;
  /** Its platforms are connected, and it looks after its schedule. */
  connected(): boolean;
  /** The point it was killed at by itself; null: it was not. */
  point(): string | null;
  /** Whether anybody killed it. */
  killed(): boolean;
  kill(signal?: "SIGKILL" | "SIGTERM"): void;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
};

export type LifeOptions = {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly engine: "embedded" | "postgres";
  /** The bot's clock shows `epoch` at our moment `base`. */
  readonly base: number;
  readonly epoch: number;
  readonly kill?: Kill | undefined;
  readonly speed?: number;
};

/** One life of the compiled bot, with a clock in a hurry, to be killed where `kill` says. */
export function live({ cwd, env, engine, base, epoch, kill, speed = SPEED }: LifeOptions): Life {
  const plan = { speed, base, epoch, engine, ...(kill && "point" in kill ? { kill } : {}) };
  const words = ["--import", join(import.meta.dirname, "preload.mjs"), join(root, "dist", "main.js")];
  const child = spawn(process.execPath, words, {
    cwd,
    env: { ...inherited, WEB_PORT: "0", ...env, CRASH_PLAN: JSON.stringify(plan) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  let out = "";
  let killed = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  const end = (signal: "SIGKILL" | "SIGTERM" = "SIGKILL") => {
    killed = true;
    child.kill(signal);
  };
  const connected = () => log.includes('"next digest"');
  let timer: NodeJS.Timeout | undefined;
  const countDown = (since: "start" | "connected") => {
    if (kill && "afterMs" in kill && kill.since === since) timer ??= setTimeout(end, kill.afterMs);
  };
  countDown("start");
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
    if (connected()) countDown("connected");
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal });
    }),
  );
  const point = () => /^\{"crash":"(.*)"\}$/m.exec(log)?.[1] ?? null;
  return { child, connected, log: () => log, out: () => out, point, killed: () => killed || point() !== null, kill: end, ended };
}
