import type { Delivery, Edition, Slot } from "../news/edition.ts";
import type { Claimed, Outbox } from "../ports.ts";
import { type Driver, inserts, listOf, type Row, type Statement, slices, statement, type Value } from "./driver.ts";

/** The states of a delivery that is not at its end, as the index over them has it. */
export const OPEN = "('planned', 'claimed', 'sending')";
const DELIVERY = [
  ...["id", "edition", "platform", "channel", "due", "state", "receipts", "attempts"],
  ...["not_before", "fence", "lease_until", "problem"],
] as const;

/**
 * Slots, editions and deliveries over either engine.
 *
 * The states of a delivery, and who writes them:
 *
 *   planned    openSlot; or record, after a refusal that certainly did not arrive. Waits for `notBefore`.
 *   claimed    claim, of a planned one. A worker has it; nothing is on its way yet.
 *   sending    record, before each part is posted. Part number `receipts.length` may be on its way or may have arrived.
 *   sent · failed · ambiguous    record. The end: never claimed again.
 *
 * A delivery in one of the first three may be claimed when `notBefore` is past and nobody's lease runs. Claiming changes the fence, the
 * lease and `planned` to `claimed`, and nothing else: one that comes back as `sending` was left by a worker that died or was in doubt,
 * and whoever claims it looks for that part before posting it again. `claimed` that comes back needs no look: nothing was posted.
 * The fence grows with every claim, and `record` writes only under the fence it was claimed with, so that a worker that was taken for
 * dead cannot write over its successor. The ends keep their fence: settling an `ambiguous` one is a `record` with what `deliveries` gave.
 */
export function outboxOn(driver: Driver): Outbox {
  const { skipLocked } = driver.dialect;

  async function withEditions(rows: readonly Row[]): Promise<Claimed[]> {
    const found = new Map<Value | undefined, Edition>();
    for (const slice of slices([...new Set(rows.map(({ edition }) => edition ?? null))], 256)) {
      const ids = listOf(slice);
      for (const row of await driver.all(`select * from editions where id in ${ids.sql}`, ids.args)) found.set(row.id, editionOf(row));
    }
    return rows.flatMap((row) => {
      const edition = found.get(row.edition);
      return edition === undefined ? [] : [{ delivery: deliveryOf(row), edition }];
    });
  }

  return {
    async openSlot(slot, state, edition, destinations) {
      const plan: Statement[] = [];
      if (edition !== null) {
        const { schedule, zone, local, due } = edition.slot;
        const columns = ["id", "schedule", "zone", "local", "due", "card"];
        plan.push(...inserts("editions", columns, [[edition.id, schedule, zone, local, due, JSON.stringify(edition.card)]]));
        const once = new Map(destinations.map((to) => [JSON.stringify([to.platform, to.channel]), to]));
        const rows = [...once.values()].map(({ platform, channel }, i): Value[] => {
          const id = `${edition.id} ${i}`;
          return [id, edition.id, platform, channel, due, "planned", "[]", 0, due, 0, null, null];
        });
        plan.push(...inserts("deliveries", DELIVERY, rows));
      }
      const [won] = await driver.batch([
        [
          statement(
            `insert into slots (schedule, zone, local, due, state, edition, cron) values (?, ?, ?, ?, ?, ?, ?)
             on conflict (schedule, zone, local) do nothing returning local`,
            ...[slot.schedule, slot.zone, slot.local, slot.due, state, edition?.id ?? null, slot.cron ?? null],
          ),
          ...plan,
        ],
      ]);
      return won?.length === 1;
    },

    async lastSlot(schedule, until) {
      const [row] = await driver.all(
        "select schedule, zone, local, due, cron from slots where schedule = ? and due <= ? order by due desc, local desc limit 1",
        [schedule, until],
      );
      return row === undefined ? null : slotOf(row);
    },

    async editions(schedule, limit) {
      const rows = await driver.all("select * from editions where schedule = ? order by due desc, id desc limit ?", [schedule, limit]);
      return rows.map(editionOf);
    },

    async claim(now, leaseUntil, but = []) {
      const others = but.length === 0 ? { sql: "", args: [] } : listOf(but);
      // The inner select runs once and locks what it gives: with `in (select … limit 1)` alone PostgreSQL may take several.
      const [rows = []] = await driver.batch([
        [
          statement(
            `with next as (
               select id from deliveries
               where state in ${OPEN} and not_before <= ? and (lease_until is null or lease_until <= ?)
                 ${but.length === 0 ? "" : `and platform not in ${others.sql}`}
               order by not_before, id limit 1 ${skipLocked})
             update deliveries set
               fence = fence + 1, lease_until = ?, state = case when state = 'planned' then 'claimed' else state end
             where id in (select id from next) returning *`,
            ...[now, now, ...others.args, leaseUntil],
          ),
        ],
      ]);
      const [claimed] = await withEditions(rows);
      return claimed ?? null;
    },

    async record(delivery) {
      const { state, receipts, attempts, notBefore, leaseUntil, problem, id, fence } = delivery;
      const [rows] = await driver.batch([
        [
          statement(
            `update deliveries set state = ?, receipts = ?, attempts = ?, not_before = ?, lease_until = ?, problem = ?
             where id = ? and fence = ? returning id`,
            ...[state, JSON.stringify(receipts), attempts, notBefore, leaseUntil, problem, id, fence],
          ),
        ],
      ]);
      return rows?.length === 1;
    },

    async deliveries(limit) {
      return withEditions(await driver.all("select * from deliveries order by due desc, id limit ?", [limit]));
    },

    async history({ platform, channel }, limit) {
      const [rows, [doubt]] = await Promise.all([
        driver.all(
          `select deliveries.*, editions.schedule, editions.zone, editions.local from deliveries
           join editions on editions.id = deliveries.edition
           where platform = ? and channel = ? order by deliveries.due desc, deliveries.id limit ?`,
          [platform, channel, limit],
        ),
        driver.all(
          `select cast(count(*) as integer) as ambiguous from deliveries where state = 'ambiguous' and platform = ? and channel = ?`,
          [platform, channel],
        ),
      ]);
      return { deliveries: rows.map((row) => ({ delivery: deliveryOf(row), slot: slotOf(row) })), ambiguous: Number(doubt?.ambiguous) };
    },
  };
}

export function slotOf({ schedule, zone, local, due, cron = null }: Row): Slot {
  return { schedule, zone, local, due, ...(cron === null ? {} : { cron }) } as Slot;
}

function editionOf(row: Row): Edition {
  return { id: String(row.id), slot: slotOf(row), card: JSON.parse(String(row.card)) as Edition["card"] };
}

export function deliveryOf(row: Row): Delivery {
  return {
    id: row.id,
    edition: row.edition,
    destination: { platform: row.platform, channel: row.channel },
    state: row.state,
    receipts: JSON.parse(String(row.receipts)) as Delivery["receipts"],
    attempts: row.attempts,
    notBefore: row.not_before,
    fence: row.fence,
    leaseUntil: row.lease_until,
    problem: row.problem,
  } as Delivery;
}
