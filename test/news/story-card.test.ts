import { describe, expect, it } from "vitest";
import type { Card, QuoteItem } from "../../src/news/card.ts";
import { digestCard } from "../../src/news/cards/digest-card.ts";
import { storyCard } from "../../src/news/cards/story-card.ts";
import { chooseStories, shownOn } from "../../src/news/digest.ts";
import { languages } from "../../src/news/language.ts";
import { phrasesIn } from "../../src/news/phrases.ts";
import type { WholeStory } from "../../src/news/question.ts";
import type { Story } from "../../src/news/story.ts";
import { renderText } from "../../src/platforms/terminal/render.ts";
import { bridge, bridgeAgain, bridgeThird } from "../fake/events.ts";
import { storyTold } from "../fake/told.ts";

const whole = ({ id }: Story, more: Partial<WholeStory> = {}): WholeStory => ({ kind: "story", story: id, page: 0, ...more });
const quotesOn = (card: Card): readonly QuoteItem[] => card.items.flatMap((item) => (item.kind === "story" ? item.quotes : []));
/** All pages, as one comes to them by the button. */
function pages(story: Story): Card[] {
  const all = [storyCard(story, whole(story))];
  for (;;) {
    const next = all.at(-1)?.actions.find(({ question }) => question.kind === "story")?.question;
    if (next?.kind !== "story") return all;
    all.push(storyCard(story, next));
  }
}

describe("the card of a story", () => {
  const story = storyTold(bridge, bridgeAgain, bridgeThird);
  const card = storyCard(story, whole(story));

  it("has everybody's words once, with the number of outlets, and every other wording with where it stands", () => {
    expect(quotesOn(card).map(({ parts, carried, variant, source }) => [parts[0], carried?.outlets, variant, source.outlet])).toEqual([
      ["It should have been closed ten years ago,", 3, undefined, "The Lighthouse"],
      ["It ought to have been closed ten years ago,", undefined, true, "Coast Herald"],
      ["It should have been shut ten years ago,", undefined, true, "Tide"],
      ["We had no choice left at all,", undefined, undefined, "The Lighthouse"],
      ["We shall build a new one before spring,", undefined, undefined, "Coast Herald"],
      ["the ferry would run until then", undefined, undefined, "Tide"],
    ]);
  });

  it("names all its articles with their addresses, and who is mentioned", () => {
    expect(card.items[1]).toMatchObject({
      kind: "notice",
      lines: [
        { text: "The Lighthouse · Marsh closes its only bridge · 3 November 2031", url: "https://lighthouse.example/bridge" },
        { text: "Coast Herald · Bridge over the Sator shut · 3 November 2031", url: "https://herald.example/bridge" },
        { text: "Tide · Ferry instead of the bridge · 4 November 2031", url: "https://tide.example/ferry" },
      ],
    });
    expect(card.items[0]).toMatchObject({ people: ["Jo Park", "Carl Byrne", "Ada Lind"] });
  });

  it("has a button on a digest, which says what is new since that place was told last", () => {
    const shown = shownOn([digestCard(chooseStories([storyTold(bridge)], 5))]);
    const [action] = digestCard(chooseStories([story], 5, { shown })).actions;
    expect(action).toEqual({ label: "Whole story: Marsh closes its only bridge", question: whole(story, { known: 1 }) });
    const fresh = quotesOn(storyCard(story, whole(story, { known: 1 })));
    expect(fresh.filter((quote) => quote.fresh).map(({ parts }) => parts[0])).toEqual([
      "We shall build a new one before spring,",
      "the ferry would run until then",
    ]);
    expect(fresh[0]?.fresh).toBe(true);
  });

  it("needs no button where the digest shows all of it", () => {
    expect(digestCard(chooseStories([storyTold(bridge)], 5)).actions).toEqual([]);
  });

  it("goes on page by page, and nothing is dropped", () => {
    const said = Array.from({ length: 47 }, (_, n) => ({ words: `These are the words of number ${n + 1}.`, by: `Person ${n + 1}` }));
    const crowd = storyTold(
      { ...bridge, text: `Many spoke. ${said.map(({ words, by }) => `“${words}” said ${by}.`).join(" ")}`, said },
      ...Array.from({ length: 30 }, (_, n) => ({ id: `more-${n}`, title: `Also ${n}`, text: "So it was.", outlet: `Outlet ${n}` })),
    );
    const all = pages(crowd);
    expect(all).toHaveLength(5);
    expect(all.flatMap(quotesOn).map(({ speaker }) => speaker?.name)).toEqual(said.map(({ by }) => by));
    const lines = all.flatMap(({ items }) => items.flatMap((item) => (item.kind === "notice" ? item.lines : [])));
    expect(lines).toHaveLength(31);
    expect(all.at(-1)?.actions).toEqual([]);
    expect(storyCard(crowd, whole(crowd, { page: 99 })).items).toEqual(all.at(-1)?.items);
  });

  it.each(languages)("is told in the reader's language: %s", (language) => {
    const text = renderText(storyCard(story, whole(story, { known: 1 }), { language }), { width: 100, colour: false });
    const said = phrasesIn(language);
    for (const words of [said.storyTitle, said.toldBy, said.otherWording, said.freshQuote, said.people]) expect(text).toContain(words);
  });
});
