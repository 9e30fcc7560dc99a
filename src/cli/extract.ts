import { phrases } from "../news/phrases.ts";
import { extract } from "../news/quotes/extract.ts";
import { answerLines, textOf } from "./json-lines.ts";

/** `{id, text}` → `{id, quotes:[{parts, text, kind, speaker, confidence}]}`; offsets are UTF-16 code units into `text`. The best speaker is always named, with the confidence to judge it by. */
export async function extractLines(file: string | undefined): Promise<void> {
  await answerLines(file, (line) => {
    const text = textOf(line, "text");
    return {
      id: line.value.id,
      quotes: extract(text).quotes.map(({ parts, kind, speaker, confidence }) => ({
        parts: parts.map(({ start, end }) => ({ start, end })),
        text: parts.map(({ start, end }) => text.slice(start, end)).join(` ${phrases.gap} `),
        kind,
        speaker: speaker && {
          name: speaker.name,
          kind: speaker.kind,
          ...(speaker.role === undefined ? {} : { role: speaker.role }),
          mention: speaker.mention,
        },
        confidence,
      })),
    };
  });
}
