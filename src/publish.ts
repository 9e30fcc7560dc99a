import { PullquoteError } from "./errors.ts";
import { instant } from "./news/article.ts";
import type { Card } from "./news/card.ts";
import { digestCard } from "./news/cards/digest-card.ts";
import { chooseStories, isNews } from "./news/digest.ts";
import type { Delivery, Destination, Edition, PlatformName, Schedule, Slot } from "./news/edition.ts";
import { everything, passes } from "./news/filter.ts";
import type { Language } from "./news/language.ts";
import type { QuoteId } from "./news/quote.ts";
import type { Archive, Claimed, Clock, Log, Outbox, Platform, Posting } from "./ports.ts";

export type PublishParts = {
  readonly archive: Archive;
  readonly outbox: Outbox;
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  readonly clock: Clock;
  readonly log: Log;
  /** The most stories of one edition. */
  readonly stories: number;
  /** Of the bot's words on a digest. */
  readonly language?: Language;
  /** How a message comes to a destination at this moment: without a sound, with a ping. */
  readonly manner?: (destination: Destination) => Promise<Pick<Posting, "silent" | "ping">>;
  /** After this long an edition is old news and is given up. */
  readonly catchUpHours: number;
};

const MINUTE = 60_000;
/** Longer than any request of a platform may take: when a lease ends, nothing that was sent under it is still on its way. */
const LEASE = 2 * MINUTE;
/** How long a doubtful post is left alone before it is looked for: by then it has arrived or never will. */
const DOUBT = 20_000;
/** How far the platform's clock may be behind ours when messages are looked for by time. */
const CLOCKS_DIFFER = 10 * MINUTE;
const FIRST_RETRY = 5_000;
const LONGEST_RETRY = 15 * MINUTE;
/** Destinations served side by side: one that hangs takes up one of these places until its request times out. */
const AT_ONCE = 8;
/** For so long a comparison of a card with its articles holds. */
const COMPARED = 10_000;
/** How often a planned delivery is looked for. */
const POLL = 2_000;
/** Editions looked back at for stories already shown, and stories to choose from. */
const EDITIONS_BACK = 30;
const POOL = 200;
/** A story that did not fit the last edition may come in the next one. */
const LEFT_OVER = 2 * 24 * 60 * MINUTE;

