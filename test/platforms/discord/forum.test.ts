import { afterEach, describe, expect, it } from "vitest";
import type { Instant } from "../../../src/news/article.ts";
import type { Card } from "../../../src/news/card.ts";
import type { StoryId } from "../../../src/news/story.ts";
import { EPHEMERAL, textsOf, V2 } from "../../fake/discord/rules.ts";
import { digest, longCard, story } from "../../fake/example-cards.ts";
import { CHANNEL, type Stage, stage } from "./setting.ts";

let on: Stage;
afterEach(async () => on?.end());

const FORUM = "1040000000000000004";
const tags = [
  { id: "1", name: "Harbour", moderated: false },
  { id: "2", name: "The Lighthouse", moderated: false },
  { id: "3", name: "Ines Okafor", moderated: true },
  { id: "4", name: "Port", moderated: false },
];
const forum = (more: object = {}) => ({ channels: [{ id: CHANNEL }, { id: FORUM, name: "news-forum", type: 15, tags, ...more }] });
const ago = () => new Date(Date.now() - 60_000).toISOString() as Instant;
const to = { platform: "discord", channel: FORUM } as const;
const long = "A sentence of some length stands here. ".repeat(200).trim();
const two: Card = {
  ...digest,
  items: [story(), story({ id: "s2" as StoryId, source: { title: "A second story" }, summary: [long], quotes: [], people: [] })],
};

/** As publish.ts does it: part after part, each with what came before. */
async function postAll(card: Card, key = "edition"): Promise<{ messageId: string }[]> {
  const count = await on.platform.parts(card, to);
  const earlier: { messageId: string }[] = [];
  for (let part = 0; part < count; part++)
    earlier.push(await on.platform.post(card, { channel: FORUM, key: `${key}#${part}`, part, earlier: [...earlier] }));
  return earlier;
}

describe("a forum", () => {
  it("gets a post a story, named like it, with the tags that are about it; what does not fit stands in the same post", async () => {
    on = await stage({ fake: forum() });
    const receipts = await postAll(two);
    expect(receipts.length).toBeGreaterThan(2);
    const posts = [...on.discord.world.channels.values()].filter(({ parentId }) => parentId === FORUM);
    expect(posts.map(({ name, applied }) => [name, applied])).toEqual([
      ["Harbour tolls divide the coast", ["1", "2"]],
      ["A second story", []],
    ]);
    const texts = posts.map(({ id }) => on.discord.messages(id).map(({ components }) => textsOf(components).join("\n")));
    expect(texts[0]).toHaveLength(1);
    expect(texts[0]?.[0]).toContain("1 story · 1 quote");
    expect(texts[1]?.length).toBe(receipts.length - 1);
    expect(texts[1]?.[0]).not.toContain("1 story · 1 quote");
    expect(on.discord.violations).toEqual([]);
  });

  it("that requires a tag gets the first that may be set where none is about the story", async () => {
    on = await stage({ fake: forum({ tagRequired: true }) });
    await postAll({ ...two, items: two.items.slice(1) });
    expect([...on.discord.world.channels.values()].find(({ parentId }) => parentId === FORUM)?.applied).toEqual(["1"]);
  });

  it("is looked through for a post in doubt, and for what follows in it; nothing is posted twice by the library", async () => {
    on = await stage({ fake: forum() });
    const receipts = await postAll(two);
    for (const [part, receipt] of receipts.entries())
      expect(await on.platform.find({ channel: FORUM, key: `edition#${part}`, part, earlier: receipts.slice(0, part) }, ago())).toEqual(
        receipt,
      );
    expect(await on.platform.find({ channel: FORUM, key: "other#0", part: 0 }, ago())).toBeNull();
    on.discord.fault("thread.create", { when: "after", do: 500 }, 3);
    await expect(on.platform.post(digest, { channel: FORUM, key: "again#0", part: 0 })).rejects.toMatchObject({ code: "post-doubtful" });
    expect(on.discord.calls("thread.create")).toBe(3);
    expect(await on.platform.find({ channel: FORUM, key: "again#0", part: 0 }, ago())).not.toBeNull();
    expect(on.discord.violations).toEqual([]);
  });

  it("finds a post that was archived meanwhile", async () => {
    on = await stage({ fake: forum() });
    const [receipt] = await postAll(digest);
    const post = on.discord.world.channels.get(receipt?.messageId ?? "");
    if (post) post.archived = true;
    expect(await on.platform.find({ channel: FORUM, key: "edition#0", part: 0 }, ago())).toEqual(receipt);
  });

  it("is checked for what the bot needs there", async () => {
    on = await stage({ fake: forum() });
    expect(await on.platform.check(to)).toBeNull();
    await on.end();
    on = await stage({ fake: forum({ lacks: ["Send Messages", "Send Messages in Threads"] }) });
    expect(await on.platform.check(to)).toMatch(/lacks Create Posts and Send Messages in Threads.*#news-forum/);
    await expect(on.platform.post(digest, { channel: FORUM, key: "k#0", part: 0 })).rejects.toMatchObject({ code: "post-refused" });
  });

  it("that is not there is refused before anything is posted", async () => {
    on = await stage();
    await expect(on.platform.parts(digest, { platform: "discord", channel: "1049999999999999999" })).rejects.toMatchObject({
      code: "post-refused",
    });
    on.discord.fault("channel.get", { when: "before", do: "drop" });
    await expect(on.platform.parts(digest, { platform: "discord", channel: CHANNEL })).rejects.toMatchObject({ code: "post-later" });
  });
});

describe("how a message comes", () => {
  const ROLE = "1090000000000000001";

  it.each(["components", "embeds"] as const)(
    "pings the settings' roles, with the first part alone, and nobody else's (%s)",
    async (cards) => {
      on = await stage({ platform: { pingable: [ROLE], cards } });
      on.discord.world.mayPing.add(ROLE);
      const card = longCard(8);
      const [first, second] = [0, 1].map((part) => ({ channel: CHANNEL, key: `e#${part}`, part, ping: [ROLE, "1090000000000000002"] }));
      if (first) await on.platform.post(card, first);
      if (second) await on.platform.post(card, second);
      const messages = on.discord.messages(CHANNEL);
      expect(messages.map(({ pings }) => pings)).toEqual([[`<@&${ROLE}>`], []]);
      expect(messages[0]?.sent.allowed_mentions).toEqual({ parse: [], roles: [ROLE] });
      expect(on.discord.violations).toEqual([]);
    },
  );

  it("makes no sound in quiet hours", async () => {
    on = await stage();
    await on.platform.post(digest, { channel: CHANNEL, key: "e#0", part: 0, silent: true });
    expect(on.discord.messages(CHANNEL)[0]?.flags).toBe(V2 | (1 << 12));
  });

  it("goes to a member as a direct message, and is found there", async () => {
    on = await stage();
    const posting = { channel: "@1060000000000000007", key: "follows#0", part: 0 };
    const receipt = await on.platform.post(digest, posting);
    const [message] = on.discord.messages();
    expect(on.discord.world.channels.get(message?.channel_id ?? "")).toMatchObject({ type: 1, recipient: "1060000000000000007" });
    expect((message?.flags ?? 0) & EPHEMERAL).toBe(0);
    expect(await on.platform.find(posting, ago())).toEqual(receipt);
    expect(await on.platform.check({ platform: "discord", channel: posting.channel })).toBeNull();
    expect(on.discord.violations).toEqual([]);
  });
});
