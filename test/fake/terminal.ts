import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { program } from "./process.ts";

/** Why there is no pseudo-terminal here; null where there is one (util-linux's `script` makes it). */
export const noTerminal: string | null =
  process.platform === "linux" && !spawnSync("script", ["--version"]).error ? null : "there is no script(1) of util-linux here";

export type InTerminal = {
  readonly child: ChildProcess;
  /** Everything that was written to the terminal, control sequences and all. */
  screen(): string;
  /** The same without control sequences. */
  text(): string;
  press(keys: string): void;
  until(pattern: RegExp, ms?: number): Promise<void>;
  ended(): Promise<void>;
};

type Options = { readonly cwd: string; readonly columns?: number; readonly rows?: number; readonly env?: Record<string, string> };

/** The real program at a pseudo-terminal of this size. */
export function startInTerminal(words: readonly string[], { cwd, columns = 100, rows = 40, env = {} }: Options): InTerminal {
  const command = [process.execPath, program, ...words].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qec", `stty cols ${columns} rows ${rows}; exec ${command}`, "/dev/null"], {
    cwd,
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", TERM: "xterm-256color", WEB_PORT: "0", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let screen = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (screen += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (screen += text));
  child.stdin.on("error", () => {});
  const closed = once(child, "close").then(() => {});
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what control sequences are made of
  const text = () => screen.replace(/\u001b\[[0-9;?]*[A-Za-z]|\r/g, "");
  return {
    child,
    screen: () => screen,
    text,
    press: (keys) => void child.stdin.write(keys),
    async until(pattern, ms = 20_000) {
      const limit = Date.now() + ms;
      while (!pattern.test(text())) {
        if (Date.now() > limit) throw new Error(`${pattern} did not come: ${text()}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    ended: () => closed,
  };
}
