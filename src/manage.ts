import { changeOf, OFF } from "./manage/change.ts";
import { isBroken, type SourceView } from "./manage/health.ts";
import { homeCard } from "./manage/home.ts";
import { statusLines } from "./manage/status.ts";
import { actButtons, digestLines, settingsFor } from "./manage/told.ts";
import { instant } from "./news/article.ts";
import type { Action, Card } from "./news/card.ts";
import { noticeCard } from "./news/cards/answer-cards.ts";
import { type Destination, isPlatform, type PlatformName, type Schedule } from "./news/edition.ts";
import type { Language } from "./news/language.ts";
import { type ChannelDigest, lengthOf, newChannelDigest, ownSchedule, scheduleId, scheduleOf } from "./news/manage/channel-digest.ts";
import { isEverything } from "./news/manage/filter-words.ts";
import { type Form, formOf, timesMistake } from "./news/manage/forms.ts";
import { managePhrasesIn } from "./news/manage/manage-phrases.ts";
import { parseQuiet } from "./news/manage/quiet.ts";
import { parseTimes } from "./news/manage/times.ts";
import { day } from "./news/phrases.ts";
import type { Act, Managing, Question } from "./news/question.ts";
import { idsOf, partsOf } from "./news/workspace.ts";
import type { ChatSettings } from "./ports/chat.ts";
import type { Asker, Clock, Log, Outbox, Platform } from "./ports.ts";

export type ManageParts = {
  readonly chat: ChatSettings;
  readonly outbox: Outbox;
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  /** The schedules of the settings: they stay, and are shown as such. */
  readonly settings: readonly Schedule[];
  /** Of those who name none. */
  readonly zone: string;
  /** The only ids that may ever be pinged, by platform, and the setting that says so. */
  readonly pingable: Readonly<Record<PlatformName, { readonly ids: readonly string[]; readonly setting: string }>>;
  /** The card of a digest as it would be posted now; null: there is nothing new. */
  preview(schedule: Schedule, language: Language | undefined): Promise<Card | null>;
  /** Plans a digest for now. False: there is nothing new. */
  publishNow(schedule: Schedule): Promise<boolean>;
  /** `/digest sources …`. */
  sources(words: string, asker: Asker): Promise<Card>;
  /** The sources and how they are. */
  listed(): Promise<readonly SourceView[]>;
  readonly clock: Clock;
  readonly log: Log;
};

/** What is asked again and again while one sets up a channel. */
const NEXT_STEPS: readonly Act[] = ["status", "preview", "now"];
/** Sources of which `status` says what the matter is; the others are counted. */
const MOST_BROKEN = 20;
/** How often the same person asks for a digest now: each one is a post for everybody. */
const NOW_GAP_MS = 30_000;

