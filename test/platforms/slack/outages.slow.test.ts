import { describe, expect, it } from "vitest";
import { systemClock } from "../../../src/clock.ts";
import { deskOf } from "../../fake/desk.ts";
import { digest } from "../../fake/example-cards.ts";
import { impatient, stages } from "./setting.ts";

const { onStage } = stages();

describe.concurrent("the traps of Slack's libraries, over seconds", () => {
  it("trap 2: an outage in which apps.connections.open fails in every way does not end Socket Mode", async ({ onTestFinished }) => {
    const { slack, platform, log } = await onStage({}, onTestFinished);
    await platform.start(deskOf(digest));
    for (const how of [
      503,
      "drop",
      { retryAfter: 0 },
      { retryAfter: null },
      { error: "internal_error" },
      { error: "fatal_error" },
      404,
    ] as const)
      slack.fault("apps.connections.open", { when: "before", do: how });
    await slack.outage(400);
    expect(platform.connected()).toBe(false);
    expect(await slack.until(() => platform.connected(), 14_000)).toBe(true);
    expect(slack.calls("apps.connections.open")).toBeGreaterThanOrEqual(6);
    expect((await slack.command("karzai")).answers).toHaveLength(1);
    expect(log.lines.filter((line) => line.event === "slack socket lost")).toHaveLength(1);
  });

  it("trap 4: when Slack asks for a new line it is there at once, time after time, not after five seconds without a socket", async ({
    onTestFinished,
  }) => {
    const { slack, platform } = await onStage({}, onTestFinished);
    await platform.start(deskOf(digest));
    for (const end of [slack.refresh, slack.cut, slack.refresh]) {
      const before = slack.calls("apps.connections.open");
      const since = Date.now();
      end();
      expect(await slack.until(() => slack.calls("apps.connections.open") > before && platform.connected(), 9000)).toBe(true);
      // The library waits for five seconds, and five more for every line that broke before.
      expect(Date.now() - since).toBeLessThan(4500);
      expect(slack.connections()).toBe(1);
      expect((await slack.command("karzai")).answers).toHaveLength(1);
    }
  });

  it("opens one line at a time, and the next more slowly, where lines break before they are greeted", async ({ onTestFinished }) => {
    const { slack, platform } = await onStage({ platform: { clock: impatient } }, onTestFinished);
    await platform.start(deskOf(digest));
    const before = slack.calls("apps.connections.open");
    for (const n of [1, 2]) {
      slack.greeting(n < 2 ? "silent" : "hello");
      const since = Date.now();
      slack.cut();
      expect(await slack.until(() => slack.calls("apps.connections.open") === before + n && slack.connections() === 1, 5000)).toBe(true);
      if (n === 2) expect(Date.now() - since).toBeGreaterThan(900);
    }
    expect(await slack.until(() => platform.connected(), 5000)).toBe(true);
    expect(slack.calls("apps.connections.open")).toBe(before + 2);
    expect((await slack.command("karzai")).answers).toHaveLength(1);
  });

  it("stops in the middle of a reconnect and asks Slack for nothing any more", async ({ onTestFinished }) => {
    const { slack, platform, log } = await onStage({}, onTestFinished);
    await platform.start(deskOf(digest));
    slack.fault("apps.connections.open", { when: "before", do: 500 }, 1000);
    slack.cut();
    await slack.until(() => slack.calls("apps.connections.open") > 2, 9000);
    await platform.stop();
    const calls = slack.calls("apps.connections.open");
    await systemClock.sleep(1200);
    // Nor does the library go on trying in vain, which would keep the process alive.
    const lines = log.lines.length;
    await systemClock.sleep(1200);
    expect([slack.calls("apps.connections.open"), slack.connections(), log.lines.length]).toEqual([calls, 0, lines]);
  });
});
