import fc from "fast-check";
import { it } from "vitest";
import { card as anyCard } from "./cards.ts";
import { keepsItsPromises } from "./promises.ts";

it("any card, however hostile, keeps Slack's rules and our promises: 20,000 of them", () => {
  fc.assert(fc.property(anyCard, keepsItsPromises), { numRuns: 20_000 });
}, 300_000);
