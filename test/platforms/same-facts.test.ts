import { describe, expect, it } from "vitest";
import type { Instant } from "../../src/news/article.ts";
import type { Card, QuoteItem, StoryItem } from "../../src/news/card.ts";
import { languages } from "../../src/news/language.ts";
import { day, type Phrases, phrases, phrasesIn } from "../../src/news/phrases.ts";
import type { QuoteId } from "../../src/news/quote.ts";
import type { StoryId } from "../../src/news/story.ts";
import { render as renderDiscord } from "../../src/platforms/discord/render.ts";
import { renderEmbeds } from "../../src/platforms/discord/render-embeds.ts";
import { render as renderSlack } from "../../src/platforms/slack/render.ts";
import { renderText } from "../../src/platforms/terminal/render.ts";
import { type Node, readMarkdown } from "../fake/discord/markdown.ts";
import { buttonsOf, embedTexts, textsOf } from "../fake/discord/rules.ts";
import { leaves } from "../fake/slack/rules.ts";
import { skinned } from "./web/setting.ts";

const published = "2026-11-03T08:00:00.000Z" as Instant;
const fishery = {
  title: "Fishery report: fewer cod, more squid",
  outlet: "The Lighthouse",
  url: "https://lighthouse.example/cod",
  published,
};
const tolls = { title: "Harbour tolls divide the coast", outlet: "Coast Herald", url: "https://herald.example/tolls?a=1&b=2" };

function quote(id: string, more: Omit<QuoteItem, "kind" | "id" | "source">, source: QuoteItem["source"] = fishery): QuoteItem {
  return { kind: "quote", id: id as QuoteId, source, ...more };
}

const story: StoryItem = {
  kind: "story",
  id: "s1" as StoryId,
  source: fishery,
  summary: ["Cod are fewer than in any year since 1987.", "Squid now fill two nets in five."],
  quotes: [
    quote("a.1", {
      how: "direct",
      parts: ["We saw it coming,", "and nobody asked us."],
      speaker: { name: "Ines Okafor", kind: "person", role: "harbour master" },
    }),
    quote("a.2", {
      how: "partial",
      parts: ["a slow emergency"],
      speaker: { name: "one official close to the talks", kind: "anonymous" },
    }),
    quote("a.3", {
      how: "indirect",
      parts: ["that no boat had been warned"],
      speaker: { name: "Coast Guard", kind: "organization" },
    }),
    quote("a.4", {
      how: "block",
      before: "The union put it this way in a letter:",
      parts: ["No member of ours will pay twice."],
      speaker: { name: "Netters' Union", kind: "group" },
    }),
    quote("a.5", { how: "direct", parts: ["Somebody must pay."], fresh: true }),
    quote("a.7", { how: "direct", parts: ["Somebody has to pay."], variant: true }),
    quote("a.6", {
      how: "direct",
      parts: ["The sea belongs to nobody."],
      speaker: { name: "Lauri Aho", kind: "person" },
      carried: { outlets: 3, wording: { id: "c.6" as QuoteId, parts: ["The sea is nobody's."], outlet: "Tide *Times*" } },
      cut: true,
    }),
  ],
  people: ["Ines Okafor", "Jonas Weir", "Aune Särkkä"],
  also: [
    { title: "Cod catch falls again", outlet: "Harbour Post", url: "https://post.example/cod" },
    { title: "Squid season opens early" },
  ],
  told: [fishery, { title: "Cod catch falls again", outlet: "The Tide Table", url: "https://tide.example/cod" }],
  update: true,
};

