import type { Instant } from "../news/article.ts";
import type { Extent } from "../ports.ts";
import type { Driver } from "./driver.ts";

/** Articles that another process took away are still counted for so long, in milliseconds. */
const COUNT_ANEW = 10 * 60_000;

/** How much there is. PostgreSQL has to visit every row to count them, and this is asked with each question: only what is new is counted. */
export function extentOn(driver: Driver): { read(): Promise<Extent>; countAnew(): void } {
  let counted: { readonly articles: number; readonly number: number; readonly at: number } | null = null;
  return {
    countAnew() {
      counted = null;
    },
    async read() {
      const now = performance.now();
      const { articles, number, at } = counted && now - counted.at < COUNT_ANEW ? counted : { articles: 0, number: 0, at: now };
      const count = "select cast(count(*) as integer) as articles, coalesce(max(number), 0) as number from articles";
      const [[row], [first], [old]] = await Promise.all([
        // Of all of them without a condition: SQLite then reads its smallest index and not every article.
        number === 0 ? driver.all(count, []) : driver.all(`${count} where number > ?`, [number]),
        driver.all("select min(read_at) as since from articles", []),
        // Few, and an index of their own: what a newer version stands for.
        driver.all("select cast(count(*) as integer) as articles from articles where replaced_by is not null", []),
      ]);
      counted = { articles: articles + Number(row?.articles), number: Math.max(number, Number(row?.number)), at };
      return { articles: counted.articles - Number(old?.articles), since: (first?.since ?? null) as Instant | null };
    },
  };
}
