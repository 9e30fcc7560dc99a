import { AsyncLocalStorage } from "node:async_hooks";

const storage = new AsyncLocalStorage<string>();

/** Every line that is logged while `act` runs, however deep and however much later, carries this id. */
export function traced<T>(trace: string, act: () => T): T {
  return storage.run(trace, act);
}

/** The same for whatever the caller goes on to do: what a platform logs while it sends an answer belongs to the question. */
export function traceFromHere(trace: string): void {
  storage.enterWith(trace);
}

export function currentTrace(): string | undefined {
  return storage.getStore();
}
