import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { secretsOf } from "../../src/config.ts";

const root = join(import.meta.dirname, "..", "..");
/** The program, compiled by `test/build.ts` before the first test: what people run, and it starts in half the time of its source. */
export const program = join(root, "dist", "main.js");
const TSX = join(root, "node_modules", "tsx", "dist", "loader.mjs");

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };
export type Running = {
  readonly child: ChildProcess;
  out(): string;
  err(): string;
  /** Resolves when standard output or error matches; rejects with all that was printed when the process ends first. */
  until(pattern: RegExp, ms?: number): Promise<void>;
  ended(): Promise<Ended>;
};

type Surroundings = { readonly env?: Record<string, string>; readonly cwd?: string };

/** The real program as a process of its own, with nothing in its environment but what is given here; without its page, for many run at once. */
export function start(words: readonly string[], more: Surroundings = {}): Running {
  return spawned([program, ...words], more);
}

/** The same with a TypeScript file of the tests. */
export function startFile(file: string, words: readonly string[], more: Surroundings = {}): Running {
  return spawned(["--import", `file://${TSX}`, file, ...words], more);
}

function spawned(words: readonly string[], more: Surroundings): Running {
  const child = spawn(process.execPath, words, {
    cwd: more.cwd ?? root,
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", WEB_PORT: "0", ...more.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  child.stdin.on("error", () => {});
  const closed = once(child, "close").then(([code]) => {
    keepsSecrets(out + err, more.env ?? {});
    return { code: code as number | null, out, err };
  });
  return {
    child,
    out: () => out,
    err: () => err,
    async until(pattern, ms = 15_000) {
      const limit = Date.now() + ms;
      let over = false;
      void closed.then(() => (over = true));
      while (!pattern.test(out) && !pattern.test(err)) {
        if (over || Date.now() > limit) throw new Error(`${pattern} did not come; out: ${out}\nerr: ${err}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    ended: () => closed,
  };
}

/** Every byte that a process of the suite printed or logged is looked through: no secret it was given may stand there, in any of its forms. */
function keepsSecrets(printed: string, env: Readonly<Record<string, string>>): void {
  const forms = secretsOf(env).flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")]);
  if (forms.some((form) => printed.includes(form))) throw new Error(`A secret was printed:\n${printed}`);
}

/** The same to its end, with `input` on standard input. */
export async function run(
  words: readonly string[],
  more: { env?: Record<string, string>; cwd?: string; input?: string | Buffer } = {},
): Promise<Ended> {
  const running = start(words, more);
  running.child.stdin?.end(more.input ?? "");
  return running.ended();
}
