import { linksIn } from "../../news/question.ts";

/** What of a message is looked through. */
const MOST_TEXT = 20_000;

/** The addresses in a message, in the order in which they are found: in its text, its blocks, and what it shows of other pages. */
export function linksOf(
  message: { readonly text?: unknown; readonly blocks?: unknown; readonly attachments?: unknown },
  most = 5,
): string[] {
  const texts: string[] = [];
  collect(message.text, "text", texts);
  collect(message.blocks, "blocks", texts);
  collect(message.attachments, "attachments", texts);
  return linksIn(texts.join("\n").slice(0, MOST_TEXT), most);
}

/** Where Slack puts words and addresses; its own pictures' addresses are none of them. */
const SPEAKING: ReadonlySet<string> = new Set(["text", "url", "from_url", "original_url", "title_link", "fallback"]);

function collect(value: unknown, key: string, texts: string[]): void {
  if (typeof value === "string") {
    if (SPEAKING.has(key)) texts.push(value.replaceAll("&amp;", "&").replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  } else if (Array.isArray(value)) for (const inner of value) collect(inner, key, texts);
  else if (typeof value === "object" && value !== null) for (const [name, inner] of Object.entries(value)) collect(inner, name, texts);
}
