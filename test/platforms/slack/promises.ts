import { expect } from "vitest";
import type { Card, QuoteItem } from "../../../src/news/card.ts";
import { encodeQuestion } from "../../../src/news/question.ts";
import { limits, measures } from "../../../src/platforms/slack/limits.ts";
import { render, type SlackMessage, textOf } from "../../../src/platforms/slack/render.ts";
import { safeUrl } from "../../../src/platforms/slack/render-elements.ts";
import { clean, escapeText, split } from "../../../src/platforms/slack/render-text.ts";
import { homeView } from "../../../src/platforms/slack/render-view.ts";
import { blockTrouble, leaves, manners, readable, viewTrouble } from "../../fake/slack/rules.ts";

export const shown = (messages: readonly SlackMessage[]) => messages.map((message) => readable(message.blocks)).join("");
export const spoken = (messages: readonly SlackMessage[]) => messages.map((message) => message.text).join("\n");

/** Taken by Slack; within every limit; pings nobody, formats nothing, links nowhere but to its sources; leaves out no word of a quote. */
export function keepsItsPromises(card: Card): void {
  const messages = render(card);
  const urls = new Set(sources(card).map((one) => safeUrl(one)));
  for (const message of messages) {
    expect(blockTrouble(message.blocks)).toBeNull();
    expect(message.blocks.length).toBeLessThanOrEqual(limits.blocks);
    expect(textOf(message.blocks)).toBeLessThanOrEqual(limits.blockText);
    expect(message.text.length).toBeLessThanOrEqual(limits.text);
    expect(manners(message.text, message.blocks)).toEqual([]);
    // Links lead to sources, and no text of a card goes where markup is read.
    expect(leaves(message.blocks).filter(({ url, type }) => type === "mrkdwn" || (url !== undefined && !urls.has(url)))).toEqual([]);
    // A call is a form: half characters would throw.
    expect(() => encodeURIComponent(message.text + JSON.stringify(message.blocks))).not.toThrow();
  }
  // The same card under the app's own tab, in one piece; a dialogue holds the same blocks.
  expect(viewTrouble(homeView(card, encodeQuestion))).toBeNull();
  const all = shown(messages);
  const heard = spoken(messages);
  for (const part of quotes(card).flatMap((one) => one.parts)) {
    for (const piece of clean(part) === "" ? [] : split(clean(part), measures.piece)) {
      expect(all).toContain(clean(piece));
      expect(heard).toContain(escapeText(clean(piece)));
    }
  }
}

function quotes(card: Card): QuoteItem[] {
  return card.items.flatMap((item) => (item.kind === "quote" ? [item] : item.kind === "story" ? [...item.quotes] : []));
}

function sources(card: Card): (string | undefined)[] {
  return card.items.flatMap((item) =>
    item.kind === "notice"
      ? item.lines.map(({ url }) => url)
      : item.kind === "quote"
        ? [item.source.url]
        : item.kind === "story"
          ? [item.source, ...(item.told ?? []), ...(item.also ?? []), ...item.quotes.map((one) => one.source)].map(({ url }) => url)
          : [],
  );
}
