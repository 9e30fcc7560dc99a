import type { Instant } from "../news/article.ts";
import type { PlatformName, Schedule } from "../news/edition.ts";
import type { Follow } from "../news/follow.ts";
import { installedAs, partsOf } from "../news/workspace.ts";
import type { ChatSettings } from "../ports/chat.ts";
import type { Installations } from "../ports/installations.ts";

/**
 * What is owed where workspaces come and go: one that took the bot out gets nothing, and when it is back nothing of what came due
 * meanwhile. What was set there stays, as does what was set for one workspace while the bot serves several, or the other way round.
 */
export type Present = {
  schedules(all: readonly Schedule[]): readonly Schedule[];
  follows(all: readonly Follow[]): readonly Follow[];
};

/** As it is at this moment. `installations`: null where the bot serves one workspace, by its token. */
export async function whoIsThere(installations: Installations | null): Promise<Present> {
  const installed = new Map((await installations?.all())?.map(({ workspace, since }) => [workspace, since]));
  /** Since when there is a place that is asked about; "": always, undefined: it is not there. */
  const sinceOf = (platform: PlatformName, id: string): Instant | "" | undefined => {
    const { workspace } = partsOf(id);
    if (platform !== "slack" || installations === null) return workspace === null ? "" : undefined;
    return workspace === null ? undefined : installed.get(installedAs(workspace));
  };
  const later = <T extends { readonly since?: Instant }>(one: T, since: Instant | ""): T =>
    since > (one.since ?? "") ? { ...one, since: since as Instant } : one;
  return {
    schedules: (all) =>
      all.flatMap((schedule) => {
        const there = schedule.destinations.filter(({ platform, channel }) => sinceOf(platform, channel) !== undefined);
        const [only, another] = schedule.destinations;
        if (!only || there.length === 0) return only ? [] : [schedule];
        // Several places of one schedule have its slots in common.
        return [later({ ...schedule, destinations: there }, another ? "" : (sinceOf(only.platform, only.channel) ?? ""))];
      }),
    follows: (all) =>
      all.flatMap((one) => {
        const since = sinceOf(one.platform, one.user);
        return since === undefined ? [] : [later(one, since)];
      }),
  };
}

/** What is set in chat, with those who follow somebody where they can be written to. */
export const followsThere = (chat: ChatSettings, installations: Installations | null): ChatSettings => ({
  ...chat,
  follows: async () => (await whoIsThere(installations)).follows(await chat.follows()),
});

/** The workspaces that took the bot out and still have something set, each with how many of these channels it has. */
export function whoLeft(channels: readonly string[], installed: readonly { readonly workspace: string }[]): ReadonlyMap<string, number> {
  const there = new Set(installed.map(({ workspace }) => workspace));
  const left = new Map<string, number>();
  for (const channel of channels) {
    const { workspace } = partsOf(channel);
    if (workspace !== null && !there.has(installedAs(workspace))) left.set(workspace, (left.get(workspace) ?? 0) + 1);
  }
  return left;
}

/** What is said of one of them. */
export const leftWords = (workspace: string, channels: number): string =>
  `The workspace ${workspace} took the Slack app out: its ${channels === 1 ? "channel gets" : `${channels} channels get`} nothing until it is installed there again. pullquote purge --workspace ${workspace} forgets what was set.`;
