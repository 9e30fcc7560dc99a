import { expect, it } from "vitest";
import type { Instant } from "../../src/news/article.ts";
import { type Headline, headlineIndex } from "../../src/news/headlines.ts";
import type { StoryId } from "../../src/news/story.ts";

const headline = (number: number, title: string, story = `s${number}`): Headline => ({
  ...{ number, story: story as StoryId, title, at: "2026-11-28T00:00:00.000Z" as Instant },
});

const index = headlineIndex();
index.add([
  headline(1, "Peace talks begin in Kabul"),
  headline(2, "Élysée: Macron reçoit Łukasz O’Neill"),
  headline(3, "Переговоры о мире в Киеве"),
  headline(4, "和平谈判在日内瓦开始"),
  headline(5, "محادثات السلام في كابول"),
  headline(6, "Talks on peace end", "s1"),
]);
const found = (typed: string, limit = 10) => index.complete(typed, limit).map(({ number }) => number);

it.each([
  ["peace", [6]],
  ["tal pea", [6]],
  ["kab talks", [1]],
  ["PEACE  TALKS, kabul", [1]],
  ["eace", []],
  ["elysee lukasz oneill", [2]],
  ["мир", [3]],
  ["和平", [4]],
  ["谈判 日内瓦", [4]],
  ["كابول", [5]],
  ["nobody", []],
  ["…", []],
  ["", [6, 5, 4, 3, 2]],
])("%j is begun by words of %j", (typed, numbers) => {
  expect(found(typed)).toEqual(numbers);
});

it("gives no more than are wanted, the newest first", () => {
  expect(found("", 2)).toEqual([6, 5]);
  expect(found("", 0)).toEqual([]);
});

it("keeps the newest, whatever order they come in, each once", () => {
  const small = headlineIndex(3);
  small.add([5, 1, 3].map((number) => headline(number, `News ${number}`)));
  small.add([4, 5, 2, 1].map((number) => headline(number, `News ${number} again`)));
  expect(small.size()).toBe(3);
  expect(small.last()).toBe(5);
  expect(small.complete("news", 9).map(({ title }) => title)).toEqual(["News 5", "News 4 again", "News 3"]);
});

it("finds what is there, and nothing that has left, however many have come and gone", () => {
  const small = headlineIndex(50);
  for (let number = 1; number <= 500; number += 1) small.add([headline(number, `Item${number} of ${number % 3 ? "lake" : "land"}s`)]);
  expect(small.complete("item499", 9).map(({ number }) => number)).toEqual([499]);
  expect(small.complete("item450", 9)).toEqual([]);
  expect(small.complete("lan ite", 100)).toHaveLength(16);
  expect(small.complete("lak", 2).map(({ number }) => number)).toEqual([500, 499]);
});
