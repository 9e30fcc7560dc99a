import fc from "fast-check";
import { it } from "vitest";
import type { QuoteKind } from "../../../src/news/quote.ts";
import { isVisible } from "../../../src/news/text/fit.ts";
import { components, embeds } from "../../../src/platforms/discord/forms.ts";
import { schemasAreHere } from "../../fake/discord/schemas.ts";
import { card as anyCard, hostile } from "./cards.ts";
import { keepsItsPromises, losesNoWord } from "./promises.ts";

/** As in `slack/render.slow.test.ts`. */
const numRuns = Number(process.env.CARDS ?? 2_000);

it.skipIf(!schemasAreHere)(
  `any card, however hostile, keeps Discord's rules and our promises: ${numRuns} of them (skipped without ../shared)`,
  () =>
    fc.assert(
      fc.property(anyCard, (card) => keepsItsPromises(card, [components])),
      { numRuns },
    ),
  300_000 + numRuns * 100,
);

it.skipIf(!schemasAreHere)(
  `the same as embeds: ${numRuns / 5} of them (skipped without ../shared)`,
  () =>
    fc.assert(
      fc.property(anyCard, (card) => keepsItsPromises(card, [embeds])),
      { numRuns: numRuns / 5 },
    ),
  300_000 + numRuns * 100,
);

it("no quote loses a word: 3,000 of them", () => {
  const how = fc.constantFrom<QuoteKind>("direct", "block", "indirect");
  fc.assert(fc.property(hostile.filter(isVisible), how, losesNoWord), { numRuns: 3000 });
}, 300_000);
