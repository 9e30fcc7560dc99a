import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { readConfig } from "../config.ts";
import { settings } from "../config-table.ts";
import { PullquoteError } from "../errors.ts";
import { isPlatform, type PlatformName } from "../news/edition.ts";
import type { Log, Platform } from "../ports.ts";

export type SetupOptions = {
  readonly asking: Asking;
  /** Where the settings are written. */
  readonly envFile: string;
  /** Another server than the platform's own. */
  readonly apiUrl?: string | undefined;
};

export const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Which platforms can be set up so. */
export function platformToSetUp(name: string): PlatformName {
  if (isPlatform(name)) return name;
  throw new PullquoteError("usage", `There is nothing to set up called "${name.slice(0, 40)}". There are slack and discord.`);
}

/** Answers at a terminal, or a line each from a pipe. */
export type Asking = {
  /** What is typed; a secret is not shown while it is. Empty: nothing was given. */
  ask(question: string, secret: boolean): Promise<string>;
  say(text: string): void;
  readonly atTerminal: boolean;
  close(): void;
};

type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };
type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

export function openAsking(input: Input = process.stdin, output: Output = process.stdout): Asking {
  const atTerminal = Boolean(input.isTTY && output.isTTY);
  let muted = false;
  const shown = new Writable({
    write(chunk, _, done) {
      if (!muted) output.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input, output: shown, terminal: atTerminal });
  const come = lines[Symbol.asyncIterator]();
  return {
    atTerminal,
    say: (text) => void output.write(`${text}\n`),
    async ask(question, secret) {
      output.write(`${question} `);
      muted = secret && atTerminal;
      const { value, done } = await come.next();
      muted = false;
      if (!atTerminal || secret) output.write("\n");
      return done ? "" : String(value).trim();
    },
    close: () => lines.close(),
  };
}

/** The ids in a list, each looked at on the platform and said what it is like. */
export async function channelsToSetUp(asking: Asking, platform: Platform, list: string): Promise<readonly string[]> {
  const ids = [...new Set(list.split(",").map((id) => id.trim()))].filter(Boolean);
  for (const channel of ids)
    asking.say(`${channel}: ${(await platform.check({ platform: platform.name, channel })) ?? "can be posted to."}`);
  return ids;
}

const TRIES = 3;

/** Asks for a setting until its value has the right form; at a terminal a few times. */
export async function askSetting(asking: Asking, name: string, question: string, { optional = false } = {}): Promise<string> {
  const setting = settings.find((one) => one.name === name);
  for (let time = 1; ; time++) {
    const value = await asking.ask(question, setting?.secret === true);
    if (value === "" && optional) return "";
    const problem = value === "" ? `${name} is needed.` : mistakeIn(name, value);
    if (problem === null) return value;
    if (!asking.atTerminal || time >= TRIES) throw new PullquoteError("usage", `${problem} Run pullquote setup again with it.`);
    asking.say(problem);
  }
}

/** What the settings' own check says of one value; what is said of others does not matter here. */
function mistakeIn(name: string, value: string): string | null {
  const read = readConfig({ [name]: value });
  const found =
    "mistakes" in read ? read.mistakes.find((mistake) => mistake.startsWith(`${name} `) && !/is set (alone|without)/.test(mistake)) : null;
  return found ?? null;
}

/** Writes settings into a .env file, which only its owner may read: lines that are there are changed, the rest is kept. */
export function writeEnv(file: string, values: Readonly<Record<string, string>>): void {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split(/\r?\n/) : [];
  for (const [name, value] of Object.entries(values)) {
    const line = `${name}=${/[\s#"']/.test(value) ? JSON.stringify(value) : value}`;
    const at = lines.findIndex((one) => one.replace(/^\s*(export\s+)?/, "").startsWith(`${name}=`));
    if (at >= 0) lines[at] = line;
    else lines.splice(lines.at(-1) === "" ? lines.length - 1 : lines.length, 0, line);
  }
  const text = lines.join("\n");
  // Whole or not at all.
  writeFileSync(`${file}.new`, text.endsWith("\n") ? text : `${text}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}
