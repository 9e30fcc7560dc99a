import { describe, expect, it } from "vitest";
import { linked } from "../../../src/platforms/discord/render-elements.ts";

const url = "https://echo.example/a";

describe("a headline that is a link", () => {
  it.each([
    "U.S. and EU agree on a trade pact at 9:30",
    "AT&T's Q&A: what J.K. Rowling told Amazon.com",
    "1. The plan - and #2",
    "Who's next?",
  ])("shows no backslash: %s", (words) => {
    expect(linked(words, url)).toBe(`[${words}](${url})`);
  });

  it.each([
    "a *bold* plan",
    "snake_case_name",
    "a ~~struck~~ word",
    "`code`",
    "a | b",
    "[update] done",
    "<@123> wins",
    "see https://x.example",
    "@everyone look",
    "back\\slash",
    "the :fire: sale",
  ])("stands outside where it holds what Discord would read as markup: %s", (words) => {
    expect(linked(words, url)).toBeNull();
  });

  it("closes a direction mark inside the link, so that it turns round nothing behind it", () => {
    expect(linked("\u202Eabc", url)).toBe(`[\u202Eabc\u202C](${url})`);
  });
});
