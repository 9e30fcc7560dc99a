import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A line of test/cases/sentences: its text without the signs, and where its sentences begin and end. */
export type SentenceCase = {
  readonly file: string;
  readonly line: string;
  readonly text: string;
  readonly spans: readonly [number, number][];
};

const folder = join(import.meta.dirname, "..", "..", "test", "cases", "sentences");

export function sentenceCases(): SentenceCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt") && name !== "known-failures.txt")
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), "utf8")
        .split("\n")
        .slice(1)
        .filter(Boolean)
        .map((line) => sentenceCase(file, line)),
    );
}

/** Lines of known-failures.txt, without the reasons behind them (after two spaces and "#"). */
export function knownFailures(): Set<string> {
  const lines = readFileSync(join(folder, "known-failures.txt"), "utf8").split("\n").filter(Boolean);
  return new Set(lines.map((line) => line.replace(/\s{2}#.*$/, "")));
}

function sentenceCase(file: string, line: string): SentenceCase {
  const bulleted = line.startsWith("⋯");
  const marked = bulleted ? line.slice(1) : line;
  const text = marked.replaceAll("‖", "");
  const spans: [number, number][] = [];
  let from = bulleted ? 2 : 0;
  let taken = 0;
  for (const piece of marked.split("‖")) {
    const end = taken + piece.length;
    while (/\s/.test(text.charAt(from))) from++;
    spans.push([from, end]);
    from = end;
    taken = end;
  }
  return { file, line, text, spans };
}
