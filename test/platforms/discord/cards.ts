import fc from "fast-check";
import type { Instant } from "../../../src/news/article.ts";
import type { Action, Attribution, Card, Item, QuoteItem, StoryItem } from "../../../src/news/card.ts";
import type { Question } from "../../../src/news/question.ts";
import type { QuoteId } from "../../../src/news/quote.ts";
import type { StoryId } from "../../../src/news/story.ts";

/** Cards that mean harm: every text in them is what somebody could have put into an article. */
export const attacks = [
  "@everyone @here",
  "<@1060000000000000001> <@!1060000000000000001> <@&1030000000000000009>",
  "<#1040000000000000001> </news:1070000000000000001> <id:customize>",
  "<t:1700000000:R> <t:1:D>",
  "<:evil:123456789012345678> <a:evil:123456789012345678> :smile: :rotating_light::skin-tone-2:",
  "[your bank](https://evil.example/login) [x](<https://evil.example>)",
  "https://evil.example/auto?link=1 http://evil.example <https://evil.example> steam://run/1",
  "discord.gg/abcdef www.evil.example evil.example mail@evil.example",
  "**bold** *it* __under__ _em_ ~~gone~~ ||spoiler|| `code` ``co`de``",
  "```js\nprocess.exit()\n```",
  "# big\n## less\n### small\n-# tiny\n> quoted\n>>> all of it\n- list\n* list\n1. one\n2) two\n + plus",
  "\n\n\n> — Somebody Else\n— Somebody Else",
  "\u2028# after a line separator\u0085> after a next line\v- x\f> y",
  "   # indented\n\t- tab\n\u200B# behind a zero-width space",
  "¯\\_(ツ)_/¯ \\* \\\\ \\",
  "a]( b [c ] d) [ [ ]] (https://evil.example)",
  "&lt;@everyone&gt; &#64;everyone &amp;",
  "\u202Eright to left\u202D over",
  "\u2066isolated \u2067and never closed",
  "\u202E".repeat(40),
  "zero\u200Bwidth\u200D \uFEFF\u2060 @\u200Beveryone",
  "\u0000\u0007\u001B[31m\u007F\u009B",
  "\uD83D half a character \uDE00",
  "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 𝒜𝓈𝓉𝓇𝒶𝓁 ＠everyone",
  "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
  "مرحبا بالعالم שלום עולם",
  '"},{"type":17,"components":[]}',
  "“nested ‘marks’ ”",
  "***___~~~|||```",
  "He said: yes. At 10:30 in the U.S. it was 3.5 % (or more) — no?",
];

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...attacks) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(..."ab \n*_~`|<>[]()#-@:./\\>1.&!+=\u200B"), maxLength: 30 }) },
  { weight: 2, arbitrary: fc.lorem({ maxCount: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
);

export const hostile: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(" ")) },
  { weight: 1, arbitrary: fc.tuple(piece, fc.integer({ min: 1, max: 200 })).map(([text, times]) => text.repeat(times).slice(0, 12_000)) },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "\u200B", "*".repeat(5000), "a".repeat(9000), "\n".repeat(3000), "a\n".repeat(2000)) },
);

const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    "javascript:alert(1)",
    "https://user:pass@evil.example/",
    "discord://open",
    "not a link",
    "https://x.example/a_(b)_c*d*'e'|f|`g`",
    "https://x.example/<@everyone>?q=[x](y)",
    `https://x.example/${"a".repeat(4000)}`,
    "HTTPS://X.EXAMPLE/ÄÖ?q=\u202E",
  ),
);

const published = fc.constantFrom(
  "2026-11-03T08:00:00.000Z",
  "1969-07-20T20:17:00.000Z",
  "0001-01-01T00:00:00.000Z",
  "never",
) as fc.Arbitrary<Instant>;

const attribution: fc.Arbitrary<Attribution> = fc.record({ title: hostile, outlet: hostile, url, published }, { requiredKeys: ["title"] });

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
  },
  { requiredKeys: ["kind", "id", "how", "parts", "source"] },
);

const story: fc.Arbitrary<StoryItem> = fc.record({
  kind: fc.constant("story" as const),
  id: fc.constant("s" as StoryId),
  source: attribution,
  summary: fc.array(hostile, { maxLength: 4 }),
  quotes: fc.array(quote, { maxLength: 3 }),
  people: fc.array(hostile, { maxLength: 6 }),
});

/** Questions as they are on real buttons: their words are short. */
const question: fc.Arbitrary<Question> = fc.oneof(
  fc.constant<Question>({ kind: "latest" }),
  fc.constantFrom<Question>({ kind: "context", quote: "a.1" as QuoteId }, { kind: "context", quote: "z.9" as QuoteId }),
  fc.record({ kind: fc.constant("search" as const), words: fc.lorem({ maxCount: 5 }).map((w) => w.slice(0, 60)), offset: fc.nat(999) }),
);

const action: fc.Arbitrary<Action> = fc.record({ label: hostile, question });

const item: fc.Arbitrary<Item> = fc.oneof(
  { weight: 4, arbitrary: story },
  { weight: 3, arbitrary: quote },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("absence" as const), why: fc.constant("unknown" as const), text: hostile }) },
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

export const card: fc.Arbitrary<Card> = fc.record(
  { title: hostile, note: hostile, items: fc.array(item, { maxLength: 6 }), actions: fc.array(action, { maxLength: 30 }) },
  { requiredKeys: ["title", "items", "actions"] },
);
