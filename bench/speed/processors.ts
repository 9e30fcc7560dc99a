import { readdirSync, readFileSync } from "node:fs";
import { setPriority } from "node:os";
import type { Client } from "pg";

/** The processes whose waiting counts: this one, and those of a server that serve it. */
let watched: readonly number[] = [];

export async function watchBackends(pids: () => Promise<readonly number[]>): Promise<void> {
  watched = await pids();
}

/** How long the watched processes have waited for a processor that other programs had, in milliseconds. Linux alone tells; elsewhere 0. */
export function waited(): number {
  return [process.pid, ...watched].reduce((sum, pid) => sum + waitedBy(pid), 0);
}

function waitedBy(pid: number): number {
  try {
    // Nanoseconds on a processor, nanoseconds in the queue for one, turns (kernel.org/doc/html/latest/scheduler/sched-stats.html).
    return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[1]) / 1e6;
  } catch {
    return 0;
  }
}

/** The server's processes for connections that give this name, where the server is on this machine. */
export function backendsOf(client: Client, name: string): () => Promise<readonly number[]> {
  return async () => {
    const { rows } = await client.query<{ pid: number }>("select pid from pg_stat_activity where application_name = $1", [name]);
    return rows.map(({ pid }) => pid);
  };
}

const PREFERRED = -10;

/** Gives all threads of this process, and the server's processes as they come, priority over other programs. Gives back what ends it. */
export function prefer(pids?: () => Promise<readonly number[]>): () => void {
  const raise = (pid: number) => {
    try {
      setPriority(pid, PREFERRED);
    } catch {
      // It has ended meanwhile, or is not ours to raise.
    }
  };
  if (!pids) {
    for (const thread of readdirSync("/proc/self/task")) raise(Number(thread));
    return () => {};
  }
  const timer = setInterval(
    () =>
      void pids().then(
        (found) => found.forEach(raise),
        () => {},
      ),
    1_000,
  );
  return () => clearInterval(timer);
}
