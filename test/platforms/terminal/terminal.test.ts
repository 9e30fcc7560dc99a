import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { noTerminal, startInTerminal } from "../../fake/terminal.ts";

/** The program at a terminal as a person has one. */
function home(): string {
  const cwd = mkdtempSync(join(tmpdir(), "pullquote-"));
  cpSync(join(import.meta.dirname, "../../../seeds"), join(cwd, "seeds"), { recursive: true });
  return cwd;
}
const TAB = "\t";
const UP = "\u001b[A";
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escape sequences
const COLOUR = /\u001b\[(?:1|2|36)m/;
const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

describe.skipIf(noTerminal !== null)("at a terminal", () => {
  it("shows the digest in colour, completes names, brings back what was typed, and ends with /quit", async () => {
    const bot = startInTerminal([], { cwd: home() });
    await bot.until(/Type \/news karzai/);
    expect(bot.screen()).toMatch(COLOUR);
    bot.press(`/news petr${TAB}`);
    await bot.until(/\/news David Petraeus/);
    bot.press("\r");
    await bot.until(/\[1\] Show in context/);
    bot.press("1\r");
    await bot.until(/In context/);
    bot.press(`${UP}${UP}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    bot.press("\r");
    await bot.until(/(?:Show in context[\s\S]*){2}/);
    expect(count(bot.text(), /You have to kill, capture, or turn/g)).toBeGreaterThanOrEqual(3);
    bot.press("/quit\r");
    await bot.ended();
  });

  it("stops where the window is full, and goes on with Enter; without colours where they are not wanted", async () => {
    const bot = startInTerminal([], { cwd: home(), rows: 11, env: { NO_COLOR: "1" } });
    await bot.until(/… \d+ more lines: Enter/);
    const [, left = ""] = /… (\d+) more lines: Enter/.exec(bot.text()) ?? [];
    bot.press("\r");
    await bot.until(new RegExp(`… ${Number(left) - 5} more lines: Enter`));
    expect(bot.screen()).not.toMatch(COLOUR);
    bot.press("\u0004");
    await bot.ended();
  });
});
