import { describe, expect, it } from "vitest";
import type { ArticleId, Instant } from "../../../src/news/article.ts";
import type { Quote } from "../../../src/news/quote.ts";
import { extract } from "../../../src/news/quotes/extract.ts";
import type { Story, StoryId } from "../../../src/news/story.ts";
import { html, raw } from "../../../src/platforms/web/markup.ts";
import { webApp } from "../../../src/platforms/web/serve.ts";
import { parseFeed } from "../../../src/sources/feed/parse.ts";
import { bridge, bridgeAgain } from "../../fake/events.ts";
import { storyTold } from "../../fake/told.ts";
import { options, treeOf } from "./setting.ts";

/** A story as ingest would make it of these words. */
function told(id: string, text: string, more: { title?: string; outlet?: string; published?: string; url?: string } = {}): Story {
  const { quotes, people } = extract(text);
  return {
    id: id as StoryId,
    articles: [
      {
        id: id as ArticleId,
        origin: "test",
        text,
        title: more.title ?? `Title of ${id}`,
        readAt: "2026-11-03T08:00:00.000Z" as Instant,
        ...more,
      } as Story["articles"][0],
    ],
    summary: { sentences: [] },
    quotes: quotes.map((quote): Quote => ({ ...quote, articleId: id as ArticleId })),
    people,
  };
}

const stories = [
  told("a", '"Nobody asked the fishermen," said Ines Okafor, the harbour master.\n\nJonas Weir said that the tolls were fair.', {
    outlet: "The Lighthouse",
    published: "2026-11-02T08:00:00.000Z",
    url: "https://lighthouse.example/tolls",
  }),
  told("b", '"We will sail again on Monday," said Ines Okafor. The tolls were paid by Aune Särkkä.', {
    outlet: "Coast Herald",
    published: "2026-09-02T08:00:00.000Z",
  }),
  told("c", `"=HYPERLINK(""x"")" said Ada "</script><b>" Cole. "=1+1 is two and no more," said Ada Cole, the mayor.`, {
    title: "<img src=x onerror=alert(1)>",
    outlet: "\u202Eevil",
  }),
];

async function get(path: string, more: Parameters<typeof options>[0] = { stories }) {
  const answer = await webApp(await options(more)).request(`http://127.0.0.1:3000${path}`, { headers: { host: "127.0.0.1:3000" } });
  return {
    status: answer.status,
    type: answer.headers.get("content-type") ?? "",
    location: answer.headers.get("location"),
    body: await answer.text(),
  };
}

const seen = async (body: string) => treeOf(html`${raw(body.replace(/^<!doctype html>\n/, ""))}`);

describe("the archive's pages", () => {
  it("list people with how often they are quoted, where and when", async () => {
    const tree = await seen((await get("/people")).body);
    const [first] = [...tree.querySelectorAll("tbody tr")];
    expect(first?.textContent).toContain("Ines Okafor");
    expect([...(first?.querySelectorAll("td.number") ?? [])].map((cell) => cell.textContent)).toEqual(["2", "2"]);
    expect(first?.textContent).toContain("The Lighthouse 1");
    expect(first?.querySelectorAll("svg rect").length).toBe(2);
    expect(first?.querySelector("svg")?.getAttribute("aria-label")).toContain("December 2025 to November 2026");
  });

  it("show a person's quotes, the newest first, with context, source and an address each", async () => {
    const { body } = await get("/people/ines%20okafor");
    expect(body.indexOf("“Nobody asked the fishermen,”")).toBeGreaterThan(0);
    expect(body.indexOf("“We will sail again on Monday,”")).toBeGreaterThan(body.indexOf("“Nobody asked the fishermen,”"));
    expect(body).toContain('href="https://lighthouse.example/tolls"');
    const [, address = ""] = /href="(\/quotes\/a\.\d+)"/.exec(body) ?? [];
    const quote = await get(address);
    expect(quote.body).toContain('<mark class="q direct">Nobody asked the fishermen,</mark>');
    expect(quote.body).toContain("said Ines Okafor, the harbour master.");
  });

  it("narrow a person's quotes to a word, page them, and send a name nobody has to the search", async () => {
    expect((await get("/people/ines%20okafor?about=monday")).body).not.toContain("fishermen");
    expect((await get("/people/ines%20okafor?about=whales")).body).toContain("No quotes by Ines Okafor about");
    expect(await get("/people/nobody%20here")).toMatchObject({ status: 302, location: "/search?q=nobody%20here" });
    const many = Array.from({ length: 45 }, (_, n) =>
      told(`m${n}`, `"Number ${n} is a good one," said Ada Cole.`, { published: new Date(Date.UTC(2026, 0, n + 1)).toISOString() }),
    );
    const pages = [];
    for (let next: string | undefined = "/people/ada%20cole"; next; ) {
      const { body } = await get(next, { stories: many });
      pages.push([...body.matchAll(/“Number (\d+) is/g)].length);
      next = /href="([^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll("&amp;", "&");
    }
    expect(pages).toEqual([20, 20, 5]);
  });

  it("list stories and go on behind the last, show one with what each said, and find words", async () => {
    const many = Array.from({ length: 45 }, (_, n) => told(`m${n}`, `Words ${n}.`));
    const ids: string[] = [];
    for (let next: string | undefined = "/stories"; next; ) {
      const { body } = await get(next, { stories: many });
      ids.push(...[...body.matchAll(/href="\/stories\/(m\d+)"/g)].map((m) => m[1] ?? ""));
      const more = /href="(\?[^"]+)" rel="next"/.exec(body)?.[1];
      next = more && `/stories${more.replaceAll("&amp;", "&")}`;
    }
    expect(new Set(ids).size).toBe(45);
    expect(ids).toHaveLength(45);
    expect((await get("/stories/a")).body).toContain("the harbour master");
    expect((await get("/search?q=okafor")).body).toContain('href="/people/ines%20okafor"');
    expect((await get("/search?q=tolls")).body).toContain("Title of a");
    expect((await get("/search?q=zebra")).body).toContain("No person or story matching “zebra”");
  });

  it("show the wordings of one quote beside each other, with what differs marked and said", async () => {
    const told = storyTold(bridge, bridgeAgain, { ...bridge, id: "bridge-copy", outlet: "Star" });
    const [sentence] = told.summary.sentences;
    const second = { text: "Marsh shut its bridge.", articleId: "bridge-2" as ArticleId, span: null };
    const story = { ...told, summary: { sentences: sentence ? [sentence, second] : [] } };
    const tree = await seen((await get("/stories/bridge-1", { stories: [story] })).body);
    const figures = [...tree.querySelectorAll(".wordings figure")];
    expect(figures.map((one) => [...one.querySelectorAll("mark")].map((mark) => mark.textContent))).toEqual([["should"], ["ought to"]]);
    expect(figures.map((one) => one.querySelector("blockquote")?.textContent)).toEqual([
      "“It should have been closed ten years ago,”",
      "“It ought to have been closed ten years ago,”",
    ]);
    expect(figures[1]?.textContent).toContain("Only here: “ought to”");
    expect(tree.body.textContent).toContain("carried by 3 outlets; wording differs");
    expect(tree.body.textContent?.match(/We had no choice left at all/g)).toHaveLength(1);
    expect(tree.querySelector(".lead")?.textContent).toMatch(/on Monday\. \(The Lighthouse\) Marsh shut its bridge\. \(Coast Herald\)/);
  });

  it.each(["/people", "/people/ada%20cole", "/stories", "/stories/c", "/search?q=%3Cscript%3E", "/search?q=cole", "/read?story=c"])(
    "make nothing but text of what means harm: %s",
    async (path) => {
      const { body } = await get(path);
      const tree = await seen(body);
      expect(tree.querySelectorAll("img, b script, p script, main script").length).toBe(0);
      expect(tree.querySelectorAll("script").length).toBe(1);
      for (const element of tree.querySelectorAll("*"))
        for (const { name } of [...element.attributes]) expect(name).not.toMatch(/^on|^style$/);
    },
  );

  it("say that there is nothing, of an empty archive and of addresses that lead nowhere", async () => {
    expect((await get("/people", {})).body).toContain("Nobody has been read of yet");
    expect((await get("/stories", {})).body).toContain("Nothing has been read yet");
    for (const path of [
      "/stories/zz",
      "/quotes/zz.1",
      "/quotes/zz",
      "/people/zz/feed.atom",
      "/export/quotes.csv?person=zz",
      "/topics/feed.atom",
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });
});

