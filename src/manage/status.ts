import type { NoticeItem } from "../news/card.ts";
import type { Destination, PlatformName } from "../news/edition.ts";
import type { Language } from "../news/language.ts";
import { managePhrasesIn, momentIn } from "../news/manage/manage-phrases.ts";
import type { Outbox, Platform } from "../ports.ts";

/** Deliveries told of. */
const LAST = 5;

type StatusParts = {
  readonly outbox: Outbox;
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  readonly zone: string;
  readonly language: Language | undefined;
};

/** What became of the last digests of a channel, each with a link to what stands there. */
export async function statusLines(to: Destination, { outbox, platforms, zone, language }: StatusParts): Promise<NoticeItem["lines"]> {
  const said = managePhrasesIn(language);
  const { deliveries, ambiguous } = await outbox.history(to, LAST);
  const lines = deliveries.map(({ delivery, slot }): NoticeItem["lines"][number] => {
    const when = momentIn(new Date(slot.due), zone, language);
    const why = delivery.problem ?? "";
    const told = {
      sent: said.sent(when),
      failed: said.failed(when, why),
      ambiguous: said.ambiguous(when, why),
      planned: said.underway(when, why),
      claimed: said.underway(when, why),
      sending: said.underway(when, why),
    }[delivery.state];
    const [first] = delivery.receipts;
    const url = first ? platforms.get(to.platform)?.link(to, first) : null;
    return { text: told, ...(url ? { url } : {}) };
  });
  return [...(lines.length > 0 ? lines : [{ text: said.noDeliveries }]), ...(ambiguous > 0 ? [{ text: said.inDoubt(ambiguous) }] : [])];
}
