import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { deskOf } from "../../fake/desk.ts";
import { digest } from "../../fake/example-cards.ts";
import { impatient, stages } from "./setting.ts";

const { onStage, unhandled } = stages();

describe.concurrent("the traps of Slack's libraries", () => {
  it("trap 1: what the socket writes into its options does not make a post retry a hundred times", async ({ onTestFinished }) => {
    const { slack, platform } = await onStage({}, onTestFinished);
    await platform.start(deskOf(digest));
    slack.fault("chat.postMessage", { when: "before", do: 500 }, 5);
    await expect(platform.post(digest, { channel: "C0NEWS", key: "k", part: 0 })).rejects.toMatchObject({ code: "post-doubtful" });
    slack.fault("chat.postEphemeral", { when: "before", do: 500 }, 5);
    slack.fault("response_url", { when: "before", do: 500 }, 5);
    await slack.command("karzai", { waitMs: 400 });
    await slack.until(() => slack.calls("chat.postEphemeral") > 0, 10_000);
    expect([slack.calls("chat.postMessage"), slack.calls("chat.postEphemeral"), slack.calls("response_url")]).toEqual([1, 1, 1]);
  });

  it("trap 2: apps.connections.open that fails does not end Socket Mode", async ({ onTestFinished }) => {
    const { slack, platform } = await onStage({}, onTestFinished);
    await platform.start(deskOf(digest));
    for (const how of ["drop", { error: "internal_error" }] as const) slack.fault("apps.connections.open", { when: "before", do: how });
    slack.cut();
    expect(await slack.until(() => !platform.connected(), 2000)).toBe(true);
    expect(await slack.until(() => platform.connected(), 9000)).toBe(true);
    expect((await slack.command("karzai")).answers).toHaveLength(1);
  });

  it("trap 3: a post that Slack takes and never answers ends in doubt after the time-out, sent once", async ({ onTestFinished }) => {
    const { slack, platform } = await onStage({ platform: { timeoutMs: 300 } }, onTestFinished);
    slack.fault("chat.postMessage", { when: "after", do: "hang" }, 5);
    const before = Date.now();
    await expect(platform.post(digest, { channel: "C0NEWS", key: "k", part: 0 })).rejects.toMatchObject({ code: "post-doubtful" });
    // The library would wait for ever.
    expect(Date.now() - before).toBeLessThan(8000);
    expect(slack.messages("C0NEWS")).toHaveLength(1);
    expect(slack.calls("chat.postMessage")).toBe(1);
  });

  it("trap 4: when Slack asks for a new line it is there at once, not after five seconds without a socket", async ({ onTestFinished }) => {
    const { slack, platform } = await onStage({}, onTestFinished);
    await platform.start(deskOf(digest));
    const since = Date.now();
    slack.refresh();
    expect(await slack.until(() => slack.calls("apps.connections.open") === 2 && platform.connected(), 9000)).toBe(true);
    expect(Date.now() - since).toBeLessThan(4500);
    expect(slack.connections()).toBe(1);
    expect((await slack.command("karzai")).answers).toHaveLength(1);
  });

  it("trap 4: while there is no socket it says so, and posts all the same", async ({ onTestFinished }) => {
    const { slack, platform } = await onStage({}, onTestFinished);
    await platform.start(deskOf(digest));
    slack.fault("apps.connections.open", { when: "before", do: 500 }, 2);
    slack.cut();
    expect(await slack.until(() => !platform.connected(), 2000)).toBe(true);
    await platform.post(digest, { channel: "C0NEWS", key: "k", part: 0 });
    expect(platform.connected()).toBe(false);
    expect(await slack.until(() => platform.connected(), 9000)).toBe(true);
    expect(slack.connections()).toBe(1);
  });

  it("trap 6: a command that nobody listens to gets an answer all the same", async ({ onTestFinished }) => {
    const { slack, platform } = await onStage({}, onTestFinished);
    const desk = deskOf(digest);
    await platform.start(desk);
    const { ackMs, answers } = await slack.command("karzai", { command: "/headlines" });
    expect(ackMs).not.toBeNull();
    expect(answers[0]?.text).toContain("/headlines reached Pullquote, which answers /news and /digest");
    expect(desk.asked).toEqual([]);
  });

  it("trap 7: undici, which socket-mode only names as a peer, is pinned by us in a version it takes", () => {
    const root = join(import.meta.dirname, "../../..");
    const ours = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(ours.dependencies.undici).toBeDefined();
    const fromBolt = createRequire(createRequire(join(root, "package.json")).resolve("@slack/bolt"));
    const fromSocket = createRequire(fromBolt.resolve("@slack/socket-mode"));
    const wanted: string = JSON.parse(readFileSync(join(root, "node_modules/@slack/socket-mode/package.json"), "utf8")).peerDependencies
      .undici;
    const major = fromSocket("undici/package.json").version.split(".")[0];
    expect(wanted.match(/\d+(?=[.\d\w]*)/g)).toContain(major);
    expect(fromSocket("undici/package.json").version).toBe(createRequire(join(root, "package.json"))("undici/package.json").version);
  });
});

