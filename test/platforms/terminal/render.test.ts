import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card } from "../../../src/news/card.ts";
import type { QuoteId } from "../../../src/news/quote.ts";
import type { StoryId } from "../../../src/news/story.ts";
import { choices, renderText } from "../../../src/platforms/terminal/render.ts";

const source = { title: "Report: Karzai And Taliban Looking For Peace Deal", outlet: "NPR" };
const card: Card = {
  title: "News digest",
  note: "1 story · 2 quotes",
  items: [
    {
      kind: "story",
      id: "s" as StoryId,
      source,
      summary: ["First sentence.", "Second sentence."],
      people: ["David Petraeus", "Karzai"],
      quotes: [
        {
          kind: "quote",
          id: "a.1" as QuoteId,
          how: "direct",
          parts: ["They are very, very serious,", "about it."],
          speaker: { name: "one source close to the talks", kind: "anonymous" },
          source,
        },
        {
          kind: "quote",
          id: "a.2" as QuoteId,
          how: "indirect",
          parts: ["that a deal is the only way"],
          speaker: { name: "David Petraeus", kind: "person", role: "General" },
          source,
        },
      ],
    },
    { kind: "absence", why: "unknown", text: "Nobody called “x”." },
    { kind: "choice", text: "Did you mean …", options: [{ label: "David Petraeus", detail: "1 quote", question: { kind: "latest" } }] },
  ],
  actions: [{ label: "More", question: { kind: "latest" } }],
};

describe("a card in the terminal", () => {
  it("shows all that is on it", () => {
    expect(renderText(card, { width: 70, colour: false })).toBe(`News digest
1 story · 2 quotes

Report: Karzai And Taliban Looking For Peace Deal
NPR · undated

First sentence. Second sentence.

  “They are very, very serious,” […] “about it.”
  — one source close to the talks (not named in the article)

  Reported speech, in the article's words:
  that a deal is the only way
  — General David Petraeus

People mentioned: David Petraeus, Karzai

Nobody called “x”.

Did you mean …
  [1] David Petraeus (1 quote)

[2] More`);
    expect(choices(card).map((c) => c.label)).toEqual(["David Petraeus", "More"]);
  });

  it("says that a speaker is not certain rather than naming one", () => {
    const quote = { kind: "quote", id: "a.1" as QuoteId, how: "direct", parts: ["Yes."], source } as const;
    expect(renderText({ title: "x", items: [quote], actions: [] }, { width: 80, colour: false })).toContain(
      "— speaker unclear from the article",
    );
  });

  it("lets nothing in an article steer the terminal, and keeps to the width", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), fc.integer({ min: 20, max: 120 }), (text, width) => {
        const hostile: Card = {
          title: text,
          note: text,
          items: [
            {
              kind: "quote",
              id: "a.1" as QuoteId,
              how: "direct",
              parts: [`\u001b[2J\u202e${text}`],
              source: { title: text, outlet: text },
              speaker: { name: text, kind: "person" },
            },
            { kind: "absence", why: "unknown", text },
          ],
          actions: [],
        };
        const out = renderText(hostile, { width, colour: false });
        expect(out.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        for (const line of out.split("\n"))
          expect([...line].length).toBeLessThanOrEqual(Math.max(width, 22) + [...line.matchAll(/\p{M}|[\u200b-\u200d]/gu)].length);
      }),
    );
  });
});
