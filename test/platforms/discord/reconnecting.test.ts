import { describe, expect, it, onTestFinished } from "vitest";
import { deskOf, type Stage, stage } from "./setting.ts";

async function open(): Promise<Stage> {
  const on = await stage();
  onTestFinished(() => on.end());
  return on;
}

describe.concurrent("a connection that breaks", () => {
  it("is resumed, and what was asked meanwhile is answered", async () => {
    const on = await open();
    await on.platform.start(deskOf());
    on.discord.gateway.cut();
    await on.discord.until(() => !on.platform.connected());
    const question = on.discord.send("news");
    await on.discord.until(() => question.answers.length === 1 && !question.thinking);
    expect(on.platform.connected()).toBe(true);
    expect(on.discord.gateway.identified).toHaveLength(1);
    expect(on.discord.violations).toEqual([]);
  });

  it("comes back after Discord asks for it, and after an outage", async () => {
    const on = await open();
    await on.platform.start(deskOf());
    on.discord.gateway.reconnect();
    await on.discord.until(() => on.discord.gateway.opened() === 2 && on.platform.connected());
    expect(await on.discord.command("news")).toHaveLength(1);
    const outage = on.discord.outage(800);
    await on.discord.until(() => !on.platform.connected());
    await outage;
    await on.discord.until(() => on.platform.connected());
    expect(await on.discord.command("news")).toHaveLength(1);
  }, 15_000);

  it("comes back with a new session where the old one is not known any more", async () => {
    const on = await open();
    await on.platform.start(deskOf());
    on.discord.gateway.invalidSession(false);
    await on.discord.until(() => on.discord.gateway.identified.length === 2, 10_000);
    await on.discord.until(() => on.platform.connected());
    expect(await on.discord.command("news")).toHaveLength(1);
  }, 20_000);
});
