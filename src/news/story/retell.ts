import type { Span } from "../article.ts";
import { readArticle } from "../summary/read.ts";
import { termOf, wordsOf } from "../summary/terms.ts";
import { chances, expectedLikeness } from "./expected.ts";
import { type Beginning, formsOf, toldWords } from "./told-words.ts";
import { RETELLING, RETELLING_WORDS } from "./weights-table.ts";

/** An article of a story; `outlet` tells whose it is. */
export type Teller = { readonly title: string; readonly text: string; readonly outlet: string };
/** A sentence of the article at a position in the list. */
export type Retold = { readonly article: number; readonly span: Span };

/** So many sentences of each beginning are looked at, of so many articles. */
const SENTENCES = 6;
const REACH = 4000;
const ARTICLES = 8;
/** Two sentences that share more of their terms than this say the same. */
const SAME = 0.6;
/** A sentence with fewer terms says nothing. */
const FEWEST_TERMS = 3;

export type Candidate = Retold & {
  /** Its place among the sentences of its article. */
  readonly place: number;
  readonly outlet: string;
  readonly forms: readonly string[];
  readonly terms: ReadonlySet<string>;
};
export type Retelling = { readonly candidates: readonly Candidate[]; readonly beginnings: readonly Beginning[] };
export type Pair = readonly [Candidate, Candidate | null];

/** @param avoid stretches of the articles, by position, that are shown beside it */
export function readStory(tellers: readonly Teller[], avoid: (article: number, span: Span) => boolean = () => false): Retelling {
  const candidates: Candidate[] = [];
  const beginnings = tellers.slice(0, ARTICLES).map(({ title, text, outlet }, article) => {
    const body = readArticle(text.slice(0, REACH), title).sentences.filter((s) => s.kind === "body");
    const told = body.slice(0, SENTENCES).map(({ span, leaning }, place) => {
      const sentence = text.slice(span.start, span.end);
      const terms = new Set(wordsOf(sentence).flatMap((word) => termOf(word) ?? []));
      // "He" and "The plan" of one article cannot be read behind a sentence of another; an article's first sentence is read as it is.
      const readable = leaning.how === "free" || place === 0;
      if (readable && !avoid(article, span) && terms.size >= FEWEST_TERMS)
        candidates.push({ article, span, place, outlet, forms: formsOf(sentence), terms });
      return sentence;
    });
    return { title, lead: told.join(" ") };
  });
  return { candidates, beginnings };
}

/** Every two sentences of different outlets that say different things; where there are none, every sentence alone. */
export function candidatePairs({ candidates }: Retelling): Pair[] {
  const pairs = candidates.flatMap((one, i) =>
    candidates.slice(i + 1).flatMap((other): Pair[] => {
      if (one.outlet === other.outlet || one.article === other.article || saysTheSame(one.terms, other.terms)) return [];
      return [one.place <= other.place ? [one, other] : [other, one]];
    }),
  );
  return pairs.length > 0 ? pairs : candidates.map((one) => [one, null]);
}

function saysTheSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let both = 0;
  for (const term of a) if (b.has(term)) both++;
  return both > SAME * Math.min(a.size, b.size);
}

/** Two sentences from different outlets that tell the story together, the first to be read first; one where they all say the same; none where nobody says anything. */
export function retell(tellers: readonly Teller[], avoid?: (article: number, span: Span) => boolean): Retold[] {
  const story = readStory(tellers, avoid);
  const chance = chances(toldWords(story.beginnings), RETELLING);
  let best: Pair | null = null;
  let highest = Number.NEGATIVE_INFINITY;
  for (const pair of candidatePairs(story)) {
    const score = expectedLikeness([...pair[0].forms, ...(pair[1]?.forms ?? [])], chance, RETELLING_WORDS);
    if (score <= highest + 1e-9) continue;
    best = pair;
    highest = score;
  }
  return best === null ? [] : best.flatMap((c) => (c ? [{ article: c.article, span: c.span }] : []));
}
