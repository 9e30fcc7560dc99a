import { setMaxListeners } from "node:events";
import { atMost } from "../../calls/patience.ts";
import { PullquoteError } from "../../errors.ts";
import { partsOf } from "../../news/workspace.ts";
import type { Introduction, Platform } from "../../ports.ts";
import { answersBy } from "./answers.ts";
import { problem, slackCode } from "./classify.ts";
import { converse } from "./converse.ts";
import type { Identity } from "./deliver.ts";
import { openHttp, openInstallPages } from "./http.ts";
import { identifyInstalled, lacking, refusedToken, unreachable } from "./identify.ts";
import { libraryLog } from "./library-log.ts";
import { INSTALL, openOAuth } from "./oauth.ts";
import type { SlackOptions } from "./options.ts";
import { refusalOf } from "./refusals-table.ts";
import { render } from "./render.ts";
import { openSocket } from "./socket.ts";
import { viewsOn } from "./views.ts";
import { openWorkspace } from "./workspace.ts";
import { installedWorkspaces, lookAtTokens, oneWorkspace, type Workspaces } from "./workspaces.ts";

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
  const ears: Ear[] = [];
  let talk: { settled(): Promise<void> } | null = null;
  let seen: Workspaces | null = null;

  const load = once(async () => {
    const bolt = await import("@slack/bolt");
    const shared = { ...options, timeoutMs, stopping: stopping.signal, logger };
    const revoke = async (token: string) => {
      const client = new bolt.webApi.WebClient(token, { ...server, retryConfig: { retries: 0 }, timeout: timeoutMs, logger });
      const done = client.auth.revoke();
      await done.catch((error: unknown) => log.warn("slack token not revoked", { why: problem(error, "revoke a token", true).message }));
    };
    const oauth = options.oauth ? await openOAuth({ ...shared, ...options.oauth, revoke }) : null;
    const workspaces = oauth
      ? installedWorkspaces(oauth, log, (workspace, token) => openWorkspace(bolt, { ...shared, workspace, token }))
      : oneWorkspace(openWorkspace(bolt, { ...shared, workspace: null, token: options.botToken ?? "" }));
    seen = workspaces;
    return { bolt, oauth, workspaces };
  });
  /** The workspace that an id is of, and the id as it is known there. */
  const at = async (id: string) => {
    const { workspace, bare } = partsOf(id);
    return { its: await (await load()).workspaces.of(workspace), bare };
  };
  const identity = async () => (await (await load()).workspaces.of(null)).identity();

  async function identify(): Promise<Introduction> {
    const { bolt, workspaces } = await load();
    const introduction = options.oauth
      ? await identifyInstalled(options.oauth.installations, workspaces)
      : await identity().then(
          (me) => ({ bot: me.name, lacks: lacking(me) }),
          (error: unknown) => {
            throw refusedToken(error, "SLACK_BOT_TOKEN");
          },
        );
    if (options.appToken) {
      // Gives the address of a socket, and opens none.
      const client = new bolt.webApi.WebClient(options.appToken, { ...server, retryConfig: { retries: 0 }, timeout: timeoutMs, logger });
      await client.apps.connections.open({}).catch((error: unknown) => {
        throw refusedToken(error, "SLACK_APP_TOKEN");
      });
    }
    return introduction;
  }

  /** Asks Slack who we are until it answers: the token is good, or this throws. */
  async function introduce(until: number): Promise<Identity> {
    for (let wait = 500; ; wait = Math.min(wait * 2, 5000)) {
      try {
        return await identity();
      } catch (error) {
        const code = slackCode(error);
        const refusal = code === null ? null : refusalOf(code);
        if (refusal?.post === "refused") throw refusedToken(error, "SLACK_BOT_TOKEN");
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
    const { bolt, oauth, workspaces } = await load();
    const who = options.oauth
      ? { workspaces: await lookAtTokens(options.oauth.installations, log) }
      : await introduce(until).then((me) => {
          const missing = lacking(me);
          if (missing.length) log.warn("slack scopes missing", { missing, what: refusalOf("missing_scope").remedy });
          return { team: me.team, bot: me.name };
        });

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
      authorize: workspaces.authorize,
      convoStore: false,
      logger,
      // Shared with nobody: the library writes into it. Answers through response_url go by this fetch, which ends.
      clientOptions: {
        ...server,
        retryConfig: { retries: 0 },
        timeout: timeoutMs,
        fetch: answersBy(timeoutMs),
      },
    });
    talk = converse(app, {
      desk,
      command,
      managing,
      codes,
      ...(options.language ? { language: options.language } : {}),
      zone: options.zone ?? "UTC",
      views: viewsOn({ clientFor: async ({ user }) => (await at(user)).its.client, desk, codes, log }),
      async mayManage({ user }) {
        const found = await at(user).catch((error: unknown) => log.warn("slack cannot say who may manage", { why: String(error) }));
        return found ? found.its.mayManage(found.bare) : false;
      },
      ...(oauth ? { removed: oauth.removed } : {}),
      ...(options.isFirst ? { isFirst: options.isFirst } : {}),
      log,
      clock,
      speak: async (to, message) => {
        const { its, bare: channel } = await at(to);
        const { client } = its;
        await client.chat.postMessage({ channel, ...message, mrkdwn: false, parse: "none", unfurl_links: false, unfurl_media: false });
      },
      whisper: async (to, message) => {
        const { its, bare: channel } = await at(to.channel);
        const { client } = its;
        await client.chat.postEphemeral({
          channel,
          user: partsOf(to.user).bare,
          ...message,
          ...(to.thread ? { thread_ts: to.thread } : {}),
        });
      },
    });
    const pages = socket && oauth && options.port !== undefined ? openInstallPages(oauth, { ...options, port: options.port }) : null;
    await pages?.start();
    if (pages) ears.push(pages);
    ears.push(...[socket, http].filter((ear) => ear !== null));
    if (socket) {
      void app.start();
      if ((await atMost(socket.ready, until - clock.now().getTime(), clock)) === "late")
        throw unreachable("no hello received on the socket.", undefined);
    } else await http?.start();
    log.info("slack started", { ...who, by: socket ? "Socket Mode" : "HTTP" });
    if (options.oauth) log.info("slack waits for workspaces", { at: `${options.oauth.publicUrl ?? `port ${options.port}`}${INSTALL}` });

    function listener() {
      if (!options.signingSecret || options.port === undefined) {
        throw new PullquoteError(
          "config",
          "Slack needs SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET and SLACK_PORT (HTTP). Set one of the two in .env.",
        );
      }
      const { signingSecret, port, host } = options;
      return openHttp(bolt, { signingSecret, port, logger, ...(host ? { host } : {}), ...(oauth ? { oauth } : {}) });
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await Promise.all(ears.splice(0).map((ear) => ear.stop()));
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
    async post(card, posting) {
      const { its, bare } = await at(posting.channel);
      return its.post(card, { ...posting, channel: bare });
    },
    async find(posting, since) {
      const { its, bare } = await at(posting.channel);
      return its.find({ ...posting, channel: bare }, since);
    },
    async check({ platform, channel }) {
      try {
        const { its, bare } = await at(channel);
        return await its.check({ platform, channel: bare });
      } catch (error) {
        return problem(error, `show the channel ${channel}`, true).message;
      }
    },
    link({ channel }, { messageId }) {
      const { workspace, bare } = partsOf(channel);
      return seen?.known(workspace)?.link(bare, messageId) ?? null;
    },
    connected: () => ears.length > 0 && ears.every((ear) => ear.connected()),
    stop,
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
