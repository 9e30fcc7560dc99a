import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Card } from "../../src/news/card.ts";
import { contextCard } from "../../src/news/cards/answer-cards.ts";
import { digestCard } from "../../src/news/cards/digest-card.ts";
import { storyCard } from "../../src/news/cards/story-card.ts";
import { chooseStories, shownOn } from "../../src/news/digest.ts";
import type { Story } from "../../src/news/story.ts";
import { render as renderDiscord } from "../../src/platforms/discord/render.ts";
import { renderEmbeds } from "../../src/platforms/discord/render-embeds.ts";
import { render as renderSlack } from "../../src/platforms/slack/render.ts";
import { renderText } from "../../src/platforms/terminal/render.ts";
import { bridge, bridgeAgain, bridgeThird, comet, many, rightToLeft, speech, speechStory, undated } from "../fake/events.ts";
import { storyTold } from "../fake/told.ts";
import { keepsItsPromises as keepsDiscord } from "./discord/promises.ts";
import { keepsItsPromises as keepsSlack } from "./slack/promises.ts";

const digestOf = (stories: readonly Story[], more: Parameters<typeof chooseStories>[2] = {}, max = 5) =>
  digestCard(chooseStories(stories, max, more), more?.length ? { length: more.length } : {});
const five = [...many.slice(0, 3), storyTold(bridge, bridgeAgain), comet];
const [lead, told] = [storyTold(bridge), storyTold(bridge, bridgeAgain, bridgeThird)];
const whole = (story: Story, known?: number): Card =>
  storyCard(story, { kind: "story", story: story.id, page: 0, ...(known === undefined ? {} : { known }) }, { chat: true });
const [said] = speechStory.quotes;

const cards: readonly (readonly [string, Card])[] = [
  ["no-stories", digestOf([])],
  ["one-story", digestOf([lead])],
  ["five-stories", digestOf(five)],
  ["five-stories-brief", digestOf(five, { length: "brief" })],
  ["five-stories-headlines", digestOf(five, { length: "headlines" })],
  [
    "brief-new-in-this-story",
    digestOf([storyTold(bridge, bridgeAgain, bridgeThird)], { length: "brief", shown: shownOn([digestOf([storyTold(bridge)])]) }),
  ],
  ["200-stories", digestOf(many, {}, 200)],
  ["200-stories-five-shown", digestOf(many)],
  ["without-quotes", digestOf([comet])],
  ["undated", digestOf([undated])],
  ["right-to-left", digestOf([rightToLeft])],
  ["900-word-quote", digestOf([speechStory])],
  ["900-word-quote-whole", said ? contextCard(said, speechStory.articles[0]) : digestOf([])],
  ["several-outlets", digestOf([storyTold(bridge, bridgeAgain)])],
  ["new-in-this-story", digestOf([told], { shown: shownOn([digestOf([lead])]) })],
  ["story-one-article", whole(lead)],
  ["story-several-outlets", whole(told)],
  ["story-new-since", whole(told, 1)],
];

/** Each message: its number, and one component (a block, an embed) a line. What is long is told by a digest of it, its first and its last message. */
function lines(messages: readonly object[]): string {
  const parts = messages.map((message, n) => [`{"message":${n + 1}}`, ...Object.entries(message).flatMap(component)].join("\n"));
  const [first, last] = [parts[0], parts.at(-1)];
  if (parts.length <= MOST) return `${parts.join("\n")}\n`;
  const sha256 = createHash("sha256").update(parts.join("\n")).digest("hex");
  return `${first}\n${JSON.stringify({ between: parts.length - 2, sha256 })}\n${last}\n`;
}
const MOST = 6;

function component([field, value]: readonly [string, unknown]): string[] {
  return Array.isArray(value) ? value.map((one) => JSON.stringify({ [field]: one })) : [JSON.stringify({ [field]: value })];
}

/** What is sent, to be read and compared whole: `npx vitest run test/platforms/golden.test.ts -u` writes them anew. */
describe.each(cards)("the card %s", (name, card) => {
  it.each<[string, () => string]>([
    ["txt", () => `${renderText(card, { width: 100, colour: false })}\n`],
    ["slack.jsonl", () => lines(renderSlack(card))],
    ["discord.jsonl", () => lines(renderDiscord(card))],
    ["embeds.jsonl", () => lines(renderEmbeds(card))],
  ])("is as it was: %s", async (format, made) => {
    await expect(made()).toMatchFileSnapshot(`../cases/digests/${name}.${format}`);
  });

  it("is taken by Slack and Discord", () => {
    keepsSlack(card);
    keepsDiscord(card);
  });
});

it("the whole quote of 900 words loses none of them", () => {
  const text = renderText(cards.find(([name]) => name === "900-word-quote-whole")?.[1] ?? digestOf([]), { width: 9_000, colour: false });
  expect(text).toContain(speech);
});
