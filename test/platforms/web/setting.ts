import { parseHTML } from "linkedom";
import { openDesk } from "../../../src/answer.ts";
import { PullquoteError } from "../../../src/errors.ts";
import { exportQuotes } from "../../../src/export.ts";
import { instant } from "../../../src/news/article.ts";
import type { Card } from "../../../src/news/card.ts";
import type { Story } from "../../../src/news/story.ts";
import { render as renderDiscord } from "../../../src/platforms/discord/render.ts";
import { render as renderSlack } from "../../../src/platforms/slack/render.ts";
import { discordMessage } from "../../../src/platforms/web/discord-skin.ts";
import { document, type Html, html } from "../../../src/platforms/web/markup.ts";
import type { WebOptions } from "../../../src/platforms/web/serve.ts";
import { slackMessage } from "../../../src/platforms/web/slack-skin.ts";
import type { Archive } from "../../../src/ports.ts";
import { parsePage } from "../../../src/sources/page/parse.ts";
import { parseSeed } from "../../../src/sources/seeds/parse.ts";
import { openStore } from "../../../src/stores/open.ts";
import { deskOf } from "../../fake/desk.ts";
import { fakeClock, keptLog } from "../../fake/time.ts";

/** The very renderers of the platforms. */
export const payloads = { slack: (card: Card) => renderSlack(card, { following: "below" }), discord: renderDiscord };

/** An archive in memory with this in it, and the same readers that the bot has but for the network. */
async function archiveOf(stories: readonly Story[]): Promise<Archive> {
  const store = await openStore({
    folder: ":memory:",
    lock: false,
    log: keptLog(),
    clock: fakeClock("2026-11-03T08:00:00Z"),
  });
  await store.archive.save(stories);
  return store.archive;
}

/** A page for whoever sits at the computer, over a desk that gives one card. */
export async function options({ stories = [], ...more }: Partial<WebOptions> & { stories?: readonly Story[] } = {}): Promise<WebOptions> {
  const archive = await archiveOf(stories);
  const clock = fakeClock("2026-11-03T08:00:00Z");
  const directory = openDesk({ archive, clock, log: keptLog(), stories: 5 });
  return {
    archive,
    directory,
    state: async () => ({
      problems: [],
      left: [],
      started: instant(clock.now()),
      extent: await archive.extent(),
      platforms: [],
      schedules: [],
      sources: [],
      slots: [],
    }),
    exported: (wanted) => exportQuotes({ archive, directory }, wanted),
    readGiven: async (given) => {
      if ("address" in given) throw new PullquoteError("source", "The test has no network. Paste the text.");
      return "html" in given ? parsePage(given.html) : parseSeed(given.text);
    },
    host: "127.0.0.1",
    port: 0,
    token: null,
    desk: deskOf(undefined, ["Ines Okafor", "Jonas Weir"]),
    payloads,
    routes: [],
    clock,
    log: keptLog(),
    ...more,
  };
}

/** HTML as a browser's tree. */
export async function treeOf(made: Html): Promise<ReturnType<typeof parseHTML>["document"]> {
  return parseHTML(String(await document(made))).document;
}

/** A card in each of the skins, all its messages. */
export const skinned = {
  slack: async (card: Card) => treeOf(html`<html><body>${payloads.slack(card).map(slackMessage)}</body></html>`),
  discord: async (card: Card) => treeOf(html`<html><body>${payloads.discord(card).map(discordMessage)}</body></html>`),
};
