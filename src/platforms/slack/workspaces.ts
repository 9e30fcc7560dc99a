import type { AuthorizeResult } from "@slack/bolt";
import { PullquoteError } from "../../errors.ts";
import { cannotOpen, installedAs } from "../../news/workspace.ts";
import type { Installations } from "../../ports/installations.ts";
import type { Log } from "../../ports.ts";
import { problem } from "./classify.ts";
import { type OAuth, workspaceOf } from "./oauth.ts";
import type { Workspace } from "./workspace.ts";

/** With every event Bolt asks for a token; `workspace` is how ids name what it is from. */
type Authorize = (source: Parameters<typeof workspaceOf>[0]) => Promise<AuthorizeResult & { readonly workspace: string | null }>;

export type Workspaces = {
  /** Throws PullquoteError as posting does. */
  of(workspace: string | null): Promise<Workspace>;
  /** One that was asked for before. */
  known(workspace: string | null): Workspace | undefined;
  readonly authorize: Authorize;
};

/** The one workspace of SLACK_BOT_TOKEN. */
export function oneWorkspace(only: Workspace): Workspaces {
  return {
    async of(workspace) {
      if (workspace === null) return only;
      throw new PullquoteError(
        "post-refused",
        `The channel is of the workspace ${workspace}, and SLACK_BOT_TOKEN is of one only. Remove it.`,
      );
    },
    known: () => only,
    async authorize() {
      const { bot, user } = await only.identity();
      return { botToken: only.token, botId: bot, botUserId: user, workspace: null };
    },
  };
}

/** Workspaces that installed the app. */
export function installedWorkspaces(oauth: OAuth, log: Log, open: (workspace: string, token: string) => Workspace): Workspaces {
  const opened = new Map<string, Workspace>();

  return {
    async of(workspace) {
      if (workspace === null)
        throw new PullquoteError(
          "post-refused",
          "The channel's workspace is not known. Write it before the channel: T0123456789/C0123456789.",
        );
      const token = await tokenFor(workspace);
      const before = opened.get(workspace);
      if (before?.token === token) return before;
      const now = open(workspace, token);
      opened.set(workspace, now);
      return now;
    },
    known: (workspace) => opened.get(workspace ?? ""),
    async authorize(source) {
      const workspace = workspaceOf(source);
      try {
        const { teamId, ...found } = await oauth.token(workspace);
        return { ...found, ...((source.teamId ?? teamId) ? { teamId: source.teamId ?? teamId } : {}), workspace };
      } catch (error) {
        if (error instanceof PullquoteError && error.code === "post-refused") throw error;
        // An answer needs no token: it goes to the address that came with the question.
        log.error("slack token not to be had", { workspace, why: error instanceof Error ? error.message : String(error) });
        return { workspace };
      }
    },
  };

  async function tokenFor(workspace: string): Promise<string> {
    try {
      const { botToken } = await oauth.token(workspace);
      if (botToken) return botToken;
      throw new PullquoteError("post-refused", `The workspace ${workspace} gave no bot's token. Let it install the app again.`);
    } catch (error) {
      if (error instanceof PullquoteError && error.code === "post-refused") opened.delete(workspace);
      throw problem(error, `give the token of the workspace ${workspace}`, true);
    }
  }
}

/** Brings all tokens under the newest key, and says whose cannot be opened. */
export async function lookAtTokens(installations: Installations, log: Log): Promise<number> {
  const sealed = await installations.reseal();
  if (sealed > 0) log.info("slack tokens encrypted with the new key", { workspaces: sealed });
  const all = await installations.all();
  const closed = all.filter(({ secret }) => secret === null).map(({ workspace }) => installedAs(workspace));
  if (closed.length > 0) log.error("slack tokens cannot be opened", { workspaces: closed, why: cannotOpen(closed.length) });
  return all.length;
}
