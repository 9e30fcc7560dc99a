import { Worker } from "node:worker_threads";
import { PullquoteError } from "../../errors.ts";
import type { Draft } from "../../news/article.ts";
import type { PageOptions } from "./parse.ts";

export type ToWorker = { readonly html: string; readonly options: PageOptions };
export type FromWorker =
  | { readonly draft: Omit<Draft, "origin"> }
  /** The page is over a limit; in words for people. */
  | { readonly refused: string }
  /** A defect, here or in a library. */
  | { readonly failed: string };

export type PageWorkerOptions = {
  /** Longer than this and the page is given up; starting the thread does not count. 5 seconds. */
  readonly timeoutMs?: number;
  /** 256 MB. */
  readonly memoryMb?: number;
};

export interface PageWorker {
  /** Throws `bad-input` where the page is over a limit, takes too long or too much memory, `internal` where the parser fails. */
  parse(html: string, options?: PageOptions): Promise<Omit<Draft, "origin">>;
  close(): Promise<void>;
}

const NEVER_STARTS_MS = 60_000;

/**
 * In a build the thread runs the compiled file beside this one. In a checkout (tests, tools) it runs the source, through tsx: a thread
 * does not get the loader of its parent, and `--import tsx` in `execArgv` does nothing there on Node 20.
 */
function startThread(memoryMb: number): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
  if (!import.meta.url.endsWith(".ts")) return new Worker(new URL("./worker.js", import.meta.url), { resourceLimits });
  const tsx = import.meta.resolve("tsx/esm/api");
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(new URL("./worker.ts", import.meta.url).href)}); })`;
  return new Worker(code, { eval: true, resourceLimits });
}

/** What the thread says next, or why it says nothing. */
function next(thread: Worker, ms: number, memoryMb: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown) => done(() => resolve(message));
    const onError = (error: Error) => {
      if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY") giveUp(`needed more than ${memoryMb} MB to parse`, error);
      else done(() => reject(broken(error)));
    };
    const onExit = (code: number) => done(() => reject(broken(`exit code ${code}`)));
    const done = (settle: () => void) => {
      clearTimeout(timer);
      thread.off("message", onMessage).off("error", onError).off("exit", onExit);
      settle();
    };
    const giveUp = (why: string, cause?: unknown) =>
      done(() =>
        reject(
          new PullquoteError("bad-input", `The page ${why}. Leave it out, or read the article from its feed or as plain text.`, { cause }),
        ),
      );
    const timer = setTimeout(() => giveUp(`took longer than ${ms / 1000} seconds to parse`), ms);
    thread.on("message", onMessage).on("error", onError).on("exit", onExit);
  });
}

const broken = (cause: unknown) =>
  new PullquoteError("internal", "The page parser failed. Report it with the address of the page.", { cause });

/**
 * Parses pages in a thread of their own, one after the other, so that a hostile page can end neither the process nor its answers. The
 * thread starts with the first page, lives on for the next ones and keeps no process alive; after a page that had to be killed there is
 * a new one.
 */
export function pageWorker({ timeoutMs = 5_000, memoryMb = 256 }: PageWorkerOptions = {}): PageWorker {
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const drop = async (): Promise<void> => {
    const old = thread;
    thread = null;
    // A thread that dies while it is being ended says so once more.
    old?.on("error", () => {});
    await old?.terminate();
  };
  const ask = async (message: ToWorker): Promise<FromWorker> => {
    try {
      if (thread === null) {
        thread = startThread(memoryMb);
        await next(thread, NEVER_STARTS_MS, memoryMb);
      }
      thread.ref();
      thread.postMessage(message);
      const answer = (await next(thread, timeoutMs, memoryMb)) as FromWorker;
      thread.unref();
      return answer;
    } catch (error) {
      await drop();
      throw error;
    }
  };

  return {
    async parse(html, options = {}) {
      const turn = last.then(() => ask({ html, options }));
      last = turn.catch(() => undefined);
      const answer = await turn;
      if ("draft" in answer) return answer.draft;
      throw "refused" in answer ? new PullquoteError("bad-input", answer.refused) : broken(answer.failed);
    },
    close: drop,
  };
}
