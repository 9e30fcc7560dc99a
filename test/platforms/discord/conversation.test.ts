import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "../../../src/clock.ts";
import { phrases } from "../../../src/news/phrases.ts";
import { questionOf } from "../../../src/platforms/discord/asked.ts";
import { wordsIn } from "../../../src/platforms/discord/words.ts";
import { unsealed } from "../../fake/codes.ts";
import { deskOf } from "../../fake/desk.ts";
import { buttonsOf, EPHEMERAL, textsOf, V2 } from "../../fake/discord/rules.ts";
import type { FakeMessage } from "../../fake/discord/state.ts";
import { digest, longCard } from "../../fake/example-cards.ts";
import { CHANNEL, type Stage, stage } from "./setting.ts";

let on: Stage;
afterEach(async () => on?.end());

const shown = (messages: readonly FakeMessage[]) => messages.flatMap(({ components }) => textsOf(components)).join("\n");

describe("a question", () => {
  it("is acknowledged at once, for the asker alone, and answered with a card", async () => {
    on = await stage();
    const desk = deskOf(async () => {
      await systemClock.sleep(150);
      return digest;
    });
    await on.platform.start(desk);
    const question = on.discord.send("news", { who: "okafor" }, { user: "1060000000000000007" });
    await on.discord.until(() => question.ackMs !== null);
    expect(question).toMatchObject({ thinking: true });
    await on.discord.until(() => !question.thinking);
    expect(question.ackMs).toBeLessThan(1000);
    expect(question.answers).toHaveLength(1);
    expect(question.answers[0]?.flags).toBe(EPHEMERAL | V2);
    expect(shown(question.answers)).toContain("“Nobody asked the fishermen.”");
    expect(desk.asked).toEqual([
      {
        question: { kind: "search", words: "okafor", offset: 0 },
        asker: { platform: "discord", user: "1060000000000000007", name: "A member", channel: CHANNEL, language: "en", manages: false },
      },
    ]);
    expect(on.discord.violations).toEqual([]);
  });

  it.each([
    [null, null, { kind: "latest" }],
    ["karzai", null, { kind: "search", words: "karzai", offset: 0 }],
    ["karzai", "peace talks", { kind: "search", words: "karzai", offset: 0, about: "peace talks" }],
    ["karzai about:taliban", null, { kind: "search", words: "karzai", offset: 0, about: "taliban" }],
    ["story:0123456789abcdef0123", "taliban", { kind: "story", story: "0123456789abcdef0123", page: 0 }],
    [null, "taliban", { kind: "search", words: "taliban", offset: 0 }],
    ["karzai", '"', { kind: "search", words: "karzai", offset: 0 }],
  ])("who %j about %j", (who, about, question) => {
    expect(questionOf(who, about)).toEqual(question);
  });

  it("by a button is answered with a message of its own; the first one stays", async () => {
    on = await stage();
    const desk = deskOf();
    await on.platform.start(desk);
    const first = await on.discord.command("news");
    const [button] = buttonsOf(first[0]?.components ?? []);
    const second = await on.discord.press(button?.custom_id ?? "");
    expect(second[0]?.flags).toBe(EPHEMERAL | V2);
    expect(desk.asked.at(-1)?.question).toEqual(digest.actions[0]?.question);
    expect(shown(first)).toContain("News digest");
    expect(on.discord.violations).toEqual([]);
  });

  it("by a button under a posted digest is answered to the one who pressed", async () => {
    on = await stage();
    await on.platform.start(deskOf());
    await on.platform.post(digest, { channel: CHANNEL, key: "k#0", part: 0 });
    const [button] = buttonsOf(on.discord.messages(CHANNEL)[0]?.components ?? []);
    const [answer] = await on.discord.press(button?.custom_id ?? "");
    expect((answer?.flags ?? 0) & EPHEMERAL).toBe(EPHEMERAL);
  });

  it("with a long answer gets several messages; what is beyond five is named", async () => {
    on = await stage();
    let stories = 8;
    await on.platform.start(deskOf(() => longCard(stories)));
    const some = await on.discord.command("news");
    expect(some.length).toBeGreaterThan(1);
    expect(some.every(({ flags }) => (flags & (EPHEMERAL | V2)) === (EPHEMERAL | V2))).toBe(true);
    stories = 40;
    const many = await on.discord.command("news");
    expect(many).toHaveLength(5);
    expect(shown(many)).toMatch(/\d+ more messages would be needed/);
    expect(on.discord.violations).toEqual([]);
  });

  it("by an old button, or with a command of an older version, is answered with what to do", async () => {
    on = await stage();
    await on.platform.start(deskOf());
    await on.discord.command("news");
    expect(shown(await on.discord.press("v0:old", { evenIfUnseen: true }))).toContain(phrases.oldButtonTitle);
    expect(shown(await on.discord.command("summary"))).toContain(wordsIn("en").otherCommandTitle);
    expect(on.discord.violations).toEqual([]);
  });

  it("in a direct message is answered too", async () => {
    on = await stage();
    const desk = deskOf();
    await on.platform.start(desk);
    expect(await on.discord.command("news", {}, { channel: "1080000000000000001" })).toHaveLength(1);
    expect(desk.asked[0]?.asker.channel).toBe("1080000000000000001");
  });

  it("whose card cannot be made gets an error with an id that the log carries too", async () => {
    on = await stage();
    await on.platform.start(
      deskOf(() => {
        throw new Error("the archive is on fire");
      }),
    );
    const text = shown(await on.discord.command("news"));
    expect(text).toContain(phrases.error);
    expect(text).not.toContain("fire");
    const id = /error ([0-9a-f]{8})/.exec(text)?.[1];
    expect(on.log.lines).toContainEqual(expect.objectContaining({ level: "error", fields: expect.objectContaining({ id }) }));
  });
});

