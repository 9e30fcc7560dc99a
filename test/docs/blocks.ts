import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..", "..");
/** Every page for people, but what was decided and why. */
export const pages: readonly string[] = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
export const textOf = (page: string): string => readFileSync(join(root, page), "utf8");

/** A fenced block: the words after the fence, and what is inside. */
export type Block = {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly tags: readonly string[];
  readonly code: string;
};

export function blocksOf(page: string): Block[] {
  const text = textOf(page);
  return [...text.matchAll(/^```(\S*)([^\n]*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    page,
    line: text.slice(0, match.index).split("\n").length,
    language: match[1] ?? "",
    tags: (match[2] ?? "").split(/\s+/).filter(Boolean),
    code: match[3] ?? "",
  }));
}

/** The commands of a shell block, continued lines joined. */
export const commandsOf = ({ code }: Block): string[] =>
  code
    .replace(/\\\n\s*/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#"));
