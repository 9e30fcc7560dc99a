import { parentPort } from "node:worker_threads";
import { PullquoteError } from "../../errors.ts";
import { type PageOptions, parsePage } from "./parse.ts";
import type { FromWorker, ToWorker } from "./read.ts";

/** The thread in which pages are parsed: one at a time, and it is ended from outside when one takes too long. */
function answer({ html, options }: ToWorker): FromWorker {
  try {
    return { draft: parsePage(html, options satisfies PageOptions) };
  } catch (error) {
    return error instanceof PullquoteError
      ? { refused: error.message }
      : { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on("message", (message: ToWorker) => parentPort?.postMessage(answer(message)));
parentPort?.postMessage("ready");