export function openManaging(parts: ManageParts) {
  const { chat, settings, clock } = parts;

  /** What is asked about: the channel where one asks, or the one that was chosen. */
  const destinationOf = (
    { platform, ...asker }: Asker,
    question: Question,
    channel = elsewhereIn(question) ?? asker.channel,
  ): Destination | null => (!isPlatform(platform) || !channel || channel.startsWith("@") ? null : { platform, channel });
  const inSettings = (to: Destination) => settingsFor(to, settings);
  const told = (digest: ChannelDigest, language: Language | undefined) => digestLines(digest, { settings, now: clock.now(), language });
  const buttons = (digest: ChannelDigest, language: Language | undefined, acts: readonly Act[]) =>
    actButtons(
      acts.filter((act) => act !== "pause" || scheduleOf(digest, settings) !== null),
      language,
    );
  const pingableIn = (to: Destination) => idsOf(partsOf(to.channel).workspace, parts.pingable[to.platform].ids);
  const current = async (to: Destination, asker: Asker) =>
    (await chat.digest(to)) ?? newChannelDigest(to, asker.name ?? asker.user, instant(clock.now()));

  /** The schedule by which stories are chosen for a channel, also where nothing is scheduled or it is paused. */
  function choosing(digest: ChannelDigest): Schedule {
    const from = inSettings(digest.destination);
    const { cron, zone } = digest.times ?? from ?? { cron: "0 8 * * *", zone: parts.zone };
    return { ...ownSchedule(digest.destination, from), cron, zone, filter: digest.filter, ...lengthOf(digest) };
  }

  /** Saves what was set, if it can be posted there at all. */
  async function save(digest: ChannelDigest, asker: Asker, first: readonly string[] = []): Promise<Card> {
    const said = managePhrasesIn(asker.language);
    const to = digest.destination;
    const problem = scheduleOf(digest, settings) ? await parts.platforms.get(to.platform)?.check(to) : null;
    if (problem) return noticeCard(said.title, [said.cannotPost, problem], asker.language ? { language: asker.language } : {});
    const there = await chat.digest(to);
    const now = instant(clock.now());
    const running = there !== null && scheduleOf(there, settings) !== null;
    const saved = { ...digest, by: asker.name ?? asker.user, at: now, since: running ? there.since : now };
    const empty =
      digest.times === null &&
      !digest.paused &&
      isEverything(digest.filter) &&
      digest.length === null &&
      !digest.quiet &&
      digest.roles.length === 0;
    // A channel of the settings stays with us: under its old schedule it would be owed what came due meanwhile.
    if (empty && !inSettings(to)) await chat.removeDigest(to);
    else await chat.saveDigest(saved);
    parts.log.info("digest set in chat", { ...to, by: asker.user, times: digest.times?.cron ?? null, paused: digest.paused });
    return noticeCard(said.title, [...first, ...told(saved, asker.language)], {
      ...(asker.language ? { language: asker.language } : {}),
      actions: buttons(saved, asker.language, saved.paused ? ["resume", ...NEXT_STEPS] : NEXT_STEPS),
    });
  }

  async function manage({ act, words }: Managing, asker: Asker, to: Destination): Promise<Card> {
    const said = managePhrasesIn(asker.language);
    const language = asker.language ? { language: asker.language } : {};
    const plain = (lines: string | readonly string[], actions: readonly Action[] = []) =>
      noticeCard(said.title, lines, { ...language, actions });
    const digest = await current(to, asker);
    const off = OFF.test(words);
    switch (act) {
      case "help":
        return plain([...(words ? [said.unknownAct(words)] : []), ...said.help]);
      case "status":
        return status(digest, asker);
      case "sources":
        return parts.sources(words, asker);
      case "preview": {
        const card = await parts.preview(choosing(digest), asker.language);
        return card ? { ...card, note: [said.previewNote, card.note].filter(Boolean).join(" ") } : plain(said.nothingNew);
      }
      case "now":
        return now(digest, asker, plain);
      case "pause":
        return save({ ...digest, paused: true }, asker);
      case "resume":
        return save({ ...digest, paused: false }, asker, [said.resumed]);
      case "schedule": {
        if (words === "")
          return plain(told(digest, asker.language), buttons(digest, asker.language, ["schedule", digest.paused ? "resume" : "pause"]));
        if (off) return save({ ...digest, times: null }, asker, inSettings(to) ? [] : [said.scheduleOff]);
        const [, typed = "", quietly = ""] = /^([^|]*)(?:\|(.*))?$/s.exec(words)?.map((part) => part?.trim()) ?? [];
        const times = parseTimes(typed, digest.times?.zone ?? parts.zone);
        if ("wrong" in times) return plain(timesMistake(times, asker.language));
        const quiet = quietly === "" ? digest.quiet : OFF.test(quietly) ? null : parseQuiet(quietly, times.zone);
        // Only "off" ends the quiet hours: what cannot be read must not.
        if (quiet === null && quietly !== "" && !OFF.test(quietly)) return plain(said.wrongQuiet(quietly.slice(0, 60)));
        return save({ ...digest, times, quiet }, asker);
      }
      default: {
        const change = await changeOf(act, words, digest, {
          ...parts,
          pingable: pingableIn(to),
          setting: parts.pingable[to.platform].setting,
          said,
        });
        if ("says" in change) return plain(change.says, buttons(digest, asker.language, change.acts ?? []));
        return save(change.digest, asker, change.first);
      }
    }
  }

  const asked = new Map<string, number>();

  async function now(digest: ChannelDigest, asker: Asker, plain: (lines: string) => Card): Promise<Card> {
    const said = managePhrasesIn(asker.language);
    const problem = await parts.platforms.get(digest.destination.platform)?.check(digest.destination);
    if (problem) return plain(problem);
    const at = clock.now().getTime();
    const last = asked.get(scheduleId(digest.destination));
    // Two clicks are one wish.
    if (last !== undefined && at - last < NOW_GAP_MS && at >= last) return plain(said.planned);
    if (!(await parts.publishNow(choosing(digest)))) return plain(said.nothingNew);
    asked.set(scheduleId(digest.destination), at);
    return plain(said.planned);
  }

  async function status(digest: ChannelDigest, asker: Asker): Promise<Card> {
    const said = managePhrasesIn(asker.language);
    const there = await chat.digest(digest.destination);
    const zone = digest.times?.zone ?? inSettings(digest.destination)?.zone ?? parts.zone;
    const problem = await parts.platforms.get(digest.destination.platform)?.check(digest.destination);
    const ill = (await parts.listed()).filter(isBroken).map(({ shown, words }) => `${shown}: ${words}`);
    const broken = [
      ...(problem ? [problem] : []),
      ...ill.slice(0, MOST_BROKEN),
      ...(ill.length > MOST_BROKEN ? [said.andMore(ill.length - MOST_BROKEN)] : []),
    ];
    const lines = await statusLines(digest.destination, { ...parts, zone, language: asker.language });
    return {
      title: said.title,
      items: [
        {
          kind: "notice",
          lines: [...told(digest, asker.language), ...(there ? [said.setBy(there.by, day(new Date(there.at), asker.language))] : [])].map(
            (text) => ({ text }),
          ),
        },
        { kind: "notice", heading: said.lastDeliveries, lines },
        { kind: "notice", heading: said.broken, lines: (broken.length > 0 ? broken : [said.brokenNot]).map((text) => ({ text })) },
      ],
      actions: buttons(digest, asker.language, ["schedule", "filter", digest.paused ? "resume" : "pause", "preview", "now"]),
      ...(asker.language ? { language: asker.language } : {}),
    };
  }

  return {
    async answer(question: Question & { readonly kind: "manage" | "home" }, asker: Asker): Promise<Card> {
      if (question.kind === "home") return homeCard(asker, parts);
      const said = managePhrasesIn(asker.language);
      const to = destinationOf(asker, question);
      const language = asker.language ? { language: asker.language } : {};
      if (to === null) return noticeCard(said.title, said.notHere, language);
      // Anybody may read what the commands are.
      if (!asker.manages && question.act !== "help") return noticeCard(said.title, said.notAllowed(to.platform), language);
      const card = await manage(question, asker, to);
      return question.channel === undefined ? card : elsewhere(card, question.channel);
    },
    async form(question: Question, asker: Asker): Promise<Form | null> {
      const to = destinationOf(asker, question);
      if (question.kind !== "manage" || question.words !== "" || to === null || !asker.manages) return null;
      const digest = await current(to, asker);
      return formOf(question.act, {
        digest: digest.times || !inSettings(to) ? digest : { ...digest, times: inSettings(to) ?? null },
        zone: parts.zone,
        pingable: pingableIn(to),
        language: asker.language ?? "en",
      });
    },
  };
}

const elsewhereIn = (question: Question): string | undefined => (question.kind === "manage" ? question.channel : undefined);

/** An answer about another channel says about which, and so do its buttons. */
function elsewhere(card: Card, channel: string): Card {
  return {
    ...card,
    items: [{ kind: "notice", lines: [{ text: channel, channel }] }, ...card.items],
    actions: card.actions.map(({ label, question }) => ({
      label,
      question: question.kind === "manage" ? { ...question, channel } : question,
    })),
  };
}
