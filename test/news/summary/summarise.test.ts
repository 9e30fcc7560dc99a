import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarise } from "../../../src/news/summary/summarise.ts";

const of = (text: string, options: Parameters<typeof summarise>[1] = {}) => summarise(text, options).map((s) => text.slice(s.start, s.end));

const bridge = [
  "MARSH, Ohio (AP) — The council of Marsh voted on Monday to close the town's only bridge, which engineers say may fall this winter.",
  "“It should have been closed ten years ago,” said Carl Byrne, the engineer who led the inspection.",
  "Mayor Ada Lind signed the order at noon and asked the state for $4 million to build a new bridge by 2033.",
  "“Nobody will be cut off.”",
  "The closure would leave some 3,200 people with a drive of forty minutes to the next hospital.",
  "She said a ferry would run twice an hour until the new bridge opens.",
  "But the ferry's owner, Tor Haas, said he had not been asked.",
  "Who will pay for it?",
  "Read more: Why the old bridge has to go.",
].join("\n\n");

describe("summaries", () => {
  it("are the article's own sentences, in its order, at most three, without a dateline", () => {
    const spans = summarise(bridge);
    const sentences = of(bridge);
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.length).toBeLessThanOrEqual(3);
    expect(sentences[0]).toBe(
      "The council of Marsh voted on Monday to close the town's only bridge, which engineers say may fall this winter.",
    );
    expect([...spans].sort((a, b) => a.start - b.start)).toEqual(spans);
  });

  it("hold at most `max` sentences and never a question, a lone quotation, “Read more” or a sentence that hangs in the air", () => {
    for (let max = 1; max <= 9; max++) {
      const sentences = of(bridge, { max });
      expect(sentences.length).toBeGreaterThan(0);
      expect(sentences.length).toBeLessThanOrEqual(max);
      for (const not of ["Who will pay for it?", "“Nobody will be cut off.”", "Read more: Why the old bridge has to go."])
        expect(sentences).not.toContain(not);
      const but = sentences.findIndex((s) => s.startsWith("But the ferry's owner"));
      if (but >= 0) expect(sentences[but - 1]).toMatch(/^She said a ferry/);
      const she = sentences.findIndex((s) => s.startsWith("She said"));
      if (she >= 0) expect(sentences[she - 1]).toMatch(/^The closure would/);
    }
    expect(of(bridge, { max: 5 }).length).toBeGreaterThan(3);
  });

  it("leave out a quotation that the card shows anyway", () => {
    const quote = "“It should have been closed ten years ago,” said Carl Byrne, the engineer who led the inspection.";
    const start = bridge.indexOf("“It should");
    const shown = { start, end: start + "“It should have been closed ten years ago,”".length };
    expect(of(bridge, { max: 9 })).toContain(quote);
    expect(of(bridge, { max: 9, avoid: [shown] })).not.toContain(quote);
  });

  it("leave out a sentence that says the headline over again", () => {
    const text = `Marsh closes its only bridge.\n\n${bridge}`;
    for (const max of [1, 2, 3, 9])
      expect(of(text, { max, title: "Marsh closes only bridge before winter" })).not.toContain("Marsh closes its only bridge.");
  });

  it("begin behind a headline that grew together with the first sentence", () => {
    const title = "Old Bridge Of Marsh Is Closed At Last";
    const text = `${title} ${bridge.slice("MARSH, Ohio (AP) — ".length)}`;
    expect(of(text, { title })[0]).toMatch(/^The council of Marsh/);
    expect(of(text)[0]).not.toContain(title);
  });

  it("step over bylines, dates and credits, on lines of their own or in one line", () => {
    const head = ["By Jane Roe", "PUBLISHED: 14:11 EST, 25 October 2031", "Photo: The old bridge in winter."];
    for (const text of [`${head.join("\n")}\n${bridge}`, `By . Jane Roe . PUBLISHED: . 14:11 EST, 25 October 2031 . | . ${bridge}`]) {
      const all = of(text, { max: 9 }).join(" ");
      expect(of(text)[0]).toMatch(/^The council of Marsh/);
      expect(all).not.toMatch(/Jane Roe|PUBLISHED|Photo|EST/);
    }
  });

  it("name a man before they call him by his surname alone", () => {
    const text =
      "Harry Sator, the longest serving member of the council, died on Sunday at his home in Marsh.\n\nHe was 91.\n\nThe council will meet on Friday to choose a successor for his seat until the vote in May.\n\nSator later apologised for the closure of the old bridge, which had cost him the chair of the council.";
    for (const max of [1, 2, 3]) {
      const sentences = of(text, { max });
      const at = sentences.findIndex((s) => s.startsWith("Sator later"));
      if (at >= 0) expect(sentences.slice(0, at).join(" ")).toContain("Harry Sator");
    }
    expect(of(text, { max: 1 })[0]).toMatch(/^Harry Sator/);
  });

  it("give what there is where nothing can be read on its own, and nothing for nothing", () => {
    expect(of("He left. They stayed behind in the hall.")).not.toEqual([]);
    expect(of("Who will pay for the bridge of Marsh?")).toEqual(["Who will pay for the bridge of Marsh?"]);
    expect(of("")).toEqual([]);
    expect(of(" \n\n ")).toEqual([]);
    expect(of("The council of Marsh voted on Monday to close the bridge.")).toEqual([
      "The council of Marsh voted on Monday to close the bridge.",
    ]);
  });

  it("are the first ones in languages without capitals, and without spaces between words", () => {
    expect(of("总统周一表示，谈判将于下周恢复。他说，双方都希望达成协议。反对派领导人批评了这一决定。", { max: 2 })).toEqual([
      "总统周一表示，谈判将于下周恢复。",
      "他说，双方都希望达成协议。",
    ]);
    expect(of("総統は月曜日に、交渉は来週再開されると述べた。双方とも合意を望んでいると語った。", { max: 1 })).toEqual([
      "総統は月曜日に、交渉は来週再開されると述べた。",
    ]);
    expect(of("قال الرئيس يوم الاثنين إن المحادثات ستستأنف الأسبوع المقبل. وأضاف أن الجانبين يريدان الاتفاق.", { max: 1 })).toEqual([
      "قال الرئيس يوم الاثنين إن المحادثات ستستأنف الأسبوع المقبل.",
    ]);
  });

  it("are the same every time", () => {
    expect(summarise(bridge, { title: "Marsh" })).toEqual(summarise(bridge, { title: "Marsh" }));
  });

  it("are verbatim, trimmed, in order and at most `max`, whatever the text", () => {
    const bits = [
      bridge.slice(0, 140),
      "He left. ",
      "“No,” she said. ",
      "By Jane Roe\n",
      "\n",
      "?",
      "Read more",
      "The plan failed. ",
      "🙂 ",
      '"',
    ];
    const text = fc
      .array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 30 })), { maxLength: 25 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 6 }), (t, max) => {
        const spans = summarise(t, { max, title: t.slice(0, 40) });
        expect(spans.length).toBeLessThanOrEqual(max);
        let last = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(t.slice(start, end)).toBe(t.slice(start, end).trim());
          last = end;
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("the seed article", () => {
  const text = readFileSync(join(import.meta.dirname, "..", "..", "..", "seeds", "000_07bd1c686537eff7.txt"), "utf8");
  const body = text.slice(text.indexOf("The Washington Post has a piece"));
  const title = "Report: Karzai And Taliban Looking For Peace Deal";
  const petraeus = text.slice(text.indexOf("As I said in Iraq"));

  it("says that the Post reports preliminary talks between the Karzai government and the Taliban", () => {
    for (const [given, options] of [
      [body, { title }],
      [text, { title }],
      [text, {}],
    ] as const) {
      const sentences = of(given, options).join(" ");
      expect(sentences).toContain("The Washington Post");
      expect(sentences).toContain("the Karzai government and the Taliban are in preliminary, but serious, talks about a peace deal.");
    }
  });

  it("never takes a sentence of General Petraeus's words, which stand there without marks", () => {
    for (const given of [body, text, text.replace(/\n+/g, " ")])
      for (let max = 1; max <= 8; max++) for (const sentence of of(given, { max, title })) expect(petraeus).not.toContain(sentence);
  });
});
