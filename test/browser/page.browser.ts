import { readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type BotOnPage, startBot } from "./bot.ts";
import { findChromium, openChromium } from "./chromium.ts";
import { hostileArticles } from "./hostile-articles.ts";

/** The page in a real browser, served by the real bot. */
const found = findChromium();
if ("missing" in found) process.stdout.write(`The browser tests are skipped: ${found.missing}.\n`);

describe.skipIf("missing" in found)("the page in Chromium", () => {
  let browser: Browser;
  let bot: BotOnPage;
  let context: BrowserContext;
  let page: Page;
  /** What a page must never do. */
  const wrong: string[] = [];

  beforeAll(async () => {
    [browser, bot] = await Promise.all([openChromium("file" in found ? found.file : ""), startBot()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    bot?.bot.child.kill("SIGTERM");
  });

  async function open(path: string, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
    await context?.close();
    wrong.length = 0;
    context = await browser.newContext({ viewport: { width: 1200, height: 860 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("dialog", (dialog) => {
      wrong.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) wrong.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(bot.address)) wrong.push(`request: ${request.url()}`);
    });
    await page.goto(bot.address + path);
    return page;
  }
  afterEach(() => {
    expect(wrong).toEqual([]);
  });

  /** What axe finds against WCAG A and AA. */
  async function barriers(): Promise<string[]> {
    await page.evaluate(axe.source);
    const result = (await page.evaluate(
      `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
    )) as axe.AxeResults;
    return result.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
  }

  it("leads a newcomer from the start to /news petraeus and to the words around", async () => {
    await open("/");
    await page.getByText("Report: Karzai And Taliban Looking For Peace Deal").first().waitFor();
    await page.getByRole("combobox", { name: "A command" }).pressSequentially("/news petr");
    await page.waitForFunction(`[...document.querySelectorAll("#names option")].some((o) => o.value === "/news David Petraeus")`);
    await page.getByRole("combobox", { name: "A command" }).fill("/news petraeus");
    await page.keyboard.press("Enter");
    await page.locator(".slack .s-header", { hasText: "David Petraeus" }).waitFor();
    expect(page.url()).toBe(`${bot.address}/`);
    await page.getByRole("button", { name: "Show in context" }).last().click();
    await page.locator(".slack .s-header", { hasText: "In context" }).waitFor();
    expect(await page.locator(".slack blockquote").last().textContent()).toContain("As I said in Iraq");
    await page.getByRole("combobox", { name: "A command" }).press("ArrowUp");
    expect(await page.getByRole("combobox", { name: "A command" }).inputValue()).toBe("/news petraeus");
  });

  it("does all of that without script too, and keeps the skin", async () => {
    await open("/", { javaScriptEnabled: false });
    await page.locator("#as-discord").check();
    await page.getByRole("combobox", { name: "A command" }).fill("/news petraeus");
    await page.keyboard.press("Enter");
    await page.locator(".discord .d-h2", { hasText: "David Petraeus" }).waitFor();
    expect(page.url()).toContain("as=discord");
    await page.getByRole("button", { name: "Show in context" }).first().click();
    await page.locator(".discord .d-h2", { hasText: "In context" }).waitFor();
  });

  it.each([
    ["Slack", "Light"],
    ["Slack", "Dark"],
    ["Discord", "Light"],
    ["Discord", "Dark"],
  ])("shows the channel as %s, %s, with nothing in the way of anybody", async (skin, look) => {
    await open("/?typed=/news+petraeus");
    await page.getByRole("radio", { name: skin }).check();
    await page.getByRole("radio", { name: look }).check();
    const other = skin === "Slack" ? "discord" : "slack";
    expect(await page.locator(`.skin.${skin.toLowerCase()}`).first().isVisible()).toBe(true);
    expect(await page.locator(`.skin.${other}`).first().isVisible()).toBe(false);
    expect(await barriers()).toEqual([]);
  });

  it("shows the JSON of a message and copies it", async () => {
    await open("/", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByRole("link", { name: "JSON for Slack" }).click();
    await page.getByRole("button", { name: "Copy for Block Kit Builder" }).click();
    await page.getByText("Copied").waitFor();
    const copied = JSON.parse(String(await page.evaluate("navigator.clipboard.readText()"))) as { blocks: { type: string }[] };
    expect(copied.blocks[0]?.type).toBe("header");
    expect(await barriers()).toEqual([]);
    await page.getByRole("link", { name: "JSON for Slack" }).click();
    expect(await page.locator(".payload").count()).toBe(0);
  });

  it("can be used with the keyboard alone", async () => {
    await open("/");
    const tabTo = async (selector: string) => {
      for (let n = 0; n < 60; n++) {
        if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`${selector} was not reached`);
    };
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.className")).toBe("skip");
    await tabTo("#as-slack");
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#as-discord").isChecked()).toBe(true);
    await tabTo("#typed");
    await page.keyboard.type("/news petraeus");
    await page.keyboard.press("Enter");
    await page.locator(".discord .d-h2", { hasText: "David Petraeus" }).waitFor();
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press("Shift+Tab");
      if ((await page.evaluate("document.activeElement.textContent")) === "Show in context") break;
    }
    await page.keyboard.press("Enter");
    await page.locator(".discord .d-h2", { hasText: "In context" }).waitFor();
  });

  it.each(["/read", "/people", "/people/david%20petraeus", "/stories", "/state", "/search?q=taliban", "/payload?as=discord", "/nowhere"])(
    "has nothing in the way of anybody on %s, light and wide, dark and narrow",
    async (path) => {
      for (const [colorScheme, width] of [
        ["light", 1200],
        ["dark", 360],
      ] as const) {
        await open(path, { colorScheme, viewport: { width, height: 740 } });
        expect(await barriers(), `${colorScheme} ${width}`).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), `${path} at ${width}`).toBeLessThanOrEqual(0);
      }
    },
  );

  it("weighs less than 100 kB and shows its first card before any script", async () => {
    await open("/");
    const bodies: Promise<Buffer>[] = [];
    await context.close();
    context = await browser.newContext();
    page = await context.newPage();
    page.on("response", (response) => void bodies.push(response.body()));
    await page.route("**/*.js*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    await page.goto(bot.address, { waitUntil: "commit" });
    await page.locator(".s-header").first().waitFor({ timeout: 1_200 });
    await page.waitForLoadState("load");
    const bytes = (await Promise.all(bodies)).reduce((sum, { length }) => sum + length, 0);
    // The page, two style sheets and the script, at the least.
    expect(bodies.length).toBeGreaterThanOrEqual(4);
    expect(bytes).toBeLessThan(100_000);
  });

  it("prints the messages and nothing to press", async () => {
    await open("/");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".composer").isVisible()).toBe(false);
    expect(await page.locator("nav").first().isVisible()).toBe(false);
    expect(await page.locator(".s-header").first().isVisible()).toBe(true);
  });

  const seed = readFileSync(join(import.meta.dirname, "../../seeds/000_07bd1c686537eff7.txt"), "utf8");
  const moreArticles = [
    ["the seed article", seed, "David Petraeus"],
    [
      "an article in paragraphs",
      'The council met.\n\n"Nobody asked the fishermen," said Ines Okafor, the harbour master, "and nobody will."\n',
      "Ines Okafor",
    ],
    [
      "a page in HTML",
      `<!doctype html><title>Tolls</title><article><h1>Tolls divide the coast</h1>${"<p>The harbour council of the northern coast met again on Monday evening, and the room was full.</p>".repeat(3)}<p>“We are ready for it,” said Jonas Weir, a member of the council.</p></article>`,
      "Jonas Weir",
    ],
  ] as const;
  it.each(moreArticles)("takes %s apart: quotes in place, notes beside them, a test case to take along", async (_, text, speaker) => {
    await open("/read");
    await page.getByLabel("Text or HTML").fill(text);
    await page.getByRole("button", { name: "Read it" }).click();
    await page.locator("mark.q[id]").first().waitFor();
    const note = page.locator(".quote-note", { hasText: speaker }).first();
    await note.getByText("Why").click();
    expect(await note.getByText(/In quotation marks|announces|Reported speech/).isVisible()).toBe(true);
    await note.getByText("Correct it").click();
    expect(await barriers()).toEqual([]);
    await note.locator("input").fill("Somebody Else");
    await page.getByLabel("What is wrong, in one line").fill("It was somebody else.");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Make a test case file" }).click(),
    ]);
    const made = readFileSync(await download.path(), "utf8");
    expect(made).toMatch(/^# It was somebody else\.\n\n/);
    expect(made).toContain("by: Somebody Else (");
  });

  it("sets what is written from right to left from right to left", async () => {
    await open("/read");
    await page.getByLabel("Text or HTML").fill("قال الوزير أحمد خالد: «نحن مستعدون للسلام ولن نتراجع عن هذا القرار».");
    await page.getByRole("button", { name: "Read it" }).click();
    await page.locator(".row p").first().waitFor();
    expect(await page.evaluate(`getComputedStyle(document.querySelector(".row p")).direction`)).toBe("rtl");
    expect(await page.evaluate(`getComputedStyle(document.body).direction`)).toBe("ltr");
  });

  it("has thirty articles written to break it", () => {
    expect(hostileArticles).toHaveLength(30);
  });

  it.each(hostileArticles)(
    "is not broken by %s",
    async (_, text) => {
      await open("/read");
      const before = Date.now();
      // Typing two million characters, or only drawing them in their field, would take the browser minutes.
      await page.evaluate(
        `{ const form = document.querySelector(".paste"); form.text.hidden = true; form.text.value = ${JSON.stringify(text)}; form.requestSubmit(); }`,
      );
      await page.locator(".analysis, .problem").first().waitFor({ timeout: 60_000 });
      await page.waitForLoadState("load", { timeout: 60_000 });
      expect(Date.now() - before).toBeLessThan(60_000);
      expect(new URL(page.url()).pathname).toBe("/read");
      const shape = await page.evaluate(`({
      foreign: document.querySelectorAll("main img, main iframe, main object, main embed, main style, main base, main meta, main script, main svg").length,
      scripts: document.scripts.length,
      handlers: [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => /^on/i.test(a.name))).length,
      frame: [...document.body.children].map((e) => e.localName).join(),
      over: document.documentElement.scrollWidth - innerWidth,
      navigation: document.querySelectorAll("nav a").length,
    })`);
      expect(shape).toEqual({ foreign: 0, scripts: 1, handlers: 0, frame: "a,header,main,footer", over: 0, navigation: 5 });
    },
    90_000,
  );
});