describe("an answer on a bad line", () => {
  it.each([
    ["callback", { when: "after", do: "drop" }],
    ["callback", { when: "after", do: 502 }],
    ["answer.edit", { when: "before", do: "drop" }],
    ["answer.edit", { when: "after", do: "drop" }],
    ["answer.edit", { when: "before", do: 503 }],
    ["answer.edit", { when: "before", do: { retryAfter: 0.1 } }],
    ["answer.follow", { when: "before", do: "drop" }],
  ] as const)("%s %j: it arrives all the same", async (operation, fault) => {
    on = await stage();
    await on.platform.start(deskOf(longCard(5)));
    const expected = (await on.discord.command("news")).length;
    on.discord.fault(operation, fault);
    const question = on.discord.send("news");
    await on.discord.until(() => question.answers.length === expected && !question.thinking);
    expect(question.answers).toHaveLength(expected);
    expect(shown(question.answers)).toContain("A long digest");
    expect(on.discord.violations).toEqual([]);
  });

  it("that Discord refuses becomes an error card", async () => {
    on = await stage();
    await on.platform.start(deskOf());
    on.discord.fault("answer.edit", { when: "before", do: { code: 50035, status: 400 } });
    expect(shown(await on.discord.command("news"))).toContain(phrases.error);
  });

  it("to a question that is no longer known is given up, and said", async () => {
    on = await stage();
    const desk = deskOf();
    await on.platform.start(desk);
    on.discord.fault("callback", { when: "before", do: { code: 10062, status: 404 } });
    const question = on.discord.send("news");
    await on.discord.until(() => on.log.lines.some(({ event }) => event === "discord question lost"));
    expect(desk.asked).toEqual([]);
    expect(question.answers).toEqual([]);
  });

  it("from two bots with one token is one answer", async () => {
    on = await stage();
    const other = await stage();
    await other.discord.stop();
    const { discordPlatform } = await import("../../../src/platforms/discord/connect.ts");
    const twin = discordPlatform({
      token: on.discord.token,
      apiUrl: on.discord.apiUrl,
      codes: unsealed,
      log: other.log,
      clock: systemClock,
    });
    await Promise.all([on.platform.start(deskOf()), twin.start(deskOf())]);
    const answers = await on.discord.command("news");
    expect(on.discord.calls("callback")).toBe(2);
    expect(answers).toHaveLength(1);
    await twin.stop();
  });
});

