import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { type DiscordFake, type DiscordFakeOptions, startDiscordFake } from "../../fake/discord/fake.ts";
import { schemasAreHere } from "../../fake/discord/schemas.ts";
import { CHANNEL } from "./setting.ts";

/** The fake is only worth something if it refuses what Discord refuses. */
async function open(options: DiscordFakeOptions = {}): Promise<DiscordFake> {
  const discord = await startDiscordFake(options);
  onTestFinished(() => discord.stop());
  return discord;
}

const V2 = 1 << 15;
const quiet = { allowed_mentions: { parse: [] } };
const text = (content: string) => ({ type: 10, content });
const button = (more: object) => ({ type: 1, components: [{ type: 2, style: 2, label: "B", ...more }] });

async function call(discord: DiscordFake, method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${discord.token}`,
      "content-type": "application/json",
      "user-agent": "DiscordBot (test, 1)",
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const said = await response.text();
  return { status: response.status, headers: response.headers, body: said === "" ? null : JSON.parse(said) };
}

const create = (discord: DiscordFake, body: object) => call(discord, "POST", `/channels/${CHANNEL}/messages`, { ...quiet, ...body });

describe("messages", () => {
  const refused: [string, object, number][] = [
    ["content beside the flag for V2", { flags: V2, content: "x", components: [text("x")] }, 50035],
    ["embeds beside it", { flags: V2, embeds: [{ title: "x" }], components: [text("x")] }, 50035],
    ["V2 components without the flag", { components: [text("x")] }, 50035],
    ["41 components", { flags: V2, components: [{ type: 17, components: Array.from({ length: 40 }, () => text("x")) }] }, 50035],
    ["4,001 characters", { flags: V2, components: [text("x".repeat(2000)), text("y".repeat(2001))] }, 50035],
    ["no text in a text display", { flags: V2, components: [text(" \n")] }, 50035],
    ["an empty message", { flags: V2, components: [] }, 50006],
    ["an empty plain message", { content: " " }, 50006],
    ["2,001 characters of content", { content: "x".repeat(2001) }, 50035],
    ["one custom_id twice", { flags: V2, components: [button({ custom_id: "a" }), button({ custom_id: "a" })] }, 50035],
    [
      "one id twice",
      {
        flags: V2,
        components: [
          { ...text("x"), id: 7 },
          { ...text("y"), id: 7 },
        ],
      },
      50035,
    ],
    ["a button with url and custom_id", { flags: V2, components: [button({ custom_id: "a", url: "https://a.example" })] }, 50035],
    ["a link button without url", { flags: V2, components: [button({ style: 5, custom_id: "a" })] }, 50035],
    ["enforce_nonce without a nonce", { content: "x", enforce_nonce: true }, 50035],
  ];
  it.each(refused)("refuses %s", async (_, body, code) => {
    const discord = await open();
    expect(await create(discord, body)).toMatchObject({ status: 400, body: { code } });
    expect(discord.messages()).toEqual([]);
    expect(discord.violations).toHaveLength(1);
  });

  it.skipIf(!schemasAreHere).each([
    ["a misspelt field", { contents: "x" }],
    ["a misspelt field inside", { flags: V2, components: [{ ...text("x"), colour: 1 }] }],
    ["an unknown component", { flags: V2, components: [{ type: 99 }] }],
    ["a label of 81 characters", { flags: V2, components: [button({ custom_id: "a", label: "x".repeat(81) })] }],
    [
      "six buttons in a row",
      {
        flags: V2,
        components: [{ type: 1, components: Array.from({ length: 6 }, (_, n) => button({ custom_id: `${n}` }).components[0]) }],
      },
    ],
    ["a nonce of 26 characters", { content: "x", nonce: "n".repeat(26) }],
  ])("refuses by Discord's schema %s", async (_, body) => {
    const discord = await open();
    expect(await create(discord, body)).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(discord.violations[0]).toContain("breaks the schema");
  });

  it("takes what discord.js always sends", async () => {
    const discord = await open();
    expect(await create(discord, { content: "x", tts: false, nonce: "1", enforce_nonce: true })).toMatchObject({
      status: 200,
      body: { nonce: "1" },
    });
    expect(discord.violations).toEqual([]);
  });

  it("names a message that could ping, and whom it pings", async () => {
    const discord = await open();
    await call(discord, "POST", `/channels/${CHANNEL}/messages`, { content: "@everyone <@1060000000000000001>" });
    expect(discord.violations.join()).toMatch(/without allowed_mentions.*pings @everyone.*pings <@1060000000000000001>/);
    expect(discord.messages()[0]?.pings).toEqual(["@everyone", "<@1060000000000000001>"]);
    await create(discord, { content: "@everyone" });
    expect(discord.messages()[1]?.pings).toEqual([]);
  });

  it("gives back the first message for a nonce, while it remembers it, and does not show the nonce later", async () => {
    const discord = await open({ nonceMs: 200 });
    const send = async () => (await create(discord, { content: "x", nonce: "n", enforce_nonce: true })).body.id;
    const first = await send();
    expect(await send()).toBe(first);
    await new Promise((resolve) => setTimeout(resolve, 220));
    expect(await send()).not.toBe(first);
    const listed = await call(discord, "GET", `/channels/${CHANNEL}/messages`);
    expect(listed.body).toHaveLength(2);
    expect(listed.body[0].nonce).toBeUndefined();
  });

  it("limits the rate, with the headers", async () => {
    const discord = await open({ rate: { posts: 1, perMs: 60_000 } });
    expect((await create(discord, { content: "x" })).headers.get("x-ratelimit-remaining")).toBe("0");
    const over = await create(discord, { content: "x" });
    expect(over.status).toBe(429);
    expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(50);
  });

  it("knows who may post where", async () => {
    const discord = await open({
      channels: [
        { id: CHANNEL, lacks: ["Send Messages"] },
        { id: "1040000000000000002", lacks: ["View Channel"] },
      ],
    });
    expect(await create(discord, { content: "x" })).toMatchObject({ status: 403, body: { code: 50013 } });
    expect(await call(discord, "GET", "/channels/1040000000000000002")).toMatchObject({ status: 403, body: { code: 50001 } });
    expect(await call(discord, "GET", "/users/@me", undefined, { authorization: "Bot wrong" })).toMatchObject({ status: 401 });
    expect(await call(discord, "GET", "/nonsense")).toMatchObject({ status: 404 });
    expect(discord.violations).toEqual(["unknown request GET /nonsense"]);
  });
});

type Line = {
  readonly socket: WebSocket;
  next(): Promise<{ op: number; t: string | null; d: never }>;
  say(packet: object | string): void;
  closed: Promise<number>;
};

async function line(discord: DiscordFake): Promise<Line> {
  const { body } = await call(discord, "GET", "/gateway/bot");
  const socket = new WebSocket(`${body.url}?v=10&encoding=json`);
  const waiting: ((packet: never) => void)[] = [];
  const arrived: never[] = [];
  socket.on("message", (data) => {
    const packet = JSON.parse(String(data)) as never;
    const next = waiting.shift();
    if (next) next(packet);
    else arrived.push(packet);
  });
  const closed = once(socket, "close").then(([code]) => code as number);
  const next = () => new Promise<never>((resolve) => (arrived.length > 0 ? resolve(arrived.shift() as never) : waiting.push(resolve)));
  return { socket, next, say: (packet) => socket.send(typeof packet === "string" ? packet : JSON.stringify(packet)), closed };
}

const identify = (discord: DiscordFake, more: object = {}) => ({ op: 2, d: { token: discord.token, intents: 1, properties: {}, ...more } });

describe("the gateway", () => {
  it("greets, answers heartbeats, names the servers, and resumes a session it knows", async () => {
    const discord = await open();
    const one = await line(discord);
    expect(await one.next()).toMatchObject({ op: 10, d: { heartbeat_interval: 41_250 } });
    one.say({ op: 1, d: null });
    expect(await one.next()).toMatchObject({ op: 11 });
    one.say(identify(discord));
    const ready = (await one.next()) as { d: { session_id: string } };
    expect(await one.next()).toMatchObject({ t: "GUILD_CREATE" });
    one.socket.terminate();
    await one.closed;
    const question = discord.send("news");
    const two = await line(discord);
    await two.next();
    two.say({ op: 6, d: { token: discord.token, session_id: ready.d.session_id, seq: 2 } });
    expect(await two.next()).toMatchObject({ t: "INTERACTION_CREATE", d: { id: question.id } });
    expect(await two.next()).toMatchObject({ t: "RESUMED" });
    const three = await line(discord);
    await three.next();
    three.say({ op: 6, d: { token: discord.token, session_id: "unknown", seq: 2 } });
    expect(await three.next()).toMatchObject({ op: 9, d: false });
  });

  it.each([
    ["a wrong token", (d: DiscordFake) => [identify(d, { token: "wrong" })], 4004],
    ["a privileged intent", (d: DiscordFake) => [identify(d, { intents: 1 << 15 })], 4014],
    ["a second identify", (d: DiscordFake) => [identify(d), identify(d)], 4005],
    ["an unknown opcode", () => [{ op: 77 }], 4001],
    ["no JSON", () => ["{"], 4002],
  ])("closes after %s", async (_, say, code) => {
    const discord = await open();
    const one = await line(discord);
    await one.next();
    for (const packet of say(discord)) one.say(packet);
    expect(await one.closed).toBe(code);
  });

  it("closes where no heartbeat comes", async () => {
    const discord = await open({ heartbeatMs: 60 });
    const one = await line(discord);
    await one.next();
    one.say(identify(discord));
    expect(await one.closed).toBe(4009);
  });
});

describe("interactions", () => {
  async function asked(options: DiscordFakeOptions = {}) {
    const discord = await open(options);
    const bot = await line(discord);
    await bot.next();
    bot.say(identify(discord));
    await discord.until(() => discord.gateway.connections() === 1);
    const question = discord.send("news", { who: "x" });
    const callback = (body: object) => call(discord, "POST", `/interactions/${question.id}/${question.token}/callback`, body);
    const edit = (body: object) =>
      call(discord, "PATCH", `/webhooks/${discord.world.ids.app}/${question.token}/messages/@original`, { ...quiet, ...body });
    return { discord, question, callback, edit };
  }
  const defer = { type: 5, data: { flags: 64 } };

  it("are acknowledged once, then edited; the ephemeral flag stays, the flag for V2 may come with the edit", async () => {
    const { question, callback, edit, discord } = await asked();
    expect(await edit({ content: "too early" })).toMatchObject({ status: 404, body: { code: 10015 } });
    expect((await callback(defer)).status).toBe(204);
    expect(await callback(defer)).toMatchObject({ status: 400, body: { code: 40060 } });
    expect(question.thinking).toBe(true);
    expect((await edit({ flags: V2, components: [text("x")] })).status).toBe(200);
    expect(question).toMatchObject({ thinking: false, answers: [{ flags: V2 | 64 }] });
    expect(discord.violations).toEqual([]);
  });

  it("that are acknowledged too late, or not at all, are a violation", async () => {
    const { discord, callback } = await asked({ ackMs: 60 });
    await discord.until(() => discord.violations.length > 0);
    expect(discord.violations).toEqual(["a command was not acknowledged within 60 ms"]);
    expect(await callback(defer)).toMatchObject({ status: 404, body: { code: 10062 } });
  });

  it("lose their token in the end", async () => {
    const { callback, edit } = await asked({ tokenMs: 80 });
    await callback(defer);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await edit({ content: "x" })).toMatchObject({ status: 401, body: { code: 50027 } });
  });

  it("carry nothing but EPHEMERAL when they are deferred", async () => {
    const { discord, callback } = await asked();
    await callback({ type: 5, data: { flags: 64 | V2 } });
    expect(discord.violations).toEqual(["a deferred answer carries more than the flag EPHEMERAL"]);
  });

  it("cannot ping by an edit either", async () => {
    const { discord, callback } = await asked();
    await callback(defer);
    const path = `/webhooks/${discord.world.ids.app}/${discord.world.questions[0]?.token}/messages/@original`;
    await call(discord, "PATCH", path, { content: "@here" });
    expect(discord.violations.join()).toMatch(/without allowed_mentions.*pings @here/);
  });
});

describe("from another process", () => {
  it("is there as JSON under /_fake/", async () => {
    const discord = await open();
    const control = discord.apiUrl.replace(/\/api$/, "/_fake/");
    const ask = async (what: string, body?: object) =>
      (await fetch(control + what, body ? { method: "POST", body: JSON.stringify(body) } : {})).json();
    await ask("fault", { operation: "message.create", fault: { when: "before", do: { code: 50013, status: 403 } } });
    expect(await create(discord, { content: "x" })).toMatchObject({ status: 403 });
    await create(discord, { content: "hello" });
    expect(await ask(`messages?channel=${CHANNEL}`)).toMatchObject([{ content: "hello" }]);
    expect(await ask("state")).toMatchObject({ violations: [], connections: 0 });
    expect(await ask("command", { name: "news" })).toMatchObject({ error: expect.stringContaining("no bot is connected") });
  });
});
