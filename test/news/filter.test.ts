import { describe, expect, it } from "vitest";
import { everything, type Filter, passes } from "../../src/news/filter.ts";
import type { Story } from "../../src/news/story.ts";
import { says, story } from "../stores/stories.ts";

const tolls = story("tolls", {
  title: "Harbour tolls divide the coast",
  outlet: "The Lighthouse",
  origin: "https://lighthouse.example/feed",
  text: `The council of Marsh raised the tolls on Monday. ${"The boats stayed at sea. ".repeat(60)}Nobody spoke of Świnoujście.`,
  people: [{ name: "Ángela O’Neill", aliases: ["O’Neill"], mentions: [] }],
  quotes: [says("Jonas Weir")],
});
const wanted = (filter: Partial<Filter>, of: Story = tolls) => passes(of, { ...everything, ...filter });

describe("a filter", () => {
  it("that is empty wants everything", () => {
    expect(wanted({})).toBe(true);
  });

  it.each(["Ángela O’Neill", "angela oneill", "O'Neill", "Weir", "jonas weir"])("wants the stories that name %s", (name) => {
    expect(wanted({ people: [name] })).toBe(true);
  });

  it.each(["Angela Merkel", "Weir Jonas", "Neil", "", "…"])("wants no story that does not name %j", (name) => {
    expect(wanted({ people: [name] })).toBe(false);
  });

  it("wants stories about a topic, all of whose words stand at the beginning, and not those that only touch it", () => {
    expect(wanted({ topics: ["harbour tolls"] })).toBe(true);
    expect(wanted({ topics: ["tolls Marsh"] })).toBe(true);
    expect(wanted({ topics: ["tolls Świnoujście"] })).toBe(false);
    expect(wanted({ topics: ["toll"] })).toBe(false);
  });

  it("finds words and phrases anywhere, whole and whatever their case and marks", () => {
    expect(wanted({ words: ["swinoujscie"] })).toBe(true);
    expect(wanted({ words: ["stayed at SEA"] })).toBe(true);
    expect(wanted({ words: ["at sea stayed"] })).toBe(false);
    expect(wanted({ words: ["win"] })).toBe(false);
  });

  it("takes one of several wishes for enough", () => {
    expect(wanted({ people: ["Nobody Known"], topics: ["elections"], words: ["boats"] })).toBe(true);
    expect(wanted({ people: ["Nobody Known"], topics: ["elections"] })).toBe(false);
  });

  it("takes only what the sources brought that it names, by outlet or by address", () => {
    expect(wanted({ sources: ["the lighthouse"] })).toBe(true);
    expect(wanted({ sources: ["https://lighthouse.example/feed"] })).toBe(true);
    expect(wanted({ sources: ["Lighthouse Weekly"] })).toBe(false);
    expect(wanted({ sources: ["Lighthouse Weekly"], words: ["boats"] })).toBe(false);
  });

  it("refuses a story with an unwanted word, whatever else speaks for it", () => {
    expect(wanted({ without: ["boats"], people: ["Weir"] })).toBe(false);
    expect(wanted({ without: ["football"], people: ["Weir"] })).toBe(true);
    expect(wanted({ without: ["", "…"] })).toBe(true);
  });

  it("looks into every article of a story", () => {
    const other = story("other", { title: "Ferries", text: "The ferries ran.", outlet: "Coast Herald" });
    const both: Story = { ...other, articles: [other.articles[0], tolls.articles[0]] };
    expect(wanted({ words: ["boats"], sources: ["The Lighthouse"] }, both)).toBe(true);
    expect(wanted({ without: ["boats"] }, both)).toBe(false);
  });
});
