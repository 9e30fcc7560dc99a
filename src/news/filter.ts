import type { Story } from "./story.ts";
import { foldWords } from "./text/fold.ts";

/**
 * What a destination wants of the news; every list may be empty, and an empty filter wants everything. Plain strings as people typed them:
 * a store keeps it as JSON. Case, accents and punctuation make no difference.
 */
export type Filter = {
  /** Stories that name one of them: "Hamid Karzai", or "Karzai" for whoever is called so. */
  readonly people: readonly string[];
  /** Stories that are about one of them: all its words stand in a headline, a beginning or the summary. */
  readonly topics: readonly string[];
  /** Only what these brought: an outlet's name, or a source as the operator knows it (a feed's address, a folder). */
  readonly sources: readonly string[];
  /** Stories in which one of these words or phrases stands anywhere. */
  readonly words: readonly string[];
  /** No story in which one of these words or phrases stands anywhere. Goes before everything else. */
  readonly without: readonly string[];
};

export const everything: Filter = { people: [], topics: [], sources: [], words: [], without: [] };

/**
 * Whether a story passes: not one of `without`, from one of `sources` (where any are named), and wanted for one of its people, topics or
 * words (where any are named): who follows a person and a topic wants stories on either.
 */
export function passes(story: Story, filter: Filter): boolean {
  const said = once(() => story.articles.map((a) => phrase([a.title, a.description ?? "", a.text].join("\n"))));
  const stands = (wanted: string) => {
    const words = phrase(wanted);
    return words !== EMPTY && said().some((text) => text.includes(words));
  };
  if (filter.without.some(stands)) return false;
  if (filter.sources.length > 0 && !filter.sources.some((source) => isFrom(story, source))) return false;
  if (filter.people.length + filter.topics.length + filter.words.length === 0) return true;
  return (
    filter.people.some((name) => names(story, name)) || filter.topics.some((topic) => isAbout(story, topic)) || filter.words.some(stands)
  );
}

const EMPTY = "  ";

/** Folded words between spaces, so that a phrase is found at the borders of words only. */
function phrase(text: string): string {
  return ` ${foldWords(text).join(" ")} `;
}

function isFrom({ articles }: Story, source: string): boolean {
  const wanted = phrase(source);
  return wanted !== EMPTY && articles.some(({ outlet, origin }) => phrase(outlet ?? "") === wanted || phrase(origin) === wanted);
}

/** A name is meant where all words that were typed are words of it, in that order: "Karzai", "Hamid Karzai", "Bush" for both of that name. */
function names({ people, quotes }: Story, name: string): boolean {
  const wanted = foldWords(name);
  const called = [...people.flatMap((p) => [p.name, ...p.aliases]), ...quotes.flatMap((q) => (q.speaker ? [q.speaker.name] : []))];
  return wanted.length > 0 && called.some((form) => inOrder(wanted, foldWords(form)));
}

function inOrder(wanted: readonly string[], words: readonly string[]): boolean {
  let next = 0;
  for (const word of words) if (word === wanted[next]) next++;
  return next === wanted.length;
}

/** So many characters of an article, some three sentences, say what it is about. */
const BEGINNING = 600;

function isAbout(story: Story, topic: string): boolean {
  const wanted = foldWords(topic);
  const about = new Set(
    foldWords(
      [...story.articles.map((a) => `${a.title}\n${a.text.slice(0, BEGINNING)}`), ...story.summary.sentences.map((s) => s.text)].join("\n"),
    ),
  );
  return wanted.length > 0 && wanted.every((word) => about.has(word));
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
