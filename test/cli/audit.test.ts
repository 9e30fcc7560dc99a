import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Instant } from "../../src/news/article.ts";
import type { Edition, Slot } from "../../src/news/edition.ts";
import { openStore } from "../../src/stores/open.ts";
import { run } from "../fake/process.ts";
import { fakeClock, keptLog } from "../fake/time.ts";

const clock = fakeClock("2026-11-23T09:00:00.000Z");
const now = clock.now().toISOString() as Instant;
const slot: Slot = { schedule: "default", zone: "UTC", local: "2026-11-23T08:00", due: "2026-11-23T08:00:00.000Z" as Instant };
const edition: Edition = { id: "e1", slot, card: { title: "News digest", items: [], actions: [] } };

async function home(): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), "pullquote-"));
  const store = await openStore({ folder: join(cwd, "data"), log: keptLog(), clock });
  await store.outbox.openSlot(slot, "open", edition, [
    { platform: "slack", channel: "C1" },
    { platform: "slack", channel: "C2" },
  ]);
  for (const end of [
    { state: "sent", receipts: [{ messageId: "17.1" }] },
    { state: "ambiguous", problem: "No answer." },
  ] as const) {
    const claimed = await store.outbox.claim(now, now);
    if (claimed) await store.outbox.record({ ...claimed.delivery, ...end });
  }
  await store.close();
  return cwd;
}

describe("pullquote audit", () => {
  it("prints slots, deliveries and message ids, names what is in doubt, and settles it once", async () => {
    const cwd = await home();
    const before = await run(["audit"], { cwd });
    expect(before.code).toBe(0);
    expect(before.out).toContain("default  2026-11-23T08:00 UTC  due 2026-11-23T08:00:00.000Z  open");
    expect(before.out).toMatch(/sent {2}slack C1 {2}messages 17\.1 /);
    expect(before.out).toMatch(/ambiguous {2}slack C2 .* {2}No answer\./);
    const id = /--resolve "([^"]+)"/.exec(before.out)?.[1] ?? "";
    expect(await run(["audit", "--resolve", id], { cwd })).toMatchObject({ code: 2, err: expect.stringContaining("--as sent") });
    const after = await run(["audit", "--json", "--resolve", id, "--as", "sent"], { cwd });
    expect(JSON.parse(after.out).deliveries.map((d: { state: string }) => d.state)).toEqual(["sent", "sent"]);
    expect(await run(["audit", "--resolve", id, "--as", "failed"], { cwd })).toMatchObject({
      code: 2,
      err: expect.stringContaining("nothing to settle"),
    });
    expect(await run(["audit", "--resolve", "none", "--as", "failed"], { cwd })).toMatchObject({
      code: 2,
      err: expect.stringContaining("There is no delivery"),
    });
  });

  it("says that nothing has been due yet", async () => {
    expect(await run(["audit"], { cwd: mkdtempSync(join(tmpdir(), "pullquote-")) })).toMatchObject({
      code: 0,
      out: "No digest has been due yet.\n",
    });
  });
});
