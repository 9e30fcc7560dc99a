/** Stands in for node-cron in the hurried bot: rings every minute of the bot's clock, and not while it is still busy. */
const MINUTE = 60_000;

/** The bot sets its alarm when its platforms are connected: from here on its clock is in a hurry. */
export function schedule(_expression, ring) {
  const speed = globalThis[Symbol.for("crash.connected")]();
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    try {
      await ring();
    } finally {
      busy = false;
    }
  }, MINUTE / speed);
  return { destroy: () => clearInterval(timer) };
}
