import { PullquoteError } from "../../errors.ts";
import type { TroubleKind } from "../../ports/sources.ts";
import { type HttpAnswer, retryAfter } from "../http.ts";

export type Failure = {
  readonly kind: TroubleKind;
  readonly words: string;
  /** What the server asks for, in milliseconds. */
  readonly retryAfter?: number;
};

/** What is wrong with an answer by its status; undefined where it may be read. */
export function failureOf({ status, headers, url }: HttpAnswer, now: Date): Failure | undefined {
  if ((status >= 200 && status < 300) || status === 304) return undefined;
  const host = new URL(url).host;
  const wait = retryAfter(headers.get("retry-after"), now);
  const asks = wait === undefined ? {} : { retryAfter: wait };
  const say = (kind: TroubleKind, words: string): Failure => ({ kind, words, ...asks });
  const challenged = headers.get("cf-mitigated") === "challenge";
  if (status === 410) return say("gone", `${host} says that this is gone for good (410). Remove it, or look for its new address.`);
  if (status === 404) return say("missing", `${host} does not find it (404). Look whether it has another address now.`);
  if (status === 429 || (status === 503 && wait !== undefined))
    return say("busy", `${host} asks to be left alone for a while (${status}). It is tried again when that is over.`);
  if (status === 401) return say("blocked", `${host} wants a password (401). Use an address that holds its key, if the site gives one.`);
  if (challenged || status === 403 || status === 451)
    return say("blocked", `${host} does not let us in (${status}). Ask the site to allow Pullquote, or use another feed of it.`);
  if (status >= 500) return say("failing", `${host} has a fault (${status}). It is tried again later.`);
  return say("no-feed", `${host} answers with status ${status}, which is nothing to read. Look at the address in a browser.`);
}

/** What was thrown where there was no answer, or none that could be read. */
export function failureIn(error: unknown): Failure {
  if (!(error instanceof PullquoteError)) throw error;
  const { code, message } = error;
  if (code === "bad-input") return { kind: "no-feed", words: message };
  const refused = /no address of the public internet|is not read\. Use|holds a user or a password|none of the web's|is no web address/;
  return { kind: refused.test(message) ? "refused" : "unreachable", words: message };
}
