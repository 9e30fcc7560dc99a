import type { Card } from "../../news/card.ts";

/** A look of a chat platform, filled with the messages that its own renderer makes of a card. */
export type Skin = "slack" | "discord";
export const skins: readonly Skin[] = ["slack", "discord"];

/** What each platform would be sent for a card, in order: the renderers of the platforms themselves. */
export type Payloads = { readonly [S in Skin]: (card: Card) => readonly object[] };

export type Look = "light" | "dark";

export function skinOf(text: string | undefined): Skin {
  return text === "discord" ? "discord" : "slack";
}

export function lookOf(text: string | undefined): Look {
  return text === "dark" ? "dark" : "light";
}

/** The JSON as a tool of the platform takes it: Slack's Block Kit Builder, or a Discord webhook (which carries no buttons of ours). */
export function pasteable(skin: Skin, payload: object): string {
  if (skin === "slack") return JSON.stringify({ blocks: (payload as { blocks?: unknown }).blocks ?? [] }, null, 2);
  const components = ((payload as { components?: readonly Part[] }).components ?? []).flatMap(withoutRows);
  return JSON.stringify({ flags: COMPONENTS_V2, allowed_mentions: { parse: [] }, components }, null, 2);
}

type Part = { readonly type: number; readonly components?: readonly Part[] };
const COMPONENTS_V2 = 1 << 15;
const ROW = 1;

function withoutRows(part: Part): Part[] {
  if (part.type === ROW) return [];
  return [part.components ? { ...part, components: part.components.flatMap(withoutRows) } : part];
}
