import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import type { ArticleId, Instant, Span } from "../../src/news/article.ts";
import { newest } from "../../src/news/digest.ts";
import { type QuoteId, quoteId } from "../../src/news/quote.ts";
import type { Story, StoryId } from "../../src/news/story.ts";
import type { Archive } from "../../src/ports.ts";
import { onEachStore } from "./on-each.ts";
import { anyStory, at, says, story } from "./stories.ts";

const searches: readonly [string, readonly string[]][] = [
  ["peace", ["a", "b"]],
  ["PEACE talks", ["a"]],
  ["talks peace", ["a"]],
  ["talk", []],
  ["bogota", ["b"]],
  ["Bogotá’s", ["b"]],
  ["jk rowling", ["c"]],
  ["习近平", ["d"]],
  ["मोदी", ["d"]],
  ["मादा", []],
  ["u.s.", ["d"]],
  ["e-mail 3.5 1e5", ["d"]],
  ["10,000", ["d"]],
  ["or", ["a"]],
  ["and", ["d"]],
  ["not", ["d"]],
  ["near", []],
  ["rowling title", ["c"]],
  ["from the description", ["d"]],
  ["'; drop table articles; --", []],
  ["* OR peace", ["a"]],
  ["talks AND", []],
  ["title:peace", ["a", "b"]],
  ["body:peace", []],
  ["…", []],
  ["", []],
];

