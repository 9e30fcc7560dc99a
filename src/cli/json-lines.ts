import { createReadStream } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { PullquoteError } from "../errors.ts";

export type Line = { readonly number: number; readonly value: Readonly<Record<string, unknown>> };

/**
 * Answers JSON Lines from a file or standard input, one line each, in order, as they come. Only a line feed ends a line: a string in
 * JSON may hold U+2028. Throws `bad-input` with the line's number at the first line that is not an object in JSON; every line
 * before it has been answered. An answer of undefined is none; `atEnd` gives those that wait for all lines.
 */
export async function answerLines(
  file: string | undefined,
  answer: (line: Line) => unknown,
  atEnd: () => readonly unknown[] = () => [],
): Promise<void> {
  const write = async (value: unknown) => {
    if (value === undefined) return;
    if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await new Promise((resolve) => process.stdout.once("drain", resolve));
  };
  for await (const line of lines(file)) await write(await answer(line));
  for (const value of atEnd()) await write(value);
}

/** The text of a field. Throws `bad-input` where it is missing or something else. */
export function textOf({ number, value }: Line, field: string): string {
  const text = value[field];
  if (typeof text === "string") return text;
  throw new PullquoteError(
    "bad-input",
    `line ${number}: "${field}" is not a text. Every line needs it, as in {"id": "1", "${field}": "…"}.`,
  );
}

async function* lines(file: string | undefined): AsyncGenerator<Line> {
  const stream = file === undefined || file === "-" ? process.stdin : createReadStream(file);
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let number = 0;
  try {
    for await (const chunk of stream) {
      const pieces = decoder.write(chunk as Buffer).split("\n");
      pieces[0] = rest + pieces[0];
      rest = pieces.pop() ?? "";
      for (const piece of pieces) {
        const line = parse(piece, ++number);
        if (line) yield line;
      }
    }
  } catch (cause) {
    if (cause instanceof PullquoteError || (cause as NodeJS.ErrnoException).syscall === undefined) throw cause;
    throw new PullquoteError(
      "bad-input",
      `${file} cannot be read (${(cause as NodeJS.ErrnoException).code}). Name a file of JSON lines, or none to read standard input.`,
      { cause },
    );
  }
  const line = parse(rest + decoder.end(), ++number);
  if (line) yield line;
}

function parse(text: string, number: number): Line | null {
  const trimmed = (number === 1 ? text.replace(/^\ufeff/, "") : text).trim();
  if (trimmed === "") return null;
  let value: unknown;
  try {
    value = JSON.parse(trimmed);
  } catch (cause) {
    throw new PullquoteError("bad-input", `line ${number} is not valid JSON. Write one object a line, as in {"id": "1", "text": "…"}.`, {
      cause,
    });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new PullquoteError("bad-input", `line ${number} is no JSON object. Write one object a line, as in {"id": "1", "text": "…"}.`);
  return { number, value: value as Record<string, unknown> };
}
