import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "@slack/bolt";
import type { AuthorizeResult, Installation, InstallationQuery, InstallationStore, StateStore } from "@slack/oauth";
import { PullquoteError } from "../../errors.ts";
import { instant } from "../../news/article.ts";
import { installedAs } from "../../news/workspace.ts";
import type { Installations } from "../../ports/installations.ts";
import type { Leases } from "../../ports/replicas.ts";
import type { Clock, Log } from "../../ports.ts";
import { slackCode } from "./classify.ts";
import { failurePage, refusalPage } from "./install-page.ts";
import { scopes } from "./methods-table.ts";

export type OAuthOptions = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the state that comes back with the browser; the same at all replicas. */
  readonly stateSecret: string;
  /** Where others reach this server; null: Slack takes the first address of the app's settings. */
  readonly publicUrl: string | null;
  /** Ids of the only workspaces and organisations that may install the app; none: all may. */
  readonly allowed: readonly string[];
  readonly installations: Installations;
  /** Remembers which states were used. */
  readonly leases: Leases;
};

export type OAuth = {
  /** The token for a workspace, renewed where it runs out. Throws `post-refused` where the app is not installed there, `post-later` where that cannot be told or the token not be opened. */
  token(workspace: string): Promise<AuthorizeResult>;
  /** What is answered at an address; null: it is none of these. */
  route(path: string): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | null;
  /** The workspace took the app out at this moment. */
  removed(workspace: string, at: Date): Promise<void>;
};

export const INSTALL = "/slack/install";
export const REDIRECT = "/slack/oauth_redirect";
/** Slack's codes are good for ten minutes too. */
const STATE_SECONDS = 600;

/** How ids name the workspace that something comes from, as Bolt says it. */
export function workspaceOf({ teamId, enterpriseId, isEnterpriseInstall }: Partial<InstallationQuery<boolean>>): string {
  if (!isEnterpriseInstall || !enterpriseId) return teamId ?? "";
  return teamId ? `${enterpriseId}-${teamId}` : enterpriseId;
}

function queryOf(workspace: string): InstallationQuery<boolean> {
  const [first = "", team] = workspace.split("-");
  return first.startsWith("E")
    ? { enterpriseId: first, teamId: team, isEnterpriseInstall: true }
    : { enterpriseId: undefined, teamId: first, isEnterpriseInstall: false };
}

