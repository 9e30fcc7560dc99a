import { type Instant, instant } from "../news/article.ts";
import type { Card, Item } from "../news/card.ts";
import type { SlotState } from "../news/edition.ts";
import { phrases } from "../news/phrases.ts";
import type { Question } from "../news/question.ts";
import type { AuditedSlot, Queue, Upkeep } from "../ports/upkeep.ts";
import type { Clock } from "../ports.ts";
import { type Driver, listOf, slices, statement, type Value } from "./driver.ts";
import { readBefore, storiesOf, takeOut } from "./forget.ts";
import { forgetWorkspace } from "./forget-workspace.ts";
import { deliveryOf, OPEN, slotOf } from "./outbox.ts";

const EDITIONS_AT_ONCE = 50;

/** What an operator does with a store, over either engine. `fewer` is told when there are fewer articles. */
export function upkeepOn(driver: Driver, clock: Clock, fewer: () => void = () => {}): Upkeep {
  /** Takes from the cards of all editions what the archive does not hold any more. The count of those that were changed. */
  async function scrub(): Promise<number> {
    let changed = 0;
    for (let after = ""; ; ) {
      const rows = await driver.all("select id, card from editions where id > ? order by id limit ?", [after, EDITIONS_AT_ONCE]);
      for (const { id = null, card } of rows) {
        const before = JSON.parse(String(card)) as Card;
        const kept = scrubbed(before, await stored(articlesOf(before)));
        if (kept === before) continue;
        changed += 1;
        await driver.batch([[statement("update editions set card = ? where id = ?", JSON.stringify(kept), id)]]);
      }
      if (rows.length < EDITIONS_AT_ONCE) return changed;
      after = String(rows.at(-1)?.id);
    }
  }

  async function stored(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const slice of slices(ids, 256)) {
      const { sql, args } = listOf(slice);
      for (const { id } of await driver.all(`select id from articles where id in ${sql} union select id from stories where id in ${sql}`, [
        ...args,
        ...args,
      ]))
        found.add(String(id));
    }
    return found;
  }

  /** The ids of the stories and articles on cards that are still to be delivered. */
  async function underWay(): Promise<string[]> {
    const sql = `select card from editions where id in (select edition from deliveries where state in ${OPEN})`;
    return [...new Set((await driver.all(sql, [])).flatMap(({ card }) => articlesOf(JSON.parse(String(card)) as Card)))];
  }

  return {
    async prune(before) {
      const taken = await takeOut(driver, readBefore(driver, before, await underWay()), instant(clock.now())).finally(fewer);
      return { ...taken, editions: 0 };
    },
    async forget(what) {
      const taken = await takeOut(driver, storiesOf(what), instant(clock.now())).finally(fewer);
      const editions = await scrub();
      await driver.compact();
      return { ...taken, editions };
    },
    forgetWorkspace: (workspace) => forgetWorkspace(driver, workspace),
    async audit(limit) {
      const slots = await driver.all("select * from slots order by due desc, schedule, local desc limit ?", [limit]);
      const audited: AuditedSlot[] = [];
      for (const slice of slices(slots, 256)) {
        const editions = listOf(slice.map(({ edition }): Value => edition ?? null));
        const rows = await driver.all(`select * from deliveries where edition in ${editions.sql} order by id`, editions.args);
        for (const row of slice)
          audited.push({
            slot: slotOf(row),
            state: row.state as SlotState,
            edition: row.edition as string | null,
            deliveries: rows.filter(({ edition }) => edition === row.edition).map(deliveryOf),
          });
      }
      return audited;
    },
    queue: () => queueOf(driver),
  };
}

export async function queueOf(driver: Driver): Promise<Queue> {
  const [open] = await driver.all(
    `select cast(count(*) as integer) as waiting, min(due) as oldest from deliveries where state in ${OPEN}`,
    [],
  );
  const [doubt] = await driver.all("select cast(count(*) as integer) as deliveries from deliveries where state = 'ambiguous'", []);
  return {
    waiting: Number(open?.waiting),
    oldestDue: (open?.oldest ?? null) as Instant | null,
    ambiguous: Number(doubt?.deliveries),
  };
}

const articleOf = (quote: string): string => quote.slice(0, quote.lastIndexOf("."));

/** The story or article that a button shows more of. */
function askedFor(question: Question): string | null {
  if (question.kind === "story") return question.story;
  return question.kind === "context" ? articleOf(question.quote) : null;
}

/** The ids of the stories and articles a card shows. */
function articlesOf(card: Card): string[] {
  const items = card.items.flatMap((item) => (item.kind === "story" ? [item.id] : item.kind === "quote" ? [articleOf(item.id)] : []));
  const asked = card.actions.flatMap(({ question }) => askedFor(question) ?? []);
  return [...new Set([...items, ...asked])];
}

/** The same card where all it shows is stored. */
function scrubbed(card: Card, stored: ReadonlySet<string>): Card {
  if (articlesOf(card).every((id) => stored.has(id))) return card;
  const items = card.items.filter(
    (item) => (item.kind !== "story" || stored.has(item.id)) && (item.kind !== "quote" || stored.has(articleOf(item.id))),
  );
  const gap: Item = { kind: "absence", why: "gone", text: phrases.takenOut };
  const actions = card.actions.filter(({ question }) => {
    const asked = askedFor(question);
    return asked === null || stored.has(asked);
  });
  return { ...card, items: items.length < card.items.length ? [...items, gap] : items, actions };
}
