import type { Log, Summariser } from "../ports.ts";

/** Thrown where a model's summary is not used. `quiet`: it was said before, or is no trouble. */
export class NoSummaryError extends Error {
  readonly quiet: boolean;
  constructor(why: string, quiet = false) {
    super(why);
    this.name = "NoSummaryError";
    this.quiet = quiet;
  }
}

/** What the first one makes, or else what the second one does; one log line says why. */
export function orElse(first: Summariser, second: Summariser, log: Log): Summariser {
  return {
    async summarise(articles, max, beside) {
      try {
        return await first.summarise(articles, max, beside);
      } catch (cause) {
        if (!(cause instanceof NoSummaryError && cause.quiet))
          log.warn("the model's summary is not used", {
            article: articles[0].id,
            why: cause instanceof Error ? cause.message : String(cause),
          });
        return second.summarise(articles, max, beside);
      }
    },
  };
}
