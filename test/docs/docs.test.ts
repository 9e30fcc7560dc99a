import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "dotenv";
import { beforeAll, describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { settings } from "../../src/config-table.ts";
import { parseFilter } from "../../src/news/manage/filter-words.ts";
import { managePhrasesIn } from "../../src/news/manage/manage-phrases.ts";
import { parseQuiet } from "../../src/news/manage/quiet.ts";
import { parseTimes } from "../../src/news/manage/times.ts";
import { parseQuestion, typedQuestion } from "../../src/news/question.ts";
import { run } from "../fake/process.ts";
import { blocksOf, commandsOf, elsewhere, pages, root, textOf } from "./blocks.ts";

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
const blocks = pages.flatMap(blocksOf);
const shell = blocks.filter(({ language }) => ["sh", "bash", "shell", "console"].includes(language));
const where = ({ page, line }: { page: string; line: number }) => `${page}:${line}`;

describe.each(pages)("%s", (page) => {
  const text = textOf(page);

  it("leads only to pages that are there", () => {
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(([, path = ""]) => path);
    expect(links.filter((path) => !existsSync(join(root, dirname(page), path)))).toEqual([]);
  });

  it("names only files of the repository that are there", () => {
    const paths = [...text.matchAll(/`((?:src|test|bench|train|docs|seeds|\.ci)\/[\w./-]*\w)`/g)].map(([, path = ""]) => path);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it("names only settings that there are", () => {
    const known = new Set<string>(settings.map(({ name }) => name));
    const families = new Set(settings.map(({ name }) => name.split("_")[0]));
    const named = [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)\b/g)]
      .map(([, name = ""]) => name)
      .filter((name) => families.has(name.split("_")[0]));
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it("names only scripts that package.json has", () => {
    const named = [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe("the blocks", () => {
  it.each(shell.map((block) => [where(block), block] as const))("%s is a shell script", (_, { code }) => {
    expect(spawnSync("bash", ["-n"], { input: code, encoding: "utf8" }).stderr).toBe("");
  });

  it("of JSON, YAML and .env are such, and name settings as they may be", () => {
    for (const { language, code } of blocks) {
      if (language === "json") JSON.parse(code);
      if (language === "yaml") parseYaml(code);
      if (["env", "dotenv"].includes(language))
        expect(Object.keys(parse(code)).filter((name) => !settings.some((s) => s.name === name))).toEqual([]);
    }
  });
});

it("every command in the blocks is run by docs.slow.test.ts (tag it: ```sh run), or named in blocks.ts with what stands for it", () => {
  const forgotten = shell
    .filter(({ tags }) => !tags.includes("run"))
    .flatMap((block) => commandsOf(block).map((command) => ({ at: where(block), command })))
    .filter(({ command }) => !elsewhere.some(([pattern]) => pattern.test(command)));
  expect(forgotten).toEqual([]);
});

describe("the commands that the pages name", () => {
  /** From the program itself: "audit" → its options; "" → the top. */
  const known = new Map<string, Set<string>>();
  beforeAll(async () => {
    const { out } = await run(["completion", "bash"]);
    for (const [, path = "", words = ""] of out.matchAll(/^ {4}(?:"([^"]*)"\*|\*)\) words="([^"]*)"/gm))
      known.set(path.trim(), new Set(words.split(" ")));
  });

  const named = pages.flatMap((page) => {
    const inBlocks = blocksOf(page).flatMap((block) => (block.language === "sh" ? commandsOf(block) : []));
    const inText = [...textOf(page).matchAll(/`(pullquote [^`]+|npm run -s pullquote -- [^`]+)`/g)].map(([, command = ""]) => command);
    // In a container the first "pullquote" is the container's name.
    const ours = [...inBlocks, ...inText]
      .map((line) => line.replace(/docker exec (?:-\S+ )*\S+ /, ""))
      .filter((line) => !line.startsWith("docker "));
    return ours.flatMap((line) =>
      [...line.matchAll(/(?:npm run -s pullquote --|npx pullquote|\bpullquote)(?= [a-z-]) ([^|;&<>()]+)/g)].map(([, words = ""]) => ({
        page,
        words: words.trim(),
      })),
    );
  });

  it("are commands and options that the program has", () => {
    expect(known.get("")?.has("audit")).toBe(true);
    expect(named.length).toBeGreaterThan(10);
    const wrong = named.flatMap(({ page, words }) => {
      const list = words.replace(/"[^"]*"|'[^']*'/g, "x").split(/\s+/);
      let path = "";
      while (list[0] && known.get(path)?.has(list[0]) && !list[0].startsWith("-")) path = `${path} ${list.shift()}`.trim();
      const options = known.get(path);
      const missing = list
        .filter((word) => /^--[a-z]/.test(word))
        .map((word) => word.replace(/=.*/, ""))
        .filter((word) => !options?.has(word));
      const unknown = path === "" && !/^-/.test(list[0] ?? "") && !/^(is|has|bash|and|takes|with|or|in|asks|the)$/.test(list[0] ?? "");
      return unknown || missing.length > 0 ? [`${page}: pullquote ${words}`] : [];
    });
    expect(wrong).toEqual([]);
  });
});

it("the tests that docs/security.md relies on are there", () => {
  const rows = textOf("docs/security.md")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !/^\| (attack|---)/.test(line));
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) {
    const cell = row.split(" | ").at(-1) ?? "";
    expect(cell, row).toMatch(/`test\//);
    for (const part of cell.split(/(?=`test\/)/).slice(1)) {
      const file = /^`([^`]+)`/.exec(part)?.[1] ?? "";
      expect(existsSync(join(root, file)), file).toBe(true);
      const code = readFileSync(join(root, file), "utf8");
      for (const [, title = ""] of part.matchAll(/"([^"]+)"/g)) expect(code, `${file}: ${title}`).toContain(title);
    }
  }
});

it("what docs/commands.md shows is understood as it says", () => {
  const typed = [...textOf("docs/commands.md").matchAll(/`(\/(?:news|digest)\b[^`]*)`/g)].map(([, line = ""]) =>
    line.replaceAll("\\|", "|"),
  );
  expect(typed.length).toBeGreaterThan(15);
  for (const line of typed.filter((one) => one.startsWith("/news")))
    expect(typedQuestion(parseQuestion(line.slice(5))), line).toMatch(/^\/news/);
  expect(parseQuestion("follow karzai daily")).toEqual({ kind: "follow", person: "karzai", when: "digest" });
  for (const line of typed.filter((one) => /^\/digest \w/.test(one))) {
    const [, act = "", words = ""] = /^\/digest (\w+)\s*(.*)$/.exec(line) ?? [];
    expect(managePhrasesIn().help.join("\n"), line).toContain(`/digest ${act}`);
    if (words === "" || words === "off" || /[…<]/.test(words)) continue;
    if (act === "schedule") expect(parseTimes(words, "UTC"), line).toHaveProperty("cron");
    if (act === "filter") expect(parseFilter(words), line).not.toHaveProperty("wrong");
    if (act === "quiet") expect(parseQuiet(words, "UTC"), line).not.toBeNull();
  }
});
