import type { Action, Attribution, Card, ChoiceItem, Item, NoticeItem, QuoteItem, StoryItem } from "../../news/card.ts";
import { buttonsBelow } from "../../news/cards/buttons.ts";
import { marksAround, noteBefore, notesAfter, sameSource, speakerLine } from "../../news/cards/quote-lines.ts";
import type { Language } from "../../news/language.ts";
import { day, type Phrases, phrasesIn } from "../../news/phrases.ts";

export type TerminalStyle = {
  /** Columns. */
  readonly width: number;
  readonly colour: boolean;
};

/** With the words in which it is told. */
type Manner = TerminalStyle & { readonly said: Phrases; readonly language: Language | undefined };

/** Everything on the card that one can choose, in the order of its numbers. */
export function choices(card: Card): Action[] {
  return [...card.items.flatMap((item) => (item.kind === "choice" ? item.options : [])), ...card.actions];
}

/** A card as lines of text, without a line break at the end. */
export function renderText(card: Card, how: TerminalStyle): string {
  const style: Manner = { ...how, said: phrasesIn(card.language), language: card.language };
  const ink = inks(style.colour);
  const numbers = new Map(choices(card).map((action, i) => [action, i + 1]));
  const number = (action: Action) => `[${numbers.get(action)}]`;
  const left = new Set(card.actions);
  const button = (action: Action) => `${number(action)} ${clean(action.label)}`;
  const choice = (item: ChoiceItem) => [
    clean(item.text),
    ...item.options.map(
      (option) => `  ${number(option)} ${clean(option.label)}${option.detail ? ink.dim(` (${clean(option.detail)})`) : ""}`,
    ),
  ];
  const lines = (item: Item): string[] => {
    if (item.kind === "story") {
      const buttons = buttonsBelow(item, left);
      return [...story(item, style), ...(buttons.length > 0 ? ["", ...buttons.map(button)] : [])];
    }
    if (item.kind === "quote") return [...quote(item, style, ""), ...wrap(source(item.source, style), style.width, "  ").map(ink.dim)];
    if (item.kind === "choice") return choice(item);
    if (item.kind === "notice") return notice(item, style);
    return wrap(clean(item.text), style.width, "");
  };
  const blocks = [
    [...wrap(clean(card.title), style.width, "").map(ink.bold), ...(card.note ? wrap(clean(card.note), style.width, "").map(ink.dim) : [])],
    ...card.items.map(lines),
    [...left].map(button),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n");
}

function notice({ heading, lines }: NoticeItem, style: TerminalStyle): string[] {
  const ink = inks(style.colour);
  return [
    ...(heading ? wrap(clean(heading), style.width, "").map(ink.bold) : []),
    ...lines.flatMap(({ text, url }) => wrap([clean(text), clean(url ?? "")].filter(Boolean).join(" · "), style.width, "")),
  ];
}

function story(item: StoryItem, style: Manner): string[] {
  const ink = inks(style.colour);
  const title = wrap(clean(item.source.title), style.width, "").map(ink.bold);
  if (item.headline) {
    const { outlets, speaker } = item.headline;
    const from = [item.source.outlet ?? style.said.noOutlet, ...outlets].map(clean).join(", ");
    const about = [from, speaker ? clean(speaker) : "", clean(item.source.url ?? "")].filter(Boolean).join(" · ");
    return [...(item.update ? [style.said.newInStory] : []), ...title, ...wrap(about, style.width, "").map(ink.dim)];
  }
  const from = (told: Attribution | undefined) => (told ? ` (${clean(told.outlet ?? told.title)})` : "");
  const sentences = item.summary.map((sentence, n) => clean(sentence) + from(item.told?.[n]));
  const elsewhere = (q: QuoteItem) =>
    sameSource(q.source, item.source)
      ? []
      : wrap(source(item.rest ? { ...q.source, title: "" } : q.source, style), style.width, "  ").map(ink.dim);
  const also = (item.also ?? []).map((each) => [clean(each.outlet ?? each.title), clean(each.url ?? "")].filter(Boolean).join(" "));
  return [
    ...(item.update ? [style.said.newInStory] : []),
    ...title,
    ...wrap(source({ ...item.source, title: "" }, style), style.width, "").map(ink.dim),
    ...(item.summary.length ? ["", ...wrap(sentences.join(" "), style.width, "")] : []),
    ...item.quotes.flatMap((q) => ["", ...quote(q, style, "  "), ...elsewhere(q)]),
    ...(also.length ? ["", ...wrap(`${style.said.alsoIn}: ${also.join(", ")}`, style.width, "").map(ink.dim)] : []),
    ...(item.people.length
      ? ["", ...wrap(`${style.said.people}: ${item.people.map(clean).join(", ")}`, style.width, "").map(ink.dim)]
      : []),
  ];
}

function quote(item: QuoteItem, style: Manner, indent: string): string[] {
  const ink = inks(style.colour);
  const { said } = style;
  const parts = item.parts.map(clean);
  // What a source sets without marks gets none: a passage set apart is told by the note behind its speaker.
  const words = parts
    .map((text, nth) => {
      const { before, after } = marksAround(item.how, { text, gap: nth > 0, closes: true }, said);
      return before + text + after;
    })
    .join("");
  const before = noteBefore(item, 0, said);
  const notes = notesAfter(item, said).map(clean);
  const shown = (text: string | undefined) => (text === undefined ? null : clean(text) || null);
  const line = speakerLine(item, shown, undefined, said) + (notes.length ? ` (${notes.join("; ")})` : "");
  return [
    ...(item.before ? wrap(clean(item.before), style.width, indent).map(ink.dim) : []),
    ...(before ? wrap(`${before}:`, style.width, indent).map(ink.dim) : []),
    ...wrap(words, style.width, indent).map(ink.quote),
    ...(item.after ? wrap(clean(item.after), style.width, indent).map(ink.dim) : []),
    ...wrap(line, style.width, indent),
  ];
}

function source({ title, outlet, published, url }: Attribution, { said, language }: Manner): string {
  const date = published ? day(new Date(published), language) : said.undated;
  return [clean(title), clean(outlet ?? said.noOutlet), date, clean(url ?? "")].filter(Boolean).join(" · ");
}

function inks(colour: boolean) {
  const ink = (code: number) => (text: string) => (colour && text ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bold: ink(1), dim: ink(2), quote: ink(36) };
}

/**
 * Outside text without what a terminal obeys: control characters (escape sequences begin with one) and the marks that turn the
 * direction of what follows. Letters stay as they are.
 */
export function clean(text: string): string {
  return text.replace(/[\t\n\r\u2028\u2029]+/gu, " ").replace(/[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, "");
}

/** Lines of at most `width` columns; a word longer than a line is cut. */
function wrap(text: string, width: number, indent: string): string[] {
  const room = Math.max(20, width - indent.length);
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of text
    .split(" ")
    .filter(Boolean)
    .flatMap((w) => pieces(w, room))) {
    const size = columns(word);
    if (used > 0 && used + 1 + size > room) {
      lines.push(indent + line);
      line = word;
      used = size;
    } else {
      line = used > 0 ? `${line} ${word}` : word;
      used += size + (used > 0 ? 1 : 0);
    }
  }
  return line ? [...lines, indent + line] : lines;
}

function pieces(word: string, room: number): string[] {
  if (columns(word) <= room) return [word];
  const cut: string[] = [];
  let piece = "";
  let used = 0;
  for (const letter of word) {
    const size = columns(letter);
    if (used + size > room) {
      cut.push(piece);
      piece = "";
      used = 0;
    }
    piece += letter;
    used += size;
  }
  return [...cut, piece];
}

const NARROW = /[\p{Mn}\p{Me}\u200b\u200c]|\u200d|\ufe0f/u;
const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u3029\uff01-\uff60]|\p{Emoji_Presentation}/u;

/** East Asian wide letters and emoji take two columns, combining marks none. */
function columns(text: string): number {
  let sum = 0;
  for (const letter of text) sum += NARROW.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
  return sum;
}
