import { instant } from "../news/article.ts";
import type { Card, NoticeItem } from "../news/card.ts";
import { type Destination, isPlatform, type Schedule } from "../news/edition.ts";
import { type ChannelDigest, newChannelDigest, sameDestination, scheduleOf } from "../news/manage/channel-digest.ts";
import { managePhrasesIn, momentIn } from "../news/manage/manage-phrases.ts";
import { timesWords } from "../news/manage/times.ts";
import { nextSlot } from "../news/slot.ts";
import { partsOf } from "../news/workspace.ts";
import type { ChatSettings } from "../ports/chat.ts";
import type { Asker, Clock } from "../ports.ts";
import { isBroken, type SourceView } from "./health.ts";
import { settingsFor } from "./told.ts";

type HomeParts = {
  readonly chat: ChatSettings;
  readonly settings: readonly Schedule[];
  /** Of times that name none. */
  readonly zone: string;
  listed(): Promise<readonly SourceView[]>;
  readonly clock: Clock;
};

type Lines = NoticeItem["lines"];

/** Of each kind so many are shown; what is beyond is counted. */
const MOST = 30;
/** Buttons to unfollow somebody: as many as one can follow. */
const MOST_BUTTONS = 50;
const LONGEST_NAME = 100;

/** What is scheduled, read, followed and broken, for one member. Nothing of an address that may be a secret: the details are for `/digest sources`. */
export async function homeCard(asker: Asker, { chat, settings, zone, listed, clock }: HomeParts): Promise<Card> {
  const said = managePhrasesIn(asker.language);
  const platform = isPlatform(asker.platform) ? asker.platform : null;
  const moment = (at: string) => momentIn(new Date(at), zone, asker.language);
  // What stands in another workspace is nobody's business here.
  const { workspace } = partsOf(asker.user);
  const isHere = (to: Destination) => to.platform === platform && partsOf(to.channel).workspace === workspace;
  const mine = (await chat.digests()).filter(({ destination }) => isHere(destination));
  const rest = settings.flatMap((schedule) =>
    schedule.destinations
      .filter((to) => isHere(to) && !mine.some(({ destination }) => sameDestination(destination, to)))
      .map((to) => newChannelDigest(to, "", instant(clock.now()))),
  );

  function digestLine(digest: ChannelDigest): Lines {
    const times = digest.times ?? settingsFor(digest.destination, settings);
    if (!times) return [];
    const channel = partsOf(digest.destination.channel).bare;
    const schedule = scheduleOf(digest, settings);
    const next = schedule && nextSlot(schedule, clock.now());
    const when = digest.paused ? said.homePaused : timesWords(times);
    const after = next ? ` · ${said.next(momentIn(new Date(next.due), schedule.zone, asker.language))}` : "";
    return [{ text: `${said.homeDigest(channel, when)}${after}`, channel }];
  }

  function sourceLine(source: SourceView): Lines {
    const name = (source.title ?? source.shown).slice(0, LONGEST_NAME);
    const since = source.since && isBroken(source) ? ` ${said.brokenSince(moment(source.since))}` : "";
    return [{ text: said.homeSource(name, said.sourceState[source.health] + since, source.readAt ? moment(source.readAt) : null) }];
  }

  const notice = (heading: string, lines: Lines, none: string): NoticeItem => ({
    kind: "notice",
    heading,
    lines: [
      ...(lines.length > 0 ? lines.slice(0, MOST) : [{ text: none }]),
      ...(lines.length > MOST ? [{ text: said.andMore(lines.length - MOST) }] : []),
    ],
  });
  const follows = platform ? await chat.following(platform, asker.user) : [];
  const followed = follows.map(({ name, when }) => ({ text: said.followEntry(name, when === "digest") }));
  const sources = await listed();
  const [broken, well] = [sources.filter(isBroken), sources.filter((source) => !isBroken(source))];
  return {
    title: said.homeTitle,
    items: [
      notice(said.homeDigests, [...mine, ...rest].flatMap(digestLine), said.homeNoDigests),
      notice(said.followingTitle, followed, said.followingNobody),
      notice(said.broken, broken.flatMap(sourceLine), said.brokenNot),
      notice(said.homeSources, well.flatMap(sourceLine), said.homeNoSources),
    ],
    actions: follows
      .slice(0, MOST_BUTTONS)
      .map(({ name, person }) => ({ label: said.unfollow(name), question: { kind: "unfollow", person } })),
    ...(asker.language ? { language: asker.language } : {}),
  };
}
