import { expect } from "vitest";
import type { Card } from "../../../src/news/card.ts";
import type { QuoteKind } from "../../../src/news/quote.ts";
import { clean } from "../../../src/news/text/fit.ts";
import { MANNERS } from "../../../src/platforms/discord/deliver.ts";
import { components, embeds, type Form } from "../../../src/platforms/discord/forms.ts";
import { render } from "../../../src/platforms/discord/render.ts";
import { safeUrl } from "../../../src/platforms/discord/render-elements.ts";
import { unsealed } from "../../fake/codes.ts";
import { everyNode, type Node, readMarkdown, visible } from "../../fake/discord/markdown.ts";
import { allComponents, buttonsOf, embedTexts, messageTrouble, pingsOf, textsOf } from "../../fake/discord/rules.ts";
import { schemaTrouble } from "../../fake/discord/schemas.ts";
import { quote } from "../../fake/example-cards.ts";

export const texts = (card: Card) => render(card).flatMap((message) => textsOf(message.components));
export const whole = (card: Card) => texts(card).join("\n\n");
export const of = (...items: Card["items"]): Card => ({ title: "Title", items, actions: [] });

const KINDS = new Set(["text", "strong", "em", "time", "link"]);

/** Taken by Discord; pings nobody, formats nothing, links nowhere but to its sources. */
export function keepsItsPromises(card: Card, forms: readonly Form[] = [components, embeds]): void {
  const addresses = new Set(
    card.items.flatMap((item) => {
      const sources =
        item.kind === "story"
          ? [item.source, ...(item.told ?? []), ...(item.also ?? []), ...item.quotes.map((q) => q.source)]
          : item.kind === "quote"
            ? [item.source]
            : item.kind === "notice"
              ? item.lines
              : [];
      return sources.flatMap(({ url }) => safeUrl(url) ?? []);
    }),
  );
  for (const [form, message] of forms.flatMap((form) => form.render(card).map((message) => [form, message as Made] as const))) {
    expect(trouble(form, message)).toBeNull();
    expect(allComponents(message.components).length).toBeLessThanOrEqual(40);
    expect(pingsOf({ components: message.components, allowed_mentions: { parse: [] } })).toEqual([]);
    for (const { custom_id, label } of buttonsOf(message.components)) {
      expect(label.length).toBeLessThanOrEqual(80);
      expect(unsealed.read(custom_id)).not.toBeNull();
    }
    for (const { url } of allComponents(message.components)) if (url !== undefined) expect(addresses).toContain(url);
    const blocks = [...textsOf(message.components), ...embedTexts(message.embeds ?? [])].flatMap(readMarkdown);
    expect(blocks.filter(({ is }) => is === "code")).toEqual([]);
    const kept = (node: Node) => KINDS.has(node.is) && (node.is !== "link" || (node.masked && addresses.has(node.url)));
    expect(everyNode(blocks.flatMap(({ nodes }) => nodes)).filter((node) => !kept(node))).toEqual([]);
  }
}

type Made = { readonly components: object[]; readonly embeds?: object[] };

function trouble({ marked, flags }: Form, message: object): string | null {
  const body = { ...marked(message, 1), ...MANNERS, flags, nonce: "n", enforce_nonce: true };
  return messageTrouble(body, flags)?.why ?? schemaTrouble("POST", "/channels/{channel_id}/messages", body);
}

export function losesNoWord(part: string, how: QuoteKind): void {
  const card = of(quote({ how, parts: [part, "the end"] }));
  const blocks = texts(card).slice(1, -1).flatMap(readMarkdown);
  const words = blocks
    .filter(({ is }) => is === (how === "indirect" ? "text" : "quote"))
    .map(({ nodes }) => visible(nodes.filter(({ is }) => is === "text")))
    .join("");
  const bare = (text: string) => text.replace(/\s+/gu, "").replace(/[“”\u202A-\u202E\u2066-\u2069]|\[…\]/g, "");
  expect(bare(words)).toContain(bare(clean(part)));
}
