import type { Instant } from "../news/article.ts";
import type { Leases } from "../ports/replicas.ts";
import { type Driver, statement } from "./driver.ts";

/** Leases over either engine: the row says who, the time until when. A holder that died gives its lease up by not renewing it. */
export function leasesOn(driver: Driver): Leases {
  return {
    async take(name, holder, now, until) {
      const [rows] = await driver.batch([
        [
          statement(
            `insert into leases (name, holder, held_until) values (?, ?, ?)
             on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
             where leases.holder = excluded.holder or leases.held_until <= ? returning name`,
            ...[name, holder, until, now],
          ),
        ],
      ]);
      return rows?.length === 1;
    },
    async release(name, holder) {
      await driver.batch([[statement("delete from leases where name = ? and holder = ?", name, holder)]]);
    },
    async count(beginning, now) {
      const [row] = await driver.all(
        "select cast(count(*) as integer) as held from leases where name >= ? and name < ? and held_until > ?",
        // Nothing that begins so comes after it and the last character there is.
        [beginning, `${beginning}\u{10FFFF}`, now],
      );
      return Number(row?.held);
    },
    async sweep(before) {
      await driver.batch([[statement("delete from leases where held_until < ?", before)]]);
    },
    async held(name) {
      const [row] = await driver.all("select holder, held_until from leases where name = ?", [name]);
      return row === undefined ? null : { holder: String(row.holder), until: row.held_until as Instant };
    },
  };
}
