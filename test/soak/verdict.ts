import type { Config } from "../../src/config.ts";
import { slotsBetween } from "../../src/news/slot.ts";
import { openStore } from "../../src/stores/open.ts";
import { keptLog } from "../fake/time.ts";

export type Played = {
  readonly config: Config;
  readonly begin: Date;
  readonly end: Date;
  /** The ids of the messages that stand in each channel. */
  readonly posted: ReadonlyMap<string, readonly string[]>;
};

/** Counts every slot there should have been, in the store and in the channels. */
export async function mistakesOf({ config, begin, end, posted }: Played) {
  const store = await openStore({ folder: config.dataFolder, log: keptLog(), clock: { now: () => end, sleep: async () => {} } });
  const slots = await store.upkeep.audit(1_000_000);
  await store.close();
  const mistakes: string[] = [];
  const audited = new Map(slots.filter(({ state }) => state !== "start").map((each) => [each.slot.local, each]));
  const wanted = slotsBetween({ id: "default", cron: config.digest.cron, zone: config.digest.zone, destinations: [] }, begin, end);
  const noted = new Map<string, string[]>();
  let deliveries = 0;

  for (const slot of wanted) {
    const found = audited.get(slot.local);
    audited.delete(slot.local);
    if (!found) mistakes.push(`the slot ${slot.local} is on no record`);
    else if (found.slot.due !== slot.due)
      mistakes.push(`the slot ${slot.local} was due at ${slot.due} and is recorded for ${found.slot.due}`);
    else if (found.state === "open" && found.deliveries.length !== posted.size)
      mistakes.push(`the slot ${slot.local} has ${found.deliveries.length} deliveries`);
    for (const { id, state, problem, destination, receipts } of found?.deliveries ?? []) {
      deliveries += 1;
      if (state !== "sent") mistakes.push(`the delivery ${id} to ${destination.channel} is ${state}: ${problem}`);
      noted.set(destination.channel, [...(noted.get(destination.channel) ?? []), ...receipts.map(({ messageId }) => messageId)]);
    }
  }
  for (const local of audited.keys()) mistakes.push(`the slot ${local} was never due`);
  for (const [channel, messages] of posted) {
    const known = new Set(noted.get(channel));
    const strangers = messages.filter((id) => !known.has(id));
    if (strangers.length > 0) mistakes.push(`${strangers.length} messages stand in ${channel} that no delivery knows of: posted twice`);
    if (messages.length < known.size) mistakes.push(`${known.size - messages.length} messages are missing in ${channel}`);
  }
  const states = slots.map(({ state }) => state);
  return {
    mistakes,
    slots: wanted.length,
    deliveries,
    messages: [...posted.values()].reduce((sum, messages) => sum + messages.length, 0),
    missed: states.filter((state) => state === "missed").length,
    empty: states.filter((state) => state === "empty").length,
  };
}
