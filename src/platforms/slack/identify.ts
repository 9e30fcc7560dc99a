import { PullquoteError } from "../../errors.ts";
import type { Installations } from "../../ports/installations.ts";
import type { Introduction } from "../../ports.ts";
import { problem, slackCode } from "./classify.ts";
import type { Identity } from "./deliver.ts";
import { scopes } from "./methods-table.ts";
import { refusalOf } from "./refusals-table.ts";
import type { Workspaces } from "./workspaces.ts";

/** The scopes that are used and were not given. */
export const lacking = (me: Identity): readonly string[] =>
  me.scopes === null ? [] : scopes.filter((scope) => !me.scopes?.includes(scope));

/** Why a token of the settings is of no use, or that nobody can say. */
export function refusedToken(error: unknown, setting: string): PullquoteError {
  const code = slackCode(error);
  if (code === null) return unreachable(problem(error, "say who the bot is", true).message, error);
  const { says, remedy } = refusalOf(code);
  return new PullquoteError("token", `Slack does not take ${setting}: ${says} (${code}). ${remedy}`, { cause: error });
}

export function unreachable(why: string, cause: unknown): PullquoteError {
  return new PullquoteError(
    "connection",
    `Slack cannot be reached: ${why} Look at this machine's network, or at https://slack-status.com.`,
    { cause },
  );
}

/** Asks Slack with the token of each workspace that installed the app. */
export async function identifyInstalled(installations: Installations, workspaces: Workspaces): Promise<Introduction> {
  const all = await installations.all();
  const asked = all.map(async ({ workspace, name }) => {
    try {
      const me = await (await workspaces.of(workspace)).identity();
      return { workspace, name, bot: me.name, lacks: lacking(me), problem: null };
    } catch (error) {
      return {
        workspace,
        name,
        bot: null,
        lacks: [],
        problem: problem(error, `say who the bot is in the workspace ${workspace}`, true).message,
      };
    }
  });
  const found = await Promise.all(asked);
  return { bot: found.find(({ bot }) => bot !== null)?.bot ?? "pullquote", lacks: [], workspaces: found };
}