/** Slack's OAuth by the library, over our store. */
export async function openOAuth(
  options: OAuthOptions & {
    readonly apiUrl?: string;
    readonly timeoutMs: number;
    /** Makes a token good for nothing. */
    readonly revoke: (token: string) => Promise<unknown>;
    readonly log: Log;
    readonly clock: Clock;
    readonly logger: Logger;
  },
): Promise<OAuth> {
  const { installations, leases, log, clock } = options;
  // Node does not see the names of what the library only hands on.
  const { InstallProvider, ClearStateStore, InvalidStateError, defaultCallbackSuccess } = (await import("@slack/oauth")).default;
  const clear = new ClearStateStore(options.stateSecret, STATE_SECONDS);

  /** The library's signed states, each good once over all replicas. */
  const stateStore: StateStore = {
    generateStateParam: (install, now) => clear.generateStateParam(install, now),
    async verifyStateParam(now, state) {
      const install = await clear.verifyStateParam(now, state);
      const name = `slack state ${createHash("sha256").update(state).digest("hex")}`;
      const until = instant(new Date(clock.now().getTime() + STATE_SECONDS * 1000));
      if (!(await leases.take(name, randomUUID(), instant(clock.now()), until))) throw new InvalidStateError("The state was used before");
      return install;
    },
  };

  const installationStore: InstallationStore = {
    async storeInstallation(installation) {
      const { team, enterprise } = installation;
      const its = installation.isEnterpriseInstall ? enterprise : team;
      if (!its || !installation.bot)
        throw new PullquoteError("token", "Slack gave no bot's token for a workspace. Check the scopes of the app.");
      // A token that is renewed comes here too, and an app that is installed where it is already: neither is a new beginning.
      const since = (await installations.one(its.id))?.since ?? instant(clock.now());
      await installations.save({ workspace: its.id, name: its.name ?? its.id, since, secret: JSON.stringify(installation) });
    },
    async fetchInstallation(query) {
      const workspace = installedAs(workspaceOf(query));
      const found = await installations.one(workspace).catch((cause: unknown) => {
        throw new PullquoteError("post-later", cause instanceof Error ? cause.message : String(cause), { cause });
      });
      if (found === null) throw notInstalled(workspace, options.publicUrl);
      if (found.secret === null) throw sealed(workspace);
      const installation = JSON.parse(found.secret) as Installation<"v2", boolean>;
      if (installations.readOnly) for (const its of [installation.bot, installation.user]) delete its?.refreshToken;
      return installation;
    },
    async deleteInstallation(query) {
      await installations.remove(installedAs(workspaceOf(query)));
    },
  };

  const api = options.apiUrl;
  const installer = new InstallProvider({
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    stateStore,
    stateCookieExpirationSeconds: STATE_SECONDS,
    installationStore,
    ...(api ? { authorizationUrl: new URL("../oauth/v2/authorize", api).href } : {}),
    logger: options.logger,
    clientOptions: { ...(api ? { slackApiUrl: api } : {}), retryConfig: { retries: 0 }, timeout: options.timeoutMs },
  });
  const redirectUri = options.publicUrl === null ? undefined : `${options.publicUrl}${REDIRECT}`;
  const urlOptions = { scopes: [...scopes], ...(redirectUri ? { redirectUri } : {}) };

  const pages: Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>> = {
    [INSTALL]: (request, response) => installer.handleInstallPath(request, response, {}, urlOptions),
    [REDIRECT]: (request, response) =>
      installer.handleCallback(request, response, {
        async afterInstallation(installation, _, __, answer) {
          const { team, enterprise, bot } = installation;
          if (options.allowed.length > 0 && ![team?.id, enterprise?.id].some((id) => id && options.allowed.includes(id))) {
            log.warn("slack app refused", { workspace: team?.id ?? enterprise?.id, what: "SLACK_WORKSPACES does not name it." });
            // Without its token it is not installed there either.
            if (bot) await options.revoke(bot.token);
            refusalPage(answer);
            return false;
          }
          installation.metadata = instant(clock.now());
          return true;
        },
        successAsync: async (installation, install, _, answer) => {
          const { team, enterprise } = installation;
          log.info("slack app installed", { workspace: team?.id ?? enterprise?.id, name: team?.name ?? enterprise?.name });
          defaultCallbackSuccess(installation, install, request, answer);
        },
        failure: (error, _, __, answer) => {
          const code = slackCode((error as { original?: unknown }).original ?? error) ?? error.code;
          log.warn("slack app not installed", { code, ...(error.cause instanceof Error ? { why: error.cause.message } : {}) });
          failurePage(error, answer);
        },
      }),
  };

  const asking = new Map<string, Promise<AuthorizeResult>>();
  return {
    token(workspace) {
      // A token is renewed once, however many want it at this moment.
      const under =
        asking.get(installedAs(workspace)) ?? installer.authorize(queryOf(workspace)).finally(() => asking.delete(installedAs(workspace)));
      asking.set(installedAs(workspace), under);
      return under.catch((error: { original?: unknown }) => {
        throw error.original ?? error;
      });
    },
    route(path) {
      const page = pages[path];
      if (!page) return null;
      return async (request, response) => {
        // The address holds a code.
        response.setHeader("cache-control", "no-store");
        response.setHeader("referrer-policy", "no-referrer");
        response.setHeader("x-content-type-options", "nosniff");
        await page(request, response).catch((error: unknown) => {
          log.error("slack install page failed", { why: error instanceof Error ? error.message : String(error) });
          if (!response.headersSent) failurePage(error, response);
        });
      };
    },
    async removed(workspace, at) {
      const its = installedAs(workspace);
      const found = await installations.one(its);
      // Slack sends an event again for hours: one from before the app was added anew says nothing of it. Its times are in seconds.
      const { metadata } = JSON.parse(found?.secret ?? "{}") as Partial<Installation>;
      if (found === null || at.getTime() < Math.floor(Date.parse(metadata ?? found.since) / 1000) * 1000) return;
      await installations.remove(its);
      log.warn("slack app uninstalled", { workspace: its, name: found.name, what: "Nothing is posted there until it is installed again." });
    },
  };
}

const notInstalled = (workspace: string, publicUrl: string | null) =>
  new PullquoteError(
    "post-refused",
    `The Slack app is not installed in the workspace ${workspace}. Nothing is posted there until somebody of it installs it at ${publicUrl ?? ""}${INSTALL}.`,
  );

const sealed = (workspace: string) =>
  new PullquoteError(
    "post-later",
    `The token of the workspace ${workspace} cannot be opened: TOKEN_KEY is not what it was encrypted with. Put that key behind the new one (TOKEN_KEY=new,old) and restart, or let the workspace install the app again.`,
  );
