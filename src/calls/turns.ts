import { setImmediate as others } from "node:timers/promises";

/**
 * Gives each who asks a turn, in the order in which they asked, and between two turns takes in and sends out what waits on the lines:
 * in a burst of questions everybody is acknowledged, and answers that are ready go, before the next one is made. Who waits for something
 * in their turn holds up nobody.
 */
export function turns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => others());
    return last;
  };
}
