import type { Instant } from "../news/article.ts";
import type { Schedule } from "../news/edition.ts";
import { installedAs, partsOf } from "../news/workspace.ts";
import type { ChatSettings } from "../ports/chat.ts";
import type { Installations } from "../ports/installations.ts";

/**
 * What is owed where workspaces come and go: a workspace that took the bot out gets nothing, and when it is back nothing of what came
 * due meanwhile. What was set there stays. Ids without a workspace are there always.
 */
export type Present = {
  schedules(all: readonly Schedule[]): readonly Schedule[];
  follows<T extends { readonly user: string; readonly since: Instant }>(all: readonly T[]): readonly T[];
};

/** As it is at this moment. */
export async function whoIsThere(installations: Installations): Promise<Present> {
  const since = new Map((await installations.all()).map((one) => [one.workspace, one.since]));
  /** Since when somebody is there; undefined: they are not. */
  const sinceOf = (id: string): Instant | null | undefined => {
    const { workspace } = partsOf(id);
    return workspace === null ? null : since.get(installedAs(workspace));
  };
  const later = (one: Instant | undefined, other: Instant | null | undefined): { readonly since?: Instant } => {
    const last = [one, other]
      .filter((at) => at !== null && at !== undefined)
      .sort()
      .at(-1);
    return last === undefined ? {} : { since: last };
  };
  return {
    schedules: (all) =>
      all.flatMap((schedule) => {
        const destinations = schedule.destinations.filter(({ channel }) => sinceOf(channel) !== undefined);
        const [only] = schedule.destinations;
        if (!only || (destinations.length === schedule.destinations.length && schedule.destinations.length !== 1)) return [schedule];
        if (destinations.length === 0) return [];
        return [{ ...schedule, destinations, ...(schedule.destinations.length === 1 ? later(schedule.since, sinceOf(only.channel)) : {}) }];
      }),
    follows: (all) => all.flatMap((one) => (sinceOf(one.user) === undefined ? [] : [{ ...one, ...later(one.since, sinceOf(one.user)) }])),
  };
}

/** What is set in chat, with those who follow somebody where they can be written to. */
export const followsThere = (chat: ChatSettings, installations: Installations): ChatSettings => ({
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
