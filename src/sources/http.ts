import { AsyncLocalStorage } from "node:async_hooks";
import { Agent, EnvHttpProxyAgent, request } from "undici";
import { PullquoteError } from "../errors.ts";
import type { Clock } from "../ports.ts";
import { parseDate } from "./dates.ts";
import { collect, megabytes, unpack } from "./http-body.ts";
import { type Lookup, publicConnector, refusePrivate, systemLookup } from "./http-connect.ts";

export type HttpOptions = {
  readonly clock: Clock;
  /** Says who asks and where to complain. */
  readonly userAgent: string;
  /** Hosts that may be private and on any port: names or addresses, as the operator wrote them. */
  readonly privateHosts?: readonly string[];
  /** As HTTP_PROXY, HTTPS_PROXY and NO_PROXY have them. The proxy itself may be anywhere. */
  readonly proxy?: { readonly http?: string; readonly https?: string; readonly no?: string };
  readonly lookup?: Lookup;
  /** The ports of the web. */
  readonly ports?: readonly number[];
  /** Milliseconds between two requests to one host. */
  readonly spacingMs?: number;
  /** Milliseconds: to connect, without a byte, and in all. */
  readonly connectMs?: number;
  readonly idleMs?: number;
  readonly totalMs?: number;
  /** Bytes on the wire, and bytes unpacked. */
  readonly limit?: number;
};

export type HttpRequest = {
  readonly accept?: string;
  /** As the server sent them last time, byte for byte. */
  readonly etag?: string;
  readonly lastModified?: string;
  readonly signal?: AbortSignal;
};

export type HttpAnswer = {
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly status: number;
  /** Names in lower case; of a header sent twice the first. */
  readonly headers: ReadonlyMap<string, string>;
  /** Empty unless the status is 2xx. */
  readonly body: Buffer;
  /** The statuses of the redirects on the way and where each led. Only where all are 301 or 308 did the source move. */
  readonly redirects: readonly { readonly status: number; readonly to: string }[];
  /** From the first request to the last byte, without the wait for the host's turn. */
  readonly tookMs: number;
};

