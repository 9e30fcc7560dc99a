import { cpSync, mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { start } from "../fake/process.ts";

it("a port that is taken: one sentence, and the bot goes on without the page", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "pullquote-"));
  cpSync(join(import.meta.dirname, "../../seeds"), join(cwd, "seeds"), { recursive: true });
  const other = createServer((_, answer) => answer.end("somebody else")).listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as AddressInfo;
  const bot = start([], { cwd, env: { WEB_PORT: String(port) } });
  await bot.until(/is taken by another program/);
  expect(bot.err()).toContain(`The page is not served: port ${port} of 127.0.0.1 is taken by another program. Set WEB_PORT to a free one`);
  expect(bot.err()).not.toContain("    at ");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(bot.child.exitCode).toBeNull();
  bot.child.kill("SIGTERM");
  expect(await bot.ended()).toMatchObject({ code: 0 });
  other.close();
});
