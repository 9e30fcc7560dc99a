/** Learns how often each word attributes a quote: npx tsx train/cues.ts. Writes src/news/text/cue-weights-table.ts. */
import { writeFileSync } from "node:fs";
import { read } from "../src/news/quotes/02-reading.ts";
import { at, WORD } from "../src/news/text/tokens.ts";
import { loadGold } from "./quotes-data.ts";

const inCue = new Map<string, number>();
const all = new Map<string, number>();
const articlesOf = new Map<string, Set<string>>();
for (const article of loadGold("../shared/data/quotes/polnear-train.jsonl")) {
  const { tokens, inQuote } = read(article.text);
  const cued = new Uint8Array(tokens.count);
  for (const span of article.spans)
    for (const [a, b] of span.cues ?? [])
      for (let i = 0; i < tokens.count; i++) if (at(tokens.start, i) >= a && at(tokens.end, i) <= b) cued[i] = 1;
  const quoted = new Set<number>();
  for (let i = 0; i < tokens.count; i++) if (at(inQuote, i) !== 0) quoted.add(at(tokens.paragraph, i));
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.kind[i] !== WORD || at(inQuote, i) !== 0 || !quoted.has(at(tokens.paragraph, i))) continue;
    const word = tokens.lower[i] ?? "";
    all.set(word, (all.get(word) ?? 0) + 1);
    if (!cued[i]) continue;
    inCue.set(word, (inCue.get(word) ?? 0) + 1);
    const set = articlesOf.get(word) ?? new Set();
    articlesOf.set(word, set.add(article.id));
  }
}
const lines = [...inCue]
  .filter(([w]) => (articlesOf.get(w)?.size ?? 0) >= 5 && /^[a-z-]+$/.test(w))
  .map(([w, n]) => [w, Math.round((100 * n) / ((all.get(w) ?? 0) + 4))] as const)
  .filter(([, v]) => v >= 3)
  .sort((a, b) => (a[0] < b[0] ? -1 : 1));
writeFileSync(
  new URL("../src/news/text/cue-weights-table.ts", import.meta.url),
  `/** Made by train/cues.ts; do not edit. Word and hundredths. */\nexport const cueShares =\n  "${lines.map(([w, v]) => `${w}:${v}`).join(" ")}";\n`,
);
process.stderr.write(`${lines.length} words\n`);
