import { expect, it } from "vitest";
import type { ArticleId } from "../../src/news/article.ts";
import type { QuoteId } from "../../src/news/quote.ts";
import type { StoryId } from "../../src/news/story.ts";
import { onEachStore } from "./on-each.ts";
import { at, says, story } from "./stories.ts";

const id = (name: string) => name as ArticleId;
const withdrawn = (...quotes: string[]) => new Map(quotes.map((quote) => [quote as QuoteId, "gone" as const]));

onEachStore("a newer version of an article", (on) => {
  const quotesOf = async (name: string) =>
    (await on.store.archive.quotes({ names: [name], reported: false, offset: 0, limit: 10 })).map(({ quote, article }) => [
      article.id,
      quote.parts[0].start,
      quote.withdrawn,
    ]);

  it("takes its place in the story; withdrawn quotes stay listed, the others are the newer version's", async () => {
    await on.store.archive.save([
      story("v1", { quotes: [says("Ada Moreno"), says("Ada Moreno"), says("Bo Li")], people: ["Ada Moreno", "Bo Li"] }),
    ]);
    const version = story("v2", {
      quotes: [says("Ada Moreno"), says("Cy Young")],
      people: ["Ada Moreno", "Cy Young"],
      title: "Changed",
      text: "Other words entirely.",
      readAt: at("2026-11-04T08:00Z"),
    });
    expect(await on.store.archive.revise(id("v1"), version, withdrawn("v1.1", "v1.2"))).toBe(true);

    const found = await on.store.archive.story("v1" as StoryId);
    expect(found?.articles.map((article) => [article.id, article.title])).toEqual([["v2", "Changed"]]);
    expect(found?.quotes.map(({ articleId }) => articleId)).toEqual(["v2", "v2"]);
    expect(found?.summary.sentences[0]?.articleId).toBe("v2");
    expect(found?.people.map(({ name }) => name)).toEqual(["Ada Moreno", "Cy Young"]);
    expect(await quotesOf("Ada Moreno")).toEqual([
      ["v2", 0, undefined],
      ["v1", 1, "gone"],
    ]);
    expect(await quotesOf("Bo Li")).toEqual([["v1", 2, "gone"]]);
    expect(await quotesOf("Cy Young")).toEqual([["v2", 1, undefined]]);
    // What was posted still says what it said.
    expect((await on.store.archive.quote("v1.0" as QuoteId))?.article.text).toBe("Text of v1.");
    expect(await on.store.archive.article(id("v1"))).toMatchObject({ article: { id: "v1" }, story: "v1" });
    const names = new Map((await on.store.archive.names()).map(({ name, articles, quotes }) => [name, [articles, quotes]]));
    expect(names.get("Ada Moreno")).toEqual([1, 2]);
    expect(names.get("Cy Young")).toEqual([1, 1]);
    expect((await on.store.archive.extent()).articles).toBe(1);
    expect((await on.store.archive.stories({ words: "entirely", limit: 5 })).map((each) => each.id)).toEqual(["v1"]);
    expect(await on.store.archive.stories({ words: "text of v1", limit: 5 })).toEqual([]);
    expect(await on.store.archive.known([id("v1"), id("v2")])).toEqual(new Set(["v1", "v2"]));
  });

  it("replaces an article once, and none that is not there", async () => {
    await on.store.archive.save([story("v1")]);
    expect(await on.store.archive.revise(id("v1"), story("v2"), new Map())).toBe(true);
    expect(await on.store.archive.revise(id("v1"), story("v3"), new Map())).toBe(false);
    expect(await on.store.archive.revise(id("nothing"), story("v4"), new Map())).toBe(false);
    expect(await on.store.archive.revise(id("v2"), story("v3"), new Map())).toBe(true);
    expect((await on.store.archive.story("v1" as StoryId))?.articles.map((article) => article.id)).toEqual(["v3"]);
    expect((await on.store.archive.extent()).articles).toBe(1);
  });

  it("is forgotten with all its versions", async () => {
    await on.store.archive.save([story("v1", { quotes: [says("Ada Moreno")], people: ["Ada Moreno"] })]);
    await on.store.archive.revise(id("v1"), story("v2", { people: ["Bo Li"] }), withdrawn("v1.0"));
    expect(await on.store.upkeep.forget({ kind: "person", name: "Ada Moreno" })).toMatchObject({ stories: 1, articles: 2 });
    expect(await on.store.archive.article(id("v1"))).toBeNull();
    expect(await on.store.archive.article(id("v2"))).toBeNull();
    expect(await on.store.archive.revise(id("v2"), story("v3"), new Map())).toBe(false);
  });
});
