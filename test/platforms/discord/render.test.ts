import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card, QuoteItem } from "../../../src/news/card.ts";
import { phrases } from "../../../src/news/phrases.ts";
import type { QuoteId } from "../../../src/news/quote.ts";
import { clean, isVisible } from "../../../src/news/text/fit.ts";
import { render } from "../../../src/platforms/discord/render.ts";
import { safeUrl } from "../../../src/platforms/discord/render-elements.ts";
import { cost, escaped, split } from "../../../src/platforms/discord/render-text.ts";
import { unsealed } from "../../fake/codes.ts";
import { everyNode, readMarkdown, visible } from "../../fake/discord/markdown.ts";
import { buttonsOf, textsOf } from "../../fake/discord/rules.ts";
import { schemasAreHere } from "../../fake/discord/schemas.ts";
import { digest, longCard, quote, source, story } from "../../fake/example-cards.ts";
import { card as anyCard, attacks, hostile } from "./cards.ts";
import { keepsItsPromises, losesNoWord, of, texts, whole } from "./promises.ts";

const seen = (card: Card) =>
  texts(card)
    .map((text) =>
      readMarkdown(text)
        .map(({ nodes }) => visible(nodes))
        .join("\n"),
    )
    .join("\n");
const quoteLines = (item: QuoteItem) =>
  whole(of(item))
    .split("\n")
    .filter((line) => line.startsWith("> "));

