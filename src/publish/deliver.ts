import { PullquoteError } from "../errors.ts";
import { instant } from "../news/article.ts";
import type { Card } from "../news/card.ts";
import type { Delivery, Destination, Edition, PlatformName } from "../news/edition.ts";
import type { QuoteId } from "../news/quote.ts";
import type { Archive, Claimed, Clock, Log, Outbox, Platform, Posting } from "../ports.ts";

export type DeliverParts = {
  readonly archive: Archive;
  readonly outbox: Outbox;
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  readonly clock: Clock;
  readonly log: Log;
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
/** Destinations of one platform served side by side: one that hangs takes up one of these places until its request times out. */
const AT_ONCE = 8;
/** For so long a comparison of a card with its articles holds. */
const COMPARED = 10_000;
/** How often a planned delivery is looked for. */
const POLL = 2_000;

/** Delivers whatever may be delivered now, and returns when there is nothing more to claim. */
export async function deliver(parts: DeliverParts, signal: AbortSignal): Promise<void> {
  const crew = crewOf(parts);
  while (!signal.aborted) {
    const claimed = await crew.claim();
    if (claimed) crew.start(claimed);
    else if (crew.isFull()) await crew.room();
    else break;
  }
  await Promise.all(crew.running());
}

/** The same until `signal`, looking for work again and again. A store that is away is waited for. */
export async function keepDelivering(parts: DeliverParts, signal: AbortSignal): Promise<void> {
  let said = Number.NEGATIVE_INFINITY;
  const trouble = (cause: unknown) => {
    const now = parts.clock.now().getTime();
    // Once a minute: a store that is away is asked every two seconds.
    if (Math.abs(now - said) < MINUTE) return null;
    said = now;
    parts.log.error("deliveries wait for the store", { why: cause instanceof Error ? cause.message : String(cause) });
    return null;
  };
  const crew = crewOf(parts, trouble);
  while (!signal.aborted) {
    const claimed = await crew.claim().catch(trouble);
    if (claimed) crew.start(claimed);
    else {
      const pause = new AbortController();
      const rest = parts.clock.sleep(POLL, AbortSignal.any([signal, pause.signal]));
      await (crew.isFull() ? Promise.race([rest, crew.room()]) : rest);
      pause.abort();
    }
  }
  await Promise.all(crew.running());
}

/** Those at work: so many for each platform, so that one that answers slowly holds up no other. */
function crewOf(parts: DeliverParts, trouble?: (cause: unknown) => null) {
  const compare = comparing(parts);
  const work = new Map<PlatformName, Set<Promise<unknown>>>();
  const full = () => [...work].filter(([, tasks]) => tasks.size >= AT_ONCE);
  return {
    running: () => [...work.values()].flatMap((tasks) => [...tasks]),
    isFull: () => full().length > 0,
    /** Resolves when one of a platform that is full has come to its end. */
    room: () => Promise.race(full().flatMap(([, tasks]) => [...tasks])),
    claim(): Promise<Claimed | null> {
      const now = parts.clock.now();
      const names = full().map(([name]) => name);
      return parts.outbox.claim(instant(now), instant(new Date(now.getTime() + LEASE)), names);
    },
    start(claimed: Claimed): void {
      const { platform } = claimed.delivery.destination;
      const tasks = work.get(platform) ?? new Set();
      work.set(platform, tasks);
      const task: Promise<unknown> = deliverOne(parts, compare, claimed)
        .catch(trouble)
        .finally(() => tasks.delete(task));
      tasks.add(task);
    },
  };
}

async function deliverOne(parts: DeliverParts, compare: Compare, { delivery, edition }: Claimed): Promise<void> {
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
  let count: number;
  try {
    count = await platform.parts(edition.card, delivery.destination);
  } catch (cause) {
    const error = postError(cause);
    const doubtful = delivery.state === "sending";
    if (error.code === "post-refused") return end(doubtful ? "ambiguous" : "failed", error.message);
    return retry(doubtful ? "sending" : "planned", error);
  }
  const manner = (await parts.manner?.(delivery.destination)) ?? {};
  const posting = (part: number): Posting => ({
    ...manner,
    channel: delivery.destination.channel,
    key: `${delivery.id}#${part}`,
    part,
    earlier: current.receipts,
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
function comparing({ archive, clock }: DeliverParts): Compare {
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
  const shown = items.flatMap(({ id, parts, cut, carried }) => [
    { id, parts, cut },
    // Another wording may be cut at the end of a sentence too.
    ...(carried?.wording ? [{ ...carried.wording, cut: true }] : []),
  ]);
  for (const { id, parts, cut } of shown) {
    const found = await archive.quote(id);
    const whole = found?.quote.parts.map(({ start, end }) => found.article.text.slice(start, end)) ?? [];
    const isVerbatim = (part: string, i: number) => part === whole[i] || (cut && i === parts.length - 1 && whole[i]?.startsWith(part));
    if ((!cut && whole.length !== parts.length) || !parts.every(isVerbatim)) return id;
  }
  return null;
}
