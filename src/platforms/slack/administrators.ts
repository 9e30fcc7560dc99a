import type { webApi } from "@slack/bolt";
import type { Clock, Log } from "../../ports.ts";
import { problem } from "./classify.ts";

export type ManagersOptions = {
  readonly client: webApi.WebClient;
  /** Ids of those who may; none: the workspace's administrators and owners. */
  readonly managers: readonly string[];
  /** The workspace, where there are several. */
  readonly team: string | null;
  readonly clock: Clock;
  readonly log: Log;
};

/** Who was made or unmade an administrator is known after so long. */
const REMEMBER_MS = 60_000;
const MOST = 1_000;

/** Whether a member may manage digests. Who cannot be asked about may not. */
export function managersOf({ client, managers, team, clock, log }: ManagersOptions): (user: string) => Promise<boolean> {
  const known = new Map<string, { readonly may: boolean; readonly at: number }>();
  return async (user) => {
    if (managers.length > 0) return managers.includes(user);
    const now = clock.now().getTime();
    const before = known.get(user);
    if (before && Math.abs(now - before.at) < REMEMBER_MS) return before.may;
    try {
      const { user: member } = await client.users.info({ user });
      // In a channel shared with another workspace those of that one are no administrators here.
      const theirs = [member?.team_id, ...(member?.enterprise_user?.teams ?? [])];
      const ours = team === null || !member?.team_id || theirs.some((id) => id && team.split("-").includes(id));
      const may = Boolean(member?.is_admin || member?.is_owner || member?.is_primary_owner) && !member?.deleted && ours;
      if (known.size >= MOST) known.clear();
      known.set(user, { may, at: now });
      return may;
    } catch (error) {
      log.warn("slack cannot say who is an administrator", { why: problem(error, "say who a member is", true).message });
      return false;
    }
  };
}
