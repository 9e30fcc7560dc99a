import { Worker } from "node:worker_threads";
import { PullquoteError } from "../errors.ts";
import type { Draft } from "../news/article.ts";
import type { Import } from "./opml.ts";
import type { PageOptions } from "./page/parse.ts";
import type { Answered, FromThread, Look, OpmlAsked, RobotsAsked, Tasks, ToThread } from "./parser-tasks.ts";

export type ParserOptions = {
  /** Longer than this and what is parsed is given up; starting the thread does not count. 5 seconds. */
  readonly timeoutMs?: number;
  /** 256 MB. */
  readonly memoryMb?: number;
};

/** Each throws `bad-input` where what came in is over a limit, takes too long or too much memory, `internal` where the parser fails. */
export interface Parser {
  html(html: string, options?: PageOptions): Promise<Omit<Draft, "origin">>;
  page(answered: Answered): Promise<Omit<Draft, "origin">>;
  /** A feed, a page, or what else it is. */
  look(answered: Answered): Promise<Look>;
  opml(asked: OpmlAsked): Promise<Import>;
  robots(asked: RobotsAsked): Promise<readonly boolean[]>;
  close(): Promise<void>;
}

const NEVER_STARTS_MS = 60_000;

/**
 * In a build the thread runs the compiled file beside this one. In a checkout (tests, tools) it runs the source, through tsx: a thread
 * does not get the loader of its parent, and `--import tsx` in `execArgv` does nothing there on Node 20.
 */
function startThread(memoryMb: number): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
  if (!import.meta.url.endsWith(".ts")) return new Worker(new URL("./parser-thread.js", import.meta.url), { resourceLimits });
  const tsx = import.meta.resolve("tsx/esm/api");
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(new URL("./parser-thread.ts", import.meta.url).href)}); })`;
  return new Worker(code, { eval: true, resourceLimits });
}

const NAMES: Readonly<Record<keyof Tasks, string>> = { html: "page", page: "page", look: "answer", opml: "list", robots: "robots.txt" };

/** What the thread says next, or why it says nothing. */
function next(thread: Worker, ms: number, memoryMb: number, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown) => done(() => resolve(message));
    const onError = (error: Error) => {
      if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY") giveUp(`needed more than ${memoryMb} MB to parse`, error);
      else done(() => reject(broken(name, error)));
    };
    const onExit = (code: number) => done(() => reject(broken(name, `exit code ${code}`)));
    const done = (settle: () => void) => {
      clearTimeout(timer);
      thread.off("message", onMessage).off("error", onError).off("exit", onExit);
      settle();
    };
    const giveUp = (why: string, cause?: unknown) =>
      done(() =>
        reject(
          new PullquoteError("bad-input", `The ${name} ${why}. Leave it out, or read the article from its feed or as plain text.`, {
            cause,
          }),
        ),
      );
    const timer = setTimeout(() => giveUp(`took longer than ${ms / 1000} seconds to parse`), ms);
    thread.on("message", onMessage).on("error", onError).on("exit", onExit);
  });
}

const broken = (name: string, cause: unknown) =>
  new PullquoteError("internal", `The parser failed on the ${name}. Report it with the address.`, { cause });

/**
 * Parses what comes from outside in a thread of its own, one thing after the other, so that a hostile page can end neither the process nor
 * its answers. The thread starts with the first, lives on for the next ones and keeps no process alive; after one that had to be killed
 * there is a new one.
 */
export function openParser({ timeoutMs = 5_000, memoryMb = 256 }: ParserOptions = {}): Parser {
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const drop = async (): Promise<void> => {
    const old = thread;
    thread = null;
    // A thread that dies while it is being ended says so once more.
    old?.on("error", () => {});
    await old?.terminate();
  };
  const send = async (message: ToThread, name: string): Promise<FromThread> => {
    try {
      if (thread === null) {
        thread = startThread(memoryMb);
        await next(thread, NEVER_STARTS_MS, memoryMb, name);
      }
      thread.ref();
      thread.postMessage(message);
      const answer = (await next(thread, timeoutMs, memoryMb, name)) as FromThread;
      thread.unref();
      return answer;
    } catch (error) {
      await drop();
      throw error;
    }
  };
  const ask = async <K extends keyof Tasks>(task: K, input: Parameters<Tasks[K]>[0]): Promise<ReturnType<Tasks[K]>> => {
    const turn = last.then(() => send({ task, input } as ToThread, NAMES[task]));
    last = turn.catch(() => undefined);
    const answer = await turn;
    if ("output" in answer) return answer.output as ReturnType<Tasks[K]>;
    throw "refused" in answer ? new PullquoteError("bad-input", answer.refused) : broken(NAMES[task], answer.failed);
  };

  return {
    html: (html, options = {}) => ask("html", { html, options }),
    page: (answered) => ask("page", answered),
    look: (answered) => ask("look", answered),
    opml: (asked) => ask("opml", asked),
    robots: (asked) => ask("robots", asked),
    close: drop,
  };
}
