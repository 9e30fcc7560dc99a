import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../../../src/clock.ts";
import type { Instant } from "../../../src/news/article.ts";
import { discordPlatform } from "../../../src/platforms/discord/connect.ts";
import { marksOf } from "../../../src/platforms/discord/deliver.ts";
import { permissionsIn } from "../../../src/platforms/discord/permissions.ts";
import { refusals } from "../../../src/platforms/discord/refusals-table.ts";
import { unsealed } from "../../fake/codes.ts";
import { deskOf } from "../../fake/desk.ts";
import { textsOf } from "../../fake/discord/rules.ts";
import { digest, longCard } from "../../fake/example-cards.ts";
import { CHANNEL, type Stage, stage } from "./setting.ts";

let on: Stage;
afterEach(async () => on?.end());

const posting = (part = 0, key = "edition 1") => ({ channel: CHANNEL, key: `${key}#${part}`, part });
const ago = (ms: number) => new Date(Date.now() - ms).toISOString() as Instant;

describe("posting", () => {
  it("needs no connection to the gateway, and pings nobody", async () => {
    on = await stage();
    const receipt = await on.platform.post(digest, posting());
    const [message] = on.discord.messages(CHANNEL);
    expect(message?.id).toBe(receipt.messageId);
    expect(message?.sent).toMatchObject({ allowed_mentions: { parse: [] }, flags: 1 << 15, enforce_nonce: true });
    expect(on.discord.gateway.opened()).toBe(0);
    expect(on.discord.violations).toEqual([]);
  });

  it("puts the parts of a long card one after the other into the channel, none as a reply", async () => {
    on = await stage();
    const card = longCard(8);
    const parts = await on.platform.parts(card, { platform: "discord", channel: CHANNEL });
    expect(parts).toBeGreaterThan(1);
    const first = await on.platform.post(card, posting(0));
    for (let part = 1; part < parts; part++) await on.platform.post(card, { ...posting(part), earlier: [first] });
    const messages = on.discord.messages(CHANNEL);
    expect(messages.map(({ components }) => /Part (\d+) of/.exec(textsOf(components).join("\n"))?.[1])).toEqual(
      Array.from({ length: parts }, (_, n) => String(n + 1)),
    );
    expect(messages.every(({ sent }) => sent.message_reference === undefined)).toBe(true);
    expect(on.discord.violations).toEqual([]);
  });

  it.each([
    [2, "keep to what Discord allows the bot as a whole, where they share it"],
    [1, "are refused where each takes all of it (so that the fake is known to count)"],
  ])("by two replicas, counting %i: they %s", async (share) => {
    const channels = Array.from({ length: 90 }, (_, n) => ({ id: String(1_040_000_000_000_001_000n + BigInt(n)) }));
    on = await stage({ fake: { channels }, platform: { share: () => share, limitMs: 20_000 } });
    const other = discordPlatform({
      token: on.discord.token,
      apiUrl: on.discord.apiUrl,
      codes: unsealed,
      log: on.log,
      clock: systemClock,
      share: () => share,
    });
    await Promise.all(channels.map(({ id }, n) => (n % 2 ? on.platform : other).post(digest, { channel: id, key: `k${n}#0`, part: 0 })));
    await other.stop();
    expect(on.discord.messages()).toHaveLength(90);
    if (share === 2) expect(on.discord.world.limited).toBe(0);
    else expect(on.discord.world.limited).toBeGreaterThan(0);
  });

  it("of the same part twice within some minutes is one message, of another part another", async () => {
    on = await stage();
    const one = await on.platform.post(digest, posting());
    expect(await on.platform.post(digest, posting())).toEqual(one);
    expect(await on.platform.post(digest, posting(0, "edition 2"))).not.toEqual(one);
    expect(on.discord.messages(CHANNEL)).toHaveLength(2);
  });

  it("of many is paced by the library: nothing is lost to the rate limit", async () => {
    on = await stage({ fake: { rate: { posts: 3, perMs: 250 } } });
    const receipts = await Promise.all(Array.from({ length: 8 }, (_, n) => on.platform.post(digest, posting(0, `edition ${n}`))));
    expect(new Set(receipts.map(({ messageId }) => messageId)).size).toBe(8);
  });
});

