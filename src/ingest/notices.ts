import type { Instant } from "../news/article.ts";
import { instant } from "../news/article.ts";
import type { Card } from "../news/card.ts";
import type { Destination, Edition, Slot } from "../news/edition.ts";
import type { Language } from "../news/language.ts";
import { managePhrasesIn } from "../news/manage/manage-phrases.ts";
import { phrasesIn } from "../news/phrases.ts";
import { shownAddress } from "../news/source-address.ts";
import type { KnownSource, SourceRegister, TroubleKind } from "../ports/sources.ts";
import type { Clock, Log, Outbox } from "../ports.ts";
import { hashOf } from "./tell.ts";

export type NoticeParts = {
  readonly register: SourceRegister;
  readonly outbox: Outbox;
  /** Where the operator wants to hear of it; the log says it anyway. */
  readonly destinations: readonly Destination[];
  readonly language?: Language;
  readonly clock: Clock;
  readonly log: Log;
};

const HOUR = 3_600_000;
/** How long a trouble may last before somebody is told: most pass by themselves. */
const PATIENCE: Readonly<Record<TroubleKind, number>> = {
  gone: 0,
  refused: 0,
  "no-feed": 6 * HOUR,
  blocked: 24 * HOUR,
  unreachable: 24 * HOUR,
  failing: 24 * HOUR,
  busy: 24 * HOUR,
  missing: 7 * 24 * HOUR,
};

/** Tells the operator once of each source that is broken, and once when it is back. Posted like an edition, so that it comes once over crashes and replicas. */
export async function tellTroubles(parts: NoticeParts): Promise<void> {
  const { register, clock, log, language } = parts;
  const now = clock.now();
  const phrases = phrasesIn(language);
  /** What the matter is, in the operator's language; what exactly happened is in English. */
  const matter = (kind: TroubleKind) => (!language || language === "en" ? "" : `${managePhrasesIn(language).sourceState[kind]} `);
  for (const source of await register.all()) {
    const { state, address } = source;
    const { trouble, back } = state;
    const name = nameOf(source);
    if (trouble && !trouble.told && now.getTime() - Date.parse(trouble.since) >= PATIENCE[trouble.kind]) {
      log.error("source broken", { source: shownAddress(address), since: trouble.since, why: trouble.words });
      await post(
        parts,
        `broken ${hashOf(address)} ${trouble.since}`,
        phrases.sourceBroken(name),
        `${matter(trouble.kind)}${trouble.words} ${phrases.sourceSince(trouble.since)}`,
      );
      await register.keep(address, { ...state, trouble: { ...trouble, told: true } });
    } else if (!trouble && back) {
      const { back: since, ...rest } = state;
      log.info("source back", { source: shownAddress(address), since });
      await post(parts, `back ${hashOf(address)} ${since}`, phrases.sourceBack(name), phrases.sourceSince(back));
      await register.keep(address, rest);
    }
  }
}

const nameOf = ({ address, state: { title } }: KnownSource) => (title ? `${title} (${shownAddress(address)})` : shownAddress(address));

async function post({ outbox, destinations, language, clock }: NoticeParts, key: string, title: string, note: string): Promise<void> {
  if (destinations.length === 0) return;
  const due: Instant = instant(clock.now());
  const slot: Slot = { schedule: "sources", zone: "UTC", local: key, due };
  const card: Card = { title, note, items: [], actions: [], ...(language ? { language } : {}) };
  const edition: Edition = { id: `${slot.schedule} ${slot.local} ${slot.zone}`, slot, card };
  await outbox.openSlot(slot, "open", edition, destinations);
}
