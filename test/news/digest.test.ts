import { describe, expect, it } from "vitest";
import type { ArticleId } from "../../src/news/article.ts";
import type { Card, StoryItem } from "../../src/news/card.ts";
import { contextCard } from "../../src/news/cards/answer-cards.ts";
import { digestCard } from "../../src/news/cards/digest-card.ts";
import { chooseStories, keyQuotes, shownOn } from "../../src/news/digest.ts";
import { everything } from "../../src/news/filter.ts";
import { phrases } from "../../src/news/phrases.ts";
import { quoteId } from "../../src/news/quote.ts";
import type { Story } from "../../src/news/story.ts";
import { renderText } from "../../src/platforms/terminal/render.ts";
import { bridgeAgain as again, bridge, comet, speechStory as long, speech } from "../fake/events.ts";
import { storyTold } from "../fake/told.ts";

const only = (card: Card): StoryItem[] => card.items.flatMap((item) => (item.kind === "story" ? [item] : []));
const digestOf = (stories: readonly Story[], more: Parameters<typeof chooseStories>[2] = {}, max = 5) =>
  digestCard(chooseStories(stories, max, more));

describe("the same quote in several outlets", () => {
  const both = storyTold(bridge, again);

  it("is one quote with several sources, and both wordings are shown", () => {
    const [item] = only(digestOf([both]));
    expect(item?.quotes.map(({ parts }) => parts[0])).toEqual([
      "It should have been closed ten years ago,",
      "We had no choice left at all,",
      "We shall build a new one before spring,",
    ]);
    expect(item?.quotes[0]?.carried).toEqual({
      outlets: 2,
      wording: {
        id: `bridge-2.${again.text.indexOf("It ought")}`,
        parts: ["It ought to have been closed ten years ago,"],
        outlet: "Coast Herald",
      },
    });
    expect(item?.quotes[1]?.carried).toBeUndefined();
    expect(renderText(digestOf([both]), { width: 200, colour: false })).toContain(
      "carried by 2 outlets; wording differs; in Coast Herald: “It ought",
    );
  });

  it("is surer of its speaker where the outlets agree", () => {
    expect(keyQuotes(both)[0]?.confidence).toBeCloseTo(0.98);
    expect(keyQuotes(storyTold(bridge))[0]?.confidence).toBe(0.9);
  });

  it("is not surer where one outlet has it twice", () => {
    expect(keyQuotes(storyTold(bridge, { ...again, outlet: "The Lighthouse" }))[0]?.confidence).toBe(0.9);
    expect(only(digestOf([storyTold(bridge, { ...again, outlet: "The Lighthouse" })]))[0]?.quotes[0]?.carried).toBeUndefined();
  });

  it("stays two where the outlets name different people", () => {
    const other = { ...again, said: [{ words: "It ought to have been closed ten years ago,", by: "Jo Park" }] };
    expect(keyQuotes(storyTold(bridge, other)).every(({ others }) => others === undefined)).toBe(true);
  });

  it("has no other wording where one outlet has only a part of it", () => {
    const part = {
      ...again,
      text: "He said it “should have been closed ten years ago”.",
      said: [{ words: "should have been closed ten years ago", kind: "partial" as const }],
    };
    expect(only(digestOf([storyTold(bridge, part)]))[0]?.quotes[0]?.carried).toEqual({ outlets: 2 });
  });

  it("names the other outlets of the story, each once", () => {
    const [item] = only(digestOf([storyTold(bridge, again, { ...again, id: "bridge-3" })]));
    expect([item?.source.outlet, ...(item?.also ?? []).map(({ outlet }) => outlet)].sort()).toEqual(["Coast Herald", "The Lighthouse"]);
  });
});

