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

/** What is not run by docs.slow.test.ts, and what stands for it. Every other command stands in a block tagged `run`, and is run there. */
export const elsewhere: readonly (readonly [RegExp, string])[] = [
  [/^docker /, "no engine here: test/container.test.ts holds the Dockerfile, compose.yaml and what they name to each other"],
  [/^(openssl|echo "DATABASE_URL=)/, "for the compose profile"],
  [/^sudo /, "changes the machine"],
  [/^(npm ci|npm install|npm test|npm ci && npm (test|start))$/, ".ci/run, and the test of the package"],
  [/^npm run (-s )?(types|lint|quality|test:\w+|screenshots|build)\b/, ".ci/run"],
  [/^npm start$/, "runs until it is told to stop: test/main.test.ts"],
  [/^npm start -- --once$/, ".ci/run"],
  [/migrate-store/, "needs a database: test/stores/copy.slow.test.ts"],
  [/sources (add|remove|list|check|import|export)/, "asks other servers: test/cli/sources.test.ts"],
  [/audit --resolve/, "there is nothing in doubt: test/cli/audit.test.ts"],
  [/^npx vitest run /, "a part of npm test"],
  [/^npx tsx (bench|train)\//, "takes minutes; the quality gates are run by .ci/run"],
  [/--rounds|--seed \d/, ".ci/run plays a short run"],
  [/setup (slack|discord)/, "needs an account: test/cli"],
];
