import type { types } from "@slack/bolt";
import type { Card } from "../../news/card.ts";
import type { Field, Filled, Form } from "../../news/manage/forms.ts";
import { phrasesIn } from "../../news/phrases.ts";
import type { Question } from "../../news/question.ts";
import { limits } from "./limits.ts";
import { renderWhole } from "./render.ts";
import { type MessageBlock, plain } from "./render-elements.ts";

/** The `callback_id` of a form. */
export const FORM = "pullquote_form";
/** How the `action_id` of a field begins. */
const FIELD = "field:";
/** Between a field's name and the number of a further block of it. */
const PART = "~";

/** What a dialogue carries along: which act, and where it was asked for. */
export type Along = { readonly act: Form["act"]; readonly language: Form["language"]; readonly channel: string; readonly name?: string };

type Element = types.PlainTextInput | types.Checkboxes;

/** A form as a dialogue. */
export function formView(form: Form, along: Along): types.ModalView {
  return {
    type: "modal",
    callback_id: FORM,
    private_metadata: JSON.stringify(along),
    title: plain(form.title, limits.viewTitle),
    submit: plain(form.submit, limits.viewTitle),
    blocks: form.fields.flatMap(fieldBlocks),
  };
}

/** Slack takes ten choices in one block: more go on in the next. */
function fieldBlocks(field: Field): types.InputBlock[] {
  const block = (n: number, label: string, element: Element): types.InputBlock => ({
    type: "input",
    block_id: n === 0 ? field.name : `${field.name}${PART}${n}`,
    optional: true,
    label: plain(label, limits.fieldLabel),
    element,
    ...(field.hint && field.kind === "text" ? { hint: plain(field.hint, limits.fieldLabel) } : {}),
  });
  const action_id = `${FIELD}${field.name}`;
  if (field.kind === "text")
    return [
      block(0, field.label, {
        type: "plain_text_input",
        action_id,
        max_length: field.longest,
        ...(field.value ? { initial_value: field.value } : {}),
        ...(field.lines ? { multiline: true } : {}),
        ...(field.hint ? { placeholder: plain(field.hint, limits.placeholder) } : {}),
      }),
    ];
  const groups = Math.ceil(field.options.length / limits.checkboxes);
  const size = Math.ceil(field.options.length / groups);
  return Array.from({ length: groups }, (_, n) => {
    const some = field.options.slice(n * size, (n + 1) * size);
    const options = some.map(({ value, label }): types.PlainTextOption => ({ text: plain(label, limits.optionText), value }));
    const chosen = options.filter(({ value }) => value !== undefined && field.values.includes(value));
    const label = groups === 1 ? field.label : `${field.label}: ${some[0]?.label} – ${some.at(-1)?.label}`;
    return block(n, label, { type: "checkboxes", action_id, options, ...(chosen.length > 0 ? { initial_options: chosen } : {}) });
  });
}

type State = { readonly values?: Readonly<Record<string, Readonly<Record<string, unknown>>>> };

/** What a dialogue was filled with, by field. */
export function filledIn({ values = {} }: State): Filled {
  const filled: Record<string, string[]> = {};
  for (const [block, elements] of Object.entries(values)) {
    const [element] = Object.values(elements) as { value?: unknown; selected_options?: { value?: unknown }[] }[];
    const chosen = Array.isArray(element?.selected_options) ? element.selected_options.map(({ value }) => String(value ?? "")) : [];
    const given = typeof element?.value === "string" ? [element.value] : chosen;
    const name = block.split(PART)[0] ?? block;
    filled[name] = [...(filled[name] ?? []), ...given];
  }
  return filled;
}

/** Null: no dialogue of ours. */
export function alongIn(metadata: string | undefined): Along | null {
  try {
    const along = JSON.parse(metadata ?? "") as Along;
    return typeof along.act === "string" && typeof along.channel === "string" ? along : null;
  } catch {
    return null;
  }
}

type Code = (question: Question) => string;

/** A card in a dialogue that is open already. */
export function cardView(card: Card, code: Code, along: Along): types.ModalView {
  return {
    type: "modal",
    private_metadata: JSON.stringify(along),
    title: plain(phrasesIn(card.language).noTitle, limits.viewTitle),
    blocks: viewBlocks(card, code),
  };
}

/** A card as what a member sees under the app's own tab. */
export function homeView(card: Card, code: Code): types.HomeView {
  return { type: "home", blocks: viewBlocks(card, code) };
}

/** A view is one piece, however many messages it would be, and holds no more than that: what is beyond is named. */
function viewBlocks(card: Card, code: Code): MessageBlock[] {
  const { kept, left } = renderWhole(card, { blocks: limits.viewBlocks - 1, text: limits.viewText }, code);
  if (left === 0) return kept;
  return [...kept, { type: "context", elements: [plain(phrasesIn(card.language).tooLong(left), limits.context)] }];
}
