import { instant } from "../news/article.ts";
import type { Card } from "../news/card.ts";
import { type Destination, isPlatform, type Schedule } from "../news/edition.ts";
import { newChannelDigest, sameDestination } from "../news/manage/channel-digest.ts";
import { managePhrasesIn } from "../news/manage/manage-phrases.ts";
import { timesWords } from "../news/manage/times.ts";
import { partsOf } from "../news/workspace.ts";
import type { ChatSettings } from "../ports/chat.ts";
import type { Asker, Clock, Skipped } from "../ports.ts";
import { settingsFor } from "./told.ts";

type HomeParts = {
  readonly chat: ChatSettings;
  readonly settings: readonly Schedule[];
  broken(): Promise<readonly Skipped[]>;
  readonly clock: Clock;
};

/** Buttons to unfollow somebody. */
const MOST_BUTTONS = 20;

/** What is scheduled, followed and broken, for one member. Channels are named by their ids: a platform shows them as it can. */
export async function homeCard(asker: Asker, { chat, settings, broken, clock }: HomeParts): Promise<Card> {
  const said = managePhrasesIn(asker.language);
  const platform = isPlatform(asker.platform) ? asker.platform : null;
  // What stands in another workspace is nobody's business here.
  const { workspace } = partsOf(asker.user);
  const isHere = (to: Destination) => to.platform === platform && partsOf(to.channel).workspace === workspace;
  const mine = (await chat.digests()).filter(({ destination }) => isHere(destination));
  const rest = settings.flatMap((schedule) =>
    schedule.destinations
      .filter((to) => isHere(to) && !mine.some(({ destination }) => sameDestination(destination, to)))
      .map((to) => newChannelDigest(to, "", instant(clock.now()))),
  );
  const digests = [...mine, ...rest].flatMap((digest) => {
    const times = digest.times ?? settingsFor(digest.destination, settings);
    return times ? [said.homeDigest(partsOf(digest.destination.channel).bare, digest.paused ? said.homePaused : timesWords(times))] : [];
  });
  const follows = platform ? await chat.following(platform, asker.user) : [];
  const notice = (heading: string, lines: readonly string[], none: string) => ({
    kind: "notice" as const,
    heading,
    lines: (lines.length > 0 ? lines : [none]).map((text) => ({ text })),
  });
  const followed = follows.map(({ name, when }) => said.followEntry(name, when === "digest"));
  const trouble = (await broken()).map(({ item, why }) => `${item}: ${why}`);
  return {
    title: said.homeTitle,
    items: [
      notice(said.homeDigests, digests, said.homeNoDigests),
      notice(said.followingTitle, followed, said.followingNobody),
      notice(said.broken, trouble, said.brokenNot),
    ],
    actions: follows
      .slice(0, MOST_BUTTONS)
      .map(({ name, person }) => ({ label: said.unfollow(name), question: { kind: "unfollow", person } })),
    ...(asker.language ? { language: asker.language } : {}),
  };
}
