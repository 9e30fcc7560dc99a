import type { ArticleId, Instant } from "../news/article.ts";
import type { KnownSource, SeenItem, SourceRegister, SourceState } from "../ports/sources.ts";
import { type Driver, inserts, listOf, type Row, slices, statement } from "./driver.ts";
import { storable } from "./rows.ts";

const SOURCE = ["address", "added_by", "added_at", "state"] as const;
const SEEN = ["source", "item", "content", "article", "seen_at", "reread_at", "url"] as const;
/** Items in one statement. */
const AT_ONCE = 512;

/** The sources and what was seen of them, over either engine. A state is written whole: one process at a time reads a source. */
export function sourcesOn(driver: Driver): SourceRegister {
  return {
    async all() {
      const rows = await driver.all(`select ${SOURCE.join(", ")} from sources order by address`, []);
      return rows.map(sourceOf);
    },
    async add(sources) {
      const rows = sources.map(({ address, addedBy, addedAt, state }) => [address, addedBy, addedAt, JSON.stringify(storable(state))]);
      const groups = inserts("sources", SOURCE, rows, "on conflict (address) do nothing").map((each) => [each] as const);
      if (groups.length > 0) await driver.batch(groups);
    },
    async remove(address) {
      const [rows] = await driver.batch([[statement("delete from sources where address = ? returning address", address)]]);
      return rows?.length === 1;
    },
    async keep(address, state) {
      await driver.batch([[statement("update sources set state = ? where address = ?", JSON.stringify(storable(state)), address)]]);
    },
    async seen(address, items) {
      const found = new Map<string, SeenItem>();
      for (const slice of slices(items, AT_ONCE)) {
        const { sql, args } = listOf(slice);
        const rows = await driver.all(`select * from seen where source = ? and item in ${sql}`, [address, ...args]);
        for (const row of rows) found.set(String(row.item), seenOf(row));
      }
      return found;
    },
    async see(address, items) {
      // One statement cannot write one row twice.
      const each = new Map(items.map((item) => [item.item, item]));
      const rows = [...each.values()].map(({ item, content, article, seenAt, reread }) => {
        return [address, item, content, article, seenAt, reread?.at ?? null, reread?.url ?? null];
      });
      const ending = `on conflict (source, item) do update set
        content = excluded.content, article = excluded.article, seen_at = excluded.seen_at,
        reread_at = excluded.reread_at, url = excluded.url`;
      const groups = inserts("seen", SEEN, rows, ending).map((one) => [one] as const);
      if (groups.length > 0) await driver.batch(groups);
    },
    async toReread(now, limit) {
      const sql = "select * from seen where reread_at <= ? order by reread_at, source, item limit ?";
      return (await driver.all(sql, [now, limit])).map((row) => ({ ...seenOf(row), source: String(row.source) }));
    },
    async forgetSeen(before) {
      const [rows] = await driver.batch([[statement("delete from seen where seen_at < ? returning item", before)]]);
      return rows?.length ?? 0;
    },
  };
}

function sourceOf(row: Row): KnownSource {
  return {
    address: String(row.address),
    addedBy: row.added_by === "settings" ? "settings" : "command",
    addedAt: String(row.added_at) as Instant,
    // The store wrote it itself, above.
    state: JSON.parse(String(row.state)) as SourceState,
  };
}

function seenOf(row: Row): SeenItem {
  return {
    item: String(row.item),
    content: String(row.content),
    article: String(row.article) as ArticleId,
    seenAt: String(row.seen_at) as Instant,
    ...(row.reread_at === null ? {} : { reread: { at: String(row.reread_at) as Instant, url: String(row.url) } }),
  };
}
