import { archiveOn } from "../../src/stores/archive.ts";
import type { Driver, Row } from "../../src/stores/driver.ts";

/** The plans of the statements behind the questions people ask, as each engine tells them. */
export async function explain(driver: Driver, person: string, word: string): Promise<string[]> {
  const lines: string[] = [];
  const seen = new Set<string>();
  const prefix = driver.dialect.name === "sqlite" ? "explain query plan" : "explain (analyze, costs off, timing off, summary on)";
  const watching: Driver = {
    ...driver,
    async all(sql, args) {
      if (!seen.has(sql) && !sql.startsWith("explain")) {
        seen.add(sql);
        lines.push(`  ${sql.replace(/\s+/g, " ").slice(0, 220)}`);
        for (const row of await driver.all(`${prefix} ${sql}`, args)) lines.push(`      ${plan(row)}`);
      }
      return driver.all(sql, args);
    },
  };
  const archive = archiveOn(watching, { now: () => new Date(), sleep: async () => {} });
  const ask: readonly [string, () => Promise<unknown>][] = [
    ["quotes of a person", () => archive.quotes({ names: [person], reported: false, offset: 0, limit: 6 })],
    ["quotes of a person on a word", () => archive.quotes({ names: [person], about: word, reported: false, offset: 0, limit: 6 })],
    ["stories naming a person", () => archive.stories({ naming: [person], limit: 3 })],
    ["stories on a word", () => archive.stories({ words: word, limit: 3 })],
    ["how many articles", () => archive.extent()],
    ["the latest stories", () => archive.stories({ limit: 200 })],
  ];
  for (const [name, go] of ask) {
    lines.push(name);
    await go();
  }
  return lines;
}

/** Lists of ids are long and say nothing. */
const plan = (row: Row): string => String(row["QUERY PLAN"] ?? row.detail).slice(0, 140);
