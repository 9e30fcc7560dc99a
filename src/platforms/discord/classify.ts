import { unanswered } from "../../calls/unanswered.ts";
import { PullquoteError } from "../../errors.ts";
import { refusalOf } from "./refusals-table.ts";

/** What went wrong with a call, as the library reports it. The shapes are those of @discordjs/rest 2, told apart without loading it. */
type Failure = {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly rawError?: unknown;
  readonly retryAfter?: unknown;
  readonly timeToReset?: unknown;
};

/** The pause where Discord asks for one without saying how long. */
const PAUSE_MS = 5_000;

/** The error code of Discord's answer (0: it gave an answer without one); null where it gave none. */
export function discordCode(error: unknown): number | null {
  const failure = (error ?? {}) as Failure;
  return failure.rawError !== undefined && typeof failure.code === "number" ? failure.code : null;
}

export function statusOf(error: unknown): number | null {
  const { status } = (error ?? {}) as Failure;
  return typeof status === "number" ? status : null;
}

/**
 * What has become of a call, as an error for people. `what` says what was tried ("take the post for 104…").
 * `harmless`: the call changes nothing at Discord, so that nothing is in doubt and it may simply be tried again.
 */
export function problem(error: unknown, what: string, harmless = false): PullquoteError {
  if (error instanceof PullquoteError) return error;
  const failure = (error ?? {}) as Failure;
  const status = statusOf(error);
  const code = discordCode(error);
  const pause = pauseOf(failure);
  if (pause !== null) {
    return new PullquoteError("post-later", `Discord did not ${what}: it asks for a pause. It is tried again by itself.`, {
      cause: error,
      retryAfterMs: pause,
    });
  }
  if (code !== null && status !== null && status < 500) {
    const { post, says, remedy } = refusalOf(code, status);
    const message = `Discord did not ${what}: ${says} (${code || `HTTP ${status}`}). ${remedy}`;
    return new PullquoteError(`post-${post}`, message, { cause: error });
  }
  return unanswered(error, { server: "Discord", what, status, harmless });
}

/** The library rejects a call that would have to wait longer than we let it; the call was not made or not taken. */
function pauseOf(failure: Failure): number | null {
  if (typeof failure.name !== "string" || !failure.name.startsWith("RateLimitError")) return null;
  const waits = [failure.retryAfter, failure.timeToReset].filter(
    (ms): ms is number => typeof ms === "number" && Number.isFinite(ms) && ms > 0,
  );
  return waits.length > 0 ? Math.max(...waits) : PAUSE_MS;
}
