import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseFeed } from "../../../src/sources/feed/parse.ts";

const folder = join(import.meta.dirname, "../../cases/feeds");
const now = new Date("2026-11-24T12:00:00Z");
type Wanted = Readonly<Record<string, unknown>>;
type Case = Wanted & { readonly why: string; readonly items: readonly Wanted[]; readonly skipped?: readonly string[] };

/** What must be so, with null for what must not be there. */
function check(got: object | undefined, wanted: Wanted): void {
  for (const [name, value] of Object.entries(wanted)) {
    const found = (got as Wanted | undefined)?.[name];
    if (value === null) expect(found, name).toBeUndefined();
    else expect(found, name).toEqual(value);
  }
}

describe("feeds as they come", () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".xml"))) {
    const { why, items, skipped = [], ...feed } = JSON.parse(readFileSync(join(folder, file.replace(".xml", ".json")), "utf8")) as Case;
    it(`${file.replace(".xml", "")}: ${why}`, () => {
      const got = parseFeed(readFileSync(join(folder, file)), { address: "https://echo.example/rss", now });
      check(got, feed);
      expect(got.items).toHaveLength(items.length);
      for (const [i, { noMarkup, ...item }] of items.entries()) {
        check(got.items[i], item);
        if (noMarkup) expect(JSON.stringify(got.items[i])).not.toMatch(/<\/?[a-z]/i);
      }
      expect(got.skipped.map(({ item }) => item)).toEqual(skipped);
    });
  }
});
