type Taker = (error: Error) => void;

const takers = new Set<Taker>();

/**
 * A malformed gateway packet throws inside the library where nobody waits for it, and Node ends the process for such a rejection. While
 * anybody listens here, rejections out of the library's own files are handed to them. All others end the process as they would without
 * us, unless somebody else has a handler.
 */
export function takeStrayRejections(taker: Taker): () => void {
  if (takers.size === 0) process.on("unhandledRejection", onRejection);
  takers.add(taker);
  return () => {
    takers.delete(taker);
    if (takers.size === 0) process.off("unhandledRejection", onRejection);
  };
}

function onRejection(reason: unknown): void {
  if (reason instanceof Error && /[\\/](?:discord\.js|@discordjs)[\\/]/.test(reason.stack ?? "")) {
    for (const taker of takers) taker(reason);
  } else if (process.listenerCount("unhandledRejection") === 1) throw reason;
}
