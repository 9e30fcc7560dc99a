/** The probability that these are somebody's words and the speaker is right: what was learned of the mention, and how clear it is whom the mention means. */
export function calibrate(right: number, sure: number): number {
  return Math.max(0.01, Math.min(0.99, right * sure));
}
