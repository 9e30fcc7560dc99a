import type { APIMessage } from "discord.js";
import type { Card } from "../../news/card.ts";
import { type Code, type DiscordMessage, render } from "./render.ts";
import { TYPE } from "./render-elements.ts";
import { type EmbedMessage, renderEmbeds } from "./render-embeds.ts";

/** What a card looks like on Discord, and how one of our messages is known again. */
export type Form = {
  /** Of every message. */
  readonly flags: number;
  render(card: Card, code?: Code): readonly [object, ...object[]];
  /** The same message with a number that Discord keeps with it. */
  marked(message: object, number: number): object;
  carries(message: APIMessage, number: number): boolean;
  /** The same message with these roles named in it: the only place where somebody may be pinged. */
  pinging(message: object, roles: readonly string[]): object;
};

const mentions = (roles: readonly string[]): string => roles.map((id) => `<@&${id}>`).join(" ");

/** Components V2: a container a story. The number is that of the first component, which nobody sees; those after it are numbered on. */
export const components: Form = {
  flags: 1 << 15,
  render,
  marked: (message, number) => ({
    components: (message as DiscordMessage).components.map((component, n) => ({ ...component, id: number + n })),
  }),
  carries: (message, number) => message.components?.[0]?.id === number,
  pinging: (message, roles) => {
    const [head, ...others] = (message as DiscordMessage).components;
    const ping = { type: TYPE.text, content: mentions(roles) };
    return { components: [...(head ? [head] : []), ping, ...others] };
  },
};

/** Embeds, for servers whose clients or other bots do not know the newer form. The number stands in the last one's footer. */
export const embeds: Form = {
  flags: 0,
  render: renderEmbeds,
  marked: (message, number) => {
    const { embeds, ...rest } = message as EmbedMessage;
    const last = embeds.length - 1;
    return { ...rest, embeds: embeds.map((embed, n) => (n === last ? { ...embed, footer: { text: footer(number) } } : embed)) };
  },
  carries: (message, number) => message.embeds?.at(-1)?.footer?.text === footer(number),
  pinging: (message, roles) => ({ ...message, content: mentions(roles) }),
};

const footer = (number: number): string => `Pullquote · ${number.toString(36)}`;
