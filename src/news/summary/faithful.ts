import { foldWords } from "../text/fold.ts";
import { STOPWORDS } from "./summary-words.ts";
import { termOf, wordsOf } from "./terms.ts";

const MARKS = /["“”„‟«»「」『』]|(?:^|\s)['‘]\p{L}/u;
const FORBIDDEN = /https?:|www\.|[<>`*_#|[\]{}@]|\n/iu;
const SELF = /\b(?:i|i'm|we|my|our|as an ai|language model|the (?:article|text|user|instructions?)|sorry|cannot|can't)\b/iu;
const NUMBER = /\p{N}+(?:[.,:]\p{N}+)*/gu;
/** Sentences have so many words. */
const FEWEST = 5;
const MOST = 60;
/** Of what a sentence says so much stands in the article, in whatever form. */
const TOLD = 0.7;

const NUMBER_WORDS = new Map(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    .split(" ")
    .map((word, n): [string, string] => [word, String(n)]),
);
const AMOUNTS = new Set(
  "thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half quarter third twice double triple first second fourth fifth".split(
    " ",
  ),
);
const NEGATIONS = new Set("not no never none nobody nothing neither nor without denied denies deny refused refuses refuse".split(" "));

/**
 * Why a sentence that was not taken from these texts may not be shown; null: every name, number and word that matters stands in them. It may
 * still be wrong in how it puts them together; that is why it is never shown as anybody's words.
 */
export function unfaithful(sentence: string, texts: readonly string[]): string | null {
  const words = wordsOf(sentence);
  if (words.length < FEWEST || words.length > MOST) return `it has ${words.length} words`;
  if (FORBIDDEN.test(sentence)) return "it holds markup or an address";
  if (MARKS.test(sentence)) return "it holds quotation marks";
  if (SELF.test(sentence)) return "it speaks of itself or of its task";
  if (!/[.!?…]$/u.test(sentence)) return "it has no end";
  const source = texts.join("\n");
  const told = ` ${foldWords(source).join(" ")} `;
  const numbers = new Set([...source.matchAll(NUMBER)].map(([number]) => plain(number)));
  for (const word of foldWords(source)) if (NUMBER_WORDS.has(word)) numbers.add(NUMBER_WORDS.get(word) ?? "");
  for (const [number] of sentence.matchAll(NUMBER)) if (!numbers.has(plain(number))) return `the number ${number} is not in the article`;
  for (const word of foldWords(sentence)) {
    const digits = NUMBER_WORDS.get(word);
    if (digits !== undefined && word !== "one" && !numbers.has(digits)) return `the number ${word} is not in the article`;
    if ((AMOUNTS.has(word) || NEGATIONS.has(word)) && !told.includes(` ${word} `)) return `“${word}” is not in the article`;
  }
  for (const name of namesIn(sentence))
    if (!told.includes(` ${foldWords(name).join(" ")} `)) return `the name ${name} is not in the article`;
  const terms = new Set(wordsOf(source).flatMap((word) => termOf(word) ?? []));
  const said = words.flatMap((word) => termOf(word) ?? []);
  const known = said.filter((term) => terms.has(term)).length;
  if (said.length === 0 || known < TOLD * said.length) return "most of it is not in the article";
  return null;
}

const plain = (number: string) => number.replace(/[,.:](?=\p{N}{3}(?:\p{N}{3})*$)/gu, "");

/** Runs of capitalised words. The first word of the sentence is a name only where it is followed by another one or is no common word. */
function namesIn(sentence: string): string[] {
  const names: string[] = [];
  for (const [run] of sentence.matchAll(/\p{Lu}[\p{L}\p{M}\p{N}'’.-]*(?:\s+\p{Lu}[\p{L}\p{M}\p{N}'’.-]*)*/gu)) {
    const words = run.replace(/[.,]+$/u, "").split(/\s+/u);
    const opens = sentence.trimStart().startsWith(run);
    const name = opens && STOPWORDS.has((words[0] ?? "").toLowerCase()) ? words.slice(1) : words;
    if (name.length > 0) names.push(name.join(" "));
  }
  return names;
}

/** Words that speak to a model, not to a reader: a text that holds them is not given to one. */
const TO_A_MODEL =
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|earlier|all|any|your)\b.{0,30}\b(?:instructions?|prompts?|rules?|directions?)\b|\bsystem prompt\b|\byou are (?:now )?(?:an? )?(?:ai|assistant|language model|chatbot)\b|\b(?:respond|reply|answer|output|write|print)\b.{0,20}\b(?:only|exactly|verbatim|with the following|the following)\b|<\/?(?:article|system|instructions?|prompt|user|assistant)>|\[\/?INST\]|<\|/iu;

/** Whether a text tries to give a model orders. */
export function givesOrders(text: string): boolean {
  return TO_A_MODEL.test(text);
}
