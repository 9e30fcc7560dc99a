export type Code =
  /** A setting is wrong. */
  | "config"
  /** The command line is wrong. */
  | "usage"
  /** What came in (a line, a file) cannot be read. */
  | "bad-input"
  | "source"
  | "store"
  | "token"
  | "connection"
  | "port"
  /** The platform will not take this post however often it is tried: no such channel, no permission. */
  | "post-refused"
  /** It certainly did not arrive and may be tried again, after `retryAfterMs` where the platform says so. */
  | "post-later"
  /** Nobody can tell whether it arrived. */
  | "post-doubtful"
  | "internal";

/** The one error that is meant for people: what happened and, in the last sentence, what to do. Never holds a secret. */
export class PullquoteError extends Error {
  readonly code: Code;
  readonly retryAfterMs?: number;
  constructor(code: Code, message: string, more: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "PullquoteError";
    this.code = code;
    if (more.retryAfterMs !== undefined) this.retryAfterMs = more.retryAfterMs;
  }
}
