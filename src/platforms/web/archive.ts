import type { Context, Hono } from "hono";
import { stream } from "hono/streaming";
import type { Instant } from "../../news/article.ts";
import { phrases } from "../../news/phrases.ts";
import type { QuoteId } from "../../news/quote.ts";
import { csvHead, csvLine, jsonLine, type QuoteRecord } from "../../news/quote-record.ts";
import { leadArticle } from "../../news/story/headline.ts";
import type { StoryId } from "../../news/story.ts";
import type { Archive, Clock, Directory, QuoteInStory } from "../../ports.ts";
import { type PersonView, peoplePage, personPage, quotePage, searchPage, storiesPage } from "./archive-pages.ts";
import { personAddress, titleOf } from "./archive-parts.ts";
import { storyPage } from "./archive-story.ts";
import { atom, jsonFeed, type QuoteFeed } from "./feeds.ts";
import { html } from "./markup.ts";
import type { Show } from "./serve.ts";

/** The archive's quotes as records; null where nobody is certainly the person asked for. */
export type Exported = (wanted: { readonly person?: string; readonly about?: string }) => Promise<AsyncIterable<QuoteRecord> | null>;

type ArchiveParts = {
  readonly archive: Archive;
  readonly directory: Directory;
  readonly exported: Exported;
  readonly clock: Clock;
  readonly show: Show;
};

const PEOPLE = 30;
const QUOTES = 20;
const REPORTED = 10;
const STORIES = 20;
const FEED = 50;
const LONGEST_WORDS = 100;

