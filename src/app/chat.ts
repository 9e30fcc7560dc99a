import { openDesk } from "../answer.ts";
import type { Config } from "../config.ts";
import { PullquoteError } from "../errors.ts";
import type { ManageSources } from "../manage/sources.ts";
import { sourcesCard } from "../manage/sources-card.ts";
import { openManaging } from "../manage.ts";
import { noticeCard } from "../news/cards/answer-cards.ts";
import type { Destination, Schedule } from "../news/edition.ts";
import { allSchedules, mannerOf } from "../news/manage/channel-digest.ts";
import { managePhrasesIn } from "../news/manage/manage-phrases.ts";
import type { FollowWhen } from "../news/question.ts";
import type { ReadLink } from "../ports/chat.ts";
import type { PageReader } from "../ports/sources.ts";
import type { Desk, Directory, Posting, Store } from "../ports.ts";
import type { DeliverParts } from "../publish/deliver.ts";
import { publishFollows } from "../publish/follows.ts";
import { composeDigest, type PublishParts, publishNow } from "../publish.ts";
import { followsThere, whoIsThere } from "./installed.ts";

export type ChatParts = {
  readonly config: Config;
  readonly store: Store;
  readonly publishing: PublishParts & Pick<DeliverParts, "platforms">;
  readonly sources?: ManageSources;
  readonly readLink?: ReadLink;
};

export type Chat = {
  readonly desk: Desk & Directory;
  /** Those of the settings and those that were set in chat, as they are now. */
  schedules(): Promise<readonly Schedule[]>;
  /** Plans messages to those who follow somebody. */
  publishFollows(when: FollowWhen): Promise<void>;
};

/** The time at which those hear of new quotes who want them together. It posts nothing itself. */
export const FOLLOWS = "follows";

/** What members ask and moderators set, and what follows from it. */
export function openChat({ config, store, publishing, sources, readLink }: ChatParts): Chat {
  const { archive, platforms, clock, log, outbox } = publishing;
  const settings = settingsSchedules(config);
  const installations = config.slack?.oauth ? store.installations : null;
  const managing = openManaging({
    chat: store.chat,
    outbox,
    platforms,
    settings,
    zone: config.digest.zone,
    pingable: {
      slack: { ids: config.slack?.pingGroups ?? [], setting: "SLACK_PING_GROUPS" },
      discord: { ids: config.discord?.pingRoles ?? [], setting: "DISCORD_PING_ROLES" },
    },
    preview: (schedule, language) => composeDigest(publishing, schedule, language ? { language } : {}),
    publishNow: (schedule) => publishNow(publishing, schedule),
    sources: async (words, asker) => {
      if (sources) return sourcesCard(words, asker, sources, config.adminChannels);
      const said = managePhrasesIn(asker.language);
      return noticeCard(said.homeSources, config.sources, asker.language ? { language: asker.language } : {});
    },
    listed: async () => (await sources?.list()) ?? [],
    clock,
    log,
  });
  const desk = openDesk({
    archive,
    clock,
    log,
    stories: config.digest.stories,
    length: config.digest.length,
    language: config.language,
    chat: store.chat,
    managing,
    ...(readLink ? { readLink } : {}),
  });
  return {
    desk,
    async schedules() {
      const [there, digests, follows] = await Promise.all([whoIsThere(installations), store.chat.digests(), store.chat.follows()]);
      const { cron, zone } = config.digest;
      const together = follows.some(({ when }) => when === "digest");
      return [...there.schedules(allSchedules(settings, digests)), ...(together ? [{ id: FOLLOWS, cron, zone, destinations: [] }] : [])];
    },
    publishFollows: (when) =>
      publishFollows({ archive, outbox, chat: followsThere(store.chat, installations), person: (id) => desk.person(id), clock, log }, when),
  };
}

/** The page behind a link, with the site's leave. */
export function readLink(pages: PageReader): ReadLink {
  return async (url) => {
    const read = await pages.read(url);
    if ("problem" in read) throw new PullquoteError("source", read.problem);
    return { origin: url, ...read.draft };
  };
}

/** How a message comes to a channel at this moment. */
export function mannerIn({ chat }: Store, now: () => Date) {
  return async (destination: Destination): Promise<Pick<Posting, "silent" | "ping">> => mannerOf(await chat.digest(destination), now());
}

export function settingsSchedules({ digest, slack, discord }: Config): readonly Schedule[] {
  const destinations: Destination[] = [
    ...(slack?.channels ?? []).map((channel) => ({ platform: "slack" as const, channel })),
    ...(discord?.channels ?? []).map((channel) => ({ platform: "discord" as const, channel })),
  ];
  return destinations.length ? [{ id: "default", cron: digest.cron, zone: digest.zone, destinations }] : [];
}
