import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { start } from "./fake/process.ts";
import { startSlackFake } from "./fake/slack/fake.ts";

/** The one test that waits for the real clock: node-cron wakes the bot at the next full minute, and the digest is there. */
it("rings at the minute that DIGEST_CRON names", async () => {
  const slack = await startSlackFake();
  const cwd = mkdtempSync(join(tmpdir(), "pullquote-"));
  cpSync(join(import.meta.dirname, "..", "seeds"), join(cwd, "seeds"), { recursive: true });
  const bot = start([], {
    cwd,
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      SLACK_CHANNELS: "C0NEWS",
      DIGEST_CRON: "* * * * *",
    },
  });
  try {
    await bot.until(/next digest/);
    expect(slack.messages("C0NEWS")).toHaveLength(0);
    await bot.until(/digest delivered/, 80_000);
    expect(slack.messages("C0NEWS")).toHaveLength(1);
    expect(bot.err()).toContain('"late":false');
  } finally {
    bot.child.kill("SIGTERM");
    await bot.ended();
    await slack.stop();
  }
}, 120_000);
