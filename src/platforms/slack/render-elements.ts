import type { types } from "@slack/bolt";
import type { Instant } from "../../news/article.ts";
import type { Attribution } from "../../news/card.ts";
import type { Phrases } from "../../news/phrases.ts";
import type { Question } from "../../news/question.ts";
import { isVisible, oneLine } from "../../news/text/fit.ts";
import { limits, measures } from "./limits.ts";
import { clean, cost, cutTo } from "./render-text.ts";

export type MessageBlock = types.HeaderBlock | types.ContextBlock | types.RichTextBlock | types.ActionsBlock | types.DividerBlock;

/** How a card is told: in which words, and how a question becomes a button's value. */
export type Manner = { readonly said: Phrases; readonly code: (question: Question) => string };

/** What stays together in one message, and the same in plain words (not escaped yet). */
export type Unit = { readonly blocks: readonly MessageBlock[]; readonly plain: string };

type Style = { bold?: boolean; italic?: boolean };
type Leaf = types.RichTextText | types.RichTextLink | types.RichTextDate | types.RichTextChannelMention;

/** One paragraph: for the eye and the ear, or, where it is `spoken`, for the ear alone. */
export type Line = { readonly as: "text" | "quote" | "bullet" | "spoken"; readonly leaves: readonly Leaf[] };

/** Words in a form that Slack shows and never reads: no markup, no mention, no emoji code, no link. */
export function words(text: string, style?: Style): Leaf {
  return { type: "text", text: clean(text), ...(style ? { style } : {}) };
}

export function line(as: Line["as"], ...leaves: Leaf[]): Line {
  return { as, leaves };
}

/** Lines as one `rich_text` block and as plain words. */
export function unitOf(lines: readonly Line[]): Unit {
  const elements: types.RichTextBlockElement[] = [];
  for (const { as, leaves } of lines) {
    const last = elements.at(-1);
    if (as === "spoken") continue;
    if (as === "quote") elements.push({ type: "rich_text_quote", elements: [...leaves] });
    else if (as === "bullet") {
      const entry: types.RichTextSection = { type: "rich_text_section", elements: [...leaves] };
      if (last?.type === "rich_text_list") last.elements.push(entry);
      else elements.push({ type: "rich_text_list", style: "bullet", elements: [entry] });
    } else if (last?.type === "rich_text_section") last.elements.push(words("\n"), ...leaves);
    else elements.push({ type: "rich_text_section", elements: [...leaves] });
  }
  return {
    blocks: [{ type: "rich_text", elements }],
    plain: lines.map(({ as, leaves }) => (as === "bullet" ? "• " : "") + leaves.map(spoken).join("")).join("\n"),
  };
}

function spoken(leaf: Leaf): string {
  if (leaf.type === "channel") return leaf.channel_id;
  return leaf.type === "date" ? (leaf.fallback ?? "") : (leaf.text ?? "");
}

/** `plain_text` parses nothing but emoji codes, and those only where one asks for it. */
export function plain(text: string, longest: number): types.PlainTextElement {
  return { type: "plain_text", text: cutTo(oneLine(text), longest, "…"), emoji: false };
}

/** A name, an outlet, a label: one line, of a length that a reader can take in. Null: nothing to be seen. */
export function named(text: string | undefined): string | null {
  if (text === undefined || !isVisible(text)) return null;
  return cutTo(oneLine(text), measures.name);
}

/** An address that may become a link: http or https, no longer than Slack takes, and without a user name in it (which is made to mislead). */
export function safeUrl(url: string | undefined): string | null {
  if (url === undefined) return null;
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return null;
  if (parsed.username || parsed.password) return null;
  const exact = /^https?:\/\/[\x21-\x7e]+$/.test(url) && url.search(LOOSE) < 0 ? url : parsed.href.replaceAll(LOOSE, encodeURIComponent);
  return exact.length <= limits.url ? exact : null;
}

/** What addresses hold only by mistake or malice, and Slack's own link markup is made of. */
const LOOSE = /[<>|"`\\^{}]/g;

/** Title (a link where there is one), outlet and date. */
export function attribution(source: Attribution, said: Phrases, style?: Style): Line[] {
  const title = cutTo(oneLine(isVisible(source.title) ? source.title : said.untitled), measures.title, ` ${said.cut}`);
  const url = safeUrl(source.url);
  const headline: Leaf = url ? { type: "link", url, text: title, ...(style ? { style } : {}) } : words(title, style);
  return [
    line("text", headline),
    line("text", words(`${named(source.outlet) ?? said.noOutlet} · `), date(source.published, said)),
    ...(url && cost(url) <= measures.spokenUrl ? [line("spoken", words(url))] : []),
  ];
}

/** A moment that each reader sees in their own time zone. */
function date(at: Instant | undefined, said: Phrases): Leaf {
  const time = at === undefined ? Number.NaN : Date.parse(at);
  if (Number.isNaN(time)) return words(said.undated);
  const fallback = `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  // Slack's dates begin with 1970 and are whole seconds.
  if (time < 1000) return words(fallback);
  return { type: "date", timestamp: Math.floor(time / 1000), format: "{date_short_pretty}, {time}", fallback };
}
