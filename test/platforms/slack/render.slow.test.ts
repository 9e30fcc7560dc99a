import fc from "fast-check";
import { it } from "vitest";
import { card as anyCard } from "./cards.ts";
import { keepsItsPromises } from "./promises.ts";

/** `CARDS=20000 npm run test:slow` makes as many; a thousand take some thirty seconds of a processor. */
const numRuns = Number(process.env.CARDS ?? 2_000);

it(
  `any card, however hostile, keeps Slack's rules and our promises: ${numRuns} of them`,
  () => {
    fc.assert(fc.property(anyCard, keepsItsPromises), { numRuns });
  },
  300_000 + numRuns * 100,
);
