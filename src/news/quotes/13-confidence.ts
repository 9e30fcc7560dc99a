import type { Pattern } from "./10-indirect.ts";

/** A stretch between marks counts as a quote from this probability on. */
export const DETECTED = 0.5;
/** Below this, and with a speaker less sure than `HARDLY`, it is left out: a quote in doubt with a speaker mostly wrong helps nobody. */
export const DOUBTFUL = 0.85;
export const HARDLY = 0.36;

/** Of a person whose name governs the verb of saying beside the marks: names between .70 and .91 by the model alone were right 61 times of 63 there. */
export const PLAIN = 0.96;

/** The probability that these are somebody's words and the speaker is right: what was learned of the mention, and how clear it is whom the mention means. */
export function calibrate(right: number, sure: number): number {
  return Math.max(0.01, Math.min(0.99, right * sure));
}

/**
 * The share of reported speech that is right in speaker and extent, by how it is reported, as read in the training articles
 * (`bench/quality/quotes-reported.json`); whom a pronoun means is counted apart.
 */
export const REPORTED: Readonly<Record<Pattern, number>> = {
  that: 0.93,
  bare: 0.92,
  accordingBefore: 0.92,
  accordingAfter: 0.92,
  trailing: 0.91,
  split: 0.9,
};