describe.concurrent("stopping and failing to start", () => {
  it("says in one sentence what to do about a revoked app-level token", async ({ onTestFinished }) => {
    const { slack, platform, log } = await onStage({}, onTestFinished);
    slack.revoke("app");
    await expect(platform.start(deskOf(digest))).rejects.toMatchObject({ code: "token", message: expect.stringContaining("restart") });
    expect(JSON.stringify(log.lines)).not.toContain(slack.appToken);
  });

  it("tells a bot token that was put in the app-level token's place", async ({ onTestFinished }) => {
    const { slack, platform } = await onStage({ fake: { botToken: "xoxb-1" }, platform: { appToken: "xoxb-1" } }, onTestFinished);
    await expect(platform.start(deskOf(digest))).rejects.toMatchObject({
      code: "token",
      message: expect.stringContaining("SLACK_APP_TOKEN with xapp-"),
    });
    expect(slack.connections()).toBe(0);
  });

  it("opens another socket when one is not greeted", async ({ onTestFinished }) => {
    const { slack, platform, log } = await onStage({ platform: { timeoutMs: 400, patienceMs: 15_000 } }, onTestFinished);
    slack.greeting("silent");
    const started = platform.start(deskOf(digest));
    await slack.until(() => slack.connections() === 1);
    slack.greeting("hello");
    await started;
    expect(log.lines.filter((line) => line.event === "slack socket silent")).not.toEqual([]);
    expect([platform.connected(), slack.connections()]).toEqual([true, 1]);
  });

  it("gives up a socket that is never greeted", async ({ onTestFinished }) => {
    const { slack, platform } = await onStage({ platform: { patienceMs: 500 } }, onTestFinished);
    slack.greeting("silent");
    await expect(platform.start(deskOf(digest))).rejects.toMatchObject({ code: "connection" });
    expect(await slack.until(() => slack.connections() === 0, 3000)).toBe(true);
  });

  it("lives on, and says why, when the app-level token is revoked while it runs, and comes back with the token", async ({
    onTestFinished,
  }) => {
    const { slack, platform, log } = await onStage({ platform: { clock: impatient } }, onTestFinished);
    await platform.start(deskOf(digest));
    slack.revoke("app");
    slack.cut();
    expect(await slack.until(() => log.lines.some((line) => line.event === "slack socket refused"), 9000)).toBe(true);
    expect(platform.connected()).toBe(false);
    expect(unhandled).toEqual([]);
    slack.space.tokens.revoked.clear();
    expect(await slack.until(() => platform.connected(), 5000)).toBe(true);
    expect(slack.connections()).toBe(1);
  });

  it("waits for an answer on its way when it stops", async ({ onTestFinished }) => {
    const { slack, platform } = await onStage({}, onTestFinished);
    const desk = deskOf(() => new Promise((resolve) => setTimeout(() => resolve(digest), 300)));
    await platform.start(desk);
    void slack.command("karzai");
    await slack.until(() => desk.asked.length === 1);
    await platform.stop();
    expect(slack.space.answers).toHaveLength(1);
  });
});

describe("a bot without Slack", () => {
  it("never loads Slack's libraries: each is imported in one place, when Slack is used", () => {
    const folder = join(import.meta.dirname, "../../../src/platforms/slack");
    const code = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
    const imports = code.flatMap((text) => text.match(/^import (?!type ).*"@slack\/.*$|(?<!typeof )import\("@slack\/[^)]*\)/gm) ?? []);
    expect(imports.sort()).toEqual(['import("@slack/bolt")', 'import("@slack/oauth")']);
  });
});
