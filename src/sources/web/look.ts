import type { Clock } from "../../ports.ts";
import { charsetIn, type Http, type HttpAnswer, type HttpRequest } from "../http.ts";
import type { Parser } from "../parser.ts";
import type { Look } from "../parser-tasks.ts";
import { type Failure, failureIn, failureOf } from "./trouble.ts";

export type LookParts = { readonly http: Http; readonly parser: Parser; readonly clock: Clock };

/** What an address answered, and what that is. */
export type Looked =
  | { readonly failure: Failure }
  | { readonly answer: HttpAnswer; readonly unchanged: true }
  | { readonly answer: HttpAnswer; readonly look: Look };

const ACCEPT =
  "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5";
/** Of the usual places for a feed so many are tried, two seconds apart. */
const GUESSES = 5;
/** A text shorter than this is no article. */
const SHORTEST = 250;

/** Asks an address. Throws for `signal` and for defects only. */
export async function lookAt(url: string, { http, parser, clock }: LookParts, asked: HttpRequest = {}): Promise<Looked> {
  try {
    const answer = await http.get(url, { accept: ACCEPT, ...asked });
    const failure = failureOf(answer, clock.now());
    if (failure) return { failure };
    if (answer.status === 304) return { answer, unchanged: true };
    const charset = charsetIn(answer.headers);
    const from = { bytes: answer.body, url: answer.url, now: clock.now(), ...(charset === undefined ? {} : { charset }) };
    return { answer, look: await parser.look(from) };
  } catch (error) {
    asked.signal?.throwIfAborted();
    return { failure: failureIn(error) };
  }
}

export type Found = { readonly answer: HttpAnswer; readonly look: Look };

/** Whether it is read as the page of one article: it holds one, and is not where a site begins. */
function isArticle({ answer, look }: Found, as: "feed" | "page" | undefined): boolean {
  if (look.is !== "page" || as === "feed") return false;
  const { text, published, byline } = look.draft;
  if (as === "page") return text !== "";
  const { pathname, search } = new URL(answer.url);
  if (text.length < SHORTEST || (pathname === "/" && search === "")) return false;
  return published !== undefined || byline !== undefined || look.feeds.length === 0;
}

/** What an answer is to be read as: itself (a feed, an article's page), or the feed that a site's page names or has where sites have it. */
export async function resolve(
  found: Found,
  parts: LookParts,
  as: "feed" | "page" | undefined,
  signal?: AbortSignal,
): Promise<Found | { readonly failure: Failure }> {
  const { look } = found;
  if (look.is === "feed" && as !== "page") return found;
  if (isArticle(found, as)) return found;
  if (look.is !== "page")
    return { failure: { kind: "no-feed", words: look.is === "feed" ? "This is a feed, and no page with an article." : look.words } };
  if (as === "page") return { failure: { kind: "no-feed", words: "There is no article on this page. Give the address of one." } };
  const named = look.feeds.map(({ url }) => url);
  for (const url of named.length > 0 ? named.slice(0, GUESSES) : look.candidates.slice(0, GUESSES)) {
    const other = await lookAt(url, parts, signal ? { signal } : {});
    if ("look" in other && other.look.is === "feed") return other;
  }
  return { failure: { kind: "no-feed", words: look.words } };
}

/** Where the redirects led if every one of them says that it is for good. */
export function movedTo({ url, redirects }: HttpAnswer): string | undefined {
  return redirects.length > 0 && redirects.every(({ status }) => status === 301 || status === 308) ? url : undefined;
}
