import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIButtonComponentWithURL,
  APIContainerComponent,
  APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import type { Instant } from "../../news/article.ts";
import type { Attribution } from "../../news/card.ts";
import type { Below } from "../../news/cards/buttons.ts";
import type { Phrases } from "../../news/phrases.ts";
import type { Question } from "../../news/question.ts";
import { closed, isVisible, oneLine } from "../../news/text/fit.ts";
import { limits, measures } from "./limits.ts";
import { cutTo, escaped } from "./render-text.ts";

/** What a card is made with: the bot's own words in its language, and how a button says its question. */
export type Manner = { readonly said: Phrases; readonly code: (question: Question) => string };

export type Button = APIButtonComponentWithCustomId | APIButtonComponentWithURL;
export type Row = APIActionRowComponent<Button>;
export type TopComponent = APITextDisplayComponent | APIContainerComponent | Row;

/** Discord's numbers for the kinds of components; the library's enums are values and this file is pure. */
export const TYPE = {
  row: 1 satisfies ComponentType.ActionRow,
  button: 2 satisfies ComponentType.Button,
  text: 10 satisfies ComponentType.TextDisplay,
  container: 17 satisfies ComponentType.Container,
} as const;
const SECONDARY = 2 satisfies ButtonStyle.Secondary;
const LINK = 5 satisfies ButtonStyle.Link;

/** What stays together in one message: one text display, or one row of buttons. */
export type Unit = { readonly text: string } | { readonly buttons: readonly Button[] };

/** Units that belong together: those of a story or a quote stand in one container, with a colour at its side. */
export type Box = {
  readonly units: readonly Unit[];
  readonly accent?: number;
  /** Says what goes on where a container goes on in the next message. */
  readonly name?: string;
};

export function bold(markdown: string): string {
  return `**${markdown}**`;
}

/** Every line of the markdown in small letters. Empty lines are left out: they would show the mark. */
export function small(markdown: string): string {
  return eachLine(markdown.replace(/\n\s*\n/g, "\n"), "-# ");
}

/** Every line in the quote: a line without the mark would stand outside, as words of ours. */
export function quoted(markdown: string): string {
  return eachLine(markdown, "> ");
}

function eachLine(markdown: string, mark: string): string {
  return markdown
    .split("\n")
    .map((line) => mark + line)
    .join("\n");
}

/** A name, an outlet: one line, escaped. Null: nothing to be seen. */
export function named(text: string | undefined): string | null {
  if (text === undefined || !isVisible(text)) return null;
  return escaped(cutTo(oneLine(text), measures.name));
}

/** A label, not escaped: buttons and choices show it as it is. */
export function label(text: string, longest: number): string {
  const line = oneLine(text);
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest - 1);
  return `${(/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut).trimEnd()}…`;
}

/** Rows of buttons; pressing one asks its question, and the last may open an article. */
export function rows({ actions, opens }: Below, { said, code }: Manner): Unit[] {
  const all = actions.map((action): Button => {
    const shown = isVisible(action.label) ? action.label : said.more;
    const id = code(action.question).replace(/\p{Surrogate}/gu, "\uFFFD");
    return { type: TYPE.button, style: SECONDARY, label: label(shown, limits.buttonLabel), custom_id: id };
  });
  const url = safeUrl(opens);
  // A longer address is the headline's alone.
  if (url && url.length <= limits.buttonUrl) all.push({ type: TYPE.button, style: LINK, label: label(said.read, limits.buttonLabel), url });
  return Array.from({ length: Math.ceil(all.length / limits.rowButtons) }, (_, n) => ({
    buttons: all.slice(n * limits.rowButtons, (n + 1) * limits.rowButtons),
  }));
}

/** Title (a link where there is an address), outlet and date. */
export function attribution(source: Attribution, said: Phrases, emphasis: (markdown: string) => string): string {
  const title = titleOf(source, said);
  const url = safeUrl(source.url);
  const link = linked(title, url);
  const headline = emphasis(link ?? escaped(title));
  return `${headline}\n-# ${origin(source, said)}${url && !link ? ` · [${said.read}](${url})` : ""}`;
}

/** Outlet and date. */
export function origin(source: Attribution, said: Phrases): string {
  return `${named(source.outlet) ?? said.noOutlet} · ${date(source.published, said)}`;
}

/** Null: no address, or markup, an emoji's code or an address in the words: Discord then shows the markup instead of the link. */
export function linked(words: string, url: string | null): string | null {
  // Discord shows a backslash inside a masked link: what would need one stands outside, with the link behind it.
  return url === null || /[[\]*_~`|\\<>]|:\/\/|\bwww\.|@(?:everyone|here)|:[^\s:]+:/i.test(words) ? null : `[${closed(words)}](${url})`;
}

export function titleOf(source: Attribution, said: Phrases): string {
  return cutTo(oneLine(isVisible(source.title) ? source.title : said.untitled), measures.title, ` ${said.cut}`);
}

/**
 * An address that may become a link: http or https, and without a user name in it (which is made to mislead). Characters that would
 * end the link or begin markup are percent-encoded.
 */
export function safeUrl(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return null;
  if (parsed.username || parsed.password) return null;
  const exact = parsed.href.replace(/[^\w\-.~:/?#@!$&+,;=%]/g, (char) => encodeURIComponent(char).replace(/[!'()*]/g, percent));
  return exact.length <= measures.url ? exact : null;
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** A day that each reader sees in their own language and time zone. */
function date(at: Instant | undefined, said: Phrases): string {
  const time = at === undefined ? Number.NaN : Date.parse(at);
  return Number.isNaN(time) ? said.undated : `<t:${Math.floor(time / 1000)}:D>`;
}
