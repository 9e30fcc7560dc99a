import type { Card } from "../../news/card.ts";
import { below } from "../../news/cards/buttons.ts";
import { type Phrases, phrasesIn } from "../../news/phrases.ts";
import { encodeQuestion } from "../../news/question.ts";
import { isVisible, oneLine } from "../../news/text/fit.ts";
import { limits, measures } from "./limits.ts";
import { line, type Manner, type MessageBlock, plain, type Unit, unitOf, words } from "./render-elements.ts";
import { cost, cutTo, escapeText, split } from "./render-text.ts";
import { ASK, actionUnits, itemUnits, OPEN } from "./render-units.ts";

/** One message as Slack takes it: at most 50 blocks, and in `text` all that stands in them in plain words, escaped. */
export type SlackMessage = { readonly blocks: MessageBlock[]; readonly text: string };

/** Where the parts after the first one stand. */
type Following = "thread" | "below";

/** A card as one or more messages, in order. Nothing is left out: what does not fit one message stands in the next. */
export function render(
  card: Card,
  { following = "thread", code = encodeQuestion }: { readonly following?: Following; readonly code?: Manner["code"] } = {},
): [SlackMessage, ...SlackMessage[]] {
  const said = phrasesIn(card.language);
  const [first, ...others] = pack(unitsOf(card, { said, code }));
  const of = 1 + others.length;
  return [message(first, 0, of, following, said), ...others.map((part, n) => message(part, n + 1, of, following, said))];
}

/** A card as one stretch of blocks, as far as there is room; `left`: how many messages what is left out would take. */
export function renderWhole(
  card: Card,
  room: { readonly blocks: number; readonly text: number },
  code: Manner["code"],
): { readonly kept: MessageBlock[]; readonly left: number } {
  const units = unitsOf(card, { said: phrasesIn(card.language), code });
  let blocks = 0;
  let text = 0;
  const end = units.findIndex((unit) => {
    blocks += unit.blocks.length;
    text += JSON.stringify(unit.blocks).length;
    return blocks > room.blocks || text > room.text;
  });
  const shown = end < 0 ? units : units.slice(0, end);
  return { kept: numbered(shown.flatMap((unit) => unit.blocks)), left: end < 0 ? 0 : pack(units.slice(end)).length };
}

function unitsOf(card: Card, manner: Manner): Unit[] {
  const left = new Set(card.actions);
  const items = card.items.flatMap((item) => itemUnits(item, below(item, left, card), manner));
  return [...headUnits(card, manner.said), ...items, ...actionUnits({ actions: [...left] }, manner)];
}

function headUnits(card: Card, said: Phrases): Unit[] {
  const title = oneLine(isVisible(card.title) ? card.title : said.noTitle);
  const header = plain(title, limits.header);
  const whole = unitOf([line("text", words(cutTo(title, measures.piece, ` ${said.cut}`), { bold: true }))]);
  const head: Unit = {
    // A title too long for a header stands below it in full.
    blocks: [{ type: "header", text: header }, ...(header.text === title ? [] : whole.blocks)],
    plain: whole.plain,
  };
  if (card.note === undefined || !isVisible(card.note)) return [head];
  return [head, ...split(oneLine(card.note), measures.piece).map(noteUnit)];
}

function noteUnit(note: string): Unit {
  return { blocks: [{ type: "context", elements: [plain(note, limits.context)] }], plain: note };
}

/** Fills messages from the front. A unit is smaller than a message, so that each finds room. */
function pack(units: readonly Unit[]): [Unit[], ...Unit[][]] {
  const parts: [Unit[], ...Unit[][]] = [[]];
  let part: Unit[] = parts[0];
  let used = { blocks: 0, text: 0, spoken: 0 };
  for (const unit of units) {
    const needs = { blocks: unit.blocks.length, text: textOf(unit.blocks), spoken: cost(unit.plain) + 2 };
    const fits =
      used.blocks + needs.blocks <= limits.blocks - 2 &&
      used.text + needs.text <= limits.blockText - measures.partMark &&
      used.spoken + needs.spoken <= limits.text - measures.partMark;
    if (!fits && part.length > 0) {
      part = [];
      parts.push(part);
      used = { blocks: 0, text: 0, spoken: 0 };
    }
    part.push(unit);
    used = { blocks: used.blocks + needs.blocks, text: used.text + needs.text, spoken: used.spoken + needs.spoken };
  }
  return parts;
}

function message(units: readonly Unit[], at: number, of: number, following: Following, said: Phrases): SlackMessage {
  const part = said.partOf(at + 1, of);
  const all = [
    ...(at > 0 ? [noteUnit(part)] : []),
    ...units,
    ...(at === 0 && of > 1 ? [noteUnit(`${part}, ${following === "thread" ? said.goesOnInThread : said.goesOnBelow}`)] : []),
  ];
  return { blocks: numbered(all.flatMap((unit) => unit.blocks)), text: escapeText(all.map((unit) => unit.plain).join("\n\n")) };
}

/** Every button of a message under an id of its own, which says whether it asks or only leads somewhere. */
function numbered(blocks: readonly MessageBlock[]): MessageBlock[] {
  let n = 0;
  return blocks.map((block) =>
    block.type === "actions"
      ? { ...block, elements: block.elements.map((element) => ({ ...element, action_id: `${"url" in element ? OPEN : ASK}${n++}` })) }
      : block,
  );
}

/** The characters of all texts in the blocks, links and button values included: how Slack's undocumented limit may count them at the worst. */
export function textOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, inner) => sum + textOf(inner), 0);
  if (value === null || typeof value !== "object") return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (typeof inner === "string" ? (SHOWN.has(key) ? inner.length : 0) : textOf(inner)),
    0,
  );
}

const SHOWN: ReadonlySet<string> = new Set(["text", "url", "fallback", "value"]);
