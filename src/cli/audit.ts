import type { Config } from "../config.ts";
import { PullquoteError } from "../errors.ts";
import type { Delivery } from "../news/edition.ts";
import type { AuditedSlot } from "../ports/upkeep.ts";
import type { Store } from "../ports.ts";
import { openStore } from "../stores/open.ts";
import { surroundings } from "./surroundings.ts";

export type AuditOptions = {
  readonly json?: boolean;
  readonly limit: string;
  /** The id of a delivery in doubt, and what somebody saw in the channel. */
  readonly resolve?: string;
  readonly as?: string;
};

/** Prints every slot with its deliveries and message ids, the newest first, or settles a delivery that nobody could tell of. */
export async function audit(config: Config, options: AuditOptions): Promise<void> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1) throw new PullquoteError("usage", "--limit takes a whole number from 1.");
  const place = config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataFolder };
  const store = await openStore({ ...place, lock: false, ...surroundings(config, true) });
  try {
    if (options.resolve !== undefined) await settle(store, options.resolve, options.as);
    const slots = await store.upkeep.audit(limit);
    process.stdout.write(options.json ? slots.map((slot) => `${JSON.stringify(slot)}\n`).join("") : `${report(slots)}\n`);
  } finally {
    await store.close();
  }
}

async function settle({ outbox, upkeep }: Store, id: string, as: string | undefined): Promise<void> {
  if (as !== "sent" && as !== "failed")
    throw new PullquoteError("usage", "Say what stands in the channel: --as sent if the message is there, --as failed if it is not.");
  const found = (await upkeep.audit(Number.MAX_SAFE_INTEGER))
    .flatMap(({ deliveries }) => deliveries)
    .find((delivery) => delivery.id === id);
  if (!found) throw new PullquoteError("usage", `There is no delivery "${id}". pullquote audit prints those there are.`);
  if (found.state !== "ambiguous")
    throw new PullquoteError("usage", `The delivery "${id}" is ${found.state}, not ambiguous: there is nothing to settle.`);
  await outbox.record({ ...found, state: as, problem: `settled by hand as ${as}; was: ${found.problem}` });
}

function report(slots: readonly AuditedSlot[]): string {
  const doubtful = slots.flatMap(({ deliveries }) => deliveries.filter(({ state }) => state === "ambiguous"));
  const lines = slots.flatMap(({ slot, state, deliveries }) => [
    `${slot.schedule}  ${slot.local} ${slot.zone}  due ${slot.due}  ${state}`,
    ...deliveries.map((delivery) => `  ${line(delivery)}`),
  ]);
  const end = doubtful.length
    ? `\n${doubtful.length} in doubt. Look into the channel, then run: pullquote audit --resolve "${doubtful[0]?.id}" --as sent (or failed)`
    : "";
  return lines.length ? lines.join("\n") + end : "No digest has been due yet.";
}

function line({ id, destination, state, receipts, problem }: Delivery): string {
  const messages = receipts.length ? `  messages ${receipts.map(({ messageId }) => messageId).join(", ")}` : "";
  return `${state}  ${destination.platform} ${destination.channel}${messages}  [${id}]${problem ? `  ${problem}` : ""}`;
}
