import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseText } from "../../../src/news/text/clean.ts";
import { parseSeed } from "../../../src/sources/seeds/parse.ts";

const seed = readFileSync(join(import.meta.dirname, "../../../seeds/000_07bd1c686537eff7.txt"), "utf8");
const BODY = [
  "The mayor of Brixworth said on Monday that the old bridge would be closed for most of the coming year, and that traffic would take the ring road.",
  '"We were told about it by the newspaper," said Ada Fell, who has had her bakery there for thirty years.',
  "Shopkeepers near the bridge asked for help with their rents, and the council promised to look at it before the winter.",
];
const paragraphs = (text: string) => text.split("\n\n");

describe("parseSeed on the seed article", () => {
  const draft = parseSeed(seed);

  it("takes title, outlet and description from the first three lines", () => {
    expect(draft.title).toBe("Report: Karzai And Taliban Looking For Peace Deal");
    expect(draft.outlet).toBe("NPR");
    expect(draft.description).toMatch(/^The Washington Post is reporting that secret peace talks are under way/);
    expect(draft.description).toMatch(/but, for the first time, serious\.$/);
  });

  it("says nothing of what the text does not say", () => {
    expect(Object.keys(draft).sort()).toEqual(["description", "outlet", "text", "title"]);
  });

  it("keeps the body, all of it and nothing else, word for word", () => {
    const lines = seed.split("\n").filter((line) => line !== "");
    expect(paragraphs(draft.text)).toEqual(lines.slice(3));
    expect(draft.text).toMatch(/^The Washington Post has a piece this morning/);
    expect(draft.text).toMatch(/Military action is absolutely necessary, but it is not sufficient\.$/);
  });
});

describe("parseSeed on flattened pages", () => {
  const flat = (head: readonly string[], tail: readonly string[] = []) => [...head, ...BODY, ...tail].join("\n\n");

  it("takes the whole page's menus, comments and footer away", () => {
    const draft = parseSeed(
      flat(
        [
          "Old bridge to close for a year - The Brixworth Echo The council has decided. Traffic will take the ring road.",
          "Brixworth Echo logo Old bridge to close for a year",
          ...["Home", "News", "Sport", "Weather", "Sign in"],
          "Old bridge to close for a year",
          "By Jane Oddie | 3 November 2026",
        ],
        [
          "Share this article",
          "Related articles",
          "Ring road to get lights",
          "12 comments",
          "I have been saying for years that this bridge is a danger to all of us, and nobody listened.",
          "© 2026 The Brixworth Echo. All rights reserved.",
        ],
      ),
    );
    expect(draft).toMatchObject({
      title: "Old bridge to close for a year",
      outlet: "Brixworth Echo",
      byline: "Jane Oddie",
      published: "2026-11-03T00:00:00.000Z",
    });
    expect(paragraphs(draft.text)).toEqual(BODY);
  });

  it("takes the outlet from the title only where it stands elsewhere too", () => {
    const head = ["Old bridge to close - The Brixworth Echo", "Old bridge to close"];
    expect(parseSeed(flat(head, ["© 2026 The Brixworth Echo"])).outlet).toBe("The Brixworth Echo");
    expect(parseSeed(flat(["Trump's success unites donors - against him."])).outlet).toBeUndefined();
    expect(parseSeed(flat(["Trump's success unites donors - against him."])).title).toBe("Trump's success unites donors - against him.");
  });

  it("never takes a source named in the prose for the outlet, nor a date in the prose for the day", () => {
    const draft = parseSeed(flat(["Old bridge to close"], ["The Washington Post reported on 4 May 2026 that it would."]));
    expect(draft.outlet).toBeUndefined();
    expect(draft.published).toBeUndefined();
  });

  it("prefers the article to the longer comments below it", () => {
    const comment = "I do not agree with any of it, and I have told the council so more than once in the last ten years. ";
    const draft = parseSeed(
      flat(["Old bridge to close", "Old bridge to close"], ["Comments", ...Array.from({ length: 20 }, (_, i) => `${i}. ${comment}`)]),
    );
    expect(paragraphs(draft.text)).toEqual(BODY);
  });
});

