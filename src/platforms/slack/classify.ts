import { PullquoteError } from "../../errors.ts";
import { type Refusal, refusalOf } from "./refusals-table.ts";

/** What went wrong with a call, as the library reports it. The shapes are those of @slack/web-api 8, told apart by `code`. */
type Failure = {
  readonly code?: unknown;
  readonly data?: { readonly error?: unknown; readonly needed?: unknown; readonly response_metadata?: { readonly retryAfter?: unknown } };
  readonly statusCode?: unknown;
  readonly retryAfter?: unknown;
  readonly original?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
  readonly syscall?: unknown;
};

/** The pause where Slack asks for one without saying how long. */
const PAUSE_MS = 30_000;

/** The request never left: there was nobody to take it. */
const NEVER_LEFT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

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
  if (status !== null && status >= 400 && status < 500 && status !== 408) {
    return new PullquoteError(
      "post-later",
      `Could not ${what}: something before Slack answered HTTP ${status}. If it stays, look at the proxy or firewall between this machine and Slack.`,
      { cause: error },
    );
  }
  if (neverLeft(error)) {
    return new PullquoteError(
      "post-later",
      `Could not ${what}: Slack cannot be reached. If it stays, look at this machine's network and name service.`,
      { cause: error },
    );
  }
  if (harmless) {
    return new PullquoteError("post-later", `Could not ${what}: Slack did not answer properly. It is tried again by itself.`, {
      cause: error,
    });
  }
  const why = status === null ? "the connection broke before Slack's answer came" : `Slack answered HTTP ${status}`;
  return new PullquoteError(
    "post-doubtful",
    `Nobody can tell whether Slack did ${what}: ${why}. Look into the channel whether the message is there.`,
    {
      cause: error,
    },
  );
}

function outcome(refusal: Refusal, harmless: boolean): "post-refused" | "post-later" | "post-doubtful" {
  if (refusal.post === "refused") return "post-refused";
  return refusal.post === "later" || harmless ? "post-later" : "post-doubtful";
}

function pause(failure: Failure): number {
  const seconds = failure.retryAfter ?? failure.data?.response_metadata?.retryAfter;
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : PAUSE_MS;
}

/** Whether the request cannot have arrived: no connection came about. */
function neverLeft(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 5) return false;
  const failure = error as Failure;
  if (typeof failure.code === "string" && (NEVER_LEFT.has(failure.code) || failure.code.startsWith("ERR_TLS_CERT"))) return true;
  if (failure.syscall === "connect") return true;
  if (Array.isArray(failure.errors) && failure.errors.length > 0) return failure.errors.every((inner) => neverLeft(inner, depth + 1));
  return neverLeft(failure.cause ?? failure.original, depth + 1);
}
