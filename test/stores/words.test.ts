import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { archiveOn } from "../../src/stores/archive.ts";
import type { Driver } from "../../src/stores/driver.ts";
import { openDriver } from "../../src/stores/open.ts";
import { clock, engines, open, type Place } from "./engines.ts";
import { at, says, story } from "./stories.ts";

const STORIES = 150;
const SPEAKERS = ["Ann Lee", "Bob Ray", "Cy Moe"];
/** The first is in every second story, the last in hardly any. */
const WORDS = Array.from({ length: 25 }, (_, i) => `word${i}`);

const has = (story: number, word: number) => (story * 7_919 + word * 104_729) % (word + 2) === 0;
const dayOf = (story: number) => at(new Date(Date.UTC(2026, 0, 1) + story * 86_400_000).toISOString());
const idOf = (story: number) => `s${String(story).padStart(4, "0")}`;
const all = Array.from({ length: STORIES }, (_, i) => ({
  i,
  words: new Set(WORDS.filter((_, word) => has(i, word))),
  speakers: SPEAKERS.filter((_, speaker) => i % (speaker + 2) === 0),
}));
const asked = WORDS.flatMap((word, i) => [[word], [word, WORDS[(i * 3 + 1) % WORDS.length] ?? ""]]);

/** More quotes of one person than are looked through first; those stored among the newest are older than those stored before them. */
const MANY = 450;
const often = Array.from({ length: MANY }, (_, i) => ({
  id: `o${String(i).padStart(4, "0")}`,
  day: dayOf(i < 150 ? 1_100 + i : i % 3 === 0 ? 1_000 + i / 3 - 50 : 1_250 + i),
  words: [...Array(10).keys()].filter((n) => (i * 31) % (n * n + 1) === 0).map((n) => `other${n}`),
}));

/** An engine looks for words in one of two ways, by how many articles hold them: both have to find what is there. */
const ways = [
  { way: "as the engine would", few: null },
  { way: "all articles with the words first", few: { ofPerson: Number.POSITIVE_INFINITY, latest: Number.POSITIVE_INFINITY } },
  { way: "the words in one article after the other", few: { ofPerson: 0, latest: 0 } },
];

describe.each(engines.filter(({ skip }) => !skip))("words, $name", (engine) => {
  let place: Place;
  let opened: { driver: Driver; release(): void };
  beforeAll(async () => {
    place = await engine.place();
    opened = await openDriver({ ...place.options, ...open });
    await archiveOn(opened.driver, clock).save(
      all.map(({ i, words, speakers }) =>
        story(idOf(i), {
          readAt: dayOf(i),
          text: ["Nothing", ...words].join(" "),
          people: speakers,
          quotes: speakers.map((name) => says(name)),
        }),
      ),
    );
  }, 60_000);
  afterAll(async () => {
    await opened.driver.close();
    opened.release();
    await place.destroy();
  });

  it.each(ways)("are found in the latest stories, and in those of a person: $way", async ({ few }) => {
    const { driver } = opened;
    const { dialect } = driver;
    const archive = archiveOn({ ...driver, dialect: { ...dialect, words: { ...dialect.words, few: few ?? dialect.words.few } } }, clock);
    for (const words of asked) {
      const held = all.filter((one) => words.every((word) => one.words.has(word))).reverse();
      const text = words.join(" ");
      const stories = await archive.stories({ words: text, limit: 3 });
      expect(
        stories.map(({ id }) => id),
        text,
      ).toEqual(held.slice(0, 3).map(({ i }) => idOf(i)));
      for (const name of SPEAKERS) {
        const quotes = await archive.quotes({ names: [name], about: text, reported: false, offset: 1, limit: 4 });
        const theirs = held.filter(({ speakers }) => speakers.includes(name)).slice(1, 5);
        expect(
          quotes.map((quote) => quote.story),
          `${name} on ${text}`,
        ).toEqual(theirs.map(({ i }) => idOf(i)));
      }
    }
  });

  it("are found in every page of somebody who is quoted much, the newest first", async () => {
    const { driver } = opened;
    const archive = archiveOn(driver, clock);
    // So few that the page is made of them, or may not be.
    const soon = archiveOn({ ...driver, dialect: { ...driver.dialect, words: { ...driver.dialect.words, newest: 60 } } }, clock);
    const stories = often.map(({ id, day, words }) =>
      story(id, { readAt: day, text: words.join(" "), people: ["Di Poe"], quotes: [says("Di Poe")] }),
    );
    await archive.save(stories);
    for (const word of ["other0", "other3", "other5", "other1 other3", "nowhere"]) {
      const theirs = often
        .filter(({ words }) => word.split(" ").every((one) => words.includes(one)))
        .sort((a, b) => (a.day < b.day ? 1 : -1));
      for (const offset of [0, 3, 6, 38, 41, 97, 198]) {
        const page = await soon.quotes({
          names: offset % 2 ? ["Di Poe", "Ann Lee"] : ["Di Poe"],
          about: word,
          reported: false,
          offset,
          limit: 5,
        });
        expect(
          page.map((quote) => quote.story),
          `${word} from ${offset}`,
        ).toEqual(theirs.slice(offset, offset + 5).map(({ id }) => id));
      }
    }
  });
});