describe("parseSeed on plain text", () => {
  it("trusts header lines first", () => {
    const head =
      "Title: Old bridge to close\nSource: The Brixworth Echo\nURL: https://echo.example/bridge\nDate: 3 Nov 2026 08:00 GMT\nAuthor: Jane Oddie";
    expect(parseSeed(`${head}\n\n${BODY.join("\n\n")}`)).toEqual({
      title: "Old bridge to close",
      outlet: "The Brixworth Echo",
      url: "https://echo.example/bridge",
      published: "2026-11-03T08:00:00.000Z",
      byline: "Jane Oddie",
      text: BODY.join("\n\n"),
    });
  });

  it("reads front matter", () => {
    const draft = parseSeed(`---\ntitle: "Old bridge: to close"\ndate: 2026-11-03\ntags: [bridges]\n---\n${BODY.join("\n\n")}`);
    expect(draft).toMatchObject({ title: "Old bridge: to close", published: "2026-11-03T00:00:00.000Z", text: BODY.join("\n\n") });
  });

  it("does not take a headline that begins like a header for one", () => {
    const draft = parseSeed(`Source: Karzai to resign\n\n${BODY.join("\n\n")}`);
    expect(draft.title).toBe("Source: Karzai to resign");
    expect(draft.outlet).toBeUndefined();
  });

  it("leaves out a date that cannot be, and an address that is none", () => {
    const head = "Title: Old bridge to close\nDate: 3 November 2031\nURL: javascript:alert(1)";
    const draft = parseSeed(`${head}\n\n${BODY.join("\n\n")}`, { now: new Date("2026-11-24T00:00:00Z") });
    expect(draft.published).toBeUndefined();
    expect(draft.url).toBeUndefined();
  });

  it("has no title where there is none", () => {
    const draft = parseSeed(BODY.join("\n\n"));
    expect(draft.title).toBeUndefined();
    expect(paragraphs(draft.text)).toEqual(BODY);
  });

  it("keeps all of a text that is no page, its last line without a full stop too", () => {
    const text = [...BODY, "* Traffic lights on the ring road by spring"].join("\n\n");
    expect(parseSeed(`Old bridge to close\n\n${text}`).text).toBe(text);
  });

  it("keeps all of a text unlike any page: verse, a list", () => {
    const verse = Array.from({ length: 12 }, (_, i) => `Line ${i} of a song without full stops`).join("\n");
    expect(parseSeed(verse).text.split("\n\n")).toHaveLength(11);
  });

  it("joins lines wrapped at a margin", () => {
    const wrapped = BODY.map((line) => line.replace(/(.{50,64}) /g, "$1\n")).join("\n\n");
    expect(parseSeed(`Old bridge to close\n\n${wrapped}\n\n${wrapped}`).text).toContain(BODY[0]);
  });

  it("reads Arabic, and Chinese, which sets no spaces", () => {
    const arabic = parseSeed(
      "عنوان الخبر عن الجسر\n\nقال رئيس البلدية يوم الاثنين إن الجسر القديم سيغلق معظم العام المقبل، وإن حركة المرور ستتحول إلى الطريق الدائري.",
    );
    expect(arabic).toMatchObject({ title: "عنوان الخبر عن الجسر", text: expect.stringMatching(/^قال رئيس/) });
    const chinese = parseSeed(
      "老桥将关闭一年 - 新闻网\n\n老桥将关闭一年\n\n市长星期一表示，老桥明年大部分时间将关闭，车辆须绕行环路，附近的店主要求减租，市议会答应在冬天之前研究。",
    );
    expect(chinese).toMatchObject({ title: "老桥将关闭一年", text: expect.stringMatching(/^市长星期一/) });
  });

  it.each(["", "   \n\n ", "\uFEFF", "\u200B"])("gives an empty text for %j", (text) => {
    expect(parseSeed(text)).toEqual({ text: "" });
  });
});

describe("parseSeed on Markdown", () => {
  it("takes the marks away and keeps block quotes as such", () => {
    const draft = parseSeed(
      [
        "# Old bridge to close",
        "",
        `${BODY[0]} It is *very* old, says [the council](https://x.example/a_(b) "title").`,
        "",
        "> We were told nothing,",
        "> and that is **not** good.",
        "",
        "![a bridge](bridge.jpg)",
        "",
        "- first point, and it is a sentence.",
        "- 2 \\* 3 and snake_case_name stay.",
        "",
        "***",
        "",
        BODY[2],
      ].join("\n"),
      { markdown: true },
    );
    expect(draft.title).toBe("Old bridge to close");
    const quoted = draft.blockQuotes?.map(({ start, end }) => draft.text.slice(start, end));
    expect(quoted).toEqual(["We were told nothing, and that is not good."]);
    expect(draft.text).toContain("It is very old, says the council.");
    expect(draft.text).toContain("2 * 3 and snake_case_name stay.");
    expect(draft.text).not.toMatch(/bridge\.jpg|\]\(|^[#>*-]/m);
  });
});

describe("parseSeed on anything", () => {
  const line = fc.oneof(
    fc.constantFrom("Title: A", "By Jane Oddie", "Share this", "12 comments", "© 2026 Echo", "---", "> said", "* * *", "NPR logo", ""),
    fc.lorem({ maxCount: 25 }).map((words) => `${words}.`),
    fc.string({ unit: "binary", maxLength: 30 }),
  );

  it("never throws, and every paragraph it gives is a line of what came in", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const text = lines.join("\n");
        const there = new Set(normaliseText(text).split("\n"));
        const draft = parseSeed(text);
        return draft.text === "" || paragraphs(draft.text).every((paragraph) => there.has(paragraph));
      }),
    );
  });

  it("gives block quotes that lie in the text", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const draft = parseSeed(lines.join("\n"), { markdown: true });
        return (draft.blockQuotes ?? []).every(({ start, end }) => start >= 0 && start < end && end <= draft.text.length);
      }),
    );
  });
});
