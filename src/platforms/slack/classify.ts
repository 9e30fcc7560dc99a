import { unanswered } from "../../calls/unanswered.ts";
import { PullquoteError } from "../../errors.ts";
import { type Refusal, refusalOf } from "./refusals-table.ts";

/** What went wrong with a call, as the library reports it. The shapes are those of @slack/web-api 8, told apart by `code`. */
type Failure = {
  readonly code?: unknown;
  readonly data?: { readonly error?: unknown; readonly needed?: unknown; readonly response_metadata?: { readonly retryAfter?: unknown } };
  readonly statusCode?: unknown;
  readonly retryAfter?: unknown;
};

/** The pause where Slack asks for one without saying how long. */
const PAUSE_MS = 30_000;

/** The error code of Slack's answer; null where it gave none (no answer at all, or not one of Slack's). */
export function slackCode(error: unknown): string | null {
  const failure = (error ?? {}) as Failure;
  if (failure.code === "slack_webapi_rate_limited_error") return "ratelimited";
  if (failure.code !== "slack_webapi_platform_error") return null;
  const code = failure.data?.error;
  // A proxy's page instead of an answer ends up here too: no code of Slack's.
  return typeof code === "string" && /^[a-z][a-z0-9_]{1,60}$/.test(code) ? code : null;
}

/**
 * What has become of a call, as an error for people. `what` says what was tried ("post to C0123").
 * `harmless`: the call changes nothing at Slack, so that nothing is in doubt and it may simply be tried again.
 */
export function problem(error: unknown, what: string, harmless = false): PullquoteError {
  if (error instanceof PullquoteError) return error;
  const failure = (error ?? {}) as Failure;
  const code = slackCode(error);
  if (code !== null) {
    const refusal = refusalOf(code);
    const needed =
      typeof failure.data?.needed === "string" && /^[a-z:.,_ ]{1,200}$/.test(failure.data.needed) ? `: ${failure.data.needed}` : "";
    const message = `Slack did not ${what}: ${refusal.says} (${code}${needed}). ${refusal.remedy}`;
    const retryAfterMs = pause(failure);
    return new PullquoteError(outcome(refusal, harmless), message, {
      cause: error,
      ...(refusal.post === "later" && code.includes("limit") ? { retryAfterMs } : {}),
    });
  }
  const status = typeof failure.statusCode === "number" ? failure.statusCode : null;
  return unanswered(error, { server: "Slack", what, status, harmless });
}

function outcome(refusal: Refusal, harmless: boolean): "post-refused" | "post-later" | "post-doubtful" {
  if (refusal.post === "refused") return "post-refused";
  return refusal.post === "later" || harmless ? "post-later" : "post-doubtful";
}

function pause(failure: Failure): number {
  const seconds = failure.retryAfter ?? failure.data?.response_metadata?.retryAfter;
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : PAUSE_MS;
}