describe("a digest", () => {
  it("puts words first, then what more outlets tell, then what is newer", () => {
    const later = storyTold({ ...bridge, id: "later", published: "2031-11-05T08:00:00.000Z" });
    expect(chooseStories([comet, later, storyTold(bridge, again)], 5).stories.map(({ story }) => story.id)).toEqual([
      "bridge-1",
      "later",
      "comet",
    ]);
    expect(chooseStories([comet, later], 1)).toMatchObject({ of: 2, stories: [{ story: { id: "later" } }] });
  });

  it("counts a speaker once whom one article calls by the surname", () => {
    const short = { ...again, said: [{ words: "We shall build a new one before spring,", by: "Byrne" }] };
    expect(digestOf([storyTold(bridge, short)]).note).toBe("1 story · 3 quotes · 2 speakers · 2 outlets");
  });

  it("holds only what passes the filter", () => {
    const filter = { ...everything, people: ["Lind"] };
    expect(chooseStories([comet, storyTold(bridge)], 5, { filter })).toMatchObject({ of: 1, stories: [{ story: { id: "bridge-1" } }] });
  });

  it("shows no story twice, unless somebody said something new in it", () => {
    const first = digestOf([storyTold(bridge), comet]);
    const shown = shownOn([first]);
    expect(digestOf([storyTold(bridge), comet], { shown }).items).toMatchObject([{ kind: "absence", text: phrases.nothingNew }]);
    const [item, ...rest] = only(digestOf([storyTold(bridge, again), comet], { shown }));
    expect(rest).toEqual([]);
    expect(item).toMatchObject({ update: true, quotes: [{ parts: ["We shall build a new one before spring,"] }] });
    const both = shownOn([first, digestOf([storyTold(bridge, again)], { shown })]);
    expect(chooseStories([storyTold(bridge, again), comet], 5, { shown: both }).of).toBe(0);
  });

  it("quotes nothing that its text says, whichever outlet the text is of", () => {
    const story = storyTold(bridge, again);
    const sentence = "“It ought to have been closed ten years ago,” the engineer Byrne said.";
    const summary = { sentences: [{ text: sentence, articleId: again.id as ArticleId, span: null }] };
    expect(keyQuotes({ ...story, summary }).map(({ speaker }) => speaker?.name)).toEqual(["Ada Lind", "Jo Park"]);
  });

  it("takes a newer version of an article, and words that were shown, for nothing new", () => {
    const shown = shownOn([digestOf([storyTold(bridge)])]);
    const version = { ...bridge, id: "bridge-1b", text: `Updated. ${bridge.text}` };
    expect(chooseStories([{ ...storyTold(version), id: storyTold(bridge).id }], 5, { shown }).of).toBe(0);
    const copy = { ...bridge, id: "copy", outlet: "Star", url: "https://star.example/b" };
    expect(chooseStories([storyTold(bridge, copy)], 5, { shown }).of).toBe(0);
  });

  it("repeats nothing of a story whose card does not say what it was told from", () => {
    const old = digestOf([storyTold(bridge)]);
    const items = only(old).map(({ articles: _, source: { url: __, ...source }, quotes, ...item }) => ({
      ...item,
      source,
      quotes: quotes.map((quote) => ({ ...quote, source })),
    }));
    expect(chooseStories([storyTold(bridge, again)], 5, { shown: shownOn([{ ...old, items }]) }).of).toBe(0);
  });
});

describe("a quote of 900 words", () => {
  const [item] = only(digestOf([long]));
  const [quote] = item?.quotes ?? [];

  it("is cut at the end of a sentence, and the cut is marked as ours", () => {
    expect(quote).toMatchObject({ cut: true });
    expect(speech.startsWith(quote?.parts[0] ?? "?")).toBe(true);
    expect(quote?.parts[0]?.endsWith("in it.")).toBe(true);
    expect(quote?.parts[0]?.split(" ").length).toBeLessThanOrEqual(132);
    expect(renderText(digestOf([long]), { width: 100, colour: false })).toContain("shortened by Pullquote");
  });

  it("is whole one click away", () => {
    const [action] = digestOf([long]).actions;
    expect(action).toEqual({ label: "Whole quote: Ada Lind", question: { kind: "context", quote: quote?.id } });
    const whole = long.quotes[0];
    if (!whole || quoteId(whole) !== quote?.id) throw new Error("the button leads elsewhere");
    expect(contextCard(whole, long.articles[0]).items).toMatchObject([{ parts: [speech] }]);
  });

  it("that is one sentence stays whole: half of it may say the opposite", () => {
    const words = `We shall ${"not ".repeat(300)}go.`;
    const one = storyTold({ ...bridge, text: `It was said. “${words}” said Ada Lind.`, said: [{ words, by: "Ada Lind" }] });
    expect(only(digestOf([one]))[0]?.quotes[0]).toMatchObject({ parts: [words] });
    expect(only(digestOf([one]))[0]?.quotes[0]?.cut).toBeUndefined();
  });
});
