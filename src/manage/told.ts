import type { Action } from "../news/card.ts";
import type { Destination, Schedule } from "../news/edition.ts";
import type { Language } from "../news/language.ts";
import { type ChannelDigest, sameDestination, scheduleOf } from "../news/manage/channel-digest.ts";
import { filterWords, isEverything } from "../news/manage/filter-words.ts";
import { managePhrasesIn, momentIn } from "../news/manage/manage-phrases.ts";
import { quietWords } from "../news/manage/quiet.ts";
import { timesWords } from "../news/manage/times.ts";
import type { Act } from "../news/question.ts";
import { nextSlot } from "../news/slot.ts";

/** The schedule of the settings that posts to a channel. */
export function settingsFor(to: Destination, settings: readonly Schedule[]): Schedule | undefined {
  return settings.find(({ destinations }) => destinations.some((one) => sameDestination(one, to)));
}

type Telling = { readonly settings: readonly Schedule[]; readonly now: Date; readonly language: Language | undefined };

/** How a channel gets its digest, in lines. */
export function digestLines(digest: ChannelDigest, { settings, now, language }: Telling): string[] {
  const said = managePhrasesIn(language);
  const from = settingsFor(digest.destination, settings);
  const times = digest.times ?? from;
  const schedule = scheduleOf(digest, settings);
  const next = schedule && nextSlot(schedule, now);
  return [
    ...(times ? [said.scheduled(timesWords(times))] : [said.notScheduled]),
    ...(digest.paused && times ? [said.paused] : []),
    ...(schedule ? [next ? said.next(momentIn(new Date(next.due), schedule.zone, language)) : said.never] : []),
    ...(from ? [digest.times ? said.insteadOfSettings : said.bySettings] : []),
    ...(isEverything(digest.filter) ? [] : [said.filtered(filterWords(digest.filter))]),
    ...(digest.length === null ? [] : [said.lengthIs(digest.length)]),
    ...(digest.quiet ? [said.quietIn(quietWords(digest.quiet))] : []),
    ...(digest.roles.length > 0 ? [said.pings(digest.roles.join(", "))] : []),
  ];
}

/** Buttons for these acts, without words: what they need beyond is asked for. */
export function actButtons(acts: readonly Act[], language: Language | undefined): Action[] {
  const said = managePhrasesIn(language);
  const labels: Partial<Record<Act, string>> = {
    status: said.statusIt,
    preview: said.previewIt,
    now: said.postNow,
    pause: said.pauseIt,
    resume: said.resumeIt,
    schedule: said.changeTimes,
    filter: said.changeFilter,
  };
  return acts.flatMap((act) => {
    const label = labels[act];
    return label ? [{ label, question: { kind: "manage", act, words: "" } as const }] : [];
  });
}
