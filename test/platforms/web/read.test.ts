import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ArticleId, Instant } from "../../../src/news/article.ts";
import { extract } from "../../../src/news/quotes/extract.ts";
import type { Story, StoryId } from "../../../src/news/story.ts";
import { analyse, isMarkup } from "../../../src/platforms/web/analysis.ts";
import { caseFile, normalised } from "../../../src/platforms/web/case-file.ts";
import { analysisPage } from "../../../src/platforms/web/read-page.ts";
import { paragraphsOf } from "../../../src/platforms/web/segments.ts";
import { webApp } from "../../../src/platforms/web/serve.ts";
import { problems, readCase } from "../../news/quotes/case-file.ts";
import { options, treeOf } from "./setting.ts";

const text = `The harbour council met on Monday.

"Nobody asked the fishermen," said Ines Okafor, the harbour master, "and nobody will."

Jonas Weir said that the tolls were fair.`;
const host = { host: "127.0.0.1" };

async function send(path: string, fields: Record<string, string>, more: Parameters<typeof options>[0] = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await webApp(await options(more)).request(path, { method: "POST", body, headers: host });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

describe("an article that is pasted", () => {
  it("comes back with its quotes in place, each with speaker, kind, confidence and why", async () => {
    const { status, body } = await send("/read", { text });
    expect(status).toBe(200);
    expect(body).toContain('<mark class="q direct" id="q1">Nobody asked the fishermen,</mark>&quot; said Ines Okafor');
    expect(body).toContain('<mark class="q direct">and nobody will.</mark><a class="ref" href="#n1"');
    expect(body).toContain('<mark class="q indirect" id="q2">that the tolls were fair</mark>');
    expect(body).toContain("Cue: <q><bdi>said</bdi></q>");
    expect(body).toMatch(/Weighed: <ol><li><bdi>Ines Okafor<\/bdi> <span class="sub">\d+ %/);
    expect(body).toContain('class="in-summary"');
  });

  it("may be HTML, and is then read as a page", async () => {
    const html = `<!doctype html><html><head><title>Tolls</title></head><body><nav>Home</nav><article><h1>Tolls divide the coast</h1>${text
      .split("\n\n")
      .map((line) => `<p>${line}</p>`)
      .join("")}</article></body></html>`;
    const { body } = await send("/read", { text: html });
    expect(body).toContain("Tolls divide the coast");
    expect(body).toContain('<mark class="q direct" id="q1">Nobody asked the fishermen,</mark>');
    expect(isMarkup("5 < 6 and a > b, <said> he")).toBe(false);
  });

  it("that is nothing, too much, not readable or without an article: says what to do", async () => {
    expect(await send("/read", { text: " " })).toMatchObject({ status: 400, body: expect.stringContaining("There is nothing to read") });
    expect(await send("/read", { text: "x".repeat(6_100_000) })).toMatchObject({
      status: 413,
      body: expect.stringContaining("more than 6 MB"),
    });
    expect(await send("/read", { address: "https://a.example/" })).toMatchObject({
      status: 422,
      body: expect.stringContaining("no network"),
    });
    expect(await send("/read", { text: "<html><body></body></html>" })).toMatchObject({ status: 422 });
    expect(await send("/read", { text: `<b>${"<i>".repeat(500_000)}</p>` })).toMatchObject({
      status: 422,
      body: expect.stringContaining('<p class="problem"'),
    });
  });

  it("may be a single paragraph", async () => {
    const { body } = await send("/read", { text: '"We are ready," said Ada Moreno, the mayor.' });
    expect(body).toContain('<mark class="q direct" id="q1">We are ready,</mark>');
  });

  it("may be one of the archive's", async () => {
    const story: Story = {
      id: "s1" as StoryId,
      articles: [{ id: "a1" as ArticleId, origin: "o", text, title: "Tolls", readAt: "2026-11-03T08:00:00.000Z" as Instant }],
      summary: { sentences: [] },
      quotes: [],
      people: [],
    };
    const app = webApp(await options({ stories: [story] }));
    expect(await (await app.request("/read?story=s1", { headers: host })).text()).toContain("Nobody asked the fishermen,</mark>");
    expect((await app.request("/read?story=s2", { headers: host })).status).toBe(404);
  });
});

describe("the marks", () => {
  it("cover every character once, whatever overlaps", () => {
    const span = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => ({ start, end: start + length + 1 }));
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."ab \n“”"), minLength: 1, maxLength: 80 }),
        fc.array(fc.array(span, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
        fc.array(span, { maxLength: 3 }),
        (words, quotes, summary) => {
          const segments = paragraphsOf(
            words,
            quotes.map((parts) => ({ parts })),
            summary,
          ).flatMap((paragraph) => paragraph.segments);
          let at = 0;
          for (const { start, end } of segments) {
            expect(words.slice(at, start).trim()).toBe("");
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(words.slice(at).trim()).toBe("");
        },
      ),
    );
  });

  it("number a quote once, at its beginning, and lead to its note at its end", async () => {
    const tree = await treeOf(analysisPage(analyse({ text })));
    expect([...tree.querySelectorAll("mark[id]")].map(({ id }) => id)).toEqual(["q1", "q2"]);
    expect([...tree.querySelectorAll("p a.ref")].map((a) => a.getAttribute("href")).sort()).toEqual(["#n1", "#n2", "#q1", "#q2"]);
  });

  it("make nothing but text of what means harm, and soon", async () => {
    const evil = `"</textarea><script>alert(1)</script>" said <img src=x onerror=1> \u202Eada. `.repeat(900);
    const before = Date.now();
    const tree = await treeOf(analysisPage(analyse({ text: evil, title: "</h1><script>1</script>" })));
    expect(Date.now() - before).toBeLessThan(8_000);
    expect(tree.querySelectorAll("script, img").length).toBe(0);
    expect(tree.querySelectorAll(".quote-note").length).toBeLessThanOrEqual(300);
  });
});

