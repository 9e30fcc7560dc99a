import { describe, expect, it } from "vitest";
import type { Instant } from "../../../src/news/article.ts";
import { deskOf } from "../../fake/desk.ts";
import { digest } from "../../fake/example-cards.ts";
import { CHANNEL, open, run } from "./setting.ts";

/** Each was seen with discord.js 14.28 and stands in the notes on the platforms. */
const posting = { channel: CHANNEL, key: "edition 1#0", part: 0 };
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.concurrent("trap 1: discord.js repeats a call after 429 and 5xx, and not after a dropped connection", () => {
  it("a 5xx after the message was taken: repeated by the library, and the nonce keeps it one message", async (test) => {
    const on = await open(test);
    on.discord.fault("message.create", { when: "after", do: 502 }, 2);
    const receipt = await on.platform.post(digest, posting);
    expect(on.discord.calls("message.create")).toBe(3);
    expect(on.discord.messages(CHANNEL).map(({ id }) => id)).toEqual([receipt.messageId]);
  });

  it("no answer at all: repeated after the time-out, and one message", async (test) => {
    const on = await open(test, { platform: { timeoutMs: 400 } });
    on.discord.fault("message.create", { when: "after", do: "hang" });
    const receipt = await on.platform.post(digest, posting);
    expect(on.discord.messages(CHANNEL).map(({ id }) => id)).toEqual([receipt.messageId]);
  });

  it("a dropped connection: not repeated, in doubt; found, and the same message once more by the nonce", async (test) => {
    const on = await open(test);
    on.discord.fault("message.create", { when: "after", do: "drop" });
    await expect(on.platform.post(digest, posting)).rejects.toMatchObject({ code: "post-doubtful" });
    expect(on.discord.calls("message.create")).toBe(1);
    const found = await on.platform.find(posting, new Date(Date.now() - 60_000).toISOString() as Instant);
    expect(await on.platform.post(digest, posting)).toEqual(found);
    expect(on.discord.messages(CHANNEL)).toHaveLength(1);
  });

  it("a short 429: waited for by the library; a long one: later, with the time", async (test) => {
    const on = await open(test);
    on.discord.fault("message.create", { when: "before", do: { retryAfter: 0.2 } });
    await on.platform.post(digest, posting);
    on.discord.fault("message.create", { when: "before", do: { retryAfter: 90 } });
    const began = Date.now();
    const error = await on.platform.post(digest, { ...posting, key: "edition 1#1" }).catch((e) => e);
    expect(error).toMatchObject({ code: "post-later" });
    expect(error.retryAfterMs).toBeGreaterThanOrEqual(90_000);
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  it("whatever hangs, the whole call has a limit: also an answer whose body never comes", async (test) => {
    const on = await open(test, { platform: { limitMs: 700, timeoutMs: 500 } });
    on.discord.fault("message.create", { when: "after", do: "stall" }, 9);
    const began = Date.now();
    await expect(on.platform.post(digest, posting)).rejects.toMatchObject({ code: "post-doubtful" });
    expect(Date.now() - began).toBeLessThan(4000);
  });
});

describe.concurrent("trap 2: login and destroy hang where the gateway never says HELLO", () => {
  it("start gives up in time, says so, and leaves nothing that connects again", async (test) => {
    const on = await open(test, { platform: { loginMs: 300, patienceMs: 400 } });
    on.discord.gateway.greeting = "silent";
    const began = Date.now();
    await expect(on.platform.start(deskOf())).rejects.toMatchObject({
      code: "connection",
      message: expect.stringMatching(/^Discord cannot be reached: .*discordstatus/),
    });
    expect(Date.now() - began).toBeLessThan(5000);
    expect(on.platform.connected()).toBe(false);
    // A line that was being opened while it gave up may still arrive.
    await wait(300);
    const opened = on.discord.gateway.opened();
    await wait(1200);
    expect(on.discord.gateway.opened()).toBe(opened);
  }, 30_000);

  it("a gateway that greets at the second try: start goes on trying", async (test) => {
    const on = await open(test, { platform: { loginMs: 300 } });
    on.discord.gateway.greeting = "silent";
    const starting = on.platform.start(deskOf());
    await on.discord.until(() => on.discord.gateway.opened() === 1);
    on.discord.gateway.greeting = "hello";
    await starting;
    expect(on.platform.connected()).toBe(true);
  }, 30_000);

  it("stop ends in time, though the gateway fell silent while the bot was running", async (test) => {
    const on = await open(test);
    await on.platform.start(deskOf());
    on.discord.gateway.greeting = "silent";
    on.discord.gateway.cut();
    await on.discord.until(() => on.discord.gateway.opened() === 2);
    expect(on.platform.connected()).toBe(false);
    const began = Date.now();
    await on.platform.stop();
    expect(Date.now() - began).toBeLessThan(4000);
    await wait(1200);
    expect(on.discord.gateway.opened()).toBe(2);
  }, 30_000);
});

describe.concurrent("trap 2, in between", () => {
  it("stop while the library is about to connect again: it does not", async (test) => {
    const on = await open(test);
    await on.platform.start(deskOf());
    on.discord.gateway.cut();
    await on.discord.until(() => !on.platform.connected());
    await on.platform.stop();
    await wait(1200);
    expect(on.discord.gateway.opened()).toBe(1);
  });
});

describe.concurrent("trap 3: some close codes end the connection for good, and discord.js says nothing", () => {
  it.for([
    [4004, "token", /DISCORD_TOKEN.*Reset Token/],
    [4010, "connection", /shard/],
    [4011, "connection", /2,500/],
    [4012, "connection", /newest Pullquote/],
    [4013, "connection", /intents/],
    [4014, "config", /intents.*privileged/],
  ] as const)("%i at the start: start throws with a sentence that says what to do", async ([close, code, words], test) => {
    const on = await open(test, { platform: { patienceMs: 0 } });
    on.discord.gateway.greeting = { close };
    await expect(on.platform.start(deskOf())).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
  });

  it("a token that REST refuses: the same", async (test) => {
    const on = await open(test, { platform: { token: "wrong.wrong.wrong" } });
    const error = await on.platform.start(deskOf()).catch((e) => e);
    expect(error).toMatchObject({ code: "token", message: expect.stringContaining("DISCORD_TOKEN") });
    expect(error.message).not.toContain("wrong");
  });

  it("a token reset while the bot runs: an error line that says what to do, not connected, no further try, nothing else ends", async (test) => {
    const on = await open(test);
    await on.platform.start(deskOf());
    on.discord.revoke();
    on.discord.gateway.close(4000);
    await on.discord.until(() => on.log.lines.some(({ event }) => event === "discord is gone for good"));
    expect(on.log.lines.filter(({ level }) => level === "error")).toEqual([
      { level: "error", event: "discord is gone for good", fields: { why: expect.stringMatching(/DISCORD_TOKEN.*Reset Token/) } },
    ]);
    expect(on.platform.connected()).toBe(false);
    // A line that was being opened while it gave up may still arrive.
    await wait(300);
    const opened = on.discord.gateway.opened();
    await wait(1200);
    expect(on.discord.gateway.opened()).toBe(opened);
    await expect(on.platform.post(digest, posting)).rejects.toMatchObject({
      code: "post-refused",
      message: expect.stringContaining("DISCORD_TOKEN"),
    });
  }, 30_000);
});

/** What a broken gateway may send: no JSON, JSON that is no packet, packets whose insides are missing. */
const MALFORMED: (string | Buffer)[] = [
  "not JSON",
  "null",
  "42",
  "[]",
  "{}",
  Buffer.from([0x78, 0x9c, 0xff, 0x00]),
  '{"op":0}',
  '{"op":0,"t":"INTERACTION_CREATE","s":1,"d":null}',
  '{"op":0,"t":"INTERACTION_CREATE","s":1,"d":{"type":2,"data":{"type":1}}}',
  '{"op":0,"t":"INTERACTION_CREATE","s":1,"d":{"id":"1","type":3,"data":{"component_type":2}}}',
  '{"op":0,"t":"GUILD_CREATE","s":1,"d":{"id":"1","channels":7}}',
  '{"op":0,"t":"CHANNEL_UPDATE","s":1,"d":null}',
  '{"op":0,"t":"error","s":1,"d":"boom"}',
  '{"op":9}',
  '{"op":10,"d":null}',
  '{"op":0,"t":"READY","s":1,"d":null}',
];

describe.concurrent("trap 4: a malformed gateway packet becomes an unhandled rejection, which ends a process", () => {
  it("the process lives, says so, and goes on answering", async (test) => {
    const { discord, bot } = await run(test);
    for (const packet of MALFORMED) discord.gateway.raw(packet);
    expect(await discord.until(() => (bot.out().match(/packet not understood/g) ?? []).length >= 5)).toBe(true);
    expect(bot.child.exitCode).toBeNull();
    // What it was sent may have cost it the connection; it comes back by itself.
    discord.gateway.close(4000);
    await discord.until(() => discord.gateway.connections() === 1, 10_000);
    const [answer] = await discord.command("news", { who: "okafor" });
    expect(answer?.components.length).toBeGreaterThan(0);
    bot.child.kill("SIGTERM");
    expect((await bot.ended()).out).toContain('"stopped"');
  }, 30_000);

  it("a malformed packet that waits until the library is ready, which would be an uncaught exception", async (test) => {
    const on = await open(test);
    on.discord.gateway.guildsAfterMs = 250;
    const starting = on.platform.start(deskOf());
    await on.discord.until(() => on.discord.gateway.connections() === 1);
    on.discord.gateway.raw('{"op":0,"t":"INTERACTION_CREATE","s":3,"d":null}');
    const answer = on.discord.command("news");
    await starting;
    expect((await answer).length).toBe(1);
    expect(on.log.lines).toContainEqual(expect.objectContaining({ event: "discord packet not understood" }));
  });
});

describe.concurrent("trap 5: a 204 with a JSON content type makes discord.js parse nothing", () => {
  it("the fake's 204 has none, so that acknowledgements go through the library", async (test) => {
    const on = await open(test);
    await on.platform.start(deskOf());
    await on.discord.command("news");
    const [command] = on.discord.registered();
    const answer = await fetch(`${on.discord.apiUrl}/v10/applications/${on.discord.world.ids.app}/commands/${command?.id}`, {
      method: "DELETE",
      headers: { authorization: `Bot ${on.discord.token}`, "user-agent": "DiscordBot (test, 1)" },
    });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([204, null]);
    expect(on.discord.world.questions.every(({ ackMs }) => ackMs !== null)).toBe(true);
    expect(on.log.lines.filter(({ level }) => level !== "info" && level !== "debug")).toEqual([]);
  });
});

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
});