describe("a card as a Discord message", () => {
  it.skipIf(!schemasAreHere)(
    "lets nothing behind a link take the link's place: Discord looks for the last address, past what is escaped",
    () => {
      const told = [{ title: "", url: "https://x.example/a" }];
      keepsItsPromises(
        of({ kind: "story", id: "s" as never, source: { title: "t" }, summary: ["a", "]() "], told, quotes: [], people: [] }),
      );
      const also = [
        { title: "", url: "http://a.aa" },
        { title: "b", outlet: "]() " },
      ];
      keepsItsPromises(of({ kind: "story", id: "s" as never, source: { title: "t" }, summary: [], quotes: [], people: [], also }));
    },
  );

  it("has a container a story: linked title, outlet, date, summary, quotes, speakers, people", () => {
    const [message, ...more] = render(digest);
    expect(more).toEqual([]);
    expect(message.components.map(({ type }) => type)).toEqual([10, 17, 1]);
    expect(textsOf(message.components)).toEqual([
      "## News digest\n-# 1 story · 1 quote",
      "### [Harbour tolls divide the coast](https://lighthouse.example/tolls?a=1&b=2)\n-# The Lighthouse · <t:1793692800:D>\nThe council raised the tolls. Boats stayed at sea.",
      "**Key quotes**\n> “Nobody asked the fishermen.”\n— **Ines Okafor**, harbour master",
      "-# **People mentioned:** Ines Okafor, Jonas Weir",
    ]);
    expect(message.components[1]).toMatchObject({ type: 17, accent_color: expect.any(Number) });
    expect(buttonsOf(message.components).map((button) => unsealed.read(button.custom_id))).toEqual([digest.actions[0]?.question]);
  });

  it("says plainly what is not known", () => {
    const [head] = texts(of(story({ source: { title: "No more is known" }, summary: [], quotes: [], people: [] }))).slice(1);
    expect(head).toBe("### No more is known\n-# outlet not given · undated");
  });

  it.each([
    ["direct", "> “We left.”", null],
    ["partial", "> “We left.”", null],
    ["block", "> We left.", phrases.unmarkedBlock],
    ["indirect", "We left.", phrases.reported],
  ] as const)("shows words that are %s as such", (how, line, note) => {
    const text = whole(of(quote({ how, parts: ["We left."] })));
    expect(text.split("\n")).toContain(line);
    if (note) expect(text).toContain(note);
    if (how === "indirect") expect(text).not.toMatch(/[“”"]|^>/m);
  });

  it("marks the gap between two parts as ours", () => {
    expect(quoteLines(quote({ parts: ["We left,", "and nobody saw us."] }))).toEqual(["> “We left,” […] “and nobody saw us.”"]);
  });

  it("keeps every paragraph of a quote inside it, so that no line can pass for one of ours", () => {
    const item = quote({ parts: ["One.\n\nTwo.\n— Somebody Else\u2028Three."] });
    expect(quoteLines(item)).toEqual(["> “One.", "> ", "> Two.", "> — Somebody Else", "> Three.”"]);
  });

  it("says honestly that a speaker is uncertain or unnamed", () => {
    const { speaker: _, ...unknown } = quote();
    expect(whole(of(unknown))).toContain(phrases.speakerUncertain);
    const anonymous = quote({ speaker: { name: "one source close to the talks", kind: "anonymous" } });
    expect(whole(of(anonymous))).toContain(`— **one source close to the talks** *(${phrases.unnamed})*`);
  });

  it("shows a quote in its context with the reporter's words in small letters", () => {
    const text = whole(of(quote({ before: "He stood up.", after: "Then he left." })));
    expect(text).toContain("-# He stood up.\n> “Nobody asked the fishermen.”\n— **Ines Okafor**, harbour master\n-# Then he left.");
  });

  it("shows absence in words and a choice with a list and buttons", () => {
    const options = Array.from({ length: 7 }, (_, n) => ({
      label: `Person ${n}`,
      detail: "3 quotes",
      question: { kind: "person" as const, person: `person-${n}`, offset: 0 },
    }));
    const card = of({ kind: "absence", why: "unknown", text: "Nobody is called so." }, { kind: "choice", text: "Did you mean …", options });
    const [{ components }] = render(card);
    expect(textsOf(components).slice(1)).toEqual([
      "Nobody is called so.",
      "Did you mean …",
      options.map(({ label }) => `- **${label}** — 3 quotes`).join("\n"),
    ]);
    expect(components.filter(({ type }) => type === 1).map((row) => buttonsOf([row]).length)).toEqual([5, 2]);
    expect(buttonsOf(components).map(({ custom_id }) => unsealed.read(custom_id))).toEqual(options.map(({ question }) => question));
  });

  it("puts the button that shows a quote in its context below that quote", () => {
    const question = { kind: "context" as const, quote: "a1.20" as QuoteId };
    const items = [quote(), quote({ id: "a1.20" as QuoteId, parts: ["Second."] })];
    const [{ components }] = render({ title: "T", items, actions: [{ label: "Show in context", question }] });
    expect(components.map(({ type }) => type)).toEqual([10, 17, 17]);
    expect(buttonsOf(components.slice(1, 2))).toEqual([]);
    expect(buttonsOf(components.slice(2)).map(({ custom_id }) => unsealed.read(custom_id))).toEqual([question]);
  });

  it("gives two buttons with one question ids of their own that mean the same", () => {
    const question = { kind: "search" as const, words: "tolls", offset: 0 };
    const [{ components }] = render({ title: "T", items: [], actions: [1, 2, 3].map((n) => ({ label: `B${n}`, question })) });
    const ids = buttonsOf(components).map(({ custom_id }) => custom_id);
    expect(new Set(ids).size).toBe(3);
    expect(ids.map(unsealed.read)).toEqual([question, question, question]);
  });
});

describe("addresses", () => {
  it.each([
    ["https://a.example/x?y=1#z", "https://a.example/x?y=1#z"],
    ["http://a.example/x_(y)", "http://a.example/x_%28y%29"],
    ["https://a.example/a'b*c|d e\"f<g>", "https://a.example/a%27b%2Ac%7Cd%20e%22f%3Cg%3E"],
    ["https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"],
    ["javascript:alert(1)", null],
    ["https://bank.example@evil.example/", null],
    ["nonsense", null],
  ])("%s", (given, expected) => {
    expect(safeUrl(given)).toBe(expected);
  });

  it.each(["Read [this] now", "See https://other.example for more", "www.other.example is down"])(
    "stand beside a title that Discord would not show as a link: %s",
    (title) => {
      const text = texts(of(story({ source: { ...source, title } })))[1] ?? "";
      const links = everyNode(readMarkdown(text).flatMap(({ nodes }) => nodes)).filter(({ is }) => is === "link");
      expect(links).toMatchObject([{ url: source.url, masked: true }]);
      expect(seen(of(story({ source: { ...source, title } })))).toContain(title);
    },
  );
});

describe("what does not fit one message", () => {
  it("goes on in the next one, marked, with each story whole where it can be", () => {
    const card = longCard(12);
    const messages = render(card);
    expect(messages.length).toBeGreaterThan(2);
    for (const [at, { components }] of messages.entries()) {
      const all = textsOf(components).join("\n");
      expect(all).toContain(`Part ${at + 1} of ${messages.length}`);
      for (const [, n] of all.matchAll(/### Story number (\d+)/g)) expect(all).toContain(`“Number ${n}.`);
    }
    for (let n = 0; n < 12; n++) expect(whole(card)).toContain(`### Story number ${n}\n`);
  });

  it("names the story that goes on, and opens the marks anew where a quote goes on", () => {
    const long = "A sentence of some length stands here. ".repeat(200).trim();
    const card = of(story({ quotes: [quote({ parts: [long] })] }));
    const messages = render(card);
    expect(messages.length).toBeGreaterThan(1);
    expect(textsOf(messages[1]?.components ?? []).join("\n")).toContain(`-# ${source.title}, continued`);
    const lines = quoteLines(quote({ parts: [long] }));
    expect(lines.every((line) => line.startsWith("> “A sentence"))).toBe(true);
    expect(lines.slice(0, -1).every((line) => line.endsWith("here."))).toBe(true);
    expect(lines.at(-1)?.endsWith("here.”")).toBe(true);
    expect(lines.map((line) => line.slice(3).replace(/”$/, "")).join(" ")).toBe(long);
  });

  it("cuts a title with a mark of ours", () => {
    const title = `Breaking ${"very ".repeat(200)}news`;
    expect(texts(of(story({ source: { title } })))[1]).toMatch(/very (?:\.\.\. )?\\\[shortened by Pullquote; continue at the source\\\]\n/);
  });
});

describe("hostile text", () => {
  it.each(attacks)("is read by Discord as nothing but itself: %j", (attack) => {
    for (const text of [attack, `x ${attack}`, `${attack} ${attack}`]) {
      const blocks = readMarkdown(escaped(clean(text)));
      expect(blocks.every(({ is }) => is === "text")).toBe(true);
      expect(everyNode(blocks.flatMap(({ nodes }) => nodes)).every(({ is }) => is === "text")).toBe(true);
    }
  });

  it("keeps its words: what is seen is what was there", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const said = clean(text);
        const blocks = readMarkdown(escaped(said));
        const nodes = everyNode(blocks.flatMap(({ nodes }) => nodes));
        expect(nodes.every(({ is }) => is === "text")).toBe(true);
        const shown = visible(nodes);
        // Marks that turn the direction of text are closed or, if there are too many, taken out.
        const plain = (words: string) => words.replace(/[\u202A-\u202E\u2066-\u2069]/g, "");
        expect(plain(shown)).toBe(plain(said));
      }),
      { numRuns: 100 },
    );
  });

  it("is split without a loss, and no piece is longer than asked for", () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 50, max: 1800 }), (text, most) => {
        const pieces = split(clean(text), most);
        expect(pieces.join("")).toBe(clean(text));
        for (const piece of pieces) expect(cost(piece)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 60 },
    );
  });

  it.skipIf(!schemasAreHere)(
    "makes messages that Discord takes, ping nobody, link nowhere but to the sources, and format nothing (skipped without ../shared)",
    () => {
      fc.assert(
        fc.property(anyCard, (card) => keepsItsPromises(card)),
        { numRuns: 25 },
      );
    },
  );

  it("loses no word of a quote, wherever it is cut", () => {
    fc.assert(fc.property(hostile.filter(isVisible), fc.constantFrom("direct", "block", "indirect"), losesNoWord), { numRuns: 60 });
  });
});

it("an outlet whose name ends like a link changes no link before it", () => {
  const named = { title: "", outlet: "]() @everyone @here" };
  const linked = { title: "Tide", outlet: "Tide", url: "http://tide.example/" };
  keepsItsPromises(of(story({ summary: ["One.", "Two."], told: [linked, named], also: [linked, named] })));
});
