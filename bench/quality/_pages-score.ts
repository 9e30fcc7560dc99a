/** How often each run of `n` words occurs; a text of fewer words is one run. */
function shingles(text: string, n = 4): Map<string, number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let i = 0; i === 0 || i + n <= words.length; i++) {
    const run = words.slice(i, i + n).join(" ");
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

export type Score = { readonly precision: number; readonly recall: number; readonly f1: number };

export function scoreOf(right: number, extra: number, missing: number): Score {
  const precision = right + extra === 0 ? 1 : right / (right + extra);
  const recall = right + missing === 0 ? 1 : right / (right + missing);
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** How much of a text is the wanted one, by runs of four words. */
export function scoreText(got: string, wanted: string): Score {
  const [ours, theirs] = [shingles(got), shingles(wanted)];
  let right = 0;
  for (const [run, count] of ours) right += Math.min(count, theirs.get(run) ?? 0);
  const size = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((a, b) => a + b, 0);
  return scoreOf(right, size(ours) - right, size(theirs) - right);
}

/** The mean over documents; its F1 is that of mean precision and mean recall. */
export function meanOf(scores: readonly Score[]): Score {
  const mean = (pick: (score: Score) => number) => scores.reduce((sum, score) => sum + pick(score), 0) / (scores.length || 1);
  return { precision: mean((s) => s.precision), recall: mean((s) => s.recall), f1: mean((s) => s.f1) };
}
