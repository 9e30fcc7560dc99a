import type { Instant } from "../news/article.ts";
import type { Installations, Installed } from "../ports/installations.ts";
import { type Driver, insert, type Row, statement } from "./driver.ts";
import type { Keyring } from "./keyring.ts";

const COLUMNS = ["workspace", "name", "since", "secret"];

/** Installations over either engine, their secrets sealed for the workspace they are of. */
export function installationsOn(driver: Driver, keyring: Keyring): Installations {
  const installed = (row: Row): Installed => {
    const workspace = String(row.workspace);
    return { workspace, name: String(row.name), since: row.since as Instant, secret: keyring.open(String(row.secret), workspace) };
  };
  const rows = () => driver.all("select * from installations order by name, workspace", []);
  return {
    all: async () => (await rows()).map(installed),
    async one(workspace) {
      const [row] = await driver.all("select * from installations where workspace = ?", [workspace]);
      return row === undefined ? null : installed(row);
    },
    async save({ workspace, name, since, secret }) {
      const ending = "on conflict (workspace) do update set name = excluded.name, since = excluded.since, secret = excluded.secret";
      await driver.batch([[insert("installations", COLUMNS, [workspace, name, since, keyring.seal(secret, workspace)], ending)]]);
    },
    async remove(workspace) {
      const [gone] = await driver.batch([[statement("delete from installations where workspace = ? returning workspace", workspace)]]);
      return gone?.length === 1;
    },
    async reseal() {
      let sealed = 0;
      for (const { workspace, secret } of await rows()) {
        const open = keyring.isNewest(String(secret)) ? null : keyring.open(String(secret), String(workspace));
        if (open === null) continue;
        // One that was saved anew meanwhile is left as it is.
        const sql = "update installations set secret = ? where workspace = ? and secret = ? returning workspace";
        const [done] = await driver.batch([[statement(sql, keyring.seal(open, String(workspace)), workspace ?? null, secret ?? null)]]);
        sealed += done?.length ?? 0;
      }
      return sealed;
    },
  };
}
