import { pino } from "pino";
import { prettyFactory } from "pino-pretty";
import type { Log } from "./ports.ts";
import { currentTrace } from "./trace.ts";

export type LogOptions = {
  readonly level: "debug" | "info" | "warn" | "error";
  /** Values that are blanked wherever they turn up in a line. */
  readonly secrets: readonly string[];
  /** Readable lines for a terminal instead of JSON. */
  readonly pretty: boolean;
  readonly write: (line: string) => void;
};

/** Slack's tokens, those too that workspaces gave and no setting knows. */
const TOKEN = /\b(?:xox[a-z]\.)?xox[a-z]-[\w-]{8,}/g;

/** One JSON line an event. What is written passes through one gate that blanks the secrets, so that no caller can forget to. */
export function openLog(options: LogOptions): Log {
  const forms = [...new Set(options.secrets.flatMap((s) => [s, JSON.stringify(s).slice(1, -1), encodeURIComponent(s)]))].sort(
    (a, b) => b.length - a.length,
  );
  const blank = (line: string) => forms.reduce((text, secret) => text.replaceAll(secret, "[secret]"), line).replace(TOKEN, "[secret]");
  const readable = options.pretty
    ? prettyFactory({ colorize: false, ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss", singleLine: true })
    : (line: string) => line;
  const gate = { write: (line: string) => options.write(blank(readable(line))) };
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // What belongs to one command or one slot, from the first line to the last message, carries one id.
      mixin: () => {
        const trace = currentTrace();
        return trace === undefined ? {} : { trace };
      },
    },
    gate,
  );
  const at =
    (level: "debug" | "info" | "warn" | "error") =>
    (event: string, fields: Record<string, unknown> = {}) =>
      logger[level](fields, event);
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
