import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { html } from "../../src/platforms/web/markup.ts";
import { startInTerminal } from "../fake/terminal.ts";
import { startBot } from "./bot.ts";
import { findChromium, openChromium } from "./chromium.ts";

/** `npm run screenshots`: the pictures of the README, made of the real bot on the article that comes with it. */
const folder = join(import.meta.dirname, "../../docs/pictures");
const file = (name: string) => join(folder, `${name}.png`);

async function main(): Promise<void> {
  const found = findChromium();
  if ("missing" in found) throw new Error(found.missing);
  mkdirSync(folder, { recursive: true });
  const [browser, { address, bot, cwd }] = await Promise.all([openChromium(found.file), startBot()]);
  const page = await browser.newPage({ viewport: { width: 960, height: 900 }, timezoneId: "UTC" });

  for (const [name, skin, look] of [
    ["slack", "slack", "light"],
    ["discord", "discord", "dark"],
  ] as const) {
    await page.goto(`${address}/?typed=%2Fnews+petraeus&as=${skin}&look=${look}`);
    await page.evaluate(`document.querySelectorAll(".turn")[0].remove(); document.querySelector(".log").style.maxHeight = "none"`);
    await page.locator(".channel").screenshot({ path: file(name) });
  }

  await page.setViewportSize({ width: 1120, height: 860 });
  await page.goto(`${address}/stories`);
  await page.getByRole("link", { name: /Karzai And Taliban/ }).click();
  await page.getByRole("link", { name: "See how it was read" }).click();
  await page.locator(".quote-note").nth(1).getByText("Why").click();
  await page.setViewportSize({ width: 1120, height: 1060 });
  await page.screenshot({ path: file("article"), clip: { x: 0, y: 72, width: 1120, height: 980 } });

  const terminal = startInTerminal([], { cwd, columns: 88, rows: 60, env: { DATA_FOLDER: "data-terminal" } });
  await terminal.until(/Type \/news karzai/);
  terminal.press("/news petraeus\r");
  await terminal.until(/\[1\] Show in context/);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const screen = terminal.screen();
  terminal.press("/quit\r");
  await terminal.ended();
  // A page of its own: on the bot's its policy would forbid the style.
  const blank = await browser.newPage({ viewport: { width: 800, height: 600 } });
  await blank.setContent(String(await terminalPage(screen)));
  await blank.locator("pre").screenshot({ path: file("terminal"), omitBackground: true });

  await browser.close();
  bot.child.kill("SIGTERM");
  await bot.ended();
  process.stdout.write(`${execFileSync("ls", ["-l", folder], { encoding: "utf8" })}\n`);
}

/** A terminal's output as a page: bold, dim and the colour of quotes are all that the bot uses. */
function terminalPage(screen: string) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences begin with it
  const all = screen.replace(/\u001b\[(?![\d;]*m)[0-9;?]*[A-Za-z]|\r/g, "");
  // The line editor writes what is typed more than once, as it grows.
  const written = `> /news petraeus\n${all.slice(all.lastIndexOf("/news petraeus") + "/news petraeus".length + 1)}`;
  const inks: Readonly<Record<string, string>> = { "1": "b", "2": "d", "36": "q" };
  let ink = "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences begin with it
  const pieces = written.split(/(\u001b\[\d+m)/).map((piece) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences begin with it
    const code = /^\u001b\[(\d+)m$/.exec(piece)?.[1];
    if (code === undefined) return html`<span class="${ink}">${piece}</span>`;
    ink = inks[code] ?? "";
    return html``;
  });
  return html`<style>
pre { margin: 0; padding: 18px 22px; width: fit-content; background: #14171c; color: #d6dae0; font: 13px/1.5 "DejaVu Sans Mono", "Noto Sans Mono", monospace; border-radius: 10px; }
.b { font-weight: 700; color: #fff } .d { color: #8b93a1 } .q { color: #6fc3df }
</style><pre>${pieces}</pre>`;
}

await main();