/** People, stories, quotes under addresses of their own, and all of it to take along. */
export function archiveRoutes(app: Hono, { archive, directory, exported, clock, show }: ArchiveParts): void {
  const whole = (text: string | undefined, most: number) => Math.min(most, /^\d{1,7}$/.test(text ?? "") ? Number(text) : 0);
  const words = (text: string | undefined) => (text ?? "").slice(0, LONGEST_WORDS).trim();

  app.get("/people", async (c) => {
    const page = Math.max(1, whole(c.req.query("page"), 1_000_000));
    const { people, total } = await directory.people({ offset: (page - 1) * PEOPLE, limit: PEOPLE });
    const listed = await Promise.all(people.map(async (person) => ({ person, tally: await archive.tally(person.names) })));
    return show(c, { title: "People", place: "people", body: peoplePage(listed, total, page, PEOPLE) });
  });

  app.get("/people/:id", async (c) => {
    const person = await directory.person(c.req.param("id"));
    if (person === null) return c.redirect(`/search?q=${encodeURIComponent(words(c.req.param("id")))}`);
    const about = words(c.req.query("about"));
    const offset = whole(c.req.query("offset"), 1_000_000);
    const wanted = { names: person.names, ...(about ? { about } : {}) };
    const [tally, found] = await Promise.all([
      archive.tally(person.names),
      archive.quotes({ ...wanted, reported: false, offset, limit: QUOTES + 1 }),
    ]);
    const more = found.length > QUOTES;
    const reported = more ? [] : await archive.quotes({ ...wanted, reported: true, offset: 0, limit: REPORTED });
    const stories = person.quotes === 0 && reported.length === 0 ? await archive.stories({ naming: person.names, limit: 5 }) : [];
    const view: PersonView = {
      person,
      tally,
      quotes: found.slice(0, QUOTES),
      reported,
      stories,
      about,
      offset,
      next: more ? offset + QUOTES : null,
    };
    const base = personAddress(person.id);
    const head = html`<link rel="alternate" type="application/atom+xml" title="${person.name}" href="${base}/feed.atom">
<link rel="alternate" type="application/feed+json" title="${person.name}" href="${base}/feed.json">`;
    return show(c, { title: person.name, place: "people", body: personPage(view), head });
  });

  app.get("/stories", async (c) => {
    const { at, id } = c.req.query();
    const beyond = at !== undefined && id !== undefined ? { beyond: { at: at as Instant, id: id as StoryId } } : {};
    const [stories, extent] = await Promise.all([archive.stories({ limit: STORIES + 1, ...beyond }), archive.extent()]);
    return show(c, { title: "Stories", place: "stories", body: storiesPage(stories.slice(0, STORIES), extent, stories.length > STORIES) });
  });

  app.get("/stories/:id", async (c) => {
    const story = await archive.story(c.req.param("id") as StoryId);
    if (story === null) return c.notFound();
    return show(c, { title: titleOf(leadArticle(story.articles)), place: "stories", body: storyPage(story) });
  });

  app.get("/quotes/:id", async (c) => {
    const found = await archive.quote(c.req.param("id") as QuoteId);
    if (found === null) return c.notFound();
    return show(c, { title: found.quote.speaker?.name ?? "A quote", place: null, body: quotePage(found), sheets: ["read.css"] });
  });

  app.get("/search", async (c) => {
    const asked = words(c.req.query("q"));
    const [people, stories, extent] = await Promise.all([
      asked ? directory.people({ words: asked, offset: 0, limit: 20 }) : { people: [] },
      asked ? archive.stories({ words: asked, limit: STORIES }) : [],
      archive.extent(),
    ]);
    return show(c, { title: "Search", place: null, body: searchPage({ words: asked, people: people.people, stories, extent }) });
  });

  const feed = async (c: Context, made: Omit<QuoteFeed, "base" | "self" | "now">, format: string) => {
    const url = new URL(c.req.url);
    const scheme = c.req.header("x-forwarded-proto") === "https" ? "https:" : url.protocol;
    const whole: QuoteFeed = { ...made, base: `${scheme}//${url.host}`, self: url.pathname + url.search, now: clock.now() };
    if (format === "feed.atom") return c.body(await atom(whole), 200, { "content-type": "application/atom+xml; charset=utf-8" });
    return c.body(jsonFeed(whole), 200, { "content-type": "application/feed+json; charset=utf-8" });
  };

  app.get("/people/:id/:format{feed\\.(?:atom|json)}", async (c) => {
    const person = await directory.person(c.req.param("id"));
    if (person === null) return c.notFound();
    const quotes = await archive.quotes({ names: person.names, reported: false, offset: 0, limit: FEED });
    return feed(c, { title: `Quotes of ${person.name}`, page: personAddress(person.id), quotes }, c.req.param("format"));
  });

  app.get("/topics/:format{feed\\.(?:atom|json)}", async (c) => {
    const about = words(c.req.query("about"));
    if (about === "") return c.notFound();
    const stories = await archive.stories({ words: about, limit: STORIES });
    const quotes = stories.flatMap((story): QuoteInStory[] =>
      story.quotes.flatMap((quote) => {
        const article = story.articles.find(({ id }) => id === quote.articleId);
        return article && quote.kind !== "indirect" ? [{ quote, article, story: story.id }] : [];
      }),
    );
    return feed(
      c,
      { title: phrases.storiesOn(about), page: `/search?q=${encodeURIComponent(about)}`, quotes: quotes.slice(0, FEED) },
      c.req.param("format"),
    );
  });

  app.get("/export/:file{quotes\\.(?:jsonl|csv)}", async (c) => {
    const { person, about } = c.req.query();
    const records = await exported({ ...(person ? { person } : {}), ...(about ? { about: words(about) } : {}) });
    if (records === null) return c.notFound();
    const csv = c.req.param("file") === "quotes.csv";
    c.header("content-type", csv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8");
    c.header("content-disposition", `attachment; filename="${c.req.param("file")}"`);
    return stream(c, async (out) => {
      if (csv) await out.write(csvHead);
      for await (const record of records) {
        if (out.aborted) return;
        await out.write(csv ? csvLine(record) : jsonLine(record));
      }
    });
  });
}