/** Every kind of item, and of everything one: what a card can say at all. */
const card: Card = {
  title: "News digest of the coast",
  note: "1 story · 6 quotes · 3 more not shown",
  items: [
    story,
    quote(
      "b.1",
      {
        how: "direct",
        parts: ["Five crowns a boat is fair."],
        speaker: { name: "Jonas Weir", kind: "person", role: "member of the council" },
        before: "The council met on Monday.",
        after: "He left before the vote.",
      },
      tolls,
    ),
    {
      kind: "notice",
      heading: "Last digests",
      lines: [{ text: "Fri, 27 Nov 2026: posted", url: "https://chat.example/m/1" }, { text: "Paused until further notice" }],
    },
    { kind: "absence", why: "unknown", text: "Nobody and nothing called “Okaford” in what was read." },
    {
      kind: "choice",
      text: "Which of these two?",
      options: [
        { label: "Ines Okafor", detail: "harbour master, 3 quotes", question: { kind: "person", person: "ines-okafor", offset: 0 } },
        { label: "Daniel Okafor", detail: "mentioned, not quoted", question: { kind: "person", person: "daniel-okafor", offset: 0 } },
      ],
    },
  ],
  actions: [
    { label: "More of these", question: { kind: "search", words: "tolls", offset: 5 } },
    { label: "Whole story: Fishery report", question: { kind: "story", story: "s1" as StoryId, page: 0 } },
    { label: "Show in context", question: { kind: "context", quote: "b.1" as QuoteId } },
  ],
};

const quotes = card.items.flatMap((item) => (item.kind === "story" ? [...item.quotes] : item.kind === "quote" ? [item] : []));
const sources = card.items.flatMap((item) => (item.kind === "story" || item.kind === "quote" ? [item.source] : []));

/** Every fact of the card, by what it is. */
const facts: Readonly<Record<string, readonly string[]>> = {
  "title and note": [card.title, card.note ?? ""],
  "headlines and outlets": sources.flatMap(({ title, outlet }) => [title, outlet ?? ""]),
  dates: [day(new Date(published)), phrases.undated],
  "summary sentences": story.summary,
  "the outlet of each sentence": (story.told ?? []).map(({ outlet }) => outlet ?? ""),
  "words of quotes": quotes.flatMap(({ parts }) => parts),
  "the gap between two parts": [phrases.gap],
  "sentences around quotes": quotes.flatMap(({ before, after }) => [before ?? [], after ?? []].flat()),
  "speakers and their roles": quotes.flatMap(({ speaker }) => (speaker ? [speaker.name, speaker.role ?? []].flat() : [])),
  "what is uncertain, unnamed, reported, unmarked": [phrases.speakerUncertain, phrases.unnamed, phrases.reported, phrases.unmarkedBlock],
  "who else carries a quote, and in what words": [phrases.carriedBy(3), phrases.wordingDiffers, "The sea is nobody's.", "Tide *Times*"],
  "what is new, and what is another wording": [phrases.freshQuote, phrases.otherWording],
  "that a quote is cut": [phrases.cutQuote],
  "that a story goes on, and who else tells it": [phrases.newInStory, phrases.alsoIn, "Harbour Post", "Squid season opens early"],
  "people mentioned": [phrases.people, ...story.people],
  "the bot's own notices": card.items.flatMap((item) =>
    item.kind === "notice" ? [item.heading ?? "", ...item.lines.map(({ text }) => text)] : [],
  ),
  absence: card.items.flatMap((item) => (item.kind === "absence" ? [item.text] : [])),
  choices: card.items.flatMap((item) =>
    item.kind === "choice" ? [item.text, ...item.options.flatMap((o) => [o.label, o.detail ?? ""])] : [],
  ),
  actions: card.actions.map(({ label }) => label),
};

