import { describe, expect, it } from "vitest";
import { digestCard } from "../../src/news/cards/digest-card.ts";
import { chooseStories } from "../../src/news/digest.ts";
import { MOST_PER_PERSON, mainPerson } from "../../src/news/digest-order.ts";
import { readLength } from "../../src/news/manage/length.ts";
import { comet } from "../fake/events.ts";
import { storyTold } from "../fake/told.ts";

const HOUR_MS = 3_600_000;
const noon = Date.parse("2031-11-05T12:00:00Z");

/** A story in which these people speak, told by so many outlets, so many hours before noon. */
const told = (id: string, { speakers = ["Ada Lind"], outlets = 1, hours = 0, filler = "" } = {}) => {
  const one = (n: number) => ({
    id: `${id}-${n}`,
    title: `Title of ${id}`,
    outlet: `Outlet ${n}`,
    url: `https://outlet-${n}.example/${id}`,
    published: new Date(noon - hours * HOUR_MS).toISOString(),
    text: `Something happened in ${id}.${filler} ${speakers.map((name) => `“Nobody asked us about ${id} at all,” ${name} said.`).join(" ")}`,
    summary: [`Something happened in ${id}.`],
    said: speakers.map((by) => ({ words: `Nobody asked us about ${id} at all,`, by })),
  });
  return storyTold(one(0), ...Array.from({ length: outlets - 1 }, (_, n) => one(n + 1)));
};
const order = (...stories: ReturnType<typeof told>[]) =>
  chooseStories(stories, 9).stories.map(({ story }) => story.articles[0].title.slice(9));

describe("which story of a digest comes first", () => {
  it.each([
    ["what somebody is quoted in, before what nobody is, however new", [comet, told("quoted", { hours: 30 })], "quoted"],
    ["what more outlets carry", [told("one"), told("three", { outlets: 3 })], "three"],
    ["where more people speak", [told("one"), told("two", { speakers: ["Ada Lind", "Jo Park"] })], "two"],
    ["what is newer", [told("old", { hours: 30 }), told("new", { hours: 1 })], "new"],
    ["three outlets before what is a day newer", [told("new"), told("carried", { outlets: 3, hours: 30 })], "carried"],
  ])("%s", (_, stories, first) => {
    expect(order(...stories)[0]).toBe(first);
    expect(order(...stories.toReversed())[0]).toBe(first);
  });

  it("more than four outlets say no more", () => {
    expect(order(told("five", { outlets: 5, hours: 8 }), told("four", { outlets: 4 }))).toEqual(["four", "five"]);
  });
});

describe("no person fills a digest", () => {
  const about = (id: string, person: string) => ({
    ...told(id),
    people: [
      {
        name: person,
        aliases: [],
        mentions: [
          { start: 0, end: 1 },
          { start: 2, end: 3 },
        ],
      },
    ],
  });
  const person = ({ story }: { story: ReturnType<typeof told> }) => mainPerson(story);

  it("two stories at most are mainly about one, while there are others", () => {
    const stories = [about("a", "Nora Vale"), about("b", "Vale"), about("c", "Nora Vale"), about("d", "Jo Park"), about("e", "Ilse Horn")];
    const chosen = chooseStories(stories, 4).stories.map(person);
    expect(chosen.filter((name) => name === "vale")).toHaveLength(MOST_PER_PERSON);
    expect(chosen).toHaveLength(4);
  });

  it("unless there is nothing else", () => {
    expect(chooseStories([about("a", "Nora Vale"), about("b", "Nora Vale"), about("c", "Nora Vale")], 3).stories).toHaveLength(3);
  });
});

describe("a digest of one sentence and one quote", () => {
  const story = told("harbour", { speakers: ["Ada Lind", "Jo Park", "Ilse Horn"], outlets: 2 });
  const card = (length: "headlines" | "brief" | "full") => digestCard(chooseStories([story], 5, { length }), { length });

  it("counts what it leaves out on the button that opens it", () => {
    expect(card("brief").items).toMatchObject([{ summary: ["Something happened in harbour."], people: [], rest: { outlets: 2 } }]);
    expect(card("brief").actions).toMatchObject([
      { label: expect.stringMatching(/^Whole story: .*2 outlets$/), question: { kind: "story" } },
    ]);
  });

  it("has no button where everything is there", () => {
    expect(digestCard(chooseStories([told("one")], 5, { length: "brief" }), { length: "brief" }).actions).toEqual([]);
  });

  it("says the same facts at every length: headline, outlets, a speaker", () => {
    const [headlines, brief, full] = [card("headlines"), card("brief"), card("full")].map(({ items }) => items[0]);
    if (headlines?.kind !== "story" || brief?.kind !== "story" || full?.kind !== "story") throw new Error("no story");
    expect(new Set([headlines.source.title, brief.source.title, full.source.title]).size).toBe(1);
    expect(headlines.headline?.speaker).toBe(brief.quotes[0]?.speaker?.name);
    expect(full.quotes.map(({ id }) => id)).toContain(brief.quotes[0]?.id);
    expect(headlines.articles).toEqual(full.articles);
  });
});

it("a length is read in four languages; what is none is not taken for one", () => {
  expect(["brief", "Kurz", "titres", "completo", "default"].map(readLength)).toEqual(["brief", "brief", "headlines", "full", null]);
  expect(readLength("endless")).toBeUndefined();
});
