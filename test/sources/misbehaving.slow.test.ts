import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { feedPaths, hosts, misbehavingServers, names } from "../fake/misbehaving.ts";
import { run, start } from "../fake/process.ts";

let servers: Awaited<ReturnType<typeof misbehavingServers>>;
beforeAll(async () => {
  servers = await misbehavingServers();
});
afterAll(() => servers.close());

it("whatever the servers behind a feed's links do, as page or as robots.txt, the bot keeps running and has every item by its teaser", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "pullquote-misbehaving-"));
  const env = {
    SOURCES: feedPaths.map((path) => `http://127.0.0.1:${servers.port}${path}`).join(","),
    PRIVATE_HOSTS: hosts.join(","),
  };
  const bot = start([], { cwd, env });
  const found = async () => {
    const { out } = await run(["export", "--person", "Ada Lind"], { cwd, env });
    return new Set([...out.matchAll(/Number (127[.\d]+) stands/g)].map(([, host]) => host)).size;
  };
  let count = 0;
  for (let tries = 0; tries < 60 && count < 2 * names.length && bot.child.exitCode === null; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    count = await found();
  }
  expect(bot.child.exitCode, bot.err()).toBeNull();
  expect(count).toBe(2 * names.length);
  expect(await run(["health"], { cwd, env })).toMatchObject({ out: "running\n", code: 0 });
  bot.child.kill("SIGTERM");
  expect(await bot.ended()).toMatchObject({ code: 0 });
}, 180_000);
