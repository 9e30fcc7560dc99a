import type { Message, MessageSnapshot } from "discord.js";
import { linksIn } from "../../news/question.ts";

/** The addresses in a message, in the order in which they are found: in its text, its embeds, its components, and in what it forwards. */
export function linksOf(message: Message): string[] {
  return linksIn([message, ...message.messageSnapshots.values()].flatMap(texts).join("\n"));
}

function texts({ content, embeds, components }: Message | MessageSnapshot): string[] {
  const shown = embeds.flatMap(({ url, description, fields }) => [url ?? "", description ?? "", ...fields.map(({ value }) => value)]);
  const found = [content, ...shown];
  for (const component of components) collect(component.toJSON(), found);
  return found;
}

/** Pictures and files are nothing to be read. */
const SILENT: ReadonlySet<string> = new Set(["media", "file", "emoji"]);

function collect(value: unknown, found: string[]): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === "string" && (key === "content" || key === "url")) found.push(inner);
    else if (!SILENT.has(key)) collect(inner, found);
  }
}
