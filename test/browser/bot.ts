import { cpSync, mkdtempSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Running, start } from "../fake/process.ts";

export type BotOnPage = { readonly address: string; readonly bot: Running; readonly cwd: string };

/** The whole bot as a newcomer starts it, without any setting but a port that is free. */
export async function startBot(): Promise<BotOnPage> {
  const cwd = mkdtempSync(join(tmpdir(), "pullquote-"));
  cpSync(join(import.meta.dirname, "../../seeds"), join(cwd, "seeds"), { recursive: true });
  const port = await freePort();
  const bot = start([], { cwd, env: { WEB_PORT: String(port) } });
  await bot.until(/page served/, 60_000);
  return { address: `http://127.0.0.1:${port}`, bot, cwd };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
