import type { Logger, webApi } from "@slack/bolt";
import { idsOf } from "../../news/workspace.ts";
import { managersOf } from "./administrators.ts";
import { deliveries, type Identity } from "./deliver.ts";
import type { SlackOptions } from "./options.ts";

export type WorkspaceOptions = Pick<SlackOptions, "codes" | "managers" | "pingable" | "apiUrl" | "clock" | "log"> & {
  /** As ids name it; null: there is only one. */
  readonly workspace: string | null;
  readonly token: string;
  readonly timeoutMs: number;
  readonly stopping: AbortSignal;
  readonly logger: Logger;
};

/** One workspace with the token for it: what Slack limits and knows by workspace is kept by workspace. Its ids are bare. */
export type Workspace = ReturnType<typeof deliveries> & {
  readonly token: string;
  readonly client: webApi.WebClient;
  /** Who the bot is there; asked once. */
  identity(): Promise<Identity>;
  mayManage(user: string): Promise<boolean>;
  /** Where a message can be seen; null before Slack said where the workspace is. */
  link(channel: string, messageId: string): string | null;
};

export function openWorkspace(bolt: Pick<typeof import("@slack/bolt"), "webApi">, options: WorkspaceOptions): Workspace {
  const { workspace, token, codes, clock, log, stopping } = options;
  // No second try by the library: a post that is sent again may stand there twice, and whether to try is the outbox's to say.
  const client = new bolt.webApi.WebClient(token, {
    ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
    // The token of an organisation is for all of its workspaces.
    ...(workspace?.includes("-") ? { teamId: workspace.split("-")[1] ?? "" } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: options.timeoutMs,
    fetch: withPause,
    logger: options.logger,
  });
  let known: Identity | null = null;

  async function identity(): Promise<Identity> {
    if (known) return known;
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

  return {
    token,
    client,
    identity,
    mayManage: managersOf({ client, managers: idsOf(workspace, options.managers ?? []), clock, log, team: workspace }),
    link: (channel, messageId) =>
      known?.url && /^[CGD]/.test(channel) ? `${known.url}archives/${channel}/p${messageId.replace(".", "")}` : null,
    ...deliveries({ client, identity, codes, pingable: idsOf(workspace, options.pingable ?? []), clock, log, stopping }),
  };
}

/** The library reports a pause (HTTP 429) as one only where Slack says how long; where it does not, half a minute is meant. */
const withPause: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status !== 429 || /^\d+$/.test(response.headers.get("retry-after") ?? "")) return response;
  return new Response(null, { status: 429, headers: { "retry-after": "30" } });
};
