import { setMaxListeners } from "node:events";
import { atMost } from "../../calls/patience.ts";
import { PullquoteError } from "../../errors.ts";
import type { Introduction, Platform } from "../../ports.ts";
import { managersOf } from "./administrators.ts";
import { problem, slackCode } from "./classify.ts";
import { converse } from "./converse.ts";
import { deliveries, type Identity } from "./deliver.ts";
import { openHttp } from "./http.ts";
import { libraryLog } from "./library-log.ts";
import { scopes } from "./methods-table.ts";
import type { SlackOptions } from "./options.ts";
import { refusalOf } from "./refusals-table.ts";
import { render } from "./render.ts";
import { openSocket } from "./socket.ts";
import { viewsOn } from "./views.ts";

/** What receives commands: a socket or an HTTP server. */
type Ear = { connected(): boolean; stop(): Promise<void> };

/** Slack as a platform. Nothing is loaded and nothing connects before it is used. */
export function slackPlatform(options: SlackOptions): Platform {
  const { log, clock, timeoutMs = 15_000, patienceMs = 60_000, command = "/news", managing = "/digest", codes } = options;
  const stopping = new AbortController();
  // It has a listener for each channel that was posted to within the last second; Node would take eleven for a leak.
  setMaxListeners(0, stopping.signal);
  const logger = libraryLog(log);
  const server = options.apiUrl ? { slackApiUrl: options.apiUrl } : {};
  let ear: Ear | null = null;
  let talk: { settled(): Promise<void> } | null = null;
  let known: Identity | null = null;

  const load = once(async () => {
    const bolt = await import("@slack/bolt");
    // No second try by the library: a post that is sent again may stand there twice, and whether to try is the outbox's to say.
    const client = new bolt.webApi.WebClient(options.botToken, {
      ...server,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: timeoutMs,
      fetch: withPause,
      logger,
    });
    return {
      bolt,
      client,
      ...deliveries({ client, identity, codes, pingable: options.pingable ?? [], clock, log, stopping: stopping.signal }),
    };
  });

  async function identity(): Promise<Identity> {
    if (known) return known;
    const { client } = await load();
    const me = await client.auth.test();
    known = {
      team: me.team ?? "",
      url: me.url ?? null,
      user: me.user_id ?? "",
      name: me.user ?? "pullquote",
      bot: me.bot_id ?? "",
      scopes: me.response_metadata?.scopes ?? null,
    };
    return known;
  }

  async function identify(): Promise<Introduction> {
    const { bolt } = await load();
    const refused = (error: unknown, setting: string) => {
      const code = slackCode(error);
      if (code === null) return unreachable(problem(error, "say who the bot is", true).message, error);
      const { says, remedy } = refusalOf(code);
      return new PullquoteError("token", `Slack does not take ${setting}: ${says} (${code}). ${remedy}`, { cause: error });
    };
    const me = await identity().catch((error: unknown) => {
      throw refused(error, "SLACK_BOT_TOKEN");
    });
    if (options.appToken) {
      // Gives the address of a socket, and opens none.
      const client = new bolt.webApi.WebClient(options.appToken, { ...server, retryConfig: { retries: 0 }, timeout: timeoutMs, logger });
      await client.apps.connections.open({}).catch((error: unknown) => {
        throw refused(error, "SLACK_APP_TOKEN");
      });
    }
    return { bot: me.name, lacks: me.scopes === null ? [] : scopes.filter((scope) => !me.scopes?.includes(scope)) };
  }

  /** Asks Slack who we are until it answers: the token is good, or this throws. */
  async function introduce(until: number): Promise<Identity> {
    for (let wait = 500; ; wait = Math.min(wait * 2, 5000)) {
      try {
        return await identity();
      } catch (error) {
        const code = slackCode(error);
        const refusal = code === null ? null : refusalOf(code);
        if (refusal?.post === "refused") {
          throw new PullquoteError("token", `Slack does not take SLACK_BOT_TOKEN: ${refusal.says} (${code}). ${refusal.remedy}`, {
            cause: error,
          });
        }
        const trouble = problem(error, "say who the bot is", true);
        const pause = trouble.retryAfterMs ?? wait;
        if (stopping.signal.aborted || clock.now().getTime() + pause > until) throw unreachable(trouble.message, error);
        log.warn("slack start again", { inMs: pause, why: trouble.message });
        await clock.sleep(pause, stopping.signal);
      }
    }
  }

  async function start(desk: Parameters<Platform["start"]>[0]): Promise<void> {
    const until = clock.now().getTime() + patienceMs;
    const { bolt, client } = await load();
    const me = await introduce(until);
    const missing = me.scopes === null ? [] : scopes.filter((scope) => !me.scopes?.includes(scope));
    if (missing.length) log.warn("slack scopes missing", { missing, what: refusalOf("missing_scope").remedy });

    const socket = options.appToken
      ? openSocket(bolt, {
          appToken: options.appToken,
          ...(options.apiUrl ? { apiUrl: options.apiUrl } : {}),
          timeoutMs,
          log,
          clock,
          logger,
        })
      : null;
    const http = socket ? null : listener();
    const app = new bolt.App({
      receiver: (socket ?? http ?? listener()).receiver,
      // Not `token`: the library would call auth.test by itself and leave its refusal unhandled.
      authorize: async () => ({ botToken: options.botToken, botId: me.bot, botUserId: me.user }),
      convoStore: false,
      logger,
      // Shared with nobody: the library writes into it. Answers through response_url go by this fetch, which ends.
      clientOptions: {
        ...server,
        retryConfig: { retries: 0 },
        timeout: timeoutMs,
        fetch: (input, init) => fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(timeoutMs) }),
      },
    });
    talk = converse(app, {
      desk,
      command,
      managing,
      codes,
      ...(options.language ? { language: options.language } : {}),
      zone: options.zone ?? "UTC",
      views: viewsOn({ client, desk, codes, log }),
      mayManage: managersOf({ client, managers: options.managers ?? [], clock, log }),
      ...(options.isFirst ? { isFirst: options.isFirst } : {}),
      log,
      clock,
      speak: async (channel, message) => {
        await client.chat.postMessage({ channel, ...message, mrkdwn: false, parse: "none", unfurl_links: false, unfurl_media: false });
      },
      whisper: async (to, message) => {
        await client.chat.postEphemeral({ channel: to.channel, user: to.user, ...message, ...(to.thread ? { thread_ts: to.thread } : {}) });
      },
    });
    ear = socket ?? http;
    if (socket) {
      void app.start();
      if ((await atMost(socket.ready, until - clock.now().getTime(), clock)) === "late")
        throw unreachable("nobody greets the socket.", undefined);
    } else await http?.start();
    log.info("slack started", { team: me.team, bot: me.name, by: socket ? "Socket Mode" : "HTTP" });

    function listener() {
      if (!options.signingSecret || options.port === undefined) {
        throw new PullquoteError(
          "config",
          "Slack needs SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET and SLACK_PORT (HTTP). Set one of the two in .env.",
        );
      }
      const { signingSecret, port, host } = options;
      return openHttp(bolt, { signingSecret, port, logger, ...(host ? { host } : {}) });
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await ear?.stop();
    ear = null;
    // Answers on their way may still arrive; a hanging one is not waited for.
    if (talk) await atMost(talk.settled(), 2000, clock);
  }

  return {
    name: "slack",
    async start(desk) {
      try {
        await start(desk);
      } catch (error) {
        await stop();
        throw error;
      }
    },
    identify,
    parts: async (card) => render(card).length,
    post: async (card, posting) => (await load()).post(card, posting),
    find: async (posting, since) => (await load()).find(posting, since),
    check: async (destination) => (await load()).check(destination),
    link: ({ channel }, { messageId }) =>
      known?.url && /^[CGD]/.test(channel) ? `${known.url}archives/${channel}/p${messageId.replace(".", "")}` : null,
    connected: () => ear?.connected() === true,
    stop,
  };
}

function unreachable(why: string, cause: unknown): PullquoteError {
  return new PullquoteError(
    "connection",
    `Slack cannot be reached: ${why} Look at this machine's network, or at https://slack-status.com.`,
    { cause },
  );
}

/** The library reports a pause (HTTP 429) as one only where Slack says how long; where it does not, half a minute is meant. */
const withPause: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status !== 429 || /^\d+$/.test(response.headers.get("retry-after") ?? "")) return response;
  return new Response(null, { status: 429, headers: { "retry-after": "30" } });
};

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