onEachStore("the archive", (on) => {
  let archive: Archive;
  beforeEach(() => {
    archive = on.store.archive;
  });
  const ids = async (wanted: Partial<Parameters<Archive["stories"]>[0]>) =>
    (await archive.stories({ limit: 100, ...wanted })).map(({ id }) => id);
  const begins = async (names: string[], more: Partial<Parameters<Archive["quotes"]>[0]> = {}) =>
    (await archive.quotes({ names, reported: false, offset: 0, limit: 100, ...more })).map(({ quote }) => quoteId(quote));

  it("gives the headlines that were stored last, and those that came since", async () => {
    await archive.save([story("a", { title: "First" })]);
    await archive.save([story("b", { title: "Second", readAt: at("2026-11-04T08:00Z") })]);
    const [second, first, ...none] = await archive.headlines(0, 10);
    expect(none).toEqual([]);
    expect(first).toMatchObject({ story: "a", title: "First" });
    expect(second).toMatchObject({ story: "b", title: "Second", at: "2026-11-04T08:00:00.000Z" });
    expect(await archive.headlines(0, 1)).toEqual([second]);
    expect(await archive.headlines(first?.number ?? 0, 10)).toEqual([second]);
    await archive.revise("b" as ArticleId, story("c", { title: "Second, changed" }), new Map());
    expect(await archive.headlines(first?.number ?? 0, 10)).toMatchObject([{ story: "b", title: "Second, changed" }]);
  });

  it("gives back any story as it was saved, and by each of its quotes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStory, { minLength: 1, maxLength: 3 }), async (stories) => {
        await archive.save(stories);
        for (const saved of stories) {
          expect(await archive.story(saved.id)).toEqual(saved);
          expect(await archive.known(saved.articles.map(({ id }) => id))).toEqual(new Set(saved.articles.map(({ id }) => id)));
          const [quote] = saved.quotes.filter(({ kind }) => kind !== "indirect");
          const same = saved.quotes.filter((other) => quote && other.kind !== "indirect" && quoteId(other) === quoteId(quote));
          if (quote && same.length === 1)
            expect(await archive.quote(quoteId(quote))).toEqual({
              quote,
              article: saved.articles.find(({ id }) => id === quote.articleId),
              story: saved.id,
            });
        }
      }),
      { numRuns: 40 },
    );
  });

  it("replaces what no engine can hold by one character for one, so that offsets stay right", async () => {
    await archive.save([story("odd", { text: "a\0b\ud800c “𝕏”", outlet: "\0" })]);
    const found = await archive.story("odd" as StoryId);
    expect(found?.articles[0].text).toBe("a\uFFFDb\uFFFDc “𝕏”");
    expect(found?.articles[0].outlet).toBe("\uFFFD");
  });

  it("changes nothing when a story is saved again, not even one that differs", async () => {
    const first = story("s", { quotes: [says("Ann Lee")], people: ["Ann Lee"] });
    await archive.save([first]);
    await archive.save([first, first]);
    await archive.save([story("s", { text: "Other words.", quotes: [says("Bob Ray"), says("Bob Ray")], people: ["Bob Ray"] })]);
    expect(await archive.stories({ limit: 9 })).toEqual([first]);
    expect((await archive.names()).map(({ name, articles, quotes }) => [name, articles, quotes])).toEqual([["Ann Lee", 1, 1]]);
    expect(await archive.extent()).toEqual({ articles: 1, since: first.articles[0].readAt });
  });

  it("adds to a story the articles that are new in it, with their quotes and people; its summary is the last", async () => {
    const first = story("s", { quotes: [says("Ann Lee")], people: ["Ann Lee"] });
    await archive.save([first]);
    const later = story("later", { text: "Ann Lee again.", readAt: at("2026-11-09"), quotes: [says("Ann Lee")] });
    const articleId = later.articles[0].id;
    const grown: Story = {
      ...first,
      articles: [...first.articles, ...later.articles] as const,
      quotes: [...first.quotes, ...later.quotes],
      people: [
        ...first.people,
        { name: "Ann Lee", aliases: ["Lee"], mentions: [], articleId },
        { name: "Bob Ray", aliases: [], mentions: [], articleId },
      ],
      summary: { sentences: [...first.summary.sentences, ...later.summary.sentences] },
    };
    await archive.save([grown]);
    await archive.save([grown]);
    expect(await archive.story(first.id)).toEqual(grown);
    expect(await archive.names()).toMatchObject([
      { name: "Ann Lee", aliases: ["Lee"], articles: 2, quotes: 2 },
      { name: "Bob Ray", articles: 1, quotes: 0 },
    ]);
    expect(await ids({ after: at("2026-11-08") })).toEqual(["s"]);
  });

  it("takes articles that come to one story from several sides at once", async () => {
    const first = story("s", { people: ["Ann Lee"] });
    await archive.save([first]);
    const others = Array.from({ length: 8 }, (_, i) => story(`o${i}`, { text: `Text ${i}.` }).articles[0]);
    const grown = others.map(
      (article): Story => ({
        ...first,
        articles: [...first.articles, article],
        people: [
          ...first.people,
          { name: `Person ${article.id}`, aliases: [], mentions: [], articleId: article.id },
          { name: "Ann Lee", aliases: [], mentions: [], articleId: article.id },
        ],
      }),
    );
    await Promise.all(grown.map((each) => archive.save([each])));
    const found = await archive.story(first.id);
    expect(found?.articles).toHaveLength(9);
    expect(found?.people).toHaveLength(17);
    expect(await archive.names()).toContainEqual(expect.objectContaining({ name: "Ann Lee", articles: 9 }));
  });

  it("saves all of a batch or nothing of it", async () => {
    const bad = story("bad", { title: null as unknown as string });
    await expect(archive.save([story("good"), bad])).rejects.toMatchObject({ code: "store" });
    expect(await archive.stories({ limit: 9 })).toEqual([]);
    expect(await archive.extent()).toEqual({ articles: 0, since: null });
  });

  it("lists stories newest first, by publication or else by reading, and those read after a moment", async () => {
    await archive.save([
      story("a", { published: at("2026-11-05"), readAt: at("2026-11-06T10:00Z") }),
      story("b", { readAt: at("2026-11-06T09:00Z") }),
      story("c", { published: at("2026-11-01"), readAt: at("2026-11-07") }),
    ]);
    expect(await ids({})).toEqual(["b", "a", "c"]);
    expect(await ids({ limit: 2 })).toEqual(["b", "a"]);
    expect(await ids({ limit: 0 })).toEqual([]);
    expect(await ids({ after: at("2026-11-06T09:00Z") })).toEqual(["a", "c"]);
    expect(await ids({ after: at("2026-11-07") })).toEqual([]);
    expect(await archive.extent()).toEqual({ articles: 3, since: at("2026-11-06T09:00Z") });
  });

  it("finds the stories that name a person, however the name is typed", async () => {
    await archive.save([
      story("a", { people: ["Ángela O’Neill"] }),
      story("b", { people: ["Bob Ray"] }),
      story("c", { people: ["Angela Oneill"] }),
    ]);
    expect(await ids({ naming: ["ANGELA O'NEILL"] })).toEqual(["a", "c"]);
    expect(await ids({ naming: ["Angela"] })).toEqual([]);
    expect(await ids({ naming: [] })).toEqual([]);
    expect(await ids({ naming: ["Bob Ray", "Ángela O’Neill", "nobody"] })).toEqual(["a", "b", "c"]);
  });

  it("finds the stories that contain all the words, in any order", async () => {
    await archive.save([
      story("a", { text: "Peace or war: the talks." }),
      story("b", { text: "Peace comes to Bogotá." }),
      story("c", { text: "J.K. Rowling wrote.", title: "Words from the title" }),
      story("d", { text: "习近平 and मोदी? U.S. e-mail 3.5 1e5, not 10,000", description: "Words from the description" }),
    ]);
    for (const [words, found] of searches) expect([words, await ids({ words })]).toEqual([words, found]);
  });

  it("finds words in very long articles and very long words", async () => {
    const long = Array.from({ length: 60_000 }, (_, i) => `word${i}`).join(" ");
    await archive.save([story("long", { text: `${long} ${"x".repeat(5_000)} 𐌰${"𐌱".repeat(300)}` })]);
    expect(await ids({ words: "word7 word20000" })).toEqual(["long"]);
    expect(await ids({ words: Array.from({ length: 400 }, (_, i) => `word${i}`).join(" ") })).toEqual(["long"]);
  });

  it("gives a person’s quotes newest first, those in marks and those reported apart, page by page", async () => {
    const indirect = { ...says("Ann Lee"), kind: "indirect" as const };
    await archive.save([
      story("old", { readAt: at("2026-11-01"), quotes: [says("Ann Lee"), indirect, says("Ann Lee")] }),
      story("new", { readAt: at("2026-11-02"), quotes: [says("ANN LEE"), says("Bob Ray"), says("Ann Lee", "group")] }),
      story("none", { readAt: at("2026-11-03"), quotes: [{ speaker: null }, says("the Lee group", "organization")] }),
    ]);
    expect(await begins(["Ann Lee"])).toEqual(["new.0", "old.0", "old.2"]);
    expect(await begins(["Ann Lee"], { offset: 1, limit: 1 })).toEqual(["old.0"]);
    expect(await begins(["Ann Lee"], { offset: 3 })).toEqual([]);
    expect(await begins(["Ann Lee"], { reported: true })).toEqual(["old.1"]);
    expect(await begins(["Ann Lee", "Bob Ray"])).toEqual(["new.0", "new.1", "old.0", "old.2"]);
    expect(await begins([])).toEqual([]);
    expect(await begins(["the Lee group"])).toEqual([]);
  });

  it("reads quotes by their places, in any order; null where there is none", async () => {
    const said = [says("Ann Lee"), says("Bob Ray"), says("Ann Lee")];
    await archive.save([story("a", { readAt: at("2026-11-01"), quotes: said }), story("b", { readAt: at("2026-11-02"), quotes: said })]);
    const wanted = { names: ["Ann Lee"], reported: false, offset: 1, limit: 100 };
    const places = await archive.places(wanted);
    expect(places.map(({ story }) => story)).toEqual(["b", "a", "a"]);
    const quotes = await archive.quotes(wanted);
    expect(quotes.map(({ quote }) => quoteId(quote))).toEqual(["b.2", "a.0", "a.2"]);
    expect(await archive.quotesAt(places)).toEqual(quotes);
    expect(await archive.quotesAt([...places].reverse())).toEqual([...quotes].reverse());
    expect(await archive.quotesAt([])).toEqual([]);
    expect(await archive.quotesAt(places.map((place, n) => (n === 1 ? place : { ...place, ordinal: 9 })))).toEqual([null, quotes[1], null]);
  });

  it("gives a person’s quotes in the articles that contain all the words", async () => {
    await archive.save([
      story("a", { text: "Of peace and the Taliban.", quotes: [says("Ann Lee")] }),
      story("b", { text: "Of peace alone.", quotes: [says("Ann Lee")] }),
      story("c", { text: "The Taliban, peace.", quotes: [says("Bob Ray")] }),
    ]);
    expect(await begins(["Ann Lee"], { about: "taliban peace" })).toEqual(["a.0"]);
    expect(await begins(["Ann Lee"], { about: "peace" })).toEqual(["a.0", "b.0"]);
    expect(await begins(["Ann Lee"], { about: "!" })).toEqual([]);
  });

  it("finds a quote by its id, the one in marks before the reported one", async () => {
    const here: [Span] = [{ start: 3, end: 9 }];
    await archive.save([
      story("a.b", {
        quotes: [
          { parts: here, kind: "indirect" },
          { parts: here, kind: "partial" },
        ],
      }),
    ]);
    expect((await archive.quote("a.b.3" as QuoteId))?.quote.kind).toBe("partial");
    for (const id of ["a.b.4", "a.b", "a.3", "", ".", "a.b.x", "a.b.99999999999999999999"])
      expect(await archive.quote(id as QuoteId)).toBeNull();
  });

  it("counts every name over the archive, in whatever order the stories came in", async () => {
    const ann = (name: string, role: string | undefined, ...aliases: string[]) => ({
      name,
      aliases,
      mentions: [],
      ...(role ? { role } : {}),
    });
    const stories = [
      story("a", { readAt: at("2026-11-01"), people: [ann("Ann Lee", "mayor", "Lee")], quotes: [says("Ann Lee"), says("Ann Lee")] }),
      story("b", {
        readAt: at("2026-11-03"),
        people: [ann("ANN LEE", undefined, "Mayor Lee", "Lee"), "Bob Ray"],
        quotes: [says("Ann Lee")],
      }),
      story("c", {
        readAt: at("2026-11-02"),
        people: [ann("Ann Lee", "senator"), ann("Ann LEE", undefined)],
        quotes: [{ ...says("Ann Lee"), kind: "indirect" }],
      }),
    ];
    const counted = [
      { name: "ANN LEE", aliases: ["Lee", "Mayor Lee"], role: "senator", articles: 3, quotes: 3, latest: at("2026-11-03") },
      { name: "Bob Ray", aliases: [], articles: 1, quotes: 0, latest: at("2026-11-03") },
    ];
    const sorted = async (since?: Parameters<Archive["names"]>[0]) =>
      [...(await archive.names(since))].map((n) => ({ ...n, aliases: [...n.aliases].sort() })).sort((x, y) => (x.name < y.name ? -1 : 1));
    for (const each of [1, 2, 0]) await archive.save([stories[each] ?? story("")]);
    expect(await sorted()).toEqual(counted);
    // When they were stored, whenever their articles were read.
    await new Promise((done) => setTimeout(done, 5));
    const then = at(new Date().toISOString());
    expect(await sorted(then)).toEqual([]);
    expect(await sorted(at(new Date(Date.parse(then) - 600_000).toISOString()))).toEqual(counted);
    await archive.save([story("d", { readAt: at("2026-11-05"), people: ["Bob Ray"] })]);
    expect(await sorted(then)).toMatchObject([{ name: "Bob Ray", articles: 2, latest: at("2026-11-05") }]);
  });

  it("knows the ids it holds, of any number that is asked", async () => {
    await archive.save([story("a"), story("b")]);
    const asked = ["a", "b", ...Array.from({ length: 3_000 }, (_, i) => `no-${i}`)] as ArticleId[];
    expect(await archive.known(asked)).toEqual(new Set(["a", "b"]));
    expect(await archive.known([])).toEqual(new Set());
  });

  it("goes on behind a story, through all of them once, also where many are of one moment", async () => {
    const published = (n: number) => at(n % 3 === 0 ? "2026-11-02" : `2026-11-${String((n % 20) + 1).padStart(2, "0")}`);
    await archive.save(Array.from({ length: 50 }, (_, n) => story(`s${n}`, { published: published(n) })));
    const seen: string[] = [];
    let beyond: { at: Instant; id: StoryId } | undefined;
    for (;;) {
      const page = await archive.stories({ limit: 7, ...(beyond ? { beyond } : {}) });
      const last = page.at(-1);
      if (!last) break;
      seen.push(...page.map(({ id }) => id));
      beyond = { at: newest(last), id: last.id };
    }
    expect(seen).toEqual(await ids({}));
    expect(seen).toHaveLength(50);
    expect(await ids({ beyond: { at: at("2026-11-02"), id: "s0" as StoryId }, words: "s3" })).toEqual(["s3"]);
  });

  it("counts how often somebody is quoted, by outlet and month, reported words not counted", async () => {
    const [november, december] = [at("2026-11-30T23:59Z"), at("2026-12-01")];
    await archive.save([
      story("a", { published: november, outlet: "The Lighthouse", quotes: [says("Ann Lee"), says("Ann Lee"), says("Bob Ray")] }),
      story("b", { published: december, outlet: "The Lighthouse", quotes: [says("A. Lee"), { ...says("Ann Lee"), kind: "indirect" }] }),
      story("c", { published: december, quotes: [says("Ann Lee"), says("Ann Lee", "organization")] }),
    ]);
    const tally = await archive.tally(["Ann Lee", "ann lee", "A. Lee"]);
    expect(tally[0]).toEqual({ outlet: "The Lighthouse", month: "2026-11", quotes: 2 });
    expect(new Set(tally)).toEqual(
      new Set([
        { outlet: "The Lighthouse", month: "2026-11", quotes: 2 },
        { outlet: "The Lighthouse", month: "2026-12", quotes: 1 },
        { outlet: null, month: "2026-12", quotes: 1 },
      ]),
    );
    expect(await archive.tally([])).toEqual([]);
    expect(await archive.tally(["Nobody"])).toEqual([]);
  });

  it("takes a thousand stories at once", async () => {
    const many = Array.from({ length: 1_000 }, (_, i) =>
      story(`s${i}`, { people: [`Person ${i % 10}`, "Ann Lee"], quotes: [says("Ann Lee")] }),
    );
    await archive.save(many);
    expect((await archive.stories({ limit: 1_000 })).length).toBe(1_000);
    expect((await archive.names()).find(({ name }) => name === "Ann Lee")).toMatchObject({ articles: 1_000, quotes: 1_000 });
  });

  it("keeps everything when it is opened again", async () => {
    if (on.place.options.folder === ":memory:") return;
    const saved = story("kept", { quotes: [says("Ann Lee")], people: ["Ann Lee"] });
    await archive.save([saved]);
    await on.reopen();
    expect(await on.store.archive.stories({ words: "kept", limit: 5 })).toEqual([saved]);
  });
});