describe("what Discord says to a post, in plain words", () => {
  it.each([
    [50001, 403, "post-refused", /cannot see the channel.*Permissions/],
    [50013, 403, "post-refused", /lacks a permission.*Send Messages/],
    [10003, 404, "post-refused", /no such channel.*Copy Channel ID/],
    [50083, 400, "post-refused", /archived.*unarchive/],
    [160005, 400, "post-refused", /locked.*unlock/],
    [200000, 400, "post-refused", /AutoMod.*exempt/],
    [10008, 404, "post-refused", /posted and then deleted/],
    [50035, 400, "post-refused", /fault of Pullquote/],
    [20016, 400, "post-later", /slow mode.*again by itself/],
    [130000, 400, "post-later", /overloaded/],
    [99999, 403, "post-refused", /may not do this/],
  ] as const)("%i (HTTP %i): %s", async (code, status, expected, sentence) => {
    on = await stage();
    on.discord.fault("message.create", { when: "before", do: { code, status } });
    await expect(on.platform.post(digest, posting())).rejects.toMatchObject({ code: expected, message: expect.stringMatching(sentence) });
    expect(on.discord.calls("message.create")).toBe(1);
  });

  it("every known refusal has a sentence of ours, what to do, and no word of the library's", () => {
    for (const { says, remedy } of Object.values(refusals)) {
      expect(says).toMatch(/^[a-zD][^.]+$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("nobody there: later, for nothing was sent", async () => {
    on = await stage();
    await on.discord.stop();
    await expect(on.platform.post(digest, posting())).rejects.toMatchObject({
      code: "post-later",
      message: expect.stringContaining("reached"),
    });
  });

  it("a proxy's page instead of an answer: later", async () => {
    on = await stage();
    on.discord.fault("message.create", { when: "before", do: 403 });
    await expect(on.platform.post(digest, posting())).rejects.toMatchObject({
      code: "post-later",
      message: expect.stringContaining("proxy"),
    });
  });

  it.each([500, 503])("HTTP %i, again and again: in doubt", async (status) => {
    on = await stage();
    on.discord.fault("message.create", { when: "before", do: status }, 9);
    await expect(on.platform.post(digest, posting())).rejects.toMatchObject({ code: "post-doubtful" });
  });

  it("a token that was reset: refused, with what to do, and each post is tried with the token again", async () => {
    on = await stage();
    on.discord.fault("message.create", { when: "before", do: { code: 0, status: 401 } });
    await expect(on.platform.post(digest, posting())).rejects.toMatchObject({
      code: "post-refused",
      message: expect.stringContaining("DISCORD_TOKEN"),
    });
    await on.platform.post(digest, posting());
    expect(on.discord.messages(CHANNEL)).toHaveLength(1);
  });

  it("no error tells the token", async () => {
    on = await stage({ platform: { token: "MTA.very.secret" } });
    const error = await on.platform.post(digest, posting()).catch((e) => e);
    expect(error.message + on.log.lines.map((line) => JSON.stringify(line)).join()).not.toContain("very.secret");
  });
});

describe("looking for a post in doubt", () => {
  it("finds it by the number of its first component, long after the nonce is forgotten", async () => {
    on = await stage({ fake: { nonceMs: 0, rate: { posts: 500, perMs: 1000 } } });
    const card = longCard(8);
    for (let n = 0; n < 120; n++) on.discord.world.messages.push(foreign(on));
    const receipts = [];
    for (let part = 0; part < 3; part++) receipts.push(await on.platform.post(card, posting(part)));
    for (let n = 0; n < 120; n++) on.discord.world.messages.push(foreign(on));
    for (let part = 0; part < 3; part++) expect(await on.platform.find(posting(part), ago(60_000))).toEqual(receipts[part]);
    expect(await on.platform.find(posting(0, "another edition"), ago(60_000))).toBeNull();
    expect(await on.platform.find(posting(0), ago(-60_000))).toBeNull();
    expect(on.discord.violations).toEqual([]);
  });

  it("finds embeds by what stands small below the last one", async () => {
    on = await stage({ fake: { nonceMs: 0 }, platform: { cards: "embeds" } });
    const card = longCard(8);
    const receipts = [];
    for (let part = 0; part < 2; part++) receipts.push(await on.platform.post(card, posting(part)));
    const [message] = on.discord.messages(CHANNEL);
    expect(message?.sent).toMatchObject({ allowed_mentions: { parse: [] }, flags: 0 });
    expect(message?.embeds.length).toBeGreaterThan(1);
    for (let part = 0; part < 2; part++) expect(await on.platform.find(posting(part), ago(60_000))).toEqual(receipts[part]);
    expect(await on.platform.find(posting(2), ago(60_000))).toBeNull();
    expect(on.discord.violations).toEqual([]);
  });

  it("takes no message of somebody else's for ours, though it carries our number", async () => {
    on = await stage();
    const { number } = marksOf(posting().key);
    on.discord.world.messages.push({ ...foreign(on), components: [{ type: 10, id: number, content: "not ours" }] });
    expect(await on.platform.find(posting(), ago(60_000))).toBeNull();
  });

  it("says so where it may not look: an empty history is no proof", async () => {
    on = await stage({ fake: { channels: [{ id: CHANNEL, lacks: ["Read Message History"] }] } });
    await on.platform.post(digest, posting());
    await expect(on.platform.find(posting(), ago(60_000))).rejects.toMatchObject({
      code: "post-refused",
      message: expect.stringContaining("Read Message History"),
    });
    await on.platform.start(deskOf());
    await expect(on.platform.find(posting(), ago(60_000))).rejects.toMatchObject({ code: "post-refused" });
  });

  it("can be tried again where Discord did not answer, and is refused where it said no", async () => {
    on = await stage();
    on.discord.fault("message.list", { when: "before", do: "drop" });
    await expect(on.platform.find(posting(), ago(60_000))).rejects.toMatchObject({ code: "post-later" });
    await expect(on.platform.find({ ...posting(), channel: "1049999999999999999" }, ago(60_000))).rejects.toMatchObject({
      code: "post-refused",
    });
  });

  it("gives every part marks of its own, within what Discord allows", () => {
    const marks = Array.from({ length: 2000 }, (_, n) => marksOf(`edition ${n % 50}#${n}`));
    expect(new Set(marks.map(({ nonce }) => nonce)).size).toBe(2000);
    for (const { nonce, number } of marks) {
      expect(nonce.length).toBeLessThanOrEqual(25);
      expect(Number.isInteger(number) && number > 0 && number + 40 <= 0x7fffffff).toBe(true);
    }
    expect(marksOf("a#0")).toEqual(marksOf("a#0"));
  });
});

describe("checking a channel", () => {
  const channels = [
    { id: "1040000000000000001", name: "news" },
    { id: "1040000000000000002", name: "secret", lacks: ["View Channel"] },
    { id: "1040000000000000003", name: "read-only", lacks: ["Send Messages"] },
    { id: "1040000000000000004", name: "forum", type: 15 },
    { id: "1040000000000000005", name: "thread", type: 11, parentId: "1040000000000000001" },
    { id: "1040000000000000006", name: "quiet thread", type: 11, parentId: "1040000000000000007" },
    { id: "1040000000000000007", name: "no threads", lacks: ["Send Messages in Threads"] },
    { id: "1040000000000000008", name: "old thread", type: 11, parentId: "1040000000000000001", archived: true, locked: true },
    { id: "1040000000000000010", name: "category", type: 4 },
    { id: "1040000000000000009", name: "forgetful", lacks: ["Read Message History"] },
  ];
  const cases: [string, RegExp | null][] = [
    ["1040000000000000001", null],
    ["1040000000000000002", /cannot see the channel.*View Channel/],
    ["1040000000000000003", /lacks Send Messages in the Discord channel #read-only.*Permissions/],
    ["1040000000000000004", null],
    ["1040000000000000010", /#category.*text channel/],
    ["1040000000000000005", null],
    ["1040000000000000006", /lacks Send Messages in Threads/],
    ["1040000000000000008", /locked.*unlock/],
    ["1040000000000000009", null],
    ["1049999999999999999", /no such channel.*Copy Channel ID/],
    ["news", /not a channel's id/],
  ];

  it.each([true, false])("names what is missing and how to give it (connected: %s)", async (connected) => {
    on = await stage({ fake: { channels } });
    if (connected) await on.platform.start(deskOf());
    for (const [channel, expected] of cases) {
      const said = await on.platform.check({ platform: "discord", channel });
      if (expected === null) expect(said).toBeNull();
      else expect(said).toMatch(expected);
    }
    expect(on.log.lines).toContainEqual(expect.objectContaining({ event: "discord history cannot be read" }));
    expect(on.discord.violations).toEqual([]);
  });

  it("says why a role would not be pinged, and what to allow, as Discord then does", async () => {
    const [OPEN, CLOSED, GONE] = ["1090000000000000001", "1090000000000000002", "1090000000000000003"] as const;
    const OTHER = "1040000000000000002";
    on = await stage({
      platform: { pingable: [OPEN, CLOSED] },
      fake: {
        roles: [
          { id: OPEN, name: "news", mentionable: true },
          { id: CLOSED, name: "board", mentionable: false },
        ],
        channels: [{ id: CHANNEL, lacks: ["Mention Everyone"] }, { id: OTHER }],
      },
    });
    const check = (channel: string, ...roles: string[]) => on.platform.check({ platform: "discord", channel }, roles);
    expect(await check(CHANNEL, OPEN)).toBeNull();
    expect(await check(CHANNEL)).toBeNull();
    expect(await check(OTHER, OPEN, CLOSED)).toBeNull();
    expect(await check(CHANNEL, OPEN, CLOSED)).toMatch(/“board”.*lacks Mention @everyone.*Allow anyone to @mention this role/);
    expect(await check(CHANNEL, GONE)).toMatch(/no role 1090000000000000003.*DISCORD_PING_ROLES/);
    expect(await check(CHANNEL, on.discord.world.ids.guilds[0] ?? "")).toContain("no role");
    for (const role of [OPEN, CLOSED]) on.discord.world.mayPing.add(role);
    await on.platform.post(digest, { channel: CHANNEL, key: "r#0", part: 0, ping: [OPEN, CLOSED] });
    expect(on.discord.messages(CHANNEL)[0]?.pings).toEqual([`<@&${OPEN}>`]);
  });

  it("pings no more roles than one may set", async () => {
    const roles = Array.from({ length: 7 }, (_, n) => `109000000000000000${n + 1}`);
    on = await stage({
      platform: { pingable: roles },
      fake: { roles: roles.map((id) => ({ id, name: `role ${id}`, mentionable: true })) },
    });
    for (const role of roles) on.discord.world.mayPing.add(role);
    await on.platform.post(digest, { channel: CHANNEL, key: "r#0", part: 0, ping: roles });
    expect(on.discord.messages(CHANNEL)[0]?.pings).toEqual(roles.slice(0, 5).map((role) => `<@&${role}>`));
  });

  it("throws where nothing can be said", async () => {
    on = await stage();
    on.discord.fault("channel.get", { when: "before", do: "drop" });
    await expect(on.platform.check({ platform: "discord", channel: CHANNEL })).rejects.toMatchObject({ code: "post-later" });
  });

  it("counts permissions as Discord does: roles, then exceptions for everyone, for roles, for the member", () => {
    const guild = {
      id: "1",
      owner_id: "9",
      roles: [
        { id: "1", permissions: "3" },
        { id: "2", permissions: "4" },
        { id: "3", permissions: "8" },
      ],
    };
    const member = { id: "5", roles: ["2"] };
    const may = (...overwrites: { id: string; allow: string; deny: string }[]) => permissionsIn({ guild, member, overwrites });
    expect(may()).toBe(7n);
    expect(may({ id: "1", allow: "0", deny: "1" }, { id: "3", allow: "16", deny: "2" })).toBe(6n);
    expect(may({ id: "2", allow: "1", deny: "4" }, { id: "1", allow: "0", deny: "1" })).toBe(3n);
    expect(may({ id: "5", allow: "0", deny: "1" }, { id: "2", allow: "1", deny: "0" })).toBe(6n);
    expect(permissionsIn({ guild, member: { id: "5", roles: ["3"] }, overwrites: [{ id: "5", allow: "0", deny: "3" }] }) & 3n).toBe(3n);
    expect(permissionsIn({ guild, member: { id: "9", roles: [] }, overwrites: [] }) & 1024n).toBe(1024n);
  });
});

function foreign(stage: Stage) {
  const { world } = stage.discord;
  const author = { id: "1060000000000000001", bot: false, username: "somebody" };
  return {
    id: world.snowflake(),
    channel_id: CHANNEL,
    author,
    timestamp: "",
    content: "chatter",
    flags: 0,
    components: [],
    embeds: [],
    pings: [],
    sent: {},
  };
}
