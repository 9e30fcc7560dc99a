import type { Destination, PlatformName, Schedule } from "../news/edition.ts";
import type { Log, Platform } from "../ports.ts";

/** With a bot of thousands of channels the looking would use up what a platform allows for posting. */
const MOST = 100;

/** Says of which channels nothing can be posted to and what to do about it; beside everything else, for nobody waits for it. */
export async function lookAtChannels(
  schedules: readonly Schedule[],
  { platforms, log }: { readonly platforms: ReadonlyMap<PlatformName, Platform>; readonly log: Log },
  signal: AbortSignal,
): Promise<void> {
  const all = new Map<string, Destination>();
  for (const { destinations } of schedules) for (const to of destinations) all.set(`${to.platform} ${to.channel}`, to);
  for (const destination of [...all.values()].slice(0, MOST)) {
    if (signal.aborted) return;
    // Where the platform is away nothing is known about the channel; the post itself will tell.
    const problem = await platforms
      .get(destination.platform)
      ?.check(destination)
      .catch(() => null);
    if (problem) log.error("this channel cannot be posted to", { ...destination, why: problem });
  }
  if (all.size > MOST)
    log.info("channels not looked at", { channels: all.size - MOST, what: "A post that one of them refuses is logged with its reason." });
}
