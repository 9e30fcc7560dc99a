import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Place } from "./engines.ts";

export type Worker = {
  readonly process: ChildProcess;
  /** What it has said so far. */
  readonly lines: string[];
  /** Resolves with its exit code, null where it was killed. */
  readonly ended: Promise<number | null>;
  /** Its errors. */
  errors(): string;
  /** Resolves when it has said so many lines. */
  said(count: number): Promise<void>;
};

/** Starts a job of worker.ts in a process of its own. */
export function worker(job: string, place: Place["options"] & { lock?: boolean }, argument = "", as: { uid?: number } = {}): Worker {
  const script = join(import.meta.dirname, "worker.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, job, JSON.stringify(place), argument], {
    ...as,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const lines: string[] = [];
  let errors = "";
  let rest = "";
  let waiting: (() => void)[] = [];
  const wake = () => {
    const now = waiting;
    waiting = [];
    for (const go of now) go();
  };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
    wake();
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    errors += chunk;
  });
  child.on("error", (cause) => {
    errors += cause.message;
  });
  const ended = new Promise<number | null>((done) => child.on("close", (code) => done(code)));
  let over = false;
  void ended.then(() => {
    over = true;
    wake();
  });
  return {
    process: child,
    lines,
    ended,
    errors: () => errors,
    async said(count) {
      while (lines.length < count && !over) await new Promise<void>((go) => waiting.push(go));
      if (lines.length < count) throw new Error(`the ${job} process ended after ${lines.length} lines: ${errors}`);
    },
  };
}