describe("the feeds", () => {
  it("of a person hold their quotes, as Atom and as JSON, and a feed reader reads them", async () => {
    for (const [format, type] of [
      ["atom", "application/atom+xml; charset=utf-8"],
      ["json", "application/feed+json; charset=utf-8"],
    ]) {
      const answer = await get(`/people/ines%20okafor/feed.${format}`);
      expect(answer.type).toBe(type);
      const feed = parseFeed(Buffer.from(answer.body), { address: "http://127.0.0.1:3000/feed" });
      expect(feed.items).toHaveLength(2);
      expect(JSON.stringify(feed.items[0])).toContain("Nobody asked the fishermen");
      expect(answer.body).toContain("http://127.0.0.1:3000/quotes/a.");
    }
  });

  it("stay well formed whatever an article says", async () => {
    const evil = told("e", '"Sail \u0000 & <on>, ]]> \uFFFE friends," said Ada Cole.', { title: "A < B & \u0007" });
    const { body } = await get("/people/ada%20cole/feed.atom", { stories: [evil] });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them
    expect(body).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|&(?!amp;|lt;|gt;|quot;|#39;)/);
    expect(parseFeed(Buffer.from(body), { address: "http://x.example/" }).items).toHaveLength(1);
    expect(JSON.parse((await get("/topics/feed.json?about=sail", { stories: [evil] })).body).items).toHaveLength(1);
  });
});

describe("the export", () => {
  it("gives every quote as a line of JSON, exactly, of a person or a topic too", async () => {
    const lines = (body: string) =>
      body
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    const all = lines((await get("/export/quotes.jsonl")).body);
    expect(all).toHaveLength(stories.flatMap(({ quotes }) => quotes).length);
    for (const { article, offsets, parts } of all) {
      const text = stories.find(({ id }) => id === article)?.articles[0].text ?? "";
      expect(offsets.map(({ start, end }: { start: number; end: number }) => text.slice(start, end))).toEqual(parts);
    }
    expect(new Set(lines((await get("/export/quotes.jsonl?person=ines+okafor")).body).map(({ speaker }) => speaker))).toEqual(
      new Set(["Ines Okafor"]),
    );
    expect(lines((await get("/export/quotes.jsonl?about=sail")).body)).toHaveLength(1);
  });

  it("gives a CSV in which no cell is a formula", async () => {
    const { body, type } = await get("/export/quotes.csv");
    expect(type).toBe("text/csv; charset=utf-8");
    expect(body).toMatch(/^id,kind,quote,speaker,/);
    expect(body).not.toMatch(/(?:^|,|\n)"?[=+@]/);
    expect(body).toContain("'=1+1 is two and no more");
  });
});