/** What a reader sees, line by line, in the order of the card; buttons by their labels, moments as the day in UTC. */
const platforms: Readonly<Record<string, (card: Card) => string | Promise<string>>> = {
  "Slack's blocks": (card) =>
    renderSlack(card)
      .map(({ blocks }) => slackSeen(blocks))
      .join("\n"),
  "Slack's text for screen readers": (card) =>
    renderSlack(card)
      .map(({ text }) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"))
      .join("\n")
      .replaceAll(/(\d{4}-\d\d-\d\d) \d\d:\d\d UTC/g, (_, date) => day(new Date(date))),
  Discord: (card) =>
    renderDiscord(card)
      .map(({ components }) => discordSeen(textsOf(components), components))
      .join("\n"),
  "Discord's embeds": (card) =>
    renderEmbeds(card)
      .map(({ embeds, components }) => discordSeen(embedTexts(embeds), components))
      .join("\n"),
  "the terminal": (card) => renderText(card, { width: 300, colour: false }),
  "the page's Slack skin": async (card) => pageSeen(await skinned.slack(card)),
  "the page's Discord skin": async (card) => pageSeen(await skinned.discord(card)),
};

function pageSeen(tree: Awaited<ReturnType<typeof skinned.slack>>): string {
  for (const time of tree.querySelectorAll("time")) time.textContent = day(new Date(time.getAttribute("datetime") ?? ""));
  return tree.body.textContent ?? "";
}

function slackSeen(blocks: readonly object[]): string {
  return leaves(blocks)
    .map((leaf) => (leaf.type === "date" ? day(new Date(leaf.timestamp * 1000)) : typeof leaf.text === "string" ? leaf.text : "\n"))
    .join("");
}

function discordSeen(texts: readonly string[], components: readonly object[]): string {
  const lines = texts.flatMap((text) => readMarkdown(text).map(({ nodes }) => nodes.map(discordNode).join("")));
  return [...lines, ...buttonsOf(components).map(({ label }) => label)].join("\n");
}

function discordNode(node: Node): string {
  if (node.is === "time") return day(new Date(Number(/-?\d+/.exec(node.text)?.[0]) * 1000));
  return "inner" in node ? node.inner.map(discordNode).join("") : node.text;
}

describe.each(Object.keys(platforms))("a card with everything on it, in %s", async (name) => {
  const seen = (await platforms[name]?.(card)) ?? "";

  it.each(Object.keys(facts))("shows all %s", (kind) => {
    expect(facts[kind]?.length).toBeGreaterThan(0);
    for (const fact of facts[kind] ?? []) expect(seen).toContain(fact);
  });

  it("says who speaks with the words they said, before the next quote begins", () => {
    for (const [n, { parts, speaker }] of quotes.entries()) {
      const from = seen.indexOf(parts[0]);
      const next = quotes[n + 1];
      const until = next ? seen.indexOf(next.parts[0]) : seen.length;
      expect(until).toBeGreaterThan(from);
      expect(seen.slice(from, until)).toContain(speaker?.name ?? phrases.speakerUncertain);
    }
  });

  it("sets no reported words in quote marks", () => {
    for (const { parts } of quotes.filter(({ how }) => how === "indirect")) expect(seen).not.toContain(`“${parts[0]}`);
    for (const { parts } of quotes.filter(({ how }) => how === "direct")) expect(seen).toContain(`“${parts[0]}`);
  });
});

it("leads to the sources, and to its own messages, on every platform", () => {
  for (const { url } of [...sources, { url: "https://chat.example/m/1" }]) {
    expect(JSON.stringify(renderSlack(card).map(({ blocks }) => blocks))).toContain(`"url":"${url}"`);
    expect(
      renderDiscord(card)
        .flatMap(({ components }) => textsOf(components))
        .join(),
    ).toContain(`](${url})`);
    expect(platforms["the terminal"]?.(card)).toContain(url);
  }
});

describe.each(languages.filter((language) => language !== "en"))("a card in %s", (language) => {
  const own = phrasesIn(language);
  const mine: readonly (keyof Phrases)[] = ["people", "unnamed", "reported", "unmarkedBlock", "speakerUncertain", "undated"];

  it.each(["Slack's blocks", "Slack's text for screen readers", "Discord", "the terminal"])(
    "is told in that language by %s, and in no other",
    (name) => {
      const seen = platforms[name]?.({ ...card, language }) ?? "";
      for (const phrase of mine) {
        expect(seen, phrase).toContain(own[phrase]);
        expect(seen, phrase).not.toContain(phrases[phrase]);
      }
    },
  );
});

describe.each(Object.keys(platforms))("a fact that is not on the card, in %s", (name) => {
  it.each([
    "Ines Okafor",
    "harbour master",
    "a slow emergency",
    "The Lighthouse",
    "Jonas Weir",
    "3 November 2026",
    "More of these",
    "Harbour Post",
    "The sea is nobody's.",
  ])("is not found: without %j the proof above fails", async (fact) => {
    const without = JSON.parse(JSON.stringify(card).replaceAll(fact, "X").replaceAll("2026-11-03", "2026-11-04")) as Card;
    expect(await platforms[name]?.(without)).not.toContain(fact);
  });
});
