import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { run } from "../fake/process.ts";

const cwd = mkdtempSync(join(tmpdir(), "pullquote-"));
beforeAll(async () => {
  cpSync(join(import.meta.dirname, "../../seeds"), join(cwd, "seeds"), { recursive: true });
  await run(["digest"], { cwd });
});

describe("pullquote export", () => {
  it("writes every quote a line, of one person where asked", async () => {
    const lines = (await run(["export", "--person", "Petraeus"], { cwd })).out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(new Set(lines.map(({ speaker }) => speaker))).toEqual(new Set(["David Petraeus"]));
    expect(lines[0].parts[0]).toContain("As I said in Iraq");
    expect((await run(["export", "--format", "csv"], { cwd })).out.split("\r\n")[0]).toContain("id,kind,quote,speaker");
  });

  it("says what is wrong with what was asked", async () => {
    expect(await run(["export", "--format", "xls"], { cwd })).toMatchObject({ code: 2, err: expect.stringContaining("jsonl or csv") });
    expect(await run(["export", "--person", "Zebra"], { cwd })).toMatchObject({ code: 2, out: "", err: expect.stringContaining("Zebra") });
  });
});