describe("a bot in so many servers that Discord wants several lines", () => {
  it("opens as many as it is told, and answers on each", async () => {
    // The servers of these ids belong to the lines 0 and 1.
    const guilds = ["1030000000000000001", String(1030000000000000001n + (1n << 22n))];
    const channels = guilds.map((guildId, n) => ({ id: `104000000000000002${n}`, guildId }));
    on = await stage({ fake: { shards: 2, guilds, channels }, platform: { loginMs: 15_000, patienceMs: 20_000 } });
    await on.platform.start(deskOf());
    expect(on.platform.connected()).toBe(true);
    expect(on.discord.gateway.identified.map(({ shard }) => shard)).toEqual([
      [0, 2],
      [1, 2],
    ]);
    for (const { id } of channels) expect(await on.discord.command("news", {}, { channel: id })).toHaveLength(1);
    expect(on.discord.violations).toEqual([]);
  }, 30_000);
});

describe("completion", () => {
  const names = Array.from({ length: 40 }, (_, n) => `Karin Number ${n}`);

  it("offers at most 25 names, from memory", async () => {
    on = await stage();
    await on.platform.start(deskOf(digest, [...names, "Ines Okafor"]));
    expect(await on.discord.autocomplete("kar")).toHaveLength(25);
    expect(await on.discord.autocomplete("INES")).toEqual([{ name: "Ines Okafor", value: "Ines Okafor" }]);
    expect(await on.discord.autocomplete("nobody")).toEqual([]);
    expect(await on.discord.autocomplete("kar", { option: "about" })).toEqual([]);
    expect(on.discord.violations).toEqual([]);
  });

  it("stands names that Discord would refuse: too long, invisible, twice, half characters", async () => {
    on = await stage();
    await on.platform.start({
      ...deskOf(),
      complete: async () =>
        ["x".repeat(300), "\u200B", "Twice", "Twice", "half \uD83D", `${"y".repeat(98)}👩‍👩‍👧`].map((name) => ({
          ...{ shown: name, typed: name, of: "person" },
        })),
    });
    const choices = await on.discord.autocomplete("a");
    expect(choices.map(({ name }) => name.length)).toEqual([100, 5, 6, 99]);
    expect(on.discord.violations).toEqual([]);
  });

  it("offers stories by their headlines, and what is chosen leads to the story", async () => {
    on = await stage();
    const headline = `Harbour talks end ${"without a word on the fishermen ".repeat(5)}`;
    const desk = {
      ...deskOf(),
      complete: async () => [
        { shown: "Ines Okafor", typed: "Ines Okafor", of: "person" as const },
        { shown: headline, typed: "story:0123456789abcdef0123", of: "story" as const },
        { shown: "Another story", typed: `story:${"x".repeat(120)}`, of: "story" as const },
      ],
    };
    await on.platform.start(desk);
    const choices = await on.discord.autocomplete("har");
    expect(choices).toEqual([
      { name: "Ines Okafor", value: "Ines Okafor" },
      { name: expect.stringMatching(/^Harbour talks end .{81}…$/), value: "story:0123456789abcdef0123" },
    ]);
    await on.discord.command("news", { who: choices[1]?.value ?? "" });
    expect(desk.asked.at(-1)?.question).toEqual({ kind: "story", story: "0123456789abcdef0123", page: 0 });
    expect(on.discord.violations).toEqual([]);
  });

  it("that fails offers nothing and breaks nothing", async () => {
    on = await stage();
    await on.platform.start({
      ...deskOf(),
      complete: () => {
        throw new Error("no index");
      },
    });
    expect(await on.discord.autocomplete("a")).toEqual([]);
    expect(await on.discord.command("news")).toHaveLength(1);
  });
});

describe("many at once", () => {
  it("30 questions in flight are all acknowledged and answered", async () => {
    on = await stage();
    await on.platform.start(deskOf());
    const questions = Array.from({ length: 30 }, (_, n) => on.discord.send("news", { who: `name ${n}` }));
    await on.discord.until(() => questions.every((question) => question.answers.length === 1 && !question.thinking), 10_000);
    expect(questions.filter(({ ackMs }) => ackMs === null || ackMs > 2500)).toEqual([]);
    expect(on.discord.violations).toEqual([]);
  }, 15_000);
});