/** What a schedule's destinations have not seen yet and want, as a card; null: nothing. `late`: when it was due. */
export async function composeDigest(
  parts: PublishParts,
  schedule: Schedule,
  more: { late?: Date; language?: Language } = {},
): Promise<Card | null> {
  const editions = await Promise.all([schedule.id, ...(schedule.seen ?? [])].map((id) => parts.outbox.editions(id, EDITIONS_BACK)));
  const earlier = editions.flat().sort((a, b) => (a.slot.due < b.slot.due ? 1 : -1));
  const shown = new Set(earlier.flatMap(({ card }) => card.items.flatMap((item) => (item.kind === "story" ? [item.id] : []))));
  const since = earlier[0] && instant(new Date(Date.parse(earlier[0].slot.due) - LEFT_OVER));
  const pool = await parts.archive.stories({ limit: POOL, ...(since ? { after: since } : {}) });
  const digest = chooseStories(
    pool.filter((story) => isNews(story) && !shown.has(story.id) && passes(story, schedule.filter ?? everything)),
    parts.stories,
  );
  const language = more.language ?? parts.language;
  return digest.stories.length === 0
    ? null
    : digestCard(digest, { ...(more.late ? { late: more.late } : {}), ...(language ? { language } : {}) });
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

/** Delivers whatever may be delivered now, and returns when there is nothing more to claim. */
export async function deliver(parts: PublishParts, signal: AbortSignal): Promise<void> {
  const running = new Set<Promise<void>>();
  const compare = comparing(parts);
  while (!signal.aborted) {
    const claimed = await claim(parts);
    if (claimed === null) break;
    const task = deliverOne(parts, compare, claimed).finally(() => running.delete(task));
    running.add(task);
    if (running.size >= AT_ONCE) await Promise.race(running);
  }
  await Promise.all(running);
}

/** The same until `signal`, looking for work again and again. A store that is away is waited for. */
export async function keepDelivering(parts: PublishParts, signal: AbortSignal): Promise<void> {
  const running = new Set<Promise<unknown>>();
  const compare = comparing(parts);
  let said = Number.NEGATIVE_INFINITY;
  const trouble = (cause: unknown) => {
    const now = parts.clock.now().getTime();
    // Once a minute: a store that is away is asked every two seconds.
    if (Math.abs(now - said) < MINUTE) return null;
    said = now;
    parts.log.error("deliveries wait for the store", { why: cause instanceof Error ? cause.message : String(cause) });
    return null;
  };
  while (!signal.aborted) {
    const claimed = running.size < AT_ONCE ? await claim(parts).catch(trouble) : null;
    if (claimed) {
      const task: Promise<unknown> = deliverOne(parts, compare, claimed)
        .catch(trouble)
        .finally(() => running.delete(task));
      running.add(task);
    } else {
      const pause = new AbortController();
      const rest = parts.clock.sleep(POLL, AbortSignal.any([signal, pause.signal]));
      await (running.size < AT_ONCE ? rest : Promise.race([rest, ...running]));
      pause.abort();
    }
  }
  await Promise.all(running);
}

function claim({ outbox, clock }: PublishParts): Promise<Claimed | null> {
  const now = clock.now();
  return outbox.claim(instant(now), instant(new Date(now.getTime() + LEASE)));
}

async function deliverOne(parts: PublishParts, compare: Compare, { delivery, edition }: Claimed): Promise<void> {
  const { outbox, clock, log } = parts;
  const about = {
    trace: edition.id,
    delivery: delivery.id,
    platform: delivery.destination.platform,
    channel: delivery.destination.channel,
  };
  const later = (ms: number) => instant(new Date(clock.now().getTime() + ms));
  let current = delivery;
  /** False: the lease was lost, and with it the right to go on. */
  const record = async (change: Partial<Delivery>) => {
    current = { ...current, ...change };
    return outbox.record(current);
  };
  const end = async (state: "failed" | "ambiguous", problem: string) => {
    await record({ state, problem, leaseUntil: null });
    log.error(state === "failed" ? "digest not delivered" : "nobody can tell whether a digest was delivered", { ...about, why: problem });
  };
  /** Tries again later, in the state that says what is known; in the end gives up. */
  const retry = async (state: "planned" | "sending", error: PullquoteError) => {
    const wait = error.retryAfterMs ?? Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** Math.max(0, current.attempts - 1));
    const ms = state === "sending" ? Math.max(wait, DOUBT) : wait;
    if (clock.now().getTime() + ms > Date.parse(edition.slot.due) + (parts.catchUpHours + 1) * 60 * MINUTE)
      return end(state === "sending" ? "ambiguous" : "failed", `given up: ${error.message}`);
    await record({ state, notBefore: later(ms), leaseUntil: null, problem: error.message });
    log.warn("digest delayed", { ...about, why: error.message, seconds: Math.round(ms / 1000) });
  };

  const platform = parts.platforms.get(delivery.destination.platform);
  if (!platform) return end("failed", `${delivery.destination.platform} is not turned on. Set its token, or remove the channel.`);
  const misquote = await compare(edition);
  if (misquote)
    return end("failed", `The quote ${misquote} is not what its article says, so nothing was posted. Restore the archive from a backup.`);
  const count = platform.parts(edition.card);
  const manner = (await parts.manner?.(delivery.destination)) ?? {};
  const posting = (part: number): Posting => ({
    ...manner,
    channel: delivery.destination.channel,
    key: `${delivery.id}#${part}`,
    part,
    ...(current.receipts[0] ? { first: current.receipts[0] } : {}),
  });

  // A claim that comes back as `sending` was cut off by a crash or is in doubt: look before posting again.
  if (delivery.state === "sending" && current.receipts.length < count) {
    try {
      const since = instant(new Date(Date.parse(edition.slot.due) - CLOCKS_DIFFER));
      const found = await platform.find(posting(current.receipts.length), since);
      if (found) log.info("found the message that was in doubt", { ...about, message: found.messageId });
      if (found && !(await record({ receipts: [...current.receipts, found] }))) return;
    } catch (cause) {
      const error = postError(cause);
      return error.code === "post-refused" ? end("ambiguous", error.message) : retry("sending", error);
    }
  }
  while (current.receipts.length < count) {
    const leaseUntil = later(LEASE);
    if (!(await record({ state: "sending", attempts: current.attempts + 1, leaseUntil }))) return;
    // Asleep in between for longer than the lease (a laptop, a paused container): somebody else may be posting this part by now.
    if (instant(clock.now()) >= leaseUntil) return;
    try {
      const receipt = await platform.post(edition.card, posting(current.receipts.length));
      if (!(await record({ receipts: [...current.receipts, receipt], attempts: 0 }))) return;
    } catch (cause) {
      const error = postError(cause);
      if (error.code === "post-refused") return end("failed", error.message);
      return retry(error.code === "post-later" ? "planned" : "sending", error);
    }
  }
  if (await record({ state: "sent", leaseUntil: null, problem: null }))
    log.info("digest delivered", { ...about, messages: current.receipts.map(({ messageId }) => messageId) });
}

/** What a platform throws that is not its own word on the post may have happened after it arrived. */
function postError(cause: unknown): PullquoteError {
  if (cause instanceof PullquoteError && /^post-/.test(cause.code)) return cause;
  return new PullquoteError("post-doubtful", cause instanceof Error ? cause.message : String(cause), { cause });
}

type Compare = (edition: Edition) => Promise<QuoteId | null>;

/** The comparison of an edition, once for all destinations that are served within a few seconds: of 10,000 each would ask for every quote. */
function comparing({ archive, clock }: PublishParts): Compare {
  const lately = new Map<string, { readonly at: number; readonly found: Promise<QuoteId | null> }>();
  return ({ id, card }) => {
    const now = clock.now().getTime();
    for (const [old, { at }] of lately) if (Math.abs(now - at) > COMPARED) lately.delete(old);
    const found = lately.get(id)?.found ?? misquoted(archive, card);
    if (!lately.has(id)) lately.set(id, { at: now, found });
    // A store that was away is asked again by the next.
    found.catch(() => lately.delete(id));
    return found;
  };
}

/** Promise 1, once more: every quote of the card is the slice of its stored article. The id of the first that is not; null when all are. */
async function misquoted(archive: Archive, card: Card): Promise<QuoteId | null> {
  const items = card.items.flatMap((item) => (item.kind === "story" ? item.quotes : item.kind === "quote" ? [item] : []));
  for (const item of items) {
    const found = await archive.quote(item.id);
    const parts = found?.quote.parts.map(({ start, end }) => found.article.text.slice(start, end)) ?? [];
    if (parts.length !== item.parts.length || parts.some((part, i) => part !== item.parts[i])) return item.id;
  }
  return null;
}
