import { describe, expect, it } from "vitest";
import { deskOf } from "../../fake/desk.ts";
import { textsOf } from "../../fake/discord/rules.ts";
import { open, run } from "./setting.ts";

describe.concurrent("a connection that breaks, over seconds", () => {
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

describe("trap 4, the other side of it", () => {
  it("a rejection of anybody else's still ends the process, as without us", async (test) => {
    const { bot } = await run(test, { FOREIGN_REJECTION: "yes" });
    const { code, err } = await bot.ended();
    expect(code).not.toBe(0);
    expect(err).toContain("not of the library");
  }, 30_000);
});

describe("many at once", () => {
  it("100 questions in flight are all acknowledged and answered", async (test) => {
    const on = await open(test);
    await on.platform.start(deskOf());
    const questions = Array.from({ length: 100 }, (_, n) => on.discord.send("news", { who: `name ${n}` }));
    await on.discord.until(() => questions.every((question) => question.answers.length === 1 && !question.thinking), 10_000);
    expect(questions.filter(({ ackMs }) => ackMs === null || ackMs > 2500)).toEqual([]);
    expect(on.discord.violations).toEqual([]);
  }, 15_000);
});
