import { cpSync, existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../fake/process.ts";

function home(): string {
  const cwd = mkdtempSync(join(tmpdir(), "pullquote-"));
  cpSync(join(import.meta.dirname, "..", "..", "seeds"), join(cwd, "seeds"), { recursive: true });
  return cwd;
}

describe("backup, restore and purge on the command line", () => {
  it("go round: what was backed up is answered from after a restore, and nothing is overwritten", async () => {
    const cwd = home();
    await run(["--once"], { cwd });
    const file = join(cwd, "archive.backup");
    expect(await run(["backup", file], { cwd })).toMatchObject({ code: 0, out: expect.stringMatching(/articles 1, quotes \d+/) });
    expect(await run(["backup", file], { cwd })).toMatchObject({ code: 1, err: expect.stringContaining("nothing is overwritten") });
    expect(await run(["restore", file], { cwd })).toMatchObject({ code: 1, out: "" });

    expect(await run(["purge", "--person", "David Petraeus"], { cwd })).toMatchObject({ code: 2, err: expect.stringContaining("--yes") });
    expect(await run(["purge", "--yes"], { cwd })).toMatchObject({ code: 2 });
    expect(await run(["purge", "--workspace", "#news", "--yes"], { cwd })).toMatchObject({ code: 2, err: expect.stringContaining("T…") });
    expect(await run(["purge", "--workspace", "T0ONE", "--yes"], { cwd })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Forgotten: no installation, what was set for 0 channels, 0 follows\./),
    });
    expect(await run(["purge", "--person", "David Petraeus", "--yes"], { cwd })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Forgotten: 1 stories, 1 articles/),
    });
    // The article still lies in the folder, and stays forgotten.
    expect((await run(["news", "petraeus"], { cwd })).out).toContain("No person or story matching “petraeus”");

    const elsewhere = { cwd, env: { DATA_FOLDER: join(cwd, "restored") } };
    expect(await run(["restore", file], elsewhere)).toMatchObject({ code: 0 });
    expect((await run(["news", "petraeus"], elsewhere)).out).toContain("As I said in Iraq");
  });

  it("say what is missing", async () => {
    const cwd = home();
    expect(await run(["restore", join(cwd, "none")], { cwd })).toMatchObject({ code: 1, err: expect.stringContaining("There is no file") });
    expect(await run(["migrate-store"], { cwd })).toMatchObject({ code: 2, err: expect.stringContaining("DATABASE_URL") });
    expect(await run(["backup", join(cwd, "b")], { cwd })).toMatchObject({ code: 1 });
    expect(existsSync(join(cwd, "b"))).toBe(false);
  });
});
