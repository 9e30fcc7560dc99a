import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run, start } from "../fake/process.ts";

const article = '"We are ready," said Ada Moreno, the mayor. She spoke on Monday.';
const line = (value: unknown) => `${JSON.stringify(value)}\n`;
const answers = (out: string) =>
  out
    .split("\n")
    .filter(Boolean)
    .map((text) => JSON.parse(text));

describe("pullquote extract", () => {
  it("answers each line in order, with offsets into the text that came in", async () => {
    const texts = [article, `\ufeff🎉 ${article}`, "", "Keine Zitate.", `a\u2028${article}`];
    const { code, out, err } = await run(["extract"], { input: texts.map((text, i) => line({ id: i, text })).join("") });
    expect([code, err]).toEqual([0, ""]);
    expect(answers(out).map((a) => a.id)).toEqual([0, 1, 2, 3, 4]);
    for (const { id, quotes } of answers(out))
      for (const quote of quotes)
        expect(quote.text).toBe(quote.parts.map((p: { start: number; end: number }) => texts[id]?.slice(p.start, p.end)).join(" […] "));
    expect(answers(out)[0].quotes[0]).toMatchObject({
      text: "We are ready,",
      kind: "direct",
      speaker: { name: "Ada Moreno", kind: "person", mention: { start: 21, end: 31 } },
    });
    expect(answers(out)[0].quotes[0].confidence).toBeGreaterThan(0.5);
  });

  it("ends at a line that is not JSON, with its number, after answering all before it", async () => {
    const { code, out, err } = await run(["extract"], {
      input: `${line({ id: 1, text: article })}\n${line({ id: 2, text: article })}{"id": 3, "text\n${line({ id: 4, text: article })}`,
    });
    expect(code).toBe(2);
    expect(answers(out).map((a) => a.id)).toEqual([1, 2]);
    expect(err).toContain("line 4 is not valid JSON");
  });

  it.each(["[1]", "7", '{"id":1}', '{"id":1,"text":7}', "null"])("refuses %s with the line's number", async (input) => {
    const { code, out, err } = await run(["extract"], { input });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^pullquote: line 1\b/);
  });

  it("streams: an answer comes before the next line is there", async () => {
    const running = start(["extract"]);
    running.child.stdin?.write(line({ id: "first", text: article }));
    await running.until(/"first"/);
    running.child.stdin?.end(line({ id: "second", text: article }));
    expect(answers((await running.ended()).out).map((a) => a.id)).toEqual(["first", "second"]);
  });

  it("reads a file, and says which one it cannot read", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "pullquote-")), "articles.jsonl");
    writeFileSync(file, line({ id: 1, text: article }).trimEnd());
    expect(answers((await run(["extract", file])).out)).toHaveLength(1);
    const missing = await run(["extract", `${file}.gone`]);
    expect(missing.code).toBe(2);
    expect(missing.err).toContain("articles.jsonl.gone cannot be read (ENOENT)");
  });
});

describe("pullquote summarize", () => {
  it("gives sentences of the text, in its order", async () => {
    const text =
      "The council voted on Monday to close the old bridge. Two engineers had warned of cracks in March. The mayor wants it repaired. It rained.";
    const { code, out } = await run(["summarize"], {
      input: line({ id: "a", text, title: "Bridge closed", max: 2 }) + line({ id: "b", text }),
    });
    expect(code).toBe(0);
    const [a, b] = answers(out);
    expect(a).toMatchObject({ id: "a", title: "Bridge closed" });
    expect(b.title).toBeNull();
    expect(a.sentences.length).toBeLessThanOrEqual(2);
    for (const { sentences } of [a, b]) {
      expect(sentences.length).toBeGreaterThan(0);
      for (const s of sentences) expect(s.text).toBe(text.slice(s.start, s.end));
      expect(sentences.map((s: { start: number }) => s.start)).toEqual(
        sentences.map((s: { start: number }) => s.start).sort((x: number, y: number) => x - y),
      );
    }
  });

  it("refuses a max that is no number", async () => {
    const { code, err } = await run(["summarize"], { input: line({ id: 1, text: "x", max: "two" }) });
    expect([code, err]).toEqual([2, expect.stringContaining('line 1: "max" is not a whole number')]);
  });
});

describe("pullquote read", () => {
  it("reads a flattened page and an HTML page", async () => {
    const flat =
      "Bridge closed : City Blog The council closed the bridge.\nABC logo Bridge closed\n\nBridge closed\n\nThe council voted on Monday to close the old bridge over the river for good.\n\nTwo engineers had warned of cracks in March, and the mayor listened to them.";
    const paragraph =
      "The council voted on Monday to close the old bridge over the river for good, after two engineers had warned of cracks in March. ";
    const html = `<!doctype html><html><head><title>Bridge closed | City News</title><meta property="og:site_name" content="City News"></head><body><nav>Home Sport</nav><article><h1>Bridge closed</h1><p>${paragraph.repeat(3)}</p><p>${paragraph.repeat(3)}</p></article></body></html>`;
    const { code, out } = await run(["read"], {
      input: line({ id: 1, text: flat }) + line({ id: 2, html, url: "https://city.example/bridge" }),
    });
    expect(code).toBe(0);
    const [one, two] = answers(out);
    expect(one).toMatchObject({ id: 1, title: "Bridge closed", outlet: "ABC" });
    expect(one.text).toMatch(/^The council voted[\s\S]*listened to them\.$/);
    expect(two).toMatchObject({ id: 2, title: "Bridge closed", outlet: "City News" });
    expect(two.text).not.toContain("Home Sport");
  });
});

describe("the command line", () => {
  it("knows its commands", async () => {
    expect(await run(["--help"])).toMatchObject({ code: 0, err: "", out: expect.stringContaining("summarize") });
    expect(await run(["--version"])).toMatchObject({ code: 0, out: "0.1.0\n" });
    expect(await run(["exract"])).toMatchObject({ code: 2, out: "", err: expect.stringContaining("extract") });
  });
});
