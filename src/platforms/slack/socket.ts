import type { Logger, SocketModeReceiver } from "@slack/bolt";
import { atMost } from "../../calls/patience.ts";
import { PullquoteError } from "../../errors.ts";
import type { Clock, Log } from "../../ports.ts";
import { refusalOf } from "./refusals-table.ts";

type Bolt = Pick<typeof import("@slack/bolt"), "SocketModeReceiver">;

export type SocketOptions = {
  readonly appToken: string;
  readonly apiUrl?: string;
  /** How long a call may take, and a new line until it is greeted. */
  readonly timeoutMs: number;
  readonly log: Log;
  readonly clock: Clock;
  readonly logger: Logger;
};

export type Socket = {
  readonly receiver: SocketModeReceiver;
  /** Settles with the first connection; rejects with PullquoteError `token` where the app-level token is not good. */
  readonly ready: Promise<void>;
  connected(): boolean;
  stop(): Promise<void>;
};

/** The answer to `apps.connections.open`, as far as it is one. */
type Opened = { readonly ok?: unknown; readonly url?: unknown; readonly error?: unknown } | null;

/** How long a closing peer may take. */
const CLOSING_MS = 1500;
/** The longest wait between two lines that break at once. */
const LONGEST_WAIT_MS = 10_000;
/** How often a token that Slack has refused while we were running is tried again. */
const REFUSED_MS = 60_000;

/**
 * Socket Mode that outlives outages. The library gives up for good (an unhandled rejection, which ends the process) when
 * `apps.connections.open` fails more often than its retries, when it is refused between two retries, and when it is stopped
 * while it reconnects. So its retries never end, what it may not see is turned into a failure that it retries, and its
 * `start`, which it also calls itself, never rejects.
 *
 * Slack asks for a new line every few hours.
 */
export function openSocket(bolt: Bolt, options: SocketOptions): Socket {
  const { log, clock } = options;
  const stopping = new AbortController();
  let up = false;
  let greeting: NodeJS.Timeout | undefined;
  let settle: { resolve: () => void; reject: (error: Error) => void } = { resolve: () => {}, reject: () => {} };
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  ready.catch(() => {});

  /** What the library sees of `apps.connections.open`: an address, a refusal it knows to be one, or a failure to be tried again. */
  const open: typeof fetch = async (input, init) => {
    if (stopping.signal.aborted) return answer(200, { ok: false, error: "not_authed" });
    const signals = [stopping.signal, ...(init?.signal ? [init.signal] : [])];
    const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) });
    if (response.status === 429) {
      const seconds = Number(response.headers.get("retry-after"));
      await clock.sleep(Number.isFinite(seconds) ? seconds * 1000 : 1000, stopping.signal);
      return answer(503, {});
    }
    const body = (response.status === 200 ? await response.json().catch(() => null) : null) as Opened;
    if (body?.ok === true && typeof body.url === "string") return answer(200, body);
    if (body?.ok !== false || typeof body.error !== "string") return answer(503, {});
    const refusal = refusalOf(body.error);
    if (refusal.post !== "refused") return answer(503, {});
    const error = new PullquoteError(
      "token",
      `Slack did not open Socket Mode: ${refusal.says} (${body.error}). ${
        refusal.token
          ? refusal.remedy
          : "Switch on Socket Mode in the app's settings, and give the app-level token the scope connections:write."
      }`,
    );
    log.error("slack socket refused", { why: error.message });
    settle.reject(error);
    return answer(200, { ok: false, error: "invalid_auth" });
  };

  const receiver = new bolt.SocketModeReceiver({
    appToken: options.appToken,
    logger: options.logger,
    customPropertiesExtractor: (args: { envelope_id?: string }) => ({ envelopeId: args.envelope_id }),
    installerOptions: {
      // This object is the socket's own: the library writes into it.
      clientOptions: {
        ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
        retryConfig: { retries: 1e6, factor: 1.3, minTimeout: 300, maxTimeout: 1000 },
        timeout: options.timeoutMs,
        fetch: open,
      },
    },
  });
  const { client } = receiver;

  /** Which call of `start` is the last one: what becomes of those before it does not matter. */
  let run = 0;
  let losses = 0;
  const start = client.start.bind(client);
  client.start = async () => {
    const mine = ++run;
    try {
      return await start();
    } catch {
      void clock.sleep(REFUSED_MS, stopping.signal).then(() => {
        if (mine === run && !stopping.signal.aborted) void client.start();
      });
      return { ok: false };
    }
  };

  /** Opens another line at once; left alone, the library would first wait five seconds, in which no command is heard. */
  async function renew(): Promise<void> {
    // Stops the library's own waiting.
    void client.disconnect();
    const mine = ++run;
    const wait = losses === 0 ? 0 : Math.min(LONGEST_WAIT_MS, 500 * 2 ** losses);
    losses += 1;
    await clock.sleep(wait, stopping.signal);
    if (mine === run && !stopping.signal.aborted) await client.start();
  }

  client.on("connecting", () => {
    clearTimeout(greeting);
    greeting = setTimeout(() => {
      log.warn("slack socket silent", { ms: options.timeoutMs });
      client.websocket?.disconnect();
    }, options.timeoutMs);
    greeting.unref();
  });
  client.on("connected", () => {
    clearTimeout(greeting);
    up = true;
    losses = 0;
    log.info("slack socket connected");
    settle.resolve();
  });
  let renewing = false;
  client.on("close", () => {
    // `disconnect` closes once more, within the call.
    if (client.websocket?.isActive() || renewing || stopping.signal.aborted) return;
    if (up) log.info("slack socket lost", { what: "commands are not heard until it is back" });
    up = false;
    renewing = true;
    void renew();
    renewing = false;
  });

  return {
    receiver,
    ready,
    connected: () => up && client.websocket?.isActive() === true,
    async stop() {
      stopping.abort();
      clearTimeout(greeting);
      const closed = client.disconnect();
      const late = (await atMost(closed, CLOSING_MS, clock)) === "late";
      // A peer that does not close is left: the second call drops the line.
      if (late) void client.disconnect();
      up = false;
    },
  };
}

function answer(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}
