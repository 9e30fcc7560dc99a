import { readFileSync } from "node:fs";
import type { FoundQuote } from "../../src/news/quote.ts";
import { extract } from "../../src/news/quotes/extract.ts";

type GoldSpan = { start: number; end: number; attributed: boolean; sources?: [number, number][]; speaker?: string | null };
type Gold = { id: string; text: string; spans: GoldSpan[] };
/** One marked stretch of the gold file and what became of it. */
export type Unit = { gold: boolean; hit: boolean; right: boolean; answered: boolean; confidence: number; words: number };
export type Scores = { detection: number; speaker: number; endToEnd: number; endToEndFourWords: number; coveredAt80: number };

const TITLES = new Set(
  "mr mrs ms miss dr sir lord lady president sen senator rep gov governor gen general col prof professor judge justice mayor minister jr sr ii iii".split(
    " ",
  ),
);
const words = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’']s\b/g, "")
    .replace(/[^\p{L}\p{N}\s-]/gu, " ")
    .split(/\s+/)
    .filter((w) => w && !TITLES.has(w));

/** Same surname, and no given name that contradicts; for anything else than two personal names one contains the other. */
export function sameName(a: string, b: string): boolean {
  const [x, y] = [words(a), words(b)];
  const [x0, y0] = [x[0], y[0]];
  if (x0 === undefined || y0 === undefined) return false;
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  if (short.every((w) => long.includes(w))) return true;
  return x.at(-1) === y.at(-1) && x0[0] === y0[0] && (x0.length === 1 || y0.length === 1 || x0.startsWith(y0) || y0.startsWith(x0));
}

/** Units of every article of a gold file: a span is hit where the parts of one quote cover half of it; right where the mention (or, in files with names, the name) is. */
export function judge(file: string): Unit[] {
  const articles = readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Gold);
  return articles.flatMap((article) => {
    const { quotes } = extract(article.text);
    return article.spans.map((span) => unit(article, span, quotes));
  });
}

function unit(article: Gold, span: GoldSpan, quotes: readonly FoundQuote[]): Unit {
  let best: FoundQuote | undefined;
  let covered = 0;
  for (const quote of quotes) {
    const c = quote.parts.reduce((sum, p) => sum + Math.max(0, Math.min(p.end, span.end) - Math.max(p.start, span.start)), 0);
    if (c > covered) [best, covered] = [quote, c];
  }
  const hit = covered >= 0.5 * Math.max(1, span.end - span.start - 2) ? best : undefined;
  const speaker = hit?.speaker ?? null;
  const right =
    hit === undefined
      ? false
      : span.speaker === undefined
        ? span.sources?.length
          ? span.sources.some(([a, b]) => speaker?.mention != null && speaker.mention.start < b && speaker.mention.end > a)
          : speaker === null
        : span.speaker === null
          ? speaker === null || speaker.kind !== "person"
          : speaker !== null && span.speaker.split(/\s*[;/]\s*/).some((name) => sameName(name, speaker.name));
  return {
    gold: span.attributed,
    hit: hit !== undefined,
    right,
    answered: speaker !== null,
    confidence: hit?.confidence ?? 0,
    words: article.text.slice(span.start, span.end).trim().split(/\s+/).length,
  };
}

export function scores(units: readonly Unit[]): Scores {
  const count = (list: readonly Unit[]) => {
    const tp = list.filter((u) => u.gold && u.hit).length;
    const right = list.filter((u) => u.gold && u.hit && u.right).length;
    const total = 2 * tp + list.filter((u) => u.gold !== u.hit).length;
    return { tp, right, detection: (2 * tp) / total, endToEnd: (2 * right) / total };
  };
  const all = count(units);
  const ranked = units.filter((u) => u.hit && u.answered).sort((a, b) => b.confidence - a.confidence);
  const top = ranked.slice(0, Math.round(0.8 * units.filter((u) => u.gold).length));
  return {
    detection: all.detection,
    speaker: all.right / all.tp,
    endToEnd: all.endToEnd,
    endToEndFourWords: count(units.filter((u) => u.words >= 4)).endToEnd,
    coveredAt80: top.filter((u) => u.gold && u.right).length / top.length,
  };
}