describe("the test case file", () => {
  it("asks for what was found, and so passes; corrected it asks for that", async () => {
    const { quotes } = extract(text);
    const fields = { text, quotes: JSON.stringify(quotes.map(({ kind, parts }) => ({ kind, parts }))), reason: "A harbour\nmaster." };
    const named = { name0: "Ines Okafor", who0: "person", name1: "Jonas Weir", who1: "person" };
    const { headers, body } = await send("/read/case", { ...fields, ...named });
    expect(headers.get("content-disposition")).toContain("attachment");
    const made = readCase("made.txt", body);
    expect(made.reason).toBe("A harbour master.");
    expect(problems(made, extract(made.text))).toEqual([]);
    const wrong = readCase("wrong.txt", (await send("/read/case", { ...fields, ...named, name0: "Jonas Weir", kind1: "not" })).body);
    expect(problems(wrong, extract(wrong.text))).toEqual([expect.stringContaining("expected by Jonas Weir (person)")]);
  });

  it("is of the form for every case there is: what is read off one is found in it again", () => {
    const folder = join(import.meta.dirname, "../../cases/quotes");
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".txt"))) {
      const words = normalised(readCase(name, readFileSync(join(folder, name), "utf8")).text);
      const { quotes } = extract(words);
      const file = caseFile(
        "again",
        words,
        quotes.map(({ kind, parts, speaker }) => ({ kind, parts: parts.map(({ start, end }) => words.slice(start, end)), by: speaker })),
      );
      const made = readCase(name, file);
      const found = problems(made, extract(made.text)).filter((problem) => !problem.includes("expected by"));
      expect(found, name).toEqual([]);
    }
  });

  it("stays one though the text holds what ends one", () => {
    const made = readCase(
      "x.txt",
      caseFile("", 'One.\n\n---\nnot: x\n\n"Two things," said Ada Cole.\n', [
        { kind: "direct", parts: ["Two things,"], by: { name: "Ada (x) Cole or so", kind: "person" } },
      ]),
    );
    expect(made.text).toContain("—\nnot: x");
    expect(made.expected).toEqual([{ key: "direct", value: "Two things," }]);
    expect(readCase("y.txt", caseFile(" ", "Only text.", [])).expected).toEqual([{ key: "not", value: "Only text." }]);
  });
});
