import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { secureHeaders } from "hono/secure-headers";
import type { Clock } from "../../ports.ts";

/** Nothing from elsewhere, no script in the page itself, no frame around it, no form to anywhere else. */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  crossOriginOpenerPolicy: "same-origin",
  crossOriginResourcePolicy: "same-origin",
  // With "no-referrer" a browser would send `Origin: null` with our own forms.
  referrerPolicy: "same-origin",
  xFrameOptions: "DENY",
  strictTransportSecurity: false,
});

const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d{1,5})?$/i;

/** A page that is served without a token is asked for by a loopback name only: another name that leads here is an attack (DNS rebinding). */
export function knownHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK.test(host);
}

/** Whether a request that changes something or costs much comes from a page of ours: browsers say where a form was sent from, and cannot be made to lie. */
export function fromOurPage(c: Context): boolean {
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  if (origin === undefined || origin === "null") return site === undefined ? origin === undefined : site === "same-origin";
  return URL.canParse(origin) && new URL(origin).host === c.req.header("host");
}

const COOKIE = "pullquote";
const DAYS = 30;
const MINUTE = 60_000;
const MOST_FAILURES = 10;
/** Addresses remembered at once: more come from an attacker who has many, and the oldest are forgotten. */
const MOST_ADDRESSES = 10_000;

export interface Door {
  /** Whether the request carries the token: in the cookie of `enter`, as a bearer or as the password of basic authentication (feed readers). */
  knows(c: Context): boolean;
  /** Tries a token that was typed; with the right one the cookie is set. */
  enter(c: Context, typed: string): boolean;
  /** How long this address has to wait, in seconds, for having been wrong too often; 0 when it need not. */
  wait(c: Context): number;
}

/** Who is let in where a token is asked for. Compared in constant time; ten wrong ones a minute from one address are enough. */
export function door(token: string, clock: Clock): Door {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const wanted = digest(token);
  const pass = createHmac("sha256", token).update("the page").digest("base64url");
  const failures = new Map<string, { count: number; since: number }>();
  const same = (text: string, other: Buffer) => timingSafeEqual(digest(text), other);
  const passed = digest(pass);

  const addressOf = (c: Context) => getConnInfo(c).remote.address ?? "unknown";
  function failed(c: Context): void {
    const address = addressOf(c);
    const now = clock.now().getTime();
    const before = failures.get(address);
    failures.delete(address);
    const fresh = before !== undefined && now - before.since < MINUTE;
    failures.set(address, fresh ? { count: before.count + 1, since: before.since } : { count: 1, since: now });
    const [oldest] = failures.keys();
    if (failures.size > MOST_ADDRESSES && oldest !== undefined) failures.delete(oldest);
  }

  return {
    knows(c) {
      const cookie = getCookie(c, COOKIE);
      if (cookie !== undefined && same(cookie, passed)) return true;
      const given = credential(c.req.header("authorization"));
      if (given === null) return false;
      if (same(given, wanted)) return true;
      failed(c);
      return false;
    },
    enter(c, typed) {
      if (!same(typed, wanted)) {
        failed(c);
        return false;
      }
      const secure = c.req.url.startsWith("https:") || c.req.header("x-forwarded-proto") === "https";
      setCookie(c, COOKIE, pass, { httpOnly: true, sameSite: "Lax", path: "/", secure, maxAge: DAYS * 24 * 3600 });
      return true;
    },
    wait(c) {
      const known = failures.get(addressOf(c));
      if (known === undefined || known.count < MOST_FAILURES) return 0;
      return Math.max(0, Math.ceil((known.since + MINUTE - clock.now().getTime()) / 1000));
    },
  };
}

/** The token of an `Authorization` header. */
function credential(header: string | undefined): string | null {
  const [, scheme = "", value = ""] = /^(bearer|basic)\s+(\S+)$/i.exec(header ?? "") ?? [];
  if (scheme === "") return null;
  if (scheme.toLowerCase() === "bearer") return value;
  const pair = Buffer.from(value, "base64").toString("utf8");
  return pair.slice(pair.indexOf(":") + 1);
}

/** Where to go on after entering: a path of ours, nothing else. */
export function pathOf(text: string | undefined): string {
  return text !== undefined && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text) ? text : "/";
}
