import { PullquoteError } from "../errors.ts";
import type { Draft } from "../news/article.ts";
import { openParser } from "../sources/parser.ts";
import { parseSeed } from "../sources/seeds/parse.ts";
import { answerLines, textOf } from "./json-lines.ts";

/**
 * `{id, html, url?}` or `{id, text}` → `{id, title, outlet?, byline?, published?, text}`; `title` is null where there is none. A page
 * that is over the limits, or that keeps the parser too long, is answered with an empty text and a `problem` in words.
 */
export async function readLines(file: string | undefined): Promise<void> {
  const parser = openParser();
  const now = new Date();
  try {
    await answerLines(file, async (line) => {
      const { id, html, url } = line.value;
      if (html === undefined) return { id, ...shown(parseSeed(textOf(line, "text"), { now })) };
      const page = textOf(line, "html");
      const options = { now, ...(url === undefined || url === null ? {} : { url: textOf(line, "url") }) };
      try {
        return { id, ...shown(await parser.html(page, options)) };
      } catch (error) {
        if (error instanceof PullquoteError && error.code === "bad-input") return { id, title: null, text: "", problem: error.message };
        throw error;
      }
    });
  } finally {
    await parser.close();
  }
}

function shown({ title, outlet, byline, published, text }: Omit<Draft, "origin">) {
  return { title: title ?? null, outlet, byline, published, text };
}
