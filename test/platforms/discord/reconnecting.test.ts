import { describe, expect, it, type TestContext } from "vitest";
import { deskOf } from "../../fake/desk.ts";
import { textsOf } from "../../fake/discord/rules.ts";
import { type Stage, stage } from "./setting.ts";

/** Tests that run side by side must not share the hook that is imported. */
async function open({ onTestFinished }: TestContext): Promise<Stage> {
  const on = await stage();
  onTestFinished(() => on.end());
  return on;
}

describe.concurrent("a connection that breaks", () => {
  it("is resumed, and what was asked meanwhile is answered", async (test) => {
    const on = await open(test);
    await on.platform.start(deskOf());
    on.discord.gateway.cut();
    await on.discord.until(() => !on.platform.connected());
    const question = on.discord.send("news");
    await on.discord.until(() => question.answers.length === 1 && !question.thinking);
    expect(on.platform.connected()).toBe(true);
    expect(on.discord.gateway.identified).toHaveLength(1);
    expect(on.discord.violations).toEqual([]);
  });

  it("comes back after Discord asks for it, and after an outage", async (test) => {
    const on = await open(test);
    await on.platform.start(deskOf());
    on.discord.gateway.reconnect();
    await on.discord.until(() => on.discord.gateway.opened() === 2 && on.platform.connected(), 12_000);
    expect(await on.discord.command("news")).toHaveLength(1);
    const outage = on.discord.outage(800);
    await on.discord.until(() => !on.platform.connected());
    await outage;
    expect(await on.discord.until(() => on.platform.connected(), 12_000)).toBe(true);
    expect(await on.discord.command("news")).toHaveLength(1);
  }, 30_000);

  it("comes back with a new session where the old one is not known any more", async (test) => {
    const on = await open(test);
    await on.platform.start(deskOf());
    on.discord.gateway.invalidSession(false);
    await on.discord.until(() => on.discord.gateway.identified.length === 2, 12_000);
    expect(await on.discord.until(() => on.platform.connected(), 12_000)).toBe(true);
    expect(await on.discord.command("news")).toHaveLength(1);
  }, 30_000);

  it("gives an answer after the pause that Discord asks for", async (test) => {
    const on = await open(test);
    await on.platform.start(deskOf());
    on.discord.fault("answer.edit", { when: "before", do: { retryAfter: 5.2 } });
    const began = Date.now();
    const question = on.discord.send("news");
    await on.discord.until(() => question.ackMs !== null && !question.thinking, 15_000);
    expect(textsOf(question.answers[0]?.components ?? []).join()).toContain("News digest");
    expect(Date.now() - began).toBeGreaterThan(5000);
  }, 30_000);
});
