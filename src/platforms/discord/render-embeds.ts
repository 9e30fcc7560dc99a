import type { APIEmbed } from "discord.js";
import type { Card } from "../../news/card.ts";
import { limits, measures } from "./limits.ts";
import { type Code, type DiscordMessage, type Room, renderInto } from "./render.ts";
import { type Row, type TopComponent, TYPE } from "./render-elements.ts";

/** One message in the older form: embeds, and rows of buttons below them. */
export type EmbedMessage = { readonly embeds: readonly APIEmbed[]; readonly components: readonly Row[] };

/** So much that what a message holds fits its embeds, wherever the boxes begin and end; two embeds say which part it is. */
const ROOM: Room = {
  text: measures.embedsText,
  components: Number.POSITIVE_INFINITY,
  rows: limits.rows,
  boxes: limits.embeds - 2,
};

/** The same card for servers that want embeds: an embed where the other form has a container. Nothing is left out. */
export function renderEmbeds(card: Card, code?: Code): [EmbedMessage, ...EmbedMessage[]] {
  const [first, ...others] = renderInto(card, ROOM, code);
  return [embedded(first), ...others.map(embedded)];
}

function embedded({ components }: DiscordMessage): EmbedMessage {
  const embeds: { texts: string[]; color: number | null }[] = [];
  const rows: Row[] = [];
  const put = (component: TopComponent, color: number | null) => {
    if (component.type === TYPE.row) rows.push(component as Row);
    if (component.type !== TYPE.text || !("content" in component)) return;
    const last = embeds.at(-1);
    if (last && last.color === color && color === null) last.texts.push(component.content);
    else embeds.push({ texts: [component.content], color });
  };
  for (const component of components) {
    if (component.type !== TYPE.container || !("accent_color" in component)) {
      put(component, null);
      continue;
    }
    const box = { texts: [] as string[], color: component.accent_color ?? null };
    for (const inner of component.components) {
      if (inner.type === TYPE.text && "content" in inner) box.texts.push(inner.content);
      else put(inner as TopComponent, box.color);
    }
    if (box.texts.length > 0) embeds.push(box);
  }
  return {
    embeds: embeds.map(({ texts, color }) => ({ description: texts.join("\n\n"), ...(color === null ? {} : { color }) })),
    components: rows,
  };
}
