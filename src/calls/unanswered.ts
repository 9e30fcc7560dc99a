import { PullquoteError } from "../errors.ts";

/** What a call failed with, as far as libraries agree on it. */
type Failure = {
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly original?: unknown;
  readonly errors?: unknown;
  readonly syscall?: unknown;
};

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
]);

export type Unanswered = {
  /** "Slack". */
  readonly server: string;
  /** What was tried: "take the post for C0123". */
  readonly what: string;
  /** Of the HTTP answer, which was none of the server's own; null where there was no answer. */
  readonly status: number | null;
  /** The call changes nothing over there, so that nothing is in doubt and it may simply be tried again. */
  readonly harmless: boolean;
};

/** What has become of a call to which the server itself gave no answer, as an error for people: `post-later` where it cannot have been carried out. */
export function unanswered(cause: unknown, { server, what, status, harmless }: Unanswered): PullquoteError {
  if (status !== null && status >= 400 && status < 500 && status !== 408) {
    return new PullquoteError(
      "post-later",
      `Could not ${what}: something before ${server} answered HTTP ${status}. If it stays, look at the proxy or firewall between this machine and ${server}.`,
      { cause },
    );
  }
  if (neverLeft(cause)) {
    return new PullquoteError(
      "post-later",
      `Could not ${what}: ${server} cannot be reached. If this persists, check this machine's network and DNS.`,
      { cause },
    );
  }
  if (harmless) {
    return new PullquoteError("post-later", `Could not ${what}: ${server} did not answer properly. It is tried again by itself.`, {
      cause,
    });
  }
  const why = status === null ? `the connection broke before ${server}'s answer came` : `${server} answered HTTP ${status}`;
  return new PullquoteError("post-doubtful", `Nobody can tell whether ${server} did ${what}: ${why}. Check the channel for the message.`, {
    cause,
  });
}

/** Whether the request cannot have arrived: no connection came about. */
function neverLeft(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 5) return false;
  const failure = error as Failure;
  if (typeof failure.code === "string" && (NEVER_LEFT.has(failure.code) || failure.code.startsWith("ERR_TLS_CERT"))) return true;
  if (failure.syscall === "connect") return true;
  if (Array.isArray(failure.errors) && failure.errors.length > 0) return failure.errors.every((inner) => neverLeft(inner, depth + 1));
  // Slack's library names its cause so.
  return neverLeft(failure.cause ?? failure.original, depth + 1);
}
