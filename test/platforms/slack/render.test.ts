import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card } from "../../../src/news/card.ts";
import { render } from "../../../src/platforms/slack/render.ts";
import { safeUrl } from "../../../src/platforms/slack/render-elements.ts";
import { clean, cost, escapeText, split } from "../../../src/platforms/slack/render-text.ts";
import { digest, quote, source, story } from "../../fake/example-cards.ts";
import { buttons } from "../../fake/slack/interactions.ts";
import { blockTrouble, hasSchema, leaves, readable } from "../../fake/slack/rules.ts";
import { card as anyCard, hostile } from "./cards.ts";
import { keepsItsPromises, shown, spoken } from "./promises.ts";

const cardOf = (...items: Card["items"]): Card => ({ title: "Card", items, actions: [] });

describe("a card as Slack messages", () => {
  it("shows the headline, outlet, date, summary, quotes with their speakers and the people mentioned", () => {
    const [message, ...others] = render(digest);
    expect(others).toEqual([]);
    expect(message.blocks[0]).toEqual({ type: "header", text: { type: "plain_text", text: "News digest", emoji: false } });
    expect(message.blocks[1]).toEqual({
      type: "context",
      elements: [{ type: "plain_text", text: "1 story · 1 quote", emoji: false }],
    });
    const link = leaves(message.blocks).find((leaf) => leaf.type === "link");
    expect(link).toMatchObject({ url: source.url, text: source.title });
    const date = leaves(message.blocks).find((leaf) => leaf.type === "date");
    expect(date).toMatchObject({ timestamp: Date.parse("2026-11-03T08:00:00Z") / 1000, fallback: "2026-11-03 08:00 UTC" });
    expect(message.text).toBe(
      [
        "News digest",
        "1 story · 1 quote",
        `Harbour tolls divide the coast\nThe Lighthouse · 2026-11-03 08:00 UTC\n${escapeText(source.url)}\n• The council raised the tolls.\n• Boats stayed at sea.`,
        "Key quotes\n“Nobody asked the fishermen.”\n— Ines Okafor, harbour master",
        "People mentioned: Ines Okafor, Jonas Weir",
        "[More]",
      ].join("\n\n"),
    );
  });

  it("puts a quote's words, all of them and nothing else, into one element of a rich_text_quote", () => {
    const words = "It *cannot* <!channel> wait & `never` could.";
    const [message] = render(cardOf(quote({ parts: [words] })));
    const quoted = leaves(message.blocks).find((leaf) => leaf.type === "rich_text_quote");
    expect(quoted.elements.map((leaf: { text: string }) => leaf.text)).toEqual(["“", words, "”"]);
  });

  it("marks the gap in a split quote as ours and closes each part", () => {
    const text = spoken(render(cardOf(quote({ how: "partial", parts: ["They are serious", "about a way out"] }))));
    expect(text).toContain("“They are serious” […] “about a way out”");
  });

  it("never shows reported speech in quote marks or as a quote", () => {
    const messages = render(cardOf(quote({ how: "indirect", parts: ["has said that talks must go on"] })));
    expect(leaves(messages[0].blocks).some((leaf) => leaf.type === "rich_text_quote")).toBe(false);
    expect(shown(messages)).not.toMatch(/[“”"]/);
    expect(spoken(messages)).toContain("Reported speech, in the article's words:\nhas said that talks must go on\n— Ines Okafor");
  });

  it("says of a block quote that its source sets no marks, and keeps what announces it beside it", () => {
    const text = spoken(render(cardOf(quote({ how: "block", parts: ["We are ready."], before: "She wrote in a letter:" }))));
    expect(text).toContain(
      "She wrote in a letter:\nWe are ready.\n— Ines Okafor, harbour master (block quote without quotation marks in the original)",
    );
    expect(text).not.toMatch(/[“”]/);
  });

  it("says honestly who is unnamed and who is not certain", () => {
    const { speaker: _, ...nobody } = quote();
    expect(spoken(render(cardOf(nobody)))).toContain("speaker unclear");
    const anonymous = quote({ speaker: { name: "one source close to the talks", kind: "anonymous" } });
    expect(spoken(render(cardOf(anonymous)))).toContain("— one source close to the talks (not named in the article)");
  });

  it("names a quote's source unless it stands under its story", () => {
    expect(spoken(render(cardOf(quote())))).toContain("harbour master\nHarbour tolls divide the coast\nThe Lighthouse");
    expect(spoken(render(cardOf(story()))).split("The Lighthouse")).toHaveLength(2);
    const elsewhere = story({ quotes: [quote({ source: { title: "Another paper's story", outlet: "The Herald" } })] });
    expect(spoken(render(cardOf(elsewhere)))).toContain("Another paper's story\nThe Herald · undated");
  });

  it("makes buttons of choices and actions, with ids of their own and the whole name beside a short label", () => {
    const long = "A".repeat(100);
    const [message] = render({
      ...cardOf({ kind: "choice", text: "Which?", options: [{ label: long, detail: "a minister", question: { kind: "latest" } }] }),
      actions: [{ label: "More", question: { kind: "search", words: "x", offset: 5 } }],
    });
    const found = buttons(message.blocks);
    expect(found.map((button) => [button.action_id, button.value])).toEqual([
      ["ask:0", "l"],
      ["ask:1", "s|5|x"],
    ]);
    expect(found[0]?.label).toBe(`${"A".repeat(74)}…`);
    expect(readable(message.blocks)).toContain(`${long} — a minister`);
  });

  it("lets a quote that is too long for one message go on in the next, with nothing left out", () => {
    const words = Array.from({ length: 400 }, (_, n) => `This is sentence ${n} of a long speech.`).join(" ");
    const messages = render(cardOf(quote({ parts: [words] })));
    expect(messages.length).toBeGreaterThan(3);
    const pieces = messages.flatMap((message) =>
      leaves(message.blocks)
        .filter((leaf) => leaf.type === "rich_text_quote")
        .map((leaf) => leaf.elements[1].text),
    );
    expect(pieces.join("")).toBe(words);
    // Cut between sentences.
    for (const piece of pieces) expect(piece.trim()).toMatch(/^This is .*speech\.$/);
    expect(messages[0].text).toContain(`Part 1 of ${messages.length}, continues in the thread`);
    expect(messages[1]?.text).toMatch(new RegExp(`^Part 2 of ${messages.length}\n\ncontinued:\n“This is`));
  });

  it("marks what it cuts as cut by us", () => {
    const text = spoken(render(cardOf(story({ source: { title: "Long ".repeat(200) } }))));
    expect(text).toContain("Long [shortened by Pullquote; continue at the source]");
  });

  it("gives an empty card and an invisible title something to show", () => {
    expect(spoken(render({ title: "\u200B", items: [], actions: [] }))).toBe("Pullquote");
  });

  it("links only to http and https, and never through a user name", () => {
    expect(safeUrl("https://a.example/x?y=1#z")).toBe("https://a.example/x?y=1#z");
    for (const bad of ["javascript:alert(1)", "slack://x", "mailto:a@b.example", "https://bank.example@evil.example/", "x", "", undefined])
      expect(safeUrl(bad)).toBeNull();
    expect(safeUrl("https://a.example/<!channel>|x")).toBe("https://a.example/%3C!channel%3E%7Cx");
  });
});

describe("any card, however hostile", () => {
  it("is taken by Slack, pings nobody, links nowhere but to its sources, and leaves out no word of a quote", () => {
    fc.assert(fc.property(anyCard, keepsItsPromises), { numRuns: 25 });
  });

  it.skipIf(!hasSchema)("is checked by a schema that can say no (skipped without ../shared/data/platform)", () => {
    expect(blockTrouble([{ type: "header", text: { type: "plain_text", txt: "misspelt" } }])?.error).toBe("invalid_blocks");
  });

  it("splits text into pieces that are the text again, none too long, no character in two", () => {
    fc.assert(
      fc.property(hostile.map(clean), fc.integer({ min: 50, max: 3000 }), (text, most) => {
        const pieces = split(text, most);
        expect(pieces.join("")).toBe(text);
        for (const piece of pieces) {
          expect(cost(piece)).toBeLessThanOrEqual(most);
          expect(piece).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });

  it("closes every direction mark it opens", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const opened = clean(text);
        const count = (marks: RegExp) => opened.match(marks)?.length ?? 0;
        expect(count(/[\u2066-\u2068]/g)).toBeLessThanOrEqual(count(/\u2069/g));
      }),
    );
  });

  it("renders 500 stories quickly, as many messages as they take", () => {
    const before = performance.now();
    const messages = render(cardOf(...Array.from({ length: 500 }, () => story())));
    expect(performance.now() - before).toBeLessThan(2000);
    expect(spoken(messages).split("Ines Okafor, harbour master")).toHaveLength(501);
  });
});
