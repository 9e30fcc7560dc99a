import type { APITextDisplayComponent } from "discord.js";
import type { Card } from "../../news/card.ts";
import { type Phrases, phrasesIn } from "../../news/phrases.ts";
import { encodeQuestion, type Question } from "../../news/question.ts";
import { isVisible, oneLine } from "../../news/text/fit.ts";
import { limits, measures } from "./limits.ts";
import { boxesOf } from "./render-boxes.ts";
import { type Box, type Button, type Row, small, type TopComponent, TYPE, type Unit } from "./render-elements.ts";
import { cutTo, escaped, split } from "./render-text.ts";

/** One message as Discord takes it with the flag for Components V2. */
export type DiscordMessage = { readonly components: readonly TopComponent[] };

/** A question as the text of a button. */
export type Code = (question: Question) => string;

/** A part of a box that stands in one message. `continues`: its beginning stands in an earlier one. */
type Placed = { readonly box: Box; readonly units: Unit[]; readonly continues: boolean };

/** A card as one or more messages, in order. Nothing is left out: what does not fit one message stands in the next. */
export function render(card: Card, code: Code = encodeQuestion): [DiscordMessage, ...DiscordMessage[]] {
  return renderInto(card, WHOLE, code);
}

/** The same where a message has this much room. */
export function renderInto(card: Card, whole: Room, code: Code = encodeQuestion): [DiscordMessage, ...DiscordMessage[]] {
  const said = phrasesIn(card.language);
  const [first, ...others] = pack([headOf(card, said), ...boxesOf(card, { said, code })], whole);
  const of = 1 + others.length;
  return [message(first, 0, of, said), ...others.map((part, n) => message(part, n + 1, of, said))];
}

function headOf(card: Card, said: Phrases): Box {
  const title = cutTo(oneLine(isVisible(card.title) ? card.title : said.noTitle), measures.title, ` ${said.cut}`);
  const note = card.note !== undefined && isVisible(card.note) ? split(oneLine(card.note), measures.piece) : [];
  const [beside = "", ...below] = note.map((text) => small(escaped(text)));
  return { units: [`## ${escaped(title)}${beside ? `\n${beside}` : ""}`, ...below].map((text) => ({ text })) };
}

/** What a message holds, or what something takes of it. */
export type Room = { readonly text: number; readonly components: number; readonly rows: number; readonly boxes: number };

const WHOLE: Room = {
  text: limits.text - measures.partText,
  components: limits.components - measures.partComponents,
  rows: Number.POSITIVE_INFINITY,
  boxes: Number.POSITIVE_INFINITY,
};

function needs(units: readonly Unit[], box: Box): Room {
  let text = 0;
  let rows = 0;
  // The container is a component itself.
  let components = box.accent === undefined ? 0 : 1;
  for (const unit of units) {
    if ("text" in unit) text += unit.text.length;
    else {
      components += unit.buttons.length;
      rows += 1;
    }
    components += 1;
  }
  return { text, components, rows, boxes: units.length > 0 ? 1 : 0 };
}

function fits(need: Room, room: Room): boolean {
  return need.text <= room.text && need.components <= room.components && need.rows <= room.rows && need.boxes <= room.boxes;
}

function less(room: Room, need: Room): Room {
  return {
    text: room.text - need.text,
    components: room.components - need.components,
    rows: room.rows - need.rows,
    boxes: room.boxes - need.boxes,
  };
}

/**
 * Fills messages from the front. A box that fits a message stands in one, even if the message before it is left half empty for it; a
 * larger one goes on in the next. A unit is always smaller than a message, so that each finds room.
 */
function pack(boxes: readonly Box[], most: Room): [Placed[], ...Placed[][]] {
  const messages: [Placed[], ...Placed[][]] = [[]];
  let current: Placed[] = messages[0];
  let room = most;
  const turn = () => {
    if (current.length === 0) return;
    current = [];
    messages.push(current);
    room = most;
  };
  for (const box of boxes) {
    const whole = needs(box.units, box);
    if (fits(whole, room) || fits(whole, most)) {
      if (!fits(whole, room)) turn();
      current.push({ box, units: [...box.units], continues: false });
      room = less(room, whole);
      continue;
    }
    let placed: Placed | null = null;
    for (const [at, unit] of box.units.entries()) {
      // A headline does not stand alone at the end of a message.
      const ahead = at === 0 ? box.units.slice(0, 2) : [unit];
      if (!fits(needs(ahead, box), room)) {
        turn();
        placed = null;
      }
      if (placed === null) {
        placed = { box, units: [], continues: at > 0 };
        current.push(placed);
        room = less(room, { ...needs([], box), boxes: 1 });
      }
      placed.units.push(unit);
      room = less(room, { ...needs([unit], { units: [] }), boxes: 0 });
    }
  }
  return messages;
}

function message(placed: readonly Placed[], at: number, of: number, said: Phrases): DiscordMessage {
  const part = small(said.partOf(at + 1, of));
  const ids = new Set<string>();
  return {
    components: [
      ...(at > 0 ? [display(part)] : []),
      ...placed.flatMap((one) => componentsOf(one, ids, said)),
      ...(at === 0 && of > 1 ? [display(`${part}, ${said.goesOnBelow}`)] : []),
    ],
  };
}

function componentsOf({ box, units, continues }: Placed, ids: Set<string>, said: Phrases): TopComponent[] {
  const inner = units.flatMap((unit): (APITextDisplayComponent | Row)[] =>
    "text" in unit ? [display(unit.text)] : rowOf(unit.buttons, ids),
  );
  if (box.accent === undefined) return inner;
  const name = continues && box.name ? [display(small(escaped(`${cutTo(box.name, measures.name, "…")}, ${said.continued}`)))] : [];
  return [{ type: TYPE.container, accent_color: box.accent, components: [...name, ...inner] }];
}

function display(content: string): APITextDisplayComponent {
  return { type: TYPE.text, content };
}

/** Ids are unique in a message. A button that asks what another one asks already gets a number that decoding ignores; where there is no room for one it is left out. */
function rowOf(buttons: readonly Button[], ids: Set<string>): Row[] {
  const kept = buttons.flatMap((button): Button[] => {
    if (!("custom_id" in button)) return [button];
    const id = freeId(button.custom_id, ids);
    if (id === null) return [];
    ids.add(id);
    return [{ ...button, custom_id: id }];
  });
  return kept.length > 0 ? [{ type: TYPE.row, components: kept }] : [];
}

function freeId(code: string, ids: ReadonlySet<string>): string | null {
  if (!ids.has(code)) return code;
  for (let n = 2; n <= limits.components; n++) {
    const id = `${code}~${n}`;
    if (id.length > limits.customId) return null;
    if (!ids.has(id)) return id;
  }
  return null;
}
