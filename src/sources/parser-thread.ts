import { parentPort } from "node:worker_threads";
import { PullquoteError } from "../errors.ts";
import { type FromThread, type ToThread, tasks } from "./parser-tasks.ts";

/** The thread in which what comes from outside is parsed: one thing at a time, and it is ended from outside when one takes too long. */
function answer({ task, input }: ToThread): FromThread {
  try {
    return { output: (tasks[task] as (input: unknown) => unknown)(input) };
  } catch (error) {
    return error instanceof PullquoteError
      ? { refused: error.message }
      : { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on("message", (message: ToThread) => parentPort?.postMessage(answer(message)));
parentPort?.postMessage("ready");
