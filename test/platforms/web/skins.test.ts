import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pasteable } from "../../../src/platforms/web/skins.ts";
import { digest } from "../../fake/example-cards.ts";
import { hostileCards } from "../../fake/hostile-cards.ts";
import { payloads, skinned } from "./setting.ts";

const harm = hostileCards({
  attacks: [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "</template><script>1</script>",
    "[click](javascript:alert(1))",
    '[x](https://e.example/" onmouseover="alert(1))',
    "<t:999999999999999:D>",
    "**__~~*`".repeat(30),
    "&lt;b&gt; &amp;#x27;",
  ],
  markup: "<>\"'&`=/*_~[]()\\",
  long: ["**".repeat(2_000), "<".repeat(3_000), "[".repeat(2_000)],
  urls: ["javascript:alert(1)", "https://ok.example/?a=1&b=2", 'https://e.example/"onclick="x', "data:text/html,<script>1</script>"],
});

const KNOWN = new Set("html head body h3 p hr div blockquote pre ul ol li b i s u code a time button span svg rect".split(" "));

describe.each(["slack", "discord"] as const)("the %s skin", (skin) => {
  it("makes no element and no attribute of an article's text", async () => {
    await fc.assert(
      fc.asyncProperty(harm.card, async (card) => {
        for (const element of (await skinned[skin](card)).querySelectorAll("*")) {
          expect(KNOWN).toContain(element.localName);
          for (const { name } of [...element.attributes]) expect(name).not.toMatch(/^on|^style$|^src$/);
          const href = element.getAttribute("href");
          if (href !== null) expect(href).toMatch(/^(?:#$|https?:\/\/)/i);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("lets every button ask its question", async () => {
    const buttons = [...(await skinned[skin](digest)).querySelectorAll("button")];
    expect(buttons.map((b) => [b.textContent, b.getAttribute("value"), b.getAttribute("form")])).toEqual([["More", "s|5|tolls", "ask"]]);
  });
});

describe("what is copied", () => {
  it("is for Slack's Block Kit Builder the blocks alone", () => {
    const [payload] = payloads.slack(digest);
    expect(JSON.parse(pasteable("slack", payload))).toEqual({ blocks: payload.blocks });
  });

  it("is for a Discord webhook the components without buttons, which only work for the bot itself", () => {
    const [payload] = payloads.discord(digest);
    const made = JSON.parse(pasteable("discord", payload));
    expect(JSON.stringify(payload)).toContain('"type":1');
    expect(JSON.stringify(made)).not.toContain('"type":1,');
    expect(made).toMatchObject({ flags: 32768, allowed_mentions: { parse: [] } });
    expect(JSON.stringify(made.components)).toContain("Nobody asked the fishermen");
  });
});
