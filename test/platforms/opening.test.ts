import { describe, expect, it } from "vitest";
import type { Card } from "../../src/news/card.ts";
import type { QuoteId } from "../../src/news/quote.ts";
import { render as renderDiscord } from "../../src/platforms/discord/render.ts";
import { render as renderSlack } from "../../src/platforms/slack/render.ts";
import { allComponents } from "../fake/discord/rules.ts";
import { quote, source } from "../fake/example-cards.ts";
import { leaves } from "../fake/slack/rules.ts";
import { keepsItsPromises as keepsDiscord } from "./discord/promises.ts";
import { keepsItsPromises as keepsSlack } from "./slack/promises.ts";

/** A page of what somebody said, as `/news karzai` answers it. */
const page = (urls: readonly (string | undefined)[]): Card => ({
  title: "What Ines Okafor said",
  note: "Searched: 12 articles since 3 November 2026.",
  items: urls.map((url, n) => quote({ id: `a${n}.1` as QuoteId, source: { title: `Article ${n}`, ...(url ? { url } : {}) } })),
  actions: [
    { label: "More", question: { kind: "person", person: "ines-okafor", offset: 5 } },
    ...urls.map((_, n) => ({
      label: `Show in context ${n + 1}`,
      question: { kind: "context" as const, quote: `a${n}.1` as QuoteId },
    })),
    { label: "Share to channel", question: { kind: "share", of: { kind: "person", person: "ines-okafor", offset: 0 } } },
    { label: "Follow Ines Okafor", question: { kind: "follow", person: "ines-okafor", when: "now" } },
  ],
});

const opened: Readonly<Record<string, (card: Card) => (string | undefined)[]>> = {
  Slack: (card) =>
    renderSlack(card)
      .flatMap(({ blocks }) => leaves(blocks))
      .filter(({ type, url }) => type === "button" && url)
      .map(({ url }) => url),
  Discord: (card) =>
    renderDiscord(card)
      .flatMap(({ components }) => allComponents(components as never))
      .filter(({ type, url }) => type === 2 && url)
      .map(({ url }) => url as string),
};

describe.each(Object.entries(opened))("a button that opens the article, on %s", (_, addresses) => {
  it("stands below each quote of an answer", () => {
    const urls = [1, 2, 3, 4, 5].map((n) => `https://lighthouse.example/${n}`);
    expect(addresses(page(urls))).toEqual(urls);
  });

  it("stands below a quote that is alone on its card, and not below those of a digest", () => {
    expect(addresses({ title: "In context", items: [quote()], actions: [] })).toEqual([source.url]);
    expect(addresses({ title: "Digest", items: [quote(), quote()], actions: [] })).toEqual([]);
  });

  it("leads nowhere but to an address of the web, and not to one that misleads", () => {
    expect(addresses(page([undefined, "javascript:alert(1)", "https://bank.example@evil.example/", "slack://open"]))).toEqual([]);
  });
});

it("leaves a page of five quotes one message on both, and is taken by both", () => {
  const card = page([1, 2, 3, 4, 5].map((n) => `https://lighthouse.example/${n}`));
  expect([renderSlack(card).length, renderDiscord(card).length]).toEqual([1, 1]);
  keepsSlack(card);
  keepsDiscord(card);
});

it("asks nothing by its id on Slack, where it reports itself too", () => {
  const [message] = renderSlack(page(["https://lighthouse.example/1"]));
  const ids = leaves(message.blocks).flatMap(({ type, url, action_id }) =>
    type === "button" ? [[Boolean(url), action_id.split(":")[0]]] : [],
  );
  expect(ids).toContainEqual([true, "open"]);
  expect(ids.filter(([link, kind]) => link !== (kind === "open"))).toEqual([]);
});
