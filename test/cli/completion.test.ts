import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { beforeAll, describe, expect, it } from "vitest";
import { completionScript } from "../../src/cli/completion.ts";
import { run } from "../fake/process.ts";

const has = (shell: string) => spawnSync(shell, ["-c", "true"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "pullquote-"));

/** A program with what ours has: commands of a command, options, files, words that a shell could misread. */
function program(): Command {
  const root = new Command("pullquote").option("--once", "print the digest and end");
  root.command("audit").description("what's in doubt: named").option("--json", "as JSON").option("--limit <slots>", "how many");
  root.command("backup").description("write a file").argument("<file>", "a new one");
  const sources = root.command("sources").description("manage sources");
  sources.command("add").description("add one").option("--quiet", "say nothing");
  sources.command("list").description("list them");
  return root;
}

/** The real shell is asked what it offers after these words. */
const ask: Record<string, (line: readonly string[]) => string[]> = {
  bash: (line) =>
    execFileSync(
      "bash",
      [
        "-c",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's, not ours
        'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _pullquote; printf "%s\\n" "${COMPREPLY[@]}"',
        script("bash"),
        ...line,
      ],
      { encoding: "utf8", cwd: folder },
    )
      .split("\n")
      .filter(Boolean),
  fish: (line) =>
    execFileSync("fish", ["--no-config", "-c", `source ${script("fish")}; complete -C "${line.join(" ")}"`], {
      encoding: "utf8",
      cwd: folder,
    })
      .split("\n")
      .filter(Boolean)
      .map((offered) => offered.split("\t")[0] ?? ""),
};

function script(shell: string): string {
  const file = join(folder, `pullquote.${shell}`);
  writeFileSync(file, completionScript(shell, program()));
  return file;
}

describe.each(["bash", "fish"])("completion in %s", (shell) => {
  beforeAll(() => writeFileSync(join(folder, "old-backup.db"), ""));
  const offers = (...line: string[]) => (ask[shell] as (line: readonly string[]) => string[])(["pullquote", ...line]).sort();

  it.skipIf(!has(shell))(`offers commands, their commands, their options and files (skipped where there is no ${shell})`, () => {
    expect(offers("")).toEqual(expect.arrayContaining(["audit", "backup", "sources"]));
    expect(offers("au")).toEqual(["audit"]);
    expect(offers("audit", "--")).toEqual(["--help", "--json", "--limit"]);
    expect(offers("sources", "")).toEqual(expect.arrayContaining(["add", "list"]));
    expect(offers("sources", "")).not.toContain("audit");
    expect(offers("sources", "add", "--q")).toEqual(["--quiet"]);
    expect(offers("backup", "old")).toEqual(["old-backup.db"]);
    expect(offers("audit", "old")).toEqual([]);
  });
});

it.skipIf(!has("zsh"))("zsh takes its script (skipped where there is no zsh)", () => {
  const checked = spawnSync(
    "zsh",
    ["-f", "-c", `autoload -U compinit; compinit -u -D; source ${script("zsh")}; print $_comps[pullquote]`],
    {
      encoding: "utf8",
    },
  );
  expect([checked.stdout.trim(), checked.stderr]).toEqual(["_pullquote", ""]);
});

it("pullquote completion prints it for the commands there are, and says which shells it knows", async () => {
  const { out, code } = await run(["completion", "bash"]);
  expect(code).toBe(0);
  for (const name of ["digest", "news", "extract", "audit", "health", "completion"]) expect(out).toContain(name);
  expect(await run(["completion", "tcsh"])).toMatchObject({ code: 2, err: expect.stringMatching(/bash, zsh, fish/) });
});
