import fc from "fast-check";
import type { Instant } from "../../src/news/article.ts";
import type { Action, Attribution, Card, Item, QuoteItem, StoryItem } from "../../src/news/card.ts";
import { languages } from "../../src/news/language.ts";
import type { Question } from "../../src/news/question.ts";
import type { QuoteId } from "../../src/news/quote.ts";
import type { StoryId } from "../../src/news/story.ts";

/** What means harm wherever it is shown. */
const everywhere = [
  "https://evil.example/auto?link=1",
  "\u202Eright to left\u202D over",
  "\u2066isolated \u2067and never closed",
  "\u202E".repeat(40),
  "zero\u200Bwidth\u200D \uFEFF\u2060",
  "\u0000\u0007\u001B[31m\u007F\u009B",
  "\uD83D half a character \uDE00",
  "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 𝒜𝓈𝓉𝓇𝒶𝓁",
  "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
  "مرحبا بالعالم שלום עולם",
  "\r\n\r\n\t ",
  "“nested ‘marks’ ”",
];

export type Harm = {
  /** What somebody could put into an article to harm this platform. */
  readonly attacks: readonly string[];
  /** The characters its markup is made of. */
  readonly markup: string;
  /** Whole texts, of a length that means harm. */
  readonly long: readonly string[];
  readonly urls: readonly string[];
};

/** Texts and cards that mean harm, every text in a card one of these. */
export function hostileCards(harm: Harm): {
  readonly attacks: readonly string[];
  readonly hostile: fc.Arbitrary<string>;
  readonly card: fc.Arbitrary<Card>;
} {
  const attacks = [...harm.attacks, ...everywhere];
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...attacks) },
    { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
    { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(..."ab \n/1.\u200B", ...harm.markup), maxLength: 30 }) },
    { weight: 2, arbitrary: fc.lorem({ maxCount: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  );
  const hostile: fc.Arbitrary<string> = fc.oneof(
    { weight: 8, arbitrary: fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(" ")) },
    { weight: 1, arbitrary: fc.tuple(piece, fc.integer({ min: 1, max: 400 })).map(([text, times]) => text.repeat(times).slice(0, 16_000)) },
    { weight: 1, arbitrary: fc.constantFrom("", " ", "\u200B", ...harm.long) },
  );
  return { attacks, hostile, card: cardOf(hostile, harm.urls) };
}

const published = fc.constantFrom(
  "2026-11-03T08:00:00.000Z",
  "1969-07-20T20:17:00.000Z",
  "0001-01-01T00:00:00.000Z",
  "never",
) as fc.Arbitrary<Instant>;

/** Questions as they are on real buttons: their words are short. */
const question: fc.Arbitrary<Question> = fc.oneof(
  fc.constant<Question>({ kind: "latest" }),
  fc.constantFrom<Question>({ kind: "story", story: "s" as StoryId, page: 0 }, { kind: "story", story: "s" as StoryId, page: 1 }),
  fc.constantFrom<Question>({ kind: "context", quote: "a.1" as QuoteId }, { kind: "context", quote: "z.9" as QuoteId }),
  fc.constantFrom<Question>(
    { kind: "following" },
    { kind: "manage", act: "pause", words: "" },
    { kind: "follow", person: "a b", when: "now" },
  ),
  fc.record({ kind: fc.constant("search" as const), words: fc.lorem({ maxCount: 5 }).map((w) => w.slice(0, 60)), offset: fc.nat(999) }),
);

function cardOf(hostile: fc.Arbitrary<string>, urls: readonly string[]): fc.Arbitrary<Card> {
  const url = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom(
      "javascript:alert(1)",
      "https://user:pass@evil.example/",
      "not a link",
      `https://x.example/${"a".repeat(4000)}`,
      "HTTPS://X.EXAMPLE/ÄÖ?q=\u202E",
      ...urls,
    ),
  );
  const attribution: fc.Arbitrary<Attribution> = fc.record(
    { title: hostile, outlet: hostile, url, published },
    { requiredKeys: ["title"] },
  );

  const quote: fc.Arbitrary<QuoteItem> = fc.record(
    {
      kind: fc.constant("quote" as const),
      id: fc.constantFrom("a.1", "a.2", "b.3") as unknown as fc.Arbitrary<QuoteId>,
      how: fc.constantFrom("direct", "partial", "indirect", "block"),
      parts: fc.array(hostile, { minLength: 1, maxLength: 3 }) as unknown as fc.Arbitrary<[string, ...string[]]>,
      speaker: fc.record(
        { name: hostile, kind: fc.constantFrom("person", "organization", "group", "anonymous", "document"), role: hostile },
        { requiredKeys: ["name", "kind"] },
      ),
      before: hostile,
      after: hostile,
      source: attribution,
      carried: fc.record(
        {
          outlets: fc.nat(99),
          wording: fc.record(
            {
              id: fc.constant("w.1" as QuoteId),
              parts: fc.array(hostile, { maxLength: 2 }),
              outlet: hostile,
              cut: fc.constant(true as const),
            },
            { requiredKeys: ["id", "parts"] },
          ),
        },
        { requiredKeys: ["outlets"] },
      ),
      cut: fc.constant(true as const),
      variant: fc.constant(true as const),
      fresh: fc.constant(true as const),
    },
    { requiredKeys: ["kind", "id", "how", "parts", "source"] },
  );

  const attributions = fc.array(attribution, { maxLength: 4 });
  const story: fc.Arbitrary<StoryItem> = fc.record(
    {
      kind: fc.constant("story" as const),
      id: fc.constant("s" as StoryId),
      source: attribution,
      summary: fc.array(hostile, { maxLength: 4 }),
      told: attributions,
      quotes: fc.array(quote, { maxLength: 3 }),
      people: fc.array(hostile, { maxLength: 6 }),
      also: attributions,
      update: fc.constant(true as const),
    },
    { requiredKeys: ["kind", "id", "source", "summary", "quotes", "people"] },
  );

  const action: fc.Arbitrary<Action> = fc.record({ label: hostile, question });

  const item: fc.Arbitrary<Item> = fc.oneof(
    { weight: 4, arbitrary: story },
    { weight: 3, arbitrary: quote },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("absence" as const), why: fc.constant("unknown" as const), text: hostile }) },
    {
      weight: 1,
      arbitrary: fc.record(
        {
          kind: fc.constant("notice" as const),
          heading: hostile,
          lines: fc.array(fc.record({ text: hostile, url }, { requiredKeys: ["text"] }), { maxLength: 8 }),
        },
        { requiredKeys: ["kind", "lines"] },
      ),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("choice" as const),
        text: hostile,
        options: fc.array(fc.record({ label: hostile, detail: hostile, question }, { requiredKeys: ["label", "question"] }), {
          maxLength: 60,
        }),
      }),
    },
  );

  return fc.record(
    {
      title: hostile,
      note: hostile,
      items: fc.array(item, { maxLength: 6 }),
      actions: fc.array(action, { maxLength: 30 }),
      language: fc.constantFrom(...languages),
    },
    { requiredKeys: ["title", "items", "actions"] },
  );
}