export interface Http {
  /** Any status is an answer; throws `source` where there is none, or where the address must not be read. */
  get(url: string, asked?: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** The last request to a host and when it ended. */
type Turn = { done: Promise<unknown>; ended: number };

const underWay = new AsyncLocalStorage<string>();

/**
 * The host that was being read where an error was thrown that nobody caught; undefined elsewhere. Sockets and streams raise some errors
 * outside every promise, and what a server does must not end the process.
 */
export const hostUnderWay = (): string | undefined => underWay.getStore();

const HOPS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

const refused = (message: string, cause?: unknown) => new PullquoteError("source", message, { cause });

/** The one polite and safe fetch: only public addresses over http and https, one request a host at a time, everything with an end. */
export function httpClient(options: HttpOptions): Http {
  const { clock, limit = 5_000_000, spacingMs = 2_000, connectMs = 5_000, idleMs = 10_000, totalMs = 20_000 } = options;
  const ports = new Set(options.ports ?? [80, 443, 8080, 8443]);
  const privateHosts = new Set(options.privateHosts?.map((host) => bare(host.toLowerCase())));
  const allows = (hostname: string) => privateHosts.has(bare(hostname));
  const lookup = options.lookup ?? systemLookup;
  const { proxy } = options;
  const direct = {
    connections: 1,
    pipelining: 1,
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
    keepAliveTimeout: 4_000,
    maxHeaderSize: 16_384,
    connect: publicConnector({ lookup, connectMs, allows }),
  };
  // What is empty is given as such, or undici would look into the environment by itself.
  const agent = proxy
    ? new EnvHttpProxyAgent({
        ...direct,
        httpProxy: proxy.http ?? "",
        httpsProxy: proxy.https ?? "",
        noProxy: proxy.no ?? "",
        // Many proxies make tunnels to https only; what is plain http anyway they fetch themselves.
        proxyTunnel: false,
        proxyTls: { timeout: connectMs },
        requestTls: { timeout: connectMs },
      })
    : new Agent(direct);
  const turns = new Map<string, Turn>();

  /** One request a host at a time, the next one not before `spacingMs` have passed. */
  const inTurn = <T>(host: string, act: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    for (const [name, { ended }] of turns) if (ended + spacingMs < clock.now().getTime()) turns.delete(name);
    const before = turns.get(host);
    const wait = async () => {
      await before?.done;
      const ms = before === undefined ? 0 : before.ended + spacingMs - clock.now().getTime();
      if (ms > 0) await clock.sleep(ms, signal);
      signal?.throwIfAborted();
    };
    const acted = wait().then(act);
    const turn: Turn = { done: acted.catch(() => undefined), ended: Number.POSITIVE_INFINITY };
    turn.done = turn.done.then(() => {
      turn.ended = clock.now().getTime();
    });
    turns.set(host, turn);
    return acted;
  };

  const check = (address: string): URL => {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (url === null) throw refused(`"${address.slice(0, 80)}" is no web address. Correct it.`);
    const host = bare(url.hostname);
    if (url.protocol !== "http:" && url.protocol !== "https:") throw refused(`${url.protocol} is not read. Use an http or https address.`);
    if (url.username !== "" || url.password !== "") throw refused(`The address of ${host} holds a user or a password. Take them out.`);
    const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
    if (!ports.has(port) && !allows(host))
      throw refused(`${host} is on port ${port}, which is none of the web's. Correct it, or allow the host if it is yours.`);
    url.hash = "";
    return url;
  };

  const once = async (url: URL, headers: Record<string, string>, signal: AbortSignal) => {
    const host = bare(url.hostname);
    if (proxy) await refusePrivate(host, lookup, allows);
    const answer = await request(url, { dispatcher: agent, method: "GET", headers, signal });
    // A body that is destroyed or broken off raises its error whether or not anybody reads it.
    answer.body.on("error", () => undefined);
    const got = new Map(
      Object.entries(answer.headers).flatMap(([name, value]) => [[name, (Array.isArray(value) ? value[0] : value) ?? ""]] as const),
    );
    // From a proxy that fetches plain http; from the server itself it is an answer like any other.
    if (answer.statusCode === 407 && proxy && url.protocol === "http:") {
      answer.body.destroy();
      throw new Error("the proxy requires authentication (407)");
    }
    if (answer.statusCode < 200 || answer.statusCode > 299) {
      await answer.body.dump({ limit: 65_536, signal }).catch(() => undefined);
      return { status: answer.statusCode, headers: got, body: Buffer.alloc(0) };
    }
    const encodings = String(answer.headers["content-encoding"] ?? "");
    if (Number(got.get("content-length") ?? 0) > limit) {
      answer.body.destroy();
      throw refused(
        `${host} announces ${megabytes(Number(got.get("content-length")))}; the limit is ${megabytes(limit)}. Correct the address or leave the source out.`,
      );
    }
    const bytes = await collect(answer.body, limit, host);
    return { status: answer.statusCode, headers: got, body: await unpack(bytes, encodings, limit, host) };
  };

  const follow = async (start: URL, asked: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    const redirects: { status: number; to: string }[] = [];
    const begun = performance.now();
    for (let url = start; ; ) {
      const answer = await once(url, headersFor(url, start, asked, options.userAgent), signal);
      const location = answer.headers.get("location");
      if (!REDIRECTS.has(answer.status) || location === undefined)
        return { url: url.href, redirects, tookMs: Math.round(performance.now() - begun), ...answer };
      if (redirects.length === HOPS) throw refused(`${bare(start.hostname)} redirects more than ${HOPS} times. Correct the address.`);
      if (!URL.canParse(location, url.href))
        throw refused(`${bare(url.hostname)} redirects to what is no web address. Correct the address.`);
      url = check(new URL(location, url.href).href);
      redirects.push({ status: answer.status, to: url.href });
    }
  };

  return {
    async get(address, asked = {}) {
      const start = check(address);
      const host = bare(start.hostname);
      const act = async () => {
        const limits = [AbortSignal.timeout(totalMs), ...(asked.signal ? [asked.signal] : [])];
        try {
          return await underWay.run(host, () => follow(start, asked, AbortSignal.any(limits)));
        } catch (error) {
          asked.signal?.throwIfAborted();
          throw inWords(error, host, totalMs);
        }
      };
      return inTurn(host, act, asked.signal);
    },
    close: () => agent.destroy(),
  };
}

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");

/** What a server knows of us from last time goes to that server only, not to where it redirects. */
function headersFor(url: URL, start: URL, { accept, etag, lastModified }: HttpRequest, userAgent: string): Record<string, string> {
  return {
    "user-agent": userAgent,
    accept: accept ?? "*/*",
    "accept-encoding": "gzip, deflate, br",
    ...(etag !== undefined && url.origin === start.origin ? { "if-none-match": etag } : {}),
    ...(lastModified !== undefined && url.origin === start.origin ? { "if-modified-since": lastModified } : {}),
  };
}

/** The host is named and never the whole address: feeds have keys in theirs. */
function inWords(error: unknown, host: string, totalMs: number): PullquoteError {
  if (error instanceof PullquoteError) return error;
  const { code = "", name = "" } = error as NodeJS.ErrnoException;
  const say = (what: string) => refused(`${host} ${what}`, error);
  if (name === "TimeoutError") return say(`did not finish within ${totalMs / 1000} seconds. It is tried again later.`);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return say("has no address. Correct the name, or look at the network of this machine.");
  if (code === "ECONNREFUSED") return say("refuses the connection. It is tried again later; look whether the site still exists.");
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return say("does not answer. It is tried again later.");
  if (/CERT|TLS|SSL|ALTNAME|VERIFY/.test(code))
    return say(`has a certificate that cannot be trusted (${code}). Tell whoever runs the site.`);
  if (/proxy/i.test(String((error as Error).message)))
    return say("could not be reached through the proxy. Look at HTTP_PROXY, HTTPS_PROXY and NO_PROXY, and at what the proxy allows.");
  if (/OVERFLOW/.test(code)) return say("sends too many headers. Tell whoever runs the site.");
  return say(`broke off or sent what is no answer${code === "" ? "" : ` (${code})`}. It is tried again later.`);
}

/**
 * The milliseconds a server asks to wait in Retry-After: seconds or a date. None where it says nothing that can be read, or a moment
 * that has passed.
 */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1000;
  const moment = parseDate(header);
  const ms = moment === undefined ? 0 : Date.parse(moment) - now.getTime();
  return ms > 0 ? ms : undefined;
}

/** The charset that a Content-Type header names. */
export function charsetIn(headers: ReadonlyMap<string, string>): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(headers.get("content-type") ?? "")?.[1];
}
