import { instant } from "./news/article.ts";
import type { Card } from "./news/card.ts";
import { digestCard } from "./news/cards/digest-card.ts";
import { chooseStories, isNews, shownOn } from "./news/digest.ts";
import { DEFAULT_LENGTH, type DigestLength } from "./news/digest-length.ts";
import type { Edition, Schedule, Slot } from "./news/edition.ts";
import type { Language } from "./news/language.ts";
import type { Archive, Clock, Log, Outbox } from "./ports.ts";

export type PublishParts = {
  readonly archive: Archive;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Log;
  /** The most stories of one edition. */
  readonly stories: number;
  /** How much is said of each; a schedule may say otherwise. */
  readonly length?: DigestLength;
  /** Of the bot's words on a digest. */
  readonly language?: Language;
};

const MINUTE = 60_000;
/** So many editions are looked back at for stories already shown, and as many more as there were in these days. */
const EDITIONS_BACK = 30;
const DAYS_BACK = 7 * 24 * 60 * MINUTE;
const MOST_EDITIONS = 2000;
/** Stories to choose from. */
const POOL = 200;
/** A story that did not fit the last edition may come in the next one. */
const LEFT_OVER = 2 * 24 * 60 * MINUTE;

/** What a schedule's destinations have not seen yet and want, as a card; null: nothing. `late`: when it was due. */
export async function composeDigest(
  parts: PublishParts,
  schedule: Schedule,
  more: { late?: Date; language?: Language } = {},
): Promise<Card | null> {
  const editions = await Promise.all([schedule.id, ...(schedule.seen ?? [])].map((id) => editionsBack(parts.outbox, id)));
  const earlier = editions.flat().sort((a, b) => (a.slot.due < b.slot.due ? 1 : -1));
  const since = earlier[0] && instant(new Date(Date.parse(earlier[0].slot.due) - LEFT_OVER));
  const pool = await parts.archive.stories({ limit: POOL, ...(since ? { after: since } : {}) });
  const shown = shownOn(earlier.map(({ card }) => card));
  const length = schedule.length ?? parts.length ?? DEFAULT_LENGTH;
  const digest = chooseStories(pool.filter(isNews), parts.stories, {
    shown,
    length,
    ...(schedule.filter ? { filter: schedule.filter } : {}),
  });
  const language = more.language ?? parts.language;
  return digest.stories.length === 0
    ? null
    : digestCard(digest, { length, ...(more.late ? { late: more.late } : {}), ...(language ? { language } : {}) });
}

/** One a day is there for a month; of one an hour a story must not come again after the thirtieth. */
async function editionsBack(outbox: Outbox, schedule: string): Promise<readonly Edition[]> {
  for (let limit = EDITIONS_BACK; ; limit *= 4) {
    const found = await outbox.editions(schedule, limit);
    const [newest, oldest] = [found[0], found.at(-1)];
    if (!newest || !oldest || found.length < limit || limit >= MOST_EDITIONS) return found;
    if (Date.parse(newest.slot.due) - Date.parse(oldest.slot.due) > DAYS_BACK) return found;
  }
}

/** Composes the edition of a slot and plans its deliveries. Whoever comes second finds the slot taken and does nothing. */
export async function publish(parts: PublishParts, schedule: Schedule, slot: Slot, late: boolean): Promise<void> {
  const about = { schedule: schedule.id, slot: slot.local, zone: slot.zone };
  const card = await composeDigest(parts, schedule, late ? { late: new Date(slot.due) } : {});
  if (card === null) {
    if (await parts.outbox.openSlot(slot, "empty", null, []))
      parts.log.info("digest skipped", { ...about, why: "nothing new was read since the last one" });
    return;
  }
  const edition: Edition = { id: `${slot.schedule} ${slot.local} ${slot.zone}`, slot, card };
  if (await parts.outbox.openSlot(slot, "open", edition, schedule.destinations))
    parts.log.info("digest planned", { ...about, stories: card.items.length, destinations: schedule.destinations.length, late });
}

/** Plans a digest that somebody asked for, in a slot of its own. False: there is nothing new to post. */
export async function publishNow(parts: PublishParts, schedule: Schedule): Promise<boolean> {
  const card = await composeDigest(parts, schedule);
  if (card === null) return false;
  const due = instant(parts.clock.now());
  const [id = schedule.id] = schedule.seen ?? [];
  const slot: Slot = { schedule: id, zone: schedule.zone, local: due, due };
  await parts.outbox.openSlot(slot, "open", { id: `${id} ${due}`, slot, card }, schedule.destinations);
  parts.log.info("digest planned", { schedule: id, slot: due, stories: card.items.length, why: "asked for in chat" });
  return true;
}
