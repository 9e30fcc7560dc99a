import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { deskOf } from "../../fake/desk.ts";
import { digest } from "../../fake/example-cards.ts";
import { freePort } from "../../fake/server.ts";
import { buttons } from "../../fake/slack/interactions.ts";
import { type Stage, stages } from "./setting.ts";

const { onStage } = stages();

/** In HTTP mode, with members' doings sent to it. */
async function onHttp(more: { fake?: object; platform?: object } = {}): Promise<Stage & { port: number }> {
  const port = await freePort();
  const one = await onStage({ http: true, ...more, platform: { port, ...more.platform } });
  one.slack.requestUrl = `http://127.0.0.1:${port}/slack/events`;
  return { ...one, port };
}

describe("HTTP mode", () => {
  it("answers signed commands and buttons, each acknowledged with an empty 200", async () => {
    const { slack, platform } = await onHttp();
    const desk = deskOf(digest);
    expect(platform.connected()).toBe(false);
    await platform.start(desk);
    expect(platform.connected()).toBe(true);
    const { status, ackMs, answers } = await slack.command("karzai");
    expect([status, answers.length]).toEqual([200, 1]);
    expect(ackMs).not.toBeNull();
    const [button] = buttons(answers[0]?.blocks ?? []);
    if (!button) throw new Error("no button");
    const pressed = await slack.press(button);
    expect([pressed.status, pressed.answers.length]).toEqual([200, 1]);
    expect(desk.asked.map((one) => one.question)).toEqual([
      { kind: "search", words: "karzai", offset: 0 },
      { kind: "search", words: "tolls", offset: 5 },
    ]);
    expect(slack.violations).toEqual([]);
    await platform.stop();
    expect(platform.connected()).toBe(false);
  });

  it("turns away what Slack did not sign, and what is an hour old", async () => {
    const { slack, platform, port } = await onHttp();
    const desk = deskOf(digest);
    await platform.start(desk);
    expect((await slack.command("karzai", { signature: "bad" })).status).toBe(401);
    expect((await slack.command("karzai", { signature: "old" })).status).toBe(401);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    expect(desk.asked).toEqual([]);
  });

  it("answers a command once that is delivered twice", async () => {
    const { slack, platform } = await onHttp();
    const desk = deskOf(digest);
    await platform.start(desk);
    const { answers } = await slack.command("karzai", { times: 2 });
    expect([answers.length, desk.asked.length]).toEqual([1, 1]);
    expect(slack.violations).toEqual([]);
  });

  it("answers 200 and an error card, never an HTTP 500, when the answer fails", async () => {
    const { slack, platform } = await onHttp();
    await platform.start(
      deskOf(() => {
        throw new Error("the desk fell over");
      }),
    );
    const { status, answers } = await slack.command("karzai");
    expect(status).toBe(200);
    expect(answers[0]?.text).toMatch(/error [0-9a-f]{8}/);
  });

  it("trap 5: a revoked token stops the start, with one sentence that says what to do", async () => {
    const { slack, platform, log } = await onHttp();
    slack.revoke("bot");
    await expect(platform.start(deskOf(digest))).rejects.toMatchObject({
      code: "token",
      message:
        "Slack does not take SLACK_BOT_TOKEN: the token was revoked (token_revoked). Install the app to the workspace again, put the new token into the settings and restart.",
    });
    expect(platform.connected()).toBe(false);
    expect(JSON.stringify(log.lines)).not.toContain(slack.botToken);
  });

  it("names the port that is in use and what to do", async () => {
    const { platform, port } = await onHttp();
    const other = createServer().listen(port, "127.0.0.1");
    await expect(platform.start(deskOf(digest))).rejects.toMatchObject({
      code: "port",
      message: expect.stringMatching(new RegExp(`port ${port}.*another program listens there.*SLACK_PORT`)),
    });
    await new Promise((resolve) => other.close(resolve));
  });

  it("names the settings that are missing", async () => {
    const { platform } = await onStage({ http: true });
    await expect(platform.start(deskOf(digest))).rejects.toMatchObject({ code: "config", message: expect.stringContaining("SLACK_PORT") });
  });

  it("waits for a Slack that comes up late, and says so when it does not come", async () => {
    const late = await onHttp();
    const away = late.slack.outage(300);
    await late.platform.start(deskOf(digest));
    await away;
    expect(late.log.lines.filter((line) => line.event === "slack start again").length).toBeGreaterThan(0);
    const never = await onHttp({ platform: { patienceMs: 300, apiUrl: `http://127.0.0.1:${await freePort()}/api/` } });
    await expect(never.platform.start(deskOf(digest))).rejects.toMatchObject({
      code: "connection",
      message: expect.stringContaining("network"),
    });
  });

  it("names the scopes that the app lacks", async () => {
    const { platform, log } = await onHttp({ fake: { scopes: ["chat:write", "commands"] } });
    await platform.start(deskOf(digest));
    expect(log.lines.find((line) => line.event === "slack scopes missing")?.fields.missing).toEqual([
      "channels:history",
      "channels:read",
      "chat:write.public",
      "groups:history",
      "groups:read",
      "im:history",
      "im:write",
      "users:read",
    ]);
  });
});
