import { PullquoteError } from "../errors.ts";
import { summarise } from "../news/summary/summarise.ts";
import { answerLines, textOf } from "./json-lines.ts";

const SENTENCES = 3;

/** `{id, text, title?, max?}` → `{id, title, sentences:[{start, end, text}]}`: at most `max` (3) sentences, verbatim, in the article's order. */
export async function summarizeLines(file: string | undefined): Promise<void> {
  await answerLines(file, (line) => {
    const text = textOf(line, "text");
    const title = line.value.title === undefined || line.value.title === null ? null : textOf(line, "title");
    const max = line.value.max ?? SENTENCES;
    if (typeof max !== "number" || !Number.isInteger(max) || max < 1)
      throw new PullquoteError("bad-input", `line ${line.number}: "max" is not a whole number from 1. Leave it out for ${SENTENCES}.`);
    const sentences = summarise(text, { ...(title === null ? {} : { title }), max });
    return { id: line.value.id, title, sentences: sentences.map(({ start, end }) => ({ start, end, text: text.slice(start, end) })) };
  });
}
