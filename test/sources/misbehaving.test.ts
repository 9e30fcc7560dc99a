import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hostOf, hosts, misbehavingServers, names } from "../fake/misbehaving.ts";
import { run } from "../fake/process.ts";

let servers: Awaited<ReturnType<typeof misbehavingServers>>;
beforeAll(async () => {
  servers = await misbehavingServers();
});
afterAll(() => servers.close());

/** What answers with a page, even a short one, is a source that can be read. */
const READABLE = /^(?:status 20[0136]|status 226|100 before|103 before|trailers|more than|a reset after the last byte|a thousand)/;

it("`sources check` says of every source that misbehaves what is wrong, and ends by itself", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "pullquote-misbehaving-"));
  const addresses = names.map((_, n) => `http://${hostOf(n)}:${servers.port}/a`);
  const { code, out, err } = await run(["sources", "check"], {
    cwd,
    env: { SOURCES: addresses.join(","), PRIVATE_HOSTS: hosts.join(",") },
  });
  expect(code).toBe(1);
  expect(err).not.toMatch(/bug in Pullquote|\n\s+at /);
  const verdicts = new Map(out.split(/^(?=http:)/m).map((block) => [block.split("\n")[0], block]));
  for (const [n, name] of names.entries()) {
    const verdict = verdicts.get(addresses[n] ?? "") ?? "";
    expect(verdict, name).toMatch(/^ {2}(?:fine|slow|blocked|busy|failing|missing|gone|no-feed|unreachable|refused): ?\S?/m);
    if (!READABLE.test(name)) expect(verdict, name).not.toMatch(/^ {2}(?:fine|slow)/m);
  }
}, 60_000);
